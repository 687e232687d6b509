public import RDFModel

/// An expression over the variables of a solution.
///
/// Aggregates do not occur here: the parser moves them into ``Algebra/group(_:keys:aggregates:)``
/// and leaves a variable in their place (section 18.2.4.1).
///
/// Source: SPARQL 1.1 Query, section 17.
public indirect enum Expression: Hashable, Sendable {
  /// A variable.
  case variable(Variable)
  /// An IRI or a literal.
  case constant(Term)
  /// `left || right`
  case or(Expression, Expression)
  /// `left && right`
  case and(Expression, Expression)
  /// `!operand`
  case not(Expression)
  /// `left = right` and the like.
  case comparison(Comparison, Expression, Expression)
  /// `left + right` and the like.
  case arithmetic(Arithmetic, Expression, Expression)
  /// `+operand`
  case plus(Expression)
  /// `-operand`
  case minus(Expression)
  /// `operand IN (members)`
  case `in`(Expression, [Expression])
  /// `operand NOT IN (members)`
  case notIn(Expression, [Expression])
  /// `BOUND(variable)`
  case bound(Variable)
  /// `EXISTS { pattern }`
  case exists(Algebra)
  /// `NOT EXISTS { pattern }`
  case notExists(Algebra)
  /// A function that SPARQL defines by a keyword; the parser has checked the number of arguments.
  case call(BuiltInFunction, [Expression])
  /// A function named by an IRI: a cast or an extension.
  case function(IRI, [Expression], SourceMark)
}

/// The comparison operators, with their symbols.
///
/// Source: SPARQL 1.1 Query, section 17.3.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
  /// `=`
  case equal = "="
  /// `!=`
  case notEqual = "!="
  /// `<`
  case less = "<"
  /// `>`
  case greater = ">"
  /// `<=`
  case lessOrEqual = "<="
  /// `>=`
  case greaterOrEqual = ">="
}

/// The arithmetic operators, with their symbols.
///
/// Source: SPARQL 1.1 Query, section 17.3.
public enum Arithmetic: String, Hashable, Sendable, CaseIterable {
  /// `+`
  case add = "+"
  /// `-`
  case subtract = "-"
  /// `*`
  case multiply = "*"
  /// `/`
  case divide = "/"
}
