extension Expression {
  /// The variables that the value depends on, patterns of EXISTS apart, in no order.
  ///
  /// - Complexity: O(n) in the nodes of the expression.
  public var freeVariables: Set<Variable> {
    var result: Set<Variable> = []
    collectVariables(&result)
    return result
  }

  private func collectVariables(_ result: inout Set<Variable>) {
    switch self {
    case .variable(let variable), .bound(let variable):
      result.insert(variable)
    case .constant, .exists, .notExists:
      break
    case .not(let operand), .plus(let operand), .minus(let operand):
      operand.collectVariables(&result)
    case .or(let left, let right), .and(let left, let right), .comparison(_, let left, let right),
      .arithmetic(_, let left, let right):
      left.collectVariables(&result)
      right.collectVariables(&result)
    case .in(let operand, let members), .notIn(let operand, let members):
      operand.collectVariables(&result)
      for member in members { member.collectVariables(&result) }
    case .call(_, let arguments), .function(_, let arguments, _):
      for argument in arguments { argument.collectVariables(&result) }
    }
  }
}
