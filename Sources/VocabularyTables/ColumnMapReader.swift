import TermAlignment
import Yams

/// Reads a ``ColumnMap`` from YAML.
///
/// ```yaml
/// scheme: https://example.org/scheme/demo
/// concept: https://example.org/demo/{id}
/// identifier: id                     # the column of the identifiers
/// language: en                       # of texts that say no other
/// separator: "|"                     # between the values of a cell
/// prefixes: {ex: "https://example.org/ns#"}
/// statements:                        # about the scheme
///   dct:title: Demo
///   dct:license: {as: iri, value: "https://creativecommons.org/licenses/by/4.0/"}
/// parts:
///   definition: {iri: "{concept}#definition", link: skos:definition, type: ex:Definition}
/// columns:
///   label: {property: skos:prefLabel, required: true}
///   label@*: skos:prefLabel          # label@fr, label@de …
///   synonyms: {property: skos:altLabel, several: true}
///   broader: {property: skos:broader, as: concept, several: true, inverse: skos:narrower}
///   definition: {part: definition, property: rdf:value, words: 40}
///   remarks: ignore
/// ```
///
/// Anchors and aliases are refused; nothing is ever loaded from elsewhere.
public struct ColumnMapReader: Sendable {
  private let limits: TableLimits

  /// Makes a reader.
  public init(limits: TableLimits = TableLimits()) { self.limits = limits }

  /// Reads a map.
  ///
  /// - Throws: ``TableErrors`` with the codes `map`, `invalid-utf8` and `limit-exceeded`.
  public func read(_ text: String, source: String) throws(TableErrors) -> ColumnMap {
    guard text.utf8.count <= limits.mapBytes else {
      throw failure("the map passes the limit of \(limits.mapBytes) bytes", source, code: .limit)
    }
    let node: Node?
    do throws(YAMLText.Failure) {
      node = try YAMLText.compose(text)
    } catch {
      throw TableErrors([
        TableError(
          code: error.isLimit ? .limit : .map, message: error.message, remedy: error.remedy,
          source: source,
          place: TablePlace(line: error.line, column: error.column))
      ])
    }
    guard let node, case .mapping = node else {
      throw failure("a map is a YAML mapping", source)
    }
    var builder = ColumnMapBuilder(source: source)
    return try builder.build(node)
  }

  private func failure(
    _ message: String, _ source: String, code: TableError.Code = .map
  ) -> TableErrors {
    TableErrors([
      TableError(
        code: code, message: message, remedy: "see `isogloss import --help` for the form",
        source: source, place: TablePlace(line: 1, column: 1))
    ])
  }
}
