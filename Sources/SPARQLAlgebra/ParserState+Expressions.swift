internal import RDFModel

/// The operands that wait for the rest of an expression, one slot for each level of binding.
private final class PendingOperators {
  /// The operand read last.
  var operand: Nested<Expression>
  var alternatives: [Nested<Expression>] = []
  var conjuncts: [Nested<Expression>] = []
  var compared: (left: Nested<Expression>, sign: Comparison)?
  var added: (left: Nested<Expression>, sign: Arithmetic)?
  var multiplied: (left: Nested<Expression>, sign: Arithmetic)?
  /// A number whose sign was taken for an operator, so that it is an operand already.
  var number: Nested<Expression>?
  /// Whether the operand is `IN` or `NOT IN`, after which no operator binds tighter than `&&`.
  var isMembership = false

  init(_ operand: Nested<Expression>) {
    self.operand = operand
  }
}

extension ParserState {
  /// `Expression`, with `ConditionalOrExpression` down to `MultiplicativeExpression`.
  ///
  /// One loop takes all binary operators, so brackets cost three frames each and not nine.
  func expression() throws(Halt) -> Nested<Expression> {
    try descend()
    defer { nesting -= 1 }
    let pending = PendingOperators(try unaryExpression())
    while true {
      switch try binaryOperator(pending) {
      case .sign: pending.operand = try unaryExpression()
      case .membership: try membership(pending)
      case .none: return try disjunction(pending)
      }
    }
  }

  private enum BinaryOperator { case sign, membership, none }

  /// Gives the operand to the operators that wait for it, the tightest first, and takes the next
  /// operator.
  private func binaryOperator(_ pending: PendingOperators) throws(Halt) -> BinaryOperator {
    if !pending.isMembership {
      if try arithmeticOperator(pending) { return .sign }
      if let next = try comparisonOperator(pending) { return next }
    } else {
      try endComparison()
    }
    pending.isMembership = false
    pending.conjuncts.append(pending.operand)
    if try accept(.andSign) { return .sign }
    pending.alternatives.append(try conjunction(pending.conjuncts))
    pending.conjuncts = []
    return try accept(.orSign) ? .sign : .none
  }

  private func disjunction(_ pending: PendingOperators) throws(Halt) -> Nested<Expression> {
    try checked(balanced(pending.alternatives[...], Expression.or))
  }

  /// The conjunction of operands in their order.
  func conjunction(_ operands: [Nested<Expression>]) throws(Halt) -> Nested<Expression> {
    try checked(balanced(operands[...], Expression.and))
  }

  /// A tree whose depth was computed rather than counted up, checked.
  func checked<Node>(_ nested: Nested<Node>) throws(Halt) -> Nested<Node> {
    _ = try deeper(than: nested.depth - 1)
    return nested
  }

  // MARK: Multiplicative and additive

  private var productSign: Arithmetic? {
    switch token.kind {
    case .star: .multiply
    case .slash: .divide
    default: nil
    }
  }

  private func arithmeticOperator(_ pending: PendingOperators) throws(Halt) -> Bool {
    repeat {
      if let number = pending.number {
        pending.operand = number
        pending.number = nil
      }
      try closeProduct(pending)
      if let sign = productSign {
        try advance()
        pending.multiplied = (pending.operand, sign)
        return true
      }
      try closeSum(pending)
      if let sign = try sumSign(pending) {
        pending.added = (pending.operand, sign)
        if pending.number == nil { return true }
      }
    } while pending.number != nil
    return false
  }

  private func closeProduct(_ pending: PendingOperators) throws(Halt) {
    guard let (left, sign) = pending.multiplied else { return }
    pending.multiplied = nil
    try close(pending, left) { .arithmetic(sign, $0, $1) }
  }

  private func closeSum(_ pending: PendingOperators) throws(Halt) {
    guard let (left, sign) = pending.added else { return }
    pending.added = nil
    try close(pending, left) { .arithmetic(sign, $0, $1) }
  }

  private func close(
    _ pending: PendingOperators, _ left: Nested<Expression>,
    _ combine: (Expression, Expression) -> Expression
  ) throws(Halt) {
    let right = pending.operand
    pending.operand = Nested(
      combine(left.node, right.node), depth: try deeper(than: max(left.depth, right.depth)))
  }

  /// A sign that adds or subtracts.
  ///
  /// `?a -1` is a variable and a signed number to the lexer, and a difference to the grammar.
  private func sumSign(_ pending: PendingOperators) throws(Halt) -> Arithmetic? {
    switch token.kind {
    case .plus, .minus:
      let sign: Arithmetic = token.kind == .plus ? .add : .subtract
      try advance()
      return sign
    case .integer, .decimal, .double:
      let sign = lexer.byte(token.start)
      guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
      pending.number = Nested(.constant(.literal(try numericLiteral(withoutSign: true))))
      return sign == UInt8(ascii: "+") ? .add : .subtract
    default:
      return nil
    }
  }

  // MARK: Relational

  private var comparisonSign: Comparison? {
    switch token.kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .greater: .greater
    case .lessOrEqual: .lessOrEqual
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  /// Closes a comparison, or starts one; nil where neither.
  private func comparisonOperator(_ pending: PendingOperators) throws(Halt) -> BinaryOperator? {
    if let (left, sign) = pending.compared {
      pending.compared = nil
      try close(pending, left) { .comparison(sign, $0, $1) }
      try endComparison()
      return nil
    }
    if isWord("IN") || isWord("NOT") { return .membership }
    guard let sign = comparisonSign else { return nil }
    try advance()
    pending.compared = (pending.operand, sign)
    return .sign
  }

  private func endComparison() throws(Halt) {
    if comparisonSign != nil || isWord("IN") || isWord("NOT") {
      throw unexpected(
        "'&&', '||' or the end of the expression",
        remedy: "comparisons do not chain: join them with '&&', or use brackets")
    }
  }

  /// `IN` and `NOT IN` after their operand.
  private func membership(_ pending: PendingOperators) throws(Halt) {
    let isNegated = try acceptWord("NOT")
    try expectWord("IN")
    let list = try expressionList()
    combine(pending, list, isNegated: isNegated)
    pending.operand.depth = try deeper(than: max(pending.operand.depth, list.depth))
    pending.isMembership = true
  }

  private func combine(
    _ pending: PendingOperators, _ list: Nested<[Expression]>, isNegated: Bool
  ) {
    let operand = pending.operand.node
    pending.operand.node = isNegated ? .notIn(operand, list.node) : .in(operand, list.node)
  }

  /// `ExpressionList`.
  func expressionList() throws(Halt) -> Nested<[Expression]> {
    var list = Nested<[Expression]>([], depth: 0)
    if try accept(.nil) { return list }
    try expect(.leftParenthesis, "'('")
    repeat {
      let member = try expression()
      list.node.append(member.node)
      list.depth = max(list.depth, member.depth)
    } while try accept(.comma)
    try expect(.rightParenthesis, "',' or ')'")
    return list
  }
}
