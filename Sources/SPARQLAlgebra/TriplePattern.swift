public import RDFModel

/// What stands in a position of a triple pattern.
///
/// Source: SPARQL 1.1 Query, section 18.1.5; triple terms: SPARQL 1.2 Query.
public enum TermPattern: Hashable, Sendable {
  /// A variable; blank nodes are variables for which ``Variable/isBlankNode`` holds.
  case variable(Variable)
  /// A constant. In a CONSTRUCT template a blank node means a fresh one for each solution.
  case term(Term)
  /// A triple term that holds a variable, or a blank node of a template (SPARQL 1.2).
  indirect case tripleTerm(TriplePattern)

  /// The variable, where one stands here.
  public var variable: Variable? {
    if case .variable(let variable) = self { variable } else { nil }
  }

  /// The constant, where one stands here.
  public var term: Term? {
    if case .term(let term) = self { term } else { nil }
  }
}

/// A triple with variables in it.
///
/// Source: SPARQL 1.1 Query, section 18.1.5.
public struct TriplePattern: Hashable, Sendable {
  /// The subject.
  public let subject: TermPattern
  /// The predicate: a variable or an IRI.
  public let predicate: TermPattern
  /// The object.
  public let object: TermPattern
  /// Where the pattern was written.
  public let mark: SourceMark

  /// Makes a pattern from its three positions.
  public init(
    _ subject: TermPattern, _ predicate: TermPattern, _ object: TermPattern,
    mark: SourceMark = SourceMark()
  ) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.mark = mark
  }
}

/// Where a part of a query was written, for errors and explanations.
///
/// All marks are equal: where something was written does not change what it means, so two
/// queries are equal when their algebra is.
public struct SourceMark: Hashable, Sendable {
  /// The place, or nil for parts that no text was written for.
  public let position: SourcePosition?

  /// Makes a mark.
  public init(_ position: SourcePosition? = nil) {
    self.position = position
  }

  /// Always true.
  public static func == (left: SourceMark, right: SourceMark) -> Bool { true }

  /// Adds nothing.
  public func hash(into hasher: inout Hasher) {}
}
