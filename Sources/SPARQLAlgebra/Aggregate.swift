/// An aggregate over the solutions of a group.
///
/// Source: SPARQL 1.1 Query, section 18.5.1.
public struct Aggregate: Hashable, Sendable {
  /// The set function.
  ///
  /// Source: SPARQL 1.1 Query, section 18.5.1.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// `COUNT`
    case count = "COUNT"
    /// `SUM`
    case sum = "SUM"
    /// `MIN`
    case min = "MIN"
    /// `MAX`
    case max = "MAX"
    /// `AVG`
    case avg = "AVG"
    /// `SAMPLE`
    case sample = "SAMPLE"
    /// `GROUP_CONCAT`
    case groupConcat = "GROUP_CONCAT"
  }

  /// The set function.
  public let function: Function
  /// What it runs over, or nil for `COUNT(*)`.
  public let argument: Expression?
  /// Whether equal values count once.
  public let isDistinct: Bool
  /// The separator of GROUP_CONCAT, or nil where the query names none (a space is meant).
  public let separator: String?

  /// Makes an aggregate.
  public init(
    _ function: Function, _ argument: Expression?, isDistinct: Bool = false,
    separator: String? = nil
  ) {
    self.function = function
    self.argument = argument
    self.isDistinct = isDistinct
    self.separator = separator
  }
}

/// One of the values by which a group is formed.
///
/// Source: SPARQL 1.1 Query, section 18.2.4.1.
public struct GroupKey: Hashable, Sendable {
  /// The value.
  public let expression: Expression
  /// The variable that carries it in the result: the variable itself for `GROUP BY ?v`, the one
  /// after AS where there is one, else none.
  public let variable: Variable?

  /// Makes a key.
  public init(_ expression: Expression, as variable: Variable? = nil) {
    self.expression = expression
    self.variable = variable
  }
}

/// An aggregate and the variable that carries its result.
public struct AggregateBinding: Hashable, Sendable {
  /// The variable, for which ``Variable/isAggregate`` holds.
  public let variable: Variable
  /// The aggregate.
  public let aggregate: Aggregate

  /// Makes a binding.
  public init(_ variable: Variable, _ aggregate: Aggregate) {
    self.variable = variable
    self.aggregate = aggregate
  }
}
