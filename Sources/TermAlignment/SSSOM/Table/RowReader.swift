import RDFModel

/// Makes mappings of the rows of a table.
struct RowReader {
  private enum ColumnKind {
    case slot(Slot)
    case extended(ExtensionDefinition)
    /// An extension that nobody defined and that is not wanted.
    case ignored
  }

  private struct Column {
    let name: String
    let kind: ColumnKind
  }

  private var table: TableReader
  private let parser: SlotValueParser
  private let undefinedExtensions: UndefinedExtensionPolicy
  private var columns: [Column] = []

  init(
    table: TableReader, parser: SlotValueParser, undefinedExtensions: UndefinedExtensionPolicy
  ) {
    self.table = table
    self.parser = parser
    self.undefinedExtensions = undefinedExtensions
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
      guard let missing = mapping.missingSlot else { continue }
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
        columns.append(Column(name: name, kind: try extended(cell, name, set)))
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

  private func extended(
    _ cell: TableReader.Cell, _ name: String, _ set: MappingSet
  ) throws(SyntaxError) -> ColumnKind {
    if let definition = set.extensionDefinitions.first(where: { $0.slotName == name }) {
      return .extended(definition)
    }
    switch undefinedExtensions {
    case .keep: return .extended(ExtensionDefinition(slotName: name))
    case .leaveOut: return .ignored
    case .refuse:
      throw table.error(
        "slot \(name): neither a slot of SSSOM nor a defined extension", at: cell.byteOffset,
        line: cell.line, code: .sssomValue, remedy: UndefinedExtensionPolicy.remedy)
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
        case .ignored: break
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
}
