internal import RDFModel

extension ParserState {
  /// `GroupGraphPattern`.
  func groupGraphPattern() throws(Halt) -> GroupPattern {
    try descend()
    defer { nesting -= 1 }
    let place = aggregatePlace
    aggregatePlace = .none
    defer { aggregatePlace = place }
    let group = try openGroup()
    if isWord("SELECT") {
      try subSelect(group)
      try endSubSelect()
    } else {
      try groupGraphPatternSub(group)
    }
    try advance()
    return group
  }

  private func openGroup() throws(Halt) -> GroupPattern {
    guard try accept(.leftBrace) else {
      throw unexpected("'{'", remedy: "put the pattern into braces")
    }
    return GroupPattern(block: makeBlock(.pattern))
  }

  private func endSubSelect() throws(Halt) {
    guard token.kind == .rightBrace else {
      throw unexpected("'}' after the subquery", remedy: "put the subquery into braces of its own")
    }
  }

  /// `GroupGraphPatternSub`, with `TriplesBlock`.
  private func groupGraphPatternSub(_ group: GroupPattern) throws(Halt) {
    while token.kind != .rightBrace {
      if startsTriples {
        try triplesOfBlock(group)
        continue
      }
      if isWord("FILTER") {
        try filter(group)
      } else {
        try closeBlock(group)
        try graphPatternNotTriples(group)
      }
      try skipDot()
    }
    try closeGroup(group)
  }

  /// One line of `TriplesBlock`.
  private func triplesOfBlock(_ group: GroupPattern) throws(Halt) {
    try triplesSameSubject(&group.block)
    // A dot ends a triple; the last triple before another pattern needs none.
    if try !accept(.dot), startsTriples { throw missingDot() }
  }

  private func skipDot() throws(Halt) {
    _ = try accept(.dot)
  }

  private func closeGroup(_ group: GroupPattern) throws(Halt) {
    try closeBlock(group)
    if !group.filters.isEmpty { group.condition = try conjunction(group.filters) }
  }

  /// `GraphPatternNotTriples`, filters apart.
  private func graphPatternNotTriples(_ group: GroupPattern) throws(Halt) {
    if token.kind == .leftBrace {
      try groupOrUnionGraphPattern(group)
    } else if isWord("OPTIONAL") {
      try optionalGraphPattern(group)
    } else if isWord("GRAPH") {
      try graphGraphPattern(group)
    } else if isWord("BIND") {
      try bind(group)
    } else if isWord("VALUES") {
      try inlineData(group)
    } else if isWord("MINUS") {
      try minusGraphPattern(group)
    } else if isWord("SERVICE") {
      try serviceGraphPattern(group)
    } else if isWord("SELECT") {
      throw unexpected("a pattern or '}'", remedy: "put the subquery into braces of its own")
    } else if isWord("UNION") {
      throw unexpected("a pattern or '}'", remedy: "put both sides of UNION into braces")
    } else if group.block.elements.isEmpty {
      throw unexpected("a triple, a pattern or '}'")
    } else {
      throw missingDot()
    }
  }

  // MARK: Joining

  /// `Join(G, A)`; joining with the empty pattern changes nothing (section 18.2.2.8).
  func join(_ group: GroupPattern, _ other: Nested<Algebra>) throws(Halt) {
    if other.node.isUnit { return }
    if group.pattern.node.isUnit {
      group.pattern = other
      return
    }
    let depth = try deeper(than: max(group.pattern.depth, other.depth))
    group.pattern = Nested(.join(group.pattern.node, other.node), depth: depth)
  }

  /// Joins the triples read so far; the triples that follow are another basic graph pattern.
  private func closeBlock(_ group: GroupPattern) throws(Halt) {
    if !group.block.elements.isEmpty {
      for element in group.block.elements {
        switch element {
        case .triple(let triple):
          group.scope.insert(triple)
        case .path(let subject, _, let object, _):
          group.scope.insert(subject)
          group.scope.insert(object)
        }
      }
      for pattern in Self.patterns(of: group.block) { try join(group, Nested(pattern)) }
    }
    group.block = makeBlock(.pattern)
  }

  // MARK: One method for each production

  /// `Filter`.
  private func filter(_ group: GroupPattern) throws(Halt) {
    try advance()
    group.filters.append(try constraint("FILTER"))
  }

  /// `Constraint`.
  func constraint(_ keyword: String) throws(Halt) -> Nested<Expression> {
    switch token.kind {
    case .leftParenthesis: return try brackettedExpression()
    case .word where startsBuiltInCall: return try builtInCall()
    case .iriRef, .prefixedName: return try iriOrFunction(mustBeCall: true)
    default: throw noConstraint(keyword)
    }
  }

  private func noConstraint(_ keyword: String) -> Halt {
    unexpected(
      "'(' or a function after \(keyword)", remedy: "put the condition into brackets")
  }

  /// `GroupOrUnionGraphPattern`.
  private func groupOrUnionGraphPattern(_ group: GroupPattern) throws(Halt) {
    var alternatives: [Nested<Algebra>] = []
    repeat {
      let alternative = try groupGraphPattern()
      group.scope.insert(contentsOf: alternative.scope.variables)
      alternatives.append(try alternative.algebra(self))
    } while try acceptWord("UNION")
    try join(group, try checked(balanced(alternatives[...], Algebra.union)))
  }

  /// `OptionalGraphPattern`: the filters of the optional group are the condition of the join.
  private func optionalGraphPattern(_ group: GroupPattern) throws(Halt) {
    try advance()
    try leftJoin(group, try groupGraphPattern())
  }

  private func leftJoin(_ group: GroupPattern, _ optional: GroupPattern) throws(Halt) {
    group.scope.insert(contentsOf: optional.scope.variables)
    let depth = try deeper(
      than: max(group.pattern.depth, optional.pattern.depth, optional.condition?.depth ?? 0))
    group.pattern = Nested(
      .leftJoin(group.pattern.node, optional.pattern.node, optional.condition?.node),
      depth: depth)
  }

  /// `MinusGraphPattern`.
  private func minusGraphPattern(_ group: GroupPattern) throws(Halt) {
    try advance()
    let other = try groupGraphPattern().algebra(self)
    let depth = try deeper(than: max(group.pattern.depth, other.depth))
    group.pattern = Nested(.minus(group.pattern.node, other.node), depth: depth)
  }

  /// `GraphGraphPattern`.
  private func graphGraphPattern(_ group: GroupPattern) throws(Halt) {
    try advance()
    let name = try varOrIRI()
    let inner = try groupGraphPattern()
    group.scope.insert(name)
    group.scope.insert(contentsOf: inner.scope.variables)
    let pattern = try inner.algebra(self)
    try join(
      group, Nested(.graph(name, pattern.node), depth: try deeper(than: pattern.depth)))
  }

  /// `ServiceGraphPattern`.
  private func serviceGraphPattern(_ group: GroupPattern) throws(Halt) {
    let mark = mark(token.start)
    try advance()
    let silent = try acceptWord("SILENT")
    let name = try varOrIRI()
    let inner = try groupGraphPattern()
    group.scope.insert(name)
    group.scope.insert(contentsOf: inner.scope.variables)
    let pattern = try inner.algebra(self)
    try join(
      group,
      Nested(
        .service(name, pattern.node, silent: silent, mark),
        depth: try deeper(than: pattern.depth)))
  }

  /// `Bind`.
  private func bind(_ group: GroupPattern) throws(Halt) {
    try advance()
    try expect(.leftParenthesis, "'(' after BIND")
    let expression = try expression()
    try expectWord("AS")
    let position = token.start
    let variable = try variable()
    guard !group.scope.contains(variable) else {
      throw alreadyInScope(variable, "BIND", at: position)
    }
    try expect(.rightParenthesis, "')'")
    group.scope.insert(variable)
    let depth = try deeper(than: max(group.pattern.depth, expression.depth))
    group.pattern = Nested(
      .extend(group.pattern.node, variable, expression.node), depth: depth)
  }

  /// The variable after AS has a value already.
  func alreadyInScope(
    _ variable: Variable, _ keyword: String, at offset: Int
  ) -> Halt {
    fail(
      .sparqlVariableInScope,
      "\(keyword) would bind \(variable), which has a value before it",
      remedy: "use another name after AS", at: offset)
  }

  /// `InlineData`.
  private func inlineData(_ group: GroupPattern) throws(Halt) {
    try advance()
    let data = try dataBlock()
    group.scope.insert(contentsOf: data.variables)
    try join(group, Nested(.values(data)))
  }
}

extension Algebra {
  /// Whether this is the empty basic graph pattern, `Z` of section 18.2.2.8.
  var isUnit: Bool {
    if case .bgp(let triples) = self { triples.isEmpty } else { false }
  }
}
