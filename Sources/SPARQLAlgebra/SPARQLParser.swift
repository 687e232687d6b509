public import RDFModel

/// Reads SPARQL and translates it to algebra.
///
/// The grammar is that of SPARQL 1.2 Query and Update, which takes all of 1.1; the translation is
/// that of section 18.2 of SPARQL 1.1 Query.
public enum SPARQLParser {
  /// Bounds on hostile queries; each has an error that names it.
  public struct Limits: Sendable, Hashable {
    /// How deep groups, brackets, lists and signs may nest in the text.
    public var nesting = 256
    /// How deep the algebra and its expressions may become; a chain of n OPTIONALs is n deep.
    public var depth = 512

    /// The defaults, which fit a stack of 512 KB.
    public static let standard = Limits()

    /// Makes the default limits, to be changed one by one.
    public init() {}
  }

  /// Parses a query.
  ///
  /// - Parameters:
  ///   - query: the text.
  ///   - base: what relative IRIs resolve against until the query sets a base.
  ///   - prefixes: prefixes that the host declares, so that the query need not.
  ///   - sourceName: the name of the query in errors.
  ///   - limits: bounds on the query.
  /// - Returns: the query as algebra.
  /// - Throws: ``RDFModel/SyntaxError`` with a `sparql-…` code, or `invalid-iri`,
  ///   `invalid-language-tag`, `unexpected-end`, `limit-exceeded`.
  /// - Complexity: O(n) in the bytes of the query, apart from lookups of names.
  public static func parse(
    query: String, base: IRI? = nil, prefixes: PrefixMap = PrefixMap(),
    sourceName: String = "query", limits: Limits = .standard
  ) throws(SyntaxError) -> Query {
    let parser = ParserState(
      Array(query.utf8), base: base, prefixes: prefixes, sourceName: sourceName, limits: limits)
    do {
      return try parser.queryUnit()
    } catch {
      throw parser.syntaxError()
    }
  }

  /// Parses an update request.
  ///
  /// - Parameters: as for queries.
  /// - Returns: the operations as algebra.
  /// - Throws: as ``parse(query:base:prefixes:sourceName:limits:)``, and
  ///   `sparql-misplaced-variable`, `sparql-misplaced-blank-node`, `sparql-query-request`.
  /// - Complexity: O(n) in the bytes of the request, apart from lookups of names.
  public static func parse(
    update: String, base: IRI? = nil, prefixes: PrefixMap = PrefixMap(),
    sourceName: String = "update", limits: Limits = .standard
  ) throws(SyntaxError) -> Update {
    let parser = ParserState(
      Array(update.utf8), base: base, prefixes: prefixes, sourceName: sourceName, limits: limits)
    do {
      return try parser.updateUnit()
    } catch {
      throw parser.syntaxError()
    }
  }

  /// Parses a query that is still bytes.
  ///
  /// - Throws: as ``parse(query:base:prefixes:sourceName:limits:)``, and `invalid-utf8`.
  public static func parse(
    utf8 query: Span<UInt8>, base: IRI? = nil, prefixes: PrefixMap = PrefixMap(),
    sourceName: String = "query", limits: Limits = .standard
  ) throws(SyntaxError) -> Query {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(query.count)
    for index in query.indices { bytes.append(query[index]) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SyntaxError(
        code: .invalidUTF8, message: "the query is not UTF-8",
        remedy: "save it in the encoding UTF-8", source: sourceName, position: .start)
    }
    return try parse(
      query: text, base: base, prefixes: prefixes, sourceName: sourceName, limits: limits)
  }
}
