public import RDFModel
import SKOSVocabulary
import XSDValues

/// Turns the rows of a table into concepts of a scheme.
///
/// Every problem of the table is found and located, up to a limit; a table with a problem gives
/// nothing.
public struct TableImporter: Sendable {
  let map: ColumnMap
  private let limits: TableLimits

  /// Makes an importer for tables that a map describes.
  public init(map: ColumnMap, limits: TableLimits = TableLimits()) {
    self.map = map
    self.limits = limits
  }

  /// Reads a table.
  ///
  /// - Parameter scheme: what `{scheme}` in the map stands for.
  /// - Throws: ``TableErrors`` with the codes `table-header`, `table-missing-value`,
  ///   `table-value`, `table-duplicate`, `table-unknown-reference` and `table-length`.
  /// - Complexity: O(n) in the cells.
  public func scheme(of table: Table, scheme: String? = nil) throws(TableErrors) -> ImportedScheme {
    let values = scheme.map { ["scheme": $0] } ?? [:]
    let map = map.filled(values)
    let iris = (scheme: map.scheme.text, concept: map.concept.text)
    if let unfilled = [iris.scheme, iris.concept].first(where: { $0.contains("{scheme}") }) {
      throw TableErrors([
        TableError(
          code: .map, message: "'\(unfilled)' leaves open which scheme is meant",
          remedy: "name it with --scheme", source: map.source, place: TablePlace(line: 1, column: 1)
        )
      ])
    }
    var run = ImportRun(
      map: map, table: table, scheme: iris.scheme, concept: IRITemplate(iris.concept),
      problemLimit: limits.problems)
    return try run.result()
  }
}

/// The triples of a scheme that was read from a table.
public struct ImportedScheme: Sendable {
  /// The scheme.
  public let scheme: IRI
  /// The concepts, in the order of the rows.
  public let concepts: [IRI]
  /// The triples, in the order of the table.
  public var triples: [Triple]
  /// The prefixes that suit the triples.
  public let prefixes: PrefixMap
}

/// One reading of one table.
private struct ImportRun {
  let map: ColumnMap
  let table: Table
  let scheme: IRI
  let template: IRITemplate
  let problemLimit: Int
  private var problems: [TableError] = []
  private var triples: [Triple] = []
  private var concepts: [IRI] = []
  private var conceptsByID: [String: IRI] = [:]
  private var columns: [(column: ColumnMap.Column, language: String?)?] = []

  init(map: ColumnMap, table: Table, scheme: String, concept: IRITemplate, problemLimit: Int) {
    self.map = map
    self.table = table
    self.scheme = IRI(trusted: scheme)
    self.template = concept
    self.problemLimit = problemLimit
  }

  mutating func result() throws(TableErrors) -> ImportedScheme {
    readHeader()
    try stopOnProblems()
    let subjects = readIdentifiers()
    say(.iri(scheme), RDF.type, .iri(SKOS.conceptScheme))
    for statement in map.schemeStatements {
      say(.iri(scheme), statement.property, statement.object)
    }
    for (row, subject) in zip(table.rows, subjects) {
      if let subject { readRow(row, subject) }
      if problems.count >= problemLimit { break }
    }
    try stopOnProblems()
    return ImportedScheme(
      scheme: scheme, concepts: concepts, triples: triples, prefixes: map.prefixes)
  }

  // MARK: Header and identifiers

  private mutating func readHeader() {
    columns = table.header.map { cell in
      let found = map.column(named: cell.text)
      if found == nil {
        refuse(
          cell, .header, "the map has no column '\(cell.text)'",
          "add it to the columns of \(map.source), or write `\(cell.text): ignore` there")
      }
      return found
    }
    let names = Set(table.header.map(\.text))
    for column in map.columns
    where !column.isFamily && (column.isRequired || column.name == map.identifier)
      && !names.contains(column.name)
    {
      problems.append(
        TableError(
          code: .header, message: "there is no column '\(column.name)', which the map requires",
          remedy: "add it", source: table.source,
          place: table.header.first?.place ?? TablePlace(line: 1, column: 1)))
    }
  }

  private mutating func readIdentifiers() -> [IRI?] {
    let index = table.header.firstIndex { $0.text == map.identifier } ?? 0
    return table.rows.map { row in
      guard index < row.count, !row[index].text.isEmpty else {
        if let first = row.first {
          refuse(first, .missingValue, "the row has no identifier", "fill in '\(map.identifier)'")
        }
        return nil
      }
      let cell = row[index]
      guard let iri = IRI(template.filled(["id": cell.text])) else {
        refuse(
          cell, .value, "'\(cell.text)' cannot be part of an IRI",
          "use letters, digits, '-', '.' and '_'")
        return nil
      }
      guard conceptsByID.updateValue(iri, forKey: cell.text) == nil else {
        refuse(
          cell, .duplicate, "two rows have the identifier '\(cell.text)'",
          "give each row an identifier of its own")
        return nil
      }
      concepts.append(iri)
      return iri
    }
  }

  // MARK: Rows

  private mutating func readRow(_ row: [Table.Cell], _ subject: IRI) {
    let concept = Term.iri(subject)
    say(concept, RDF.type, .iri(SKOS.concept))
    say(concept, SKOS.inScheme, .iri(scheme))
    let present = presentParts(row)
    for part in map.parts {
      for language in present[part.name] ?? [] {
        let node = self.node(part, of: subject, language)
        say(concept, part.link, node)
        for type in part.types { say(node, RDF.type, .iri(type)) }
        for constant in part.constants { say(node, constant.property, constant.object) }
      }
    }
    var hasBroader = false
    for (index, entry) in columns.enumerated() {
      guard let (column, language) = entry, let property = column.property else { continue }
      let cell = index < row.count ? row[index] : nil
      guard let cell, !cell.text.isEmpty else {
        if column.isRequired {
          refuse(
            cell ?? row[row.count - 1], .missingValue, "'\(table.header[index].text)' is empty",
            "fill it in, or do not require it")
        }
        continue
      }
      for value in values(of: cell, column) {
        guard let object = term(value, cell, column, language) else { continue }
        if property == SKOS.broader { hasBroader = true }
        if let owner = owner(column.part, of: subject, language, present) {
          say(owner, property, object)
          if let inverse = column.inverse { say(object, inverse, owner) }
        }
        if let also = column.alsoProperty,
          let owner = owner(column.alsoPart, of: subject, language, present)
        {
          say(owner, also, object)
        }
      }
    }
    if map.marksTopConcepts, !hasBroader {
      say(concept, SKOS.topConceptOf, .iri(scheme))
      say(.iri(scheme), SKOS.hasTopConcept, concept)
    }
  }

  /// The parts that a row describes, each with its languages; "" where it has none.
  private func presentParts(_ row: [Table.Cell]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for (index, entry) in columns.enumerated() where index < row.count && !row[index].text.isEmpty {
      guard let (column, language) = entry else { continue }
      let name = column.isFamily ? column.name + "*" : column.name
      for part in map.parts {
        let belongs = column.part == part.name || column.alsoPart == part.name
        guard part.condition == name || (part.condition == nil && belongs) else { continue }
        if !found[part.name, default: []].contains(language ?? "") {
          found[part.name, default: []].append(language ?? "")
        }
      }
    }
    return found
  }

  private func node(_ part: ColumnMap.Part, of concept: IRI, _ language: String) -> Term {
    let values = ["concept": concept.value, "language": language]
    return .iri(IRI(trusted: part.template.filled(values)))
  }

  /// What a column speaks of: the concept, or a part of it if the row has that part.
  private func owner(
    _ name: String?, of concept: IRI, _ language: String?, _ present: [String: [String]]
  ) -> Term? {
    guard let name else { return .iri(concept) }
    guard let part = map.part(name), present[name]?.contains(language ?? "") == true else {
      return nil
    }
    return node(part, of: concept, language ?? "")
  }

  // MARK: Values

  private mutating func values(of cell: Table.Cell, _ column: ColumnMap.Column) -> [String] {
    guard column.holdsSeveral else { return [cell.text] }
    return cell.text.split(separator: map.separator)
      .map { String($0).trimmingWhitespace() }.filter { !$0.isEmpty }
  }

  private mutating func term(
    _ text: String, _ cell: Table.Cell, _ column: ColumnMap.Column, _ language: String?
  ) -> Term? {
    if !column.allowedValues.isEmpty, !column.allowedValues.contains(text) {
      refuse(
        cell, .value, "'\(text)' is none of \(column.allowedValues.joined(separator: ", "))",
        "choose one of them")
      return nil
    }
    if let limit = column.maximumWords {
      let count = text.split(whereSeparator: \.isWhitespace).count
      if count > limit {
        refuse(
          cell, .length, "the wording has \(count) words, and \(limit) are allowed", "shorten it")
        return nil
      }
    }
    switch column.kind {
    case .text(let own):
      let tag = column.fixesLanguage ? own : language ?? own
      return .literal(Literal(text, language: tag))
    case .literal(let datatype):
      if let known = XSDDatatype(iri: datatype.value),
        XSDValue(lexical: text.utf8Span.span, datatype: known) == nil
      {
        refuse(
          cell, .value, "'\(text)' is no \(map.prefixes.compact(datatype))", "correct the value")
        return nil
      }
      return .literal(Literal(text, datatype: datatype))
    case .iri:
      if let iri = map.prefixes.iri(text) { return .iri(iri) }
      refuse(cell, .value, "'\(text)' is no IRI", "write it whole, or as prefix:name")
      return nil
    case .concept:
      if let iri = conceptsByID[text] ?? map.prefixes.iri(text) { return .iri(iri) }
      refuse(
        cell, .unknownReference, "no row has the identifier '\(text)'",
        "correct it, or add the row")
      return nil
    }
  }

  // MARK: Results

  private mutating func say(_ subject: Term, _ property: IRI, _ object: Term) {
    triples.append(Triple(subject, .iri(property), object))
  }

  private mutating func refuse(
    _ cell: Table.Cell, _ code: TableError.Code, _ message: String, _ remedy: String
  ) {
    problems.append(
      TableError(
        code: code, message: message, remedy: remedy, source: table.source, place: cell.place))
  }

  private func stopOnProblems() throws(TableErrors) {
    guard problems.isEmpty else { throw TableErrors(Array(problems.prefix(problemLimit))) }
  }
}
