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
/// Anchors and aliases may be used within the limits; nothing is ever loaded from elsewhere.
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
    // The library descends by recursion; nothing in a map is more than six levels deep.
    guard Nesting.isShallow(text) else {
      throw failure("the map is nested too deeply", source, code: .limit)
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw TableErrors([Self.problem(of: error, source)])
    } catch {
      throw failure("\(error)", source)
    }
    guard let node, case .mapping = node else {
      throw failure("a map is a YAML mapping", source)
    }
    var builder = ColumnMapBuilder(source: source, limit: limits.mapValues)
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

  private static func problem(of error: YamlError, _ source: String) -> TableError {
    var place = TablePlace(line: 1, column: 1)
    var message = "this is not YAML"
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      place = TablePlace(line: mark.line, column: mark.column)
      message = problem
    case .reader(let problem, _, _, _): message = problem
    case .duplicatedKeysInMapping(let duplicates, let context):
      place = TablePlace(line: context.mark.line, column: context.mark.column)
      message = "a key is given twice: \(duplicates.sorted().joined(separator: ", "))"
    default: break
    }
    return TableError(
      code: .map, message: message, remedy: "correct the YAML", source: source, place: place)
  }
}

/// A bound on how deep YAML text can be nested, without parsing it.
private enum Nesting {
  static let limit = 32

  /// Whether no line starts further right than the limit, and no more brackets are open at once.
  static func isShallow(_ text: String) -> Bool {
    var open = 0
    var indent = 0
    var isIndent = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        indent = 0
        isIndent = true
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: "\t"):
        if isIndent { indent += 1 }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open += 1
        isIndent = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        open = max(0, open - 1)
        isIndent = false
      default: isIndent = false
      }
      // A comment may be a line of dashes; only what could nest counts.
      if open > limit || (isIndent && indent > 4 * limit) { return false }
    }
    return true
  }
}
