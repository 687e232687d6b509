import RDFModel

/// Makes mappings of the rows of a table.
struct RowReader {
  private enum ColumnKind {
    case slot(Slot)
    case extended(ExtensionDefinition)
  }

  private struct Column {
    let name: String
    let kind: ColumnKind
  }

  private var table: TableReader
  private let parser: SlotValueParser
  private var columns: [Column] = []

  init(table: TableReader, parser: SlotValueParser) {
    self.table = table
    self.parser = parser
  }

  /// Reads all rows, hands down the values of the set, and checks that nothing is missing.
  mutating func read(into metadata: MappingSet) throws(SyntaxError) -> MappingSet {
    var set = metadata
    var cells: [TableReader.Cell] = []
    guard try table.next(into: &cells) else { return set }
    try readColumns(cells, set)
    var starts: [(offset: Int, line: Int)] = []
    while try table.next(into: &cells) {
      starts.append((cells[0].byteOffset, cells[0].line))
      set.mappings.append(try readMapping(cells))
    }
    set.propagate()
    for (mapping, start) in zip(set.mappings, starts) {
      guard let missing = Self.missingSlot(mapping) else { continue }
      throw table.error(
        "slot \(missing.rawValue): a mapping without a value here", at: start.offset,
        line: start.line, code: .sssomMissingSlot,
        remedy: "fill it in, or remove the row")
    }
    return set
  }

  private mutating func readColumns(
    _ cells: [TableReader.Cell], _ set: MappingSet
  ) throws(SyntaxError) {
    var known: Set<String> = []
    for cell in cells {
      let name = cell.text.trimmingSpaces()
      if !name.isEmpty, !known.insert(name).inserted {
        throw table.error(
          "slot \(name): two columns of this name", at: cell.byteOffset, line: cell.line,
          remedy: "keep one of them")
      }
      if let slot = Slot(rawValue: name), Slot.ofMapping.contains(slot) {
        columns.append(Column(name: name, kind: .slot(slot)))
      } else {
        columns.append(Column(name: name, kind: .extended(set.extensionDefinition(named: name))))
      }
    }
    guard known.contains("predicate_id") else {
      let names = known.sorted().prefix(4).joined(separator: ", ")
      throw table.error(
        "slot predicate_id: no column of this name, only \(names)", at: cells[0].byteOffset,
        line: cells[0].line, code: .sssomMissingSlot,
        remedy: "start the table with a line of slot names, right after the metadata")
    }
  }

  private func readMapping(_ cells: [TableReader.Cell]) throws(SyntaxError) -> Mapping {
    var mapping = Mapping()
    mapping.line = cells[0].line
    for (index, cell) in cells.enumerated() where !cell.text.isEmpty {
      guard index < columns.count, !columns[index].name.isEmpty else {
        throw table.error(
          "a cell beyond the columns that the first line names", at: cell.byteOffset,
          line: cell.line, remedy: "remove the cell, name its column, or quote a separator")
      }
      do throws(SlotValueParser.Refusal) {
        switch columns[index].kind {
        case .extended(let definition):
          mapping.extensions[columns[index].name] = try parser.value(cell.text, of: definition)
        case .slot(let slot) where slot.isMultivalued:
          var values: [SlotValue] = []
          for part in SlotValueParser.split(cell.text) {
            values.append(try parser.value(part, of: slot))
          }
          if !values.isEmpty { mapping.values[slot] = .list(values) }
        case .slot(let slot):
          mapping.values[slot] = try parser.value(cell.text, of: slot)
        }
      } catch {
        throw table.error(
          "slot \(columns[index].name): " + error.message, at: cell.byteOffset, line: cell.line,
          code: error.code, remedy: error.remedy)
      }
    }
    return mapping
  }

  /// The first slot that a mapping must have and has not.
  ///
  /// Source: SSSOM 1.1, data model, literal mappings.
  private static func missingSlot(_ mapping: Mapping) -> Slot? {
    let needed: [Slot] = [
      mapping.values.text(.subjectType) == "rdfs literal" ? .subjectLabel : .subjectID,
      .predicateID,
      mapping.values.text(.objectType) == "rdfs literal" ? .objectLabel : .objectID,
      .mappingJustification,
    ]
    return needed.first { mapping.values[$0] == nil }
  }
}
