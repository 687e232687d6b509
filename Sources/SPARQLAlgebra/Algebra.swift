public import RDFModel

/// A query in the algebra of the specification.
///
/// The conversions between multisets and sequences (`ToList`, `ToMultiset`) are left out.
/// Aggregation and the joining of its results are one node, ``group(_:keys:aggregates:)``.
///
/// Source: SPARQL 1.1 Query, section 18.2.
public indirect enum Algebra: Hashable, Sendable {
  /// A basic graph pattern; empty, it has one solution that binds nothing.
  case bgp([TriplePattern])
  /// A property path that is more than a run of triple patterns.
  case path(subject: TermPattern, PropertyPath, object: TermPattern, SourceMark)
  /// `Join`
  case join(Algebra, Algebra)
  /// `LeftJoin`: OPTIONAL, with the condition that the filters of its group make.
  case leftJoin(Algebra, Algebra, Expression?)
  /// `Filter`; several filters of a group are one conjunction. HAVING is a filter over a group.
  case filter(Expression, Algebra)
  /// `Union`
  case union(Algebra, Algebra)
  /// `Graph`
  case graph(VarOrIRI, Algebra)
  /// `Extend`: BIND, and the expressions of SELECT.
  case extend(Algebra, Variable, Expression)
  /// `Minus`
  case minus(Algebra, Algebra)
  /// `Group` and `AggregateJoin`; without keys there is one group, even of no solutions.
  case group(Algebra, keys: [GroupKey], aggregates: [AggregateBinding])
  /// VALUES.
  case values(InlineData)
  /// SERVICE; `silent` makes a failing service an empty solution.
  case service(VarOrIRI, Algebra, silent: Bool, SourceMark)
  /// `Project`
  case project(Algebra, [Variable])
  /// `Distinct`
  case distinct(Algebra)
  /// `Reduced`
  case reduced(Algebra)
  /// `OrderBy`
  case orderBy(Algebra, [OrderCondition])
  /// `Slice`
  case slice(Algebra, offset: Int, limit: Int?)

  /// The pattern with one solution that binds nothing: `{}`.
  public static let unit = Algebra.bgp([])
}

/// A table of terms written in the query, with gaps.
///
/// Source: SPARQL 1.1 Query, section 10.2.
public struct InlineData: Hashable, Sendable {
  /// The columns.
  public let variables: [Variable]
  /// The rows, as long as there are columns; nil is UNDEF.
  public let rows: [[Term?]]

  /// Makes a table.
  public init(variables: [Variable], rows: [[Term?]]) {
    self.variables = variables
    self.rows = rows
  }
}

/// One of the values by which solutions are ordered.
///
/// Source: SPARQL 1.1 Query, section 15.1.
public struct OrderCondition: Hashable, Sendable {
  /// The value.
  public let expression: Expression
  /// Whether the greatest comes first.
  public let isDescending: Bool

  /// Makes a condition.
  public init(_ expression: Expression, isDescending: Bool = false) {
    self.expression = expression
    self.isDescending = isDescending
  }
}
