/// Statements that a syntax cannot write.
public struct WritingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare.
  ///
  /// The set is open.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A statement in a named graph, in a syntax that holds one graph.
    public static let namedGraph = Code(rawValue: "writing-named-graph")
    /// A triple term, in a syntax that has none.
    public static let tripleTerm = Code(rawValue: "writing-triple-term")
    /// A statement whose subject is no IRI or blank node, or whose predicate is no IRI.
    public static let generalized = Code(rawValue: "writing-generalized-statement")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// The error on one line: `error CODE: message; remedy`.
  public var description: String { "error \(code.rawValue): \(message); \(remedy)" }

  /// Makes an error.
  public init(code: Code, message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// A named graph in a syntax that holds one graph.
  public static func namedGraph(_ name: String, syntax: String) -> WritingError {
    WritingError(
      code: .namedGraph, message: "\(syntax) cannot hold the named graph \(name)",
      remedy: "write N-Quads or TriG, or choose one graph")
  }

  /// A statement of generalized RDF.
  static func generalized(_ triple: String) -> WritingError {
    WritingError(
      code: .generalized,
      message: "\(triple) is no RDF statement: its subject or predicate is of the wrong kind",
      remedy: "give it an IRI or blank node as subject and an IRI as predicate")
  }
}
