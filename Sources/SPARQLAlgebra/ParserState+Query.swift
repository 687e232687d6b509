internal import RDFModel

extension ParserState {
  /// `Query` after its prologue.
  func query() throws(Halt) -> Query {
    if isWord("SELECT") { return try selectQuery() }
    if isWord("CONSTRUCT") { return try constructQuery() }
    if isWord("DESCRIBE") { return try describeQuery() }
    if isWord("ASK") { return try askQuery() }
    if token.kind == .word, Self.updateWords.contains(tokenText.uppercased()) {
      throw fail(
        .sparqlUpdateRequest, "this is an update (\(tokenText.uppercased())) and not a query",
        remedy: "send it as an update; queries begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    }
    throw unexpected(
      "PREFIX, BASE, SELECT, ASK, CONSTRUCT or DESCRIBE", remedy: "check the start of the query")
  }

  private static let updateWords: Set<String> = [
    "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH",
  ]

  /// `SelectQuery`.
  private func selectQuery() throws(Halt) -> Query {
    let clause = try selectClause()
    let dataset = try datasetClauses()
    let group = try whereClause()
    let (pattern, columns) = try selection(clause, group)
    return makeQuery(.select(columns), dataset, pattern)
  }

  /// `SubSelect`.
  func subSelect(_ group: GroupPattern) throws(Halt) {
    let outer = (aggregates, aggregateVariables)
    (aggregates, aggregateVariables) = ([], [:])
    defer { (aggregates, aggregateVariables) = outer }
    let clause = try selectClause()
    let (pattern, columns) = try selection(clause, try whereClause())
    group.pattern = pattern
    group.scope.insert(contentsOf: columns)
  }

  /// The rest of a query or a subquery after WHERE, and all of it as algebra.
  private func selection(
    _ clause: SelectClause, _ group: GroupPattern
  ) throws(Halt) -> (Nested<Algebra>, [Variable]) {
    let modifiers = try solutionModifiers(group.scope)
    let isGrouped = modifiers.isGrouped || !aggregates.isEmpty
    let columns = try projection(clause, modifiers, group.scope, isGrouped: isGrouped)
    var pattern = try grouped(group, modifiers, isGrouped: isGrouped)
    for item in clause.items ?? [] {
      guard let expression = item.expression else { continue }
      let depth = try deeper(than: max(pattern.depth, expression.depth))
      pattern = Nested(.extend(pattern.node, item.variable, expression.node), depth: depth)
    }
    pattern = try ordered(pattern, modifiers)
    pattern = try wrap(pattern) { .project($0, columns) }
    if clause.isDistinct { pattern = try wrap(pattern, Algebra.distinct) }
    if clause.isReduced { pattern = try wrap(pattern, Algebra.reduced) }
    return (try sliced(pattern, modifiers), columns)
  }

  /// `AskQuery`.
  private func askQuery() throws(Halt) -> Query {
    try advance()
    let dataset = try datasetClauses()
    return makeQuery(.ask, dataset, try unprojected(try whereClause()))
  }

  /// `DescribeQuery`.
  private func describeQuery() throws(Halt) -> Query {
    try advance()
    var resources: [VarOrIRI] = []
    let isEverything = try accept(.star)
    if !isEverything {
      repeat {
        resources.append(try varOrIRI())
      } while token.kind == .variable
        || token.kind == .iriRef || token.kind == .prefixedName
    }
    let dataset = try datasetClauses()
    var group = GroupPattern(block: makeBlock(.pattern))
    if isWord("WHERE") || token.kind == .leftBrace { group = try whereClause() }
    if isEverything { resources = group.scope.variables.map { .variable($0) } }
    return makeQuery(.describe(resources), dataset, try unprojected(group))
  }

  /// `ConstructQuery`.
  private func constructQuery() throws(Halt) -> Query {
    try advance()
    if token.kind == .leftBrace {
      let template = try triplesTemplate(.template)
      let dataset = try datasetClauses()
      let pattern = try unprojected(try whereClause())
      return makeQuery(.construct(Self.triples(of: template)), dataset, pattern)
    }
    let dataset = try datasetClauses()
    try expectWord("WHERE")
    let group = GroupPattern(block: try triplesTemplate(.template))
    let template = Self.triples(of: group.block)
    for triple in template { group.scope.insert(triple) }
    group.pattern = Nested(.bgp(template.map(\.withBlankNodesAsVariables)))
    return makeQuery(.construct(template), dataset, try unprojected(group))
  }

  private static func triples(of template: TripleBlock) -> [TriplePattern] {
    template.elements.compactMap { element in
      if case .triple(let triple) = element { triple } else { nil }
    }
  }

  // MARK: Parts

  /// `DatasetClause` or, with its other keyword, `UsingClause`, any number of them.
  func datasetClauses(_ keyword: StaticString = "FROM") throws(Halt) -> DatasetClause? {
    var defaultGraphs: [IRI] = []
    var namedGraphs: [IRI] = []
    while try acceptWord(keyword) {
      if try acceptWord("NAMED") {
        namedGraphs.append(try iri())
      } else {
        defaultGraphs.append(try iri())
      }
    }
    if defaultGraphs.isEmpty, namedGraphs.isEmpty { return nil }
    return DatasetClause(defaultGraphs: defaultGraphs, namedGraphs: namedGraphs)
  }

  /// `WhereClause`.
  private func whereClause() throws(Halt) -> GroupPattern {
    let hasKeyword = try acceptWord("WHERE")
    guard token.kind == .leftBrace else {
      throw unexpected(hasKeyword ? "'{' after WHERE" : "WHERE or '{'")
    }
    return try groupGraphPattern()
  }

  /// The modifiers of a query that selects no columns.
  private func unprojected(_ group: GroupPattern) throws(Halt) -> Nested<Algebra> {
    let modifiers = try solutionModifiers(group.scope)
    let isGrouped = modifiers.isGrouped || !aggregates.isEmpty
    let pattern = try grouped(group, modifiers, isGrouped: isGrouped)
    return try sliced(try ordered(pattern, modifiers), modifiers)
  }

  private func makeQuery(
    _ form: Query.Form, _ dataset: DatasetClause?, _ pattern: Nested<Algebra>
  ) -> Query {
    Query(form: form, dataset: dataset, pattern: pattern.node, base: base, prefixes: declared)
  }

  // MARK: Section 18.2.4 and 18.2.5

  private func wrap(
    _ pattern: Nested<Algebra>, besides other: Int = 0, _ make: (Algebra) -> Algebra
  ) throws(Halt) -> Nested<Algebra> {
    Nested(make(pattern.node), depth: try deeper(than: max(pattern.depth, other)))
  }

  /// Grouping, HAVING and VALUES (sections 18.2.4.1 to 18.2.4.3).
  private func grouped(
    _ group: GroupPattern, _ modifiers: SolutionModifiers, isGrouped: Bool
  ) throws(Halt) -> Nested<Algebra> {
    var pattern = try group.algebra(self)
    if isGrouped {
      let bindings = aggregates
      pattern = try wrap(pattern, besides: modifiers.depth) {
        .group($0, keys: modifiers.keys, aggregates: bindings)
      }
    }
    if !modifiers.having.isEmpty {
      let condition = try conjunction(modifiers.having)
      pattern = try wrap(pattern, besides: condition.depth) { .filter(condition.node, $0) }
    }
    if let values = modifiers.values {
      pattern =
        pattern.node.isUnit
        ? Nested(.values(values)) : try wrap(pattern) { .join($0, .values(values)) }
    }
    return pattern
  }

  private func ordered(
    _ pattern: Nested<Algebra>, _ modifiers: SolutionModifiers
  ) throws(Halt) -> Nested<Algebra> {
    if modifiers.order.isEmpty { return pattern }
    return try wrap(pattern, besides: modifiers.depth) { .orderBy($0, modifiers.order) }
  }

  private func sliced(
    _ pattern: Nested<Algebra>, _ modifiers: SolutionModifiers
  ) throws(Halt) -> Nested<Algebra> {
    if modifiers.offset == 0, modifiers.limit == nil { return pattern }
    return try wrap(pattern) { .slice($0, offset: modifiers.offset, limit: modifiers.limit) }
  }
}

extension TriplePattern {
  /// The triple of a template as a pattern, for the short form of CONSTRUCT.
  fileprivate var withBlankNodesAsVariables: TriplePattern {
    func asPattern(_ position: TermPattern) -> TermPattern {
      switch position {
      case .term(.blankNode(let node)): .variable(.blankNode(node.label))
      case .tripleTerm(let inner): .tripleTerm(inner.withBlankNodesAsVariables)
      default: position
      }
    }
    return TriplePattern(asPattern(subject), predicate, asPattern(object), mark: mark)
  }
}
