public import RDFModel

/// A query variable, or a variable that stands for something the query does not name.
///
/// Blank nodes in patterns, the steps inside property paths and the results of aggregates are
/// variables too. Their names cannot be written in SPARQL, so they never meet a name of the
/// query and cannot be projected.
///
/// Source: SPARQL 1.1 Query, sections 4.1.3 and 18.2.
public struct Variable: Hashable, Sendable, CustomStringConvertible {
  /// The name without `?` or `$`; with a leading `_:` or `.` where the query cannot write it.
  public let name: String

  /// Makes a variable of the query.
  public init(_ name: String) {
    self.name = name
  }

  /// Whether two variables have the same name, character by character.
  public static func == (a: Variable, b: Variable) -> Bool {
    a.name.utf8.count == b.name.utf8.count && a.name.utf8.elementsEqual(b.name.utf8)
  }

  /// Hashes the name as one number, for planners hash the few variables of a query again and again.
  public func hash(into hasher: inout Hasher) {
    var word = UInt64(truncatingIfNeeded: name.utf8.count)
    for byte in name.utf8 { word = (word << 5 | word >> 59) ^ UInt64(byte) }
    hasher.combine(word)
  }

  /// The non-distinguished variable that a blank node label means in a pattern.
  public static func blankNode(_ label: String) -> Variable { Variable("_:" + label) }

  /// The variable that carries the result of the aggregate with a number.
  public static func aggregate(_ number: Int) -> Variable { Variable(".agg\(number)") }

  /// Whether a blank node or a step of a path is meant.
  public var isBlankNode: Bool { name.utf8.starts(with: "_:".utf8) }

  /// Whether the result of an aggregate is meant.
  public var isAggregate: Bool { name.utf8.first == UInt8(ascii: ".") }

  /// Whether the query names the variable: only such variables are visible in its results.
  public var isDistinguished: Bool { !isBlankNode && !isAggregate }

  /// The variable as SPARQL writes it, for variables that it can write.
  public var description: String { isBlankNode ? name : "?" + name }
}

/// A variable or an IRI: what names a graph, a service or a resource to describe.
///
/// Source: SPARQL 1.1 Query, production `VarOrIri`.
public enum VarOrIRI: Hashable, Sendable {
  /// A variable.
  case variable(Variable)
  /// An IRI.
  case iri(IRI)
}
