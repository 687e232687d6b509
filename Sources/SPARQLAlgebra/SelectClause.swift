internal import RDFModel

/// What SELECT asks for, as it is read.
struct SelectClause {
  /// One column: a variable, or an expression and the variable that takes its value.
  struct Item {
    let variable: Variable
    let expression: Nested<Expression>?
    let offset: Int
  }

  var isDistinct = false
  var isReduced = false
  /// The columns, or nil for `*`.
  var items: [Item]?
  /// Where the clause starts.
  var offset = 0
}

extension ParserState {
  /// `SelectClause`.
  func selectClause() throws(Halt) -> SelectClause {
    var clause = SelectClause(offset: token.start)
    try expectWord("SELECT")
    clause.isDistinct = try acceptWord("DISTINCT")
    if !clause.isDistinct { clause.isReduced = try acceptWord("REDUCED") }
    if try accept(.star) { return clause }
    aggregatePlace = .allowed
    defer { aggregatePlace = .none }
    var items: [SelectClause.Item] = []
    while token.kind == .variable || token.kind == .leftParenthesis {
      items.append(try selectItem())
    }
    guard !items.isEmpty else { throw noSelectItem() }
    if startsBuiltInCall { throw noSelectItem() }
    clause.items = items
    return clause
  }

  private func noSelectItem() -> Halt {
    unexpected(
      "a variable, '(' or '*' after SELECT",
      remedy: startsBuiltInCall
        ? "write (\(tokenText.uppercased())(…) AS ?name)" : "name what to select, or write '*'")
  }

  private func selectItem() throws(Halt) -> SelectClause.Item {
    let start = token.start
    if token.kind == .variable {
      return SelectClause.Item(variable: try variable(), expression: nil, offset: start)
    }
    try expect(.leftParenthesis, "'('")
    let expression = try expression()
    guard try acceptWord("AS") else {
      throw unexpected("AS", remedy: "give the expression a name: (expression AS ?name)")
    }
    let position = token.start
    let variable = try variable("a variable after AS")
    try expect(.rightParenthesis, "')'")
    return SelectClause.Item(variable: variable, expression: expression, offset: position)
  }

  // MARK: Checks

  /// The columns of a query level, after checking that they can have values.
  ///
  /// Source: SPARQL 1.1 Query, sections 18.2.1, 18.2.4.1 and 19.8 (notes 12 and 13).
  func projection(
    _ clause: SelectClause, _ modifiers: SolutionModifiers, _ scope: VariableScope,
    isGrouped: Bool
  ) throws(Halt) -> [Variable] {
    guard let items = clause.items else {
      guard !isGrouped else {
        throw fail(
          .sparqlUngroupedVariable, "SELECT * cannot stand with GROUP BY, HAVING or an aggregate",
          remedy: "name the keys and the aggregates to select", at: clause.offset)
      }
      var all = scope
      all.insert(contentsOf: modifiers.values?.variables ?? [])
      return all.variables
    }
    // In a grouped query only keys and what VALUES adds afterwards have values.
    var known = isGrouped ? VariableScope() : scope
    if isGrouped { known.insert(contentsOf: modifiers.keyVariables) }
    known.insert(contentsOf: modifiers.values?.variables ?? [])
    var columns = VariableScope()
    for item in items {
      if let expression = item.expression {
        if isGrouped { try checkGrouped(expression.node, known, at: item.offset) }
        guard !known.contains(item.variable), !columns.contains(item.variable) else {
          throw alreadyInScope(item.variable, "SELECT", at: item.offset)
        }
        known.insert(item.variable)
      } else if isGrouped, !known.contains(item.variable) {
        throw ungrouped(item.variable, at: item.offset)
      }
      columns.insert(item.variable)
    }
    return columns.variables
  }

  private func checkGrouped(
    _ expression: Expression, _ known: VariableScope, at offset: Int
  ) throws(Halt) {
    for variable in expression.freeVariables
    where variable.isDistinguished && !known.contains(variable) {
      throw ungrouped(variable, at: offset)
    }
  }

  private func ungrouped(_ variable: Variable, at offset: Int) -> Halt {
    fail(
      .sparqlUngroupedVariable,
      "\(variable) is selected, but it is neither a key of GROUP BY nor inside an aggregate",
      remedy: "add \(variable) to GROUP BY, or write (SAMPLE(\(variable)) AS ?name)", at: offset)
  }
}
