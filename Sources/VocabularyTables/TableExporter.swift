public import RDFGraph
import RDFModel
import SKOSVocabulary

/// Turns a scheme back into the table that a map describes: importing it gives the scheme again.
public struct TableExporter: Sendable {
  private let map: ColumnMap

  /// Makes an exporter for tables that a map describes.
  public init(map: ColumnMap) { self.map = map }

  /// The rows of a scheme, the names of the columns first, concepts in the order of their
  /// identifiers.
  ///
  /// Columns that no concept fills are left out, but for the identifier and those required.
  ///
  /// - Parameter scheme: what `{scheme}` in the map stands for.
  /// - Throws: ``TableErrors`` with the code `table-value` for what a table of this map cannot
  ///   hold: several values where a cell holds one, or a value with the separator in it.
  public func rows(of graph: GraphSnapshot, scheme: String? = nil) throws(TableErrors) -> [[String]]
  {
    let values = scheme.map { ["scheme": $0] } ?? [:]
    let map = map.filled(values)
    let template = map.concept
    let schemeIRI = IRI(trusted: map.scheme.text)
    var concepts: [(id: String, node: TermID)] = []
    if let property = graph.id(iri: SKOS.inScheme), let node = graph.id(iri: schemeIRI) {
      for concept in graph.subjects(property, node) {
        guard let iri = graph.term(concept).iri?.value, let id = template.value(of: "id", in: iri)
        else { continue }
        concepts.append((id, concept))
      }
    }
    guard !concepts.isEmpty else {
      throw TableErrors([
        TableError(
          code: .empty, message: "no concept of <\(schemeIRI.value)> has an IRI of the map's form",
          remedy: "check `scheme` and `concept` in \(map.source)", source: map.source,
          place: TablePlace(line: 1, column: 1))
      ])
    }
    concepts.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    var run = ExportRun(map: map, graph: graph, template: template)
    return try run.rows(of: concepts)
  }
}

/// One writing of one table.
private struct ExportRun {
  let map: ColumnMap
  let graph: GraphSnapshot
  let template: IRITemplate
  private var problems: [TableError] = []

  init(map: ColumnMap, graph: GraphSnapshot, template: IRITemplate) {
    self.map = map
    self.graph = graph
    self.template = template
  }

  mutating func rows(of concepts: [(id: String, node: TermID)]) throws(TableErrors) -> [[String]] {
    // A family of columns has a column per language that occurs, so cells come before the header.
    var cells: [[String: String]] = []
    var names: [[String]] = Array(repeating: [], count: map.columns.count)
    for (id, node) in concepts {
      var row = [map.identifier: id]
      for (index, column) in map.columns.enumerated() where column.property != nil {
        for (language, values) in values(of: column, node) {
          let name = column.name + language
          row[name] = cell(values, column, id)
          if !names[index].contains(name) { names[index].append(name) }
        }
      }
      cells.append(row)
    }
    guard problems.isEmpty else { throw TableErrors(problems) }
    var header: [String] = []
    for (index, column) in map.columns.enumerated() {
      let isFixed = column.name == map.identifier || (column.isRequired && !column.isFamily)
      header += isFixed ? [column.name] : names[index].sorted()
    }
    return [header] + cells.map { row in header.map { row[$0] ?? "" } }
  }

  /// The values of a column by language tag; "" where the column is no family.
  private func values(of column: ColumnMap.Column, _ concept: TermID) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for (owner, language) in owners(of: column, concept) {
      for object in column.property.flatMap({ graph.id(iri: $0) })
        .map({ graph.objects(of: owner, $0) }) ?? []
      {
        guard let (text, tag) = text(of: graph.term(object), column) else { continue }
        found[language ?? (column.isFamily ? tag : ""), default: []].append(text)
      }
    }
    return found.mapValues { Set($0).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }

  /// What a column speaks of: the concept, or its parts with the language in their IRIs.
  private func owners(
    of column: ColumnMap.Column, _ concept: TermID
  ) -> [(node: TermID, language: String?)] {
    guard let name = column.part, let part = map.part(name) else { return [(concept, nil)] }
    guard let iri = graph.term(concept).iri?.value, let link = graph.id(iri: part.link) else {
      return []
    }
    let own = IRITemplate(part.template.filled(["concept": iri]))
    return graph.objects(of: concept, link).compactMap { node in
      guard let text = graph.term(node).iri?.value else { return nil }
      if column.isFamily { return own.value(of: "language", in: text).map { (node, $0) } }
      return text == own.text ? (node, nil) : nil
    }
  }

  /// The text of a value with its language, or nil where the value is not of the column's kind.
  private func text(of term: Term, _ column: ColumnMap.Column) -> (text: String, language: String)?
  {
    switch (column.kind, term) {
    case (.text(let own), .literal(let literal)):
      guard let language = literal.language else { return nil }
      // A family leaves the language of plain columns to them.
      let isOwn = language.lowercased() == own.lowercased()
      let hasPlain = map.columns.contains {
        !$0.isFamily && $0.property == column.property && $0.part == column.part
      }
      guard column.isFamily ? !(isOwn && hasPlain) : isOwn else { return nil }
      return (literal.lexicalForm, language)
    case (.literal(let datatype), .literal(let literal)):
      return literal.datatype == datatype ? (literal.lexicalForm, "") : nil
    // Every row is a concept; its table need not say so.
    case (.iri, .iri(SKOS.concept)) where column.property == RDF.type: return nil
    case (.iri, .iri(let iri)):
      return (map.prefixes.split(iri).map { "\($0.prefix):\($0.local)" } ?? iri.value, "")
    case (.concept, .iri(let iri)):
      return (template.value(of: "id", in: iri.value) ?? iri.value, "")
    default: return nil
    }
  }

  private mutating func cell(_ values: [String], _ column: ColumnMap.Column, _ id: String) -> String
  {
    let separator = String(map.separator)
    let tooMany = !column.holdsSeveral && values.count > 1
    if tooMany || (column.holdsSeveral && values.contains { $0.contains(separator) }) {
      problems.append(
        TableError(
          code: .value,
          message: "'\(id)' has \(tooMany ? "several values" : "a value with '\(separator)'") "
            + "for '\(column.name)'",
          remedy: tooMany ? "write `several: true` for the column" : "choose another separator",
          source: map.source, place: TablePlace(line: 1, column: 1)))
    }
    return values.joined(separator: separator)
  }
}
