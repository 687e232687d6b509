internal import RDFModel

/// The clauses after the pattern, as they are read.
///
/// Source: SPARQL 1.1 Query, production `SolutionModifier`.
struct SolutionModifiers {
  var keys: [GroupKey] = []
  var isGrouped = false
  var having: [Nested<Expression>] = []
  var order: [OrderCondition] = []
  /// The depth of the deepest expression of keys and order.
  var depth = 0
  var offset = 0
  var limit: Int?
  /// VALUES at the end of the query.
  var values: InlineData?

  /// The variables that carry the values of keys.
  var keyVariables: [Variable] { keys.compactMap(\.variable) }
}

extension ParserState {
  /// `SolutionModifier` and `ValuesClause`; `scope` holds the variables of the pattern.
  func solutionModifiers(_ scope: VariableScope) throws(Halt) -> SolutionModifiers {
    var modifiers = SolutionModifiers()
    if isWord("GROUP") { try groupClause(&modifiers, scope) }
    if isWord("HAVING") { try havingClause(&modifiers) }
    if isWord("ORDER") { try orderClause(&modifiers) }
    try limitOffsetClauses(&modifiers)
    if try acceptWord("VALUES") { modifiers.values = try dataBlock() }
    return modifiers
  }

  /// `GroupClause`.
  private func groupClause(
    _ modifiers: inout SolutionModifiers, _ scope: VariableScope
  ) throws(Halt) {
    try advance()
    try expectWord("BY")
    modifiers.isGrouped = true
    var taken = scope
    repeat {
      modifiers.keys.append(try groupCondition(&modifiers, &taken))
    } while token.kind == .leftParenthesis || token.kind == .variable || token.kind == .iriRef
      || token.kind == .prefixedName || startsBuiltInCall
  }

  /// `GroupCondition`.
  private func groupCondition(
    _ modifiers: inout SolutionModifiers, _ taken: inout VariableScope
  ) throws(Halt) -> GroupKey {
    if token.kind == .variable {
      let variable = try variable()
      return GroupKey(.variable(variable), as: variable)
    }
    guard try accept(.leftParenthesis) else {
      let key = try constraint("GROUP BY")
      modifiers.depth = max(modifiers.depth, key.depth)
      return GroupKey(key.node)
    }
    let key = try expression()
    modifiers.depth = max(modifiers.depth, key.depth)
    var variable: Variable?
    if case .variable(let plain) = key.node { variable = plain }
    if try acceptWord("AS") {
      let position = token.start
      let name = try self.variable()
      guard !taken.contains(name) else { throw alreadyInScope(name, "GROUP BY", at: position) }
      taken.insert(name)
      variable = name
    }
    try expect(.rightParenthesis, "AS or ')'")
    return GroupKey(key.node, as: variable)
  }

  /// `HavingClause`.
  private func havingClause(_ modifiers: inout SolutionModifiers) throws(Halt) {
    try advance()
    aggregatePlace = .allowed
    defer { aggregatePlace = .none }
    modifiers.isGrouped = true
    repeat {
      modifiers.having.append(try constraint("HAVING"))
    } while token.kind == .leftParenthesis || token.kind == .iriRef
      || token.kind == .prefixedName || startsBuiltInCall
  }

  /// `OrderClause`.
  private func orderClause(_ modifiers: inout SolutionModifiers) throws(Halt) {
    try advance()
    try expectWord("BY")
    aggregatePlace = .allowed
    defer { aggregatePlace = .none }
    repeat {
      modifiers.order.append(try orderCondition(&modifiers))
    } while token.kind == .leftParenthesis || token.kind == .variable || token.kind == .iriRef
      || token.kind == .prefixedName || startsBuiltInCall || isWord("ASC") || isWord("DESC")
  }

  /// `OrderCondition`.
  private func orderCondition(
    _ modifiers: inout SolutionModifiers
  ) throws(Halt) -> OrderCondition {
    let isDescending = isWord("DESC")
    if isDescending || isWord("ASC") {
      try advance()
      let key = try brackettedExpression()
      modifiers.depth = max(modifiers.depth, key.depth)
      return OrderCondition(key.node, isDescending: isDescending)
    }
    if token.kind == .variable { return OrderCondition(.variable(try variable())) }
    let key = try constraint("ORDER BY")
    modifiers.depth = max(modifiers.depth, key.depth)
    return OrderCondition(key.node)
  }

  /// `LimitOffsetClauses`.
  private func limitOffsetClauses(_ modifiers: inout SolutionModifiers) throws(Halt) {
    var hasOffset = false
    while true {
      if modifiers.limit == nil, try acceptWord("LIMIT") {
        modifiers.limit = try count("LIMIT")
      } else if !hasOffset, try acceptWord("OFFSET") {
        modifiers.offset = try count("OFFSET")
        hasOffset = true
      } else {
        return
      }
    }
  }
}
