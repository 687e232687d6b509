internal import RDFModel

extension ParserState {
  /// The keywords of functions, in capitals.
  private static let builtIns: [String: BuiltInFunction] = {
    var table = Dictionary(
      uniqueKeysWithValues: BuiltInFunction.allCases.map { ($0.rawValue.uppercased(), $0) })
    table["URI"] = .iri
    table["ISURI"] = .isIRI
    return table
  }()

  /// Whether the token starts `BuiltInCall`.
  var startsBuiltInCall: Bool {
    guard token.kind == .word else { return false }
    let keyword = tokenText.uppercased()
    return Self.builtIns[keyword] != nil || Aggregate.Function(rawValue: keyword) != nil
      || ["BOUND", "EXISTS", "NOT"].contains(keyword)
  }

  /// What a keyword in an expression starts.
  private enum BuiltInHead {
    case function(BuiltInFunction), aggregate(Aggregate.Function), bound, exists, not, unknown
  }

  private var builtInHead: BuiltInHead {
    let keyword = tokenText.uppercased()
    if let function = Self.builtIns[keyword] { return .function(function) }
    if let function = Aggregate.Function(rawValue: keyword) { return .aggregate(function) }
    switch keyword {
    case "BOUND": return .bound
    case "EXISTS": return .exists
    case "NOT": return .not
    default: return .unknown
    }
  }

  /// `BuiltInCall`.
  func builtInCall() throws(Halt) -> Nested<Expression> {
    switch builtInHead {
    case .function(let function): return try call(function)
    case .aggregate(let function): return try aggregate(function)
    case .bound: return try bound()
    case .exists, .not: return try existsFunction()
    case .unknown: throw unknownFunction()
    }
  }

  private func unknownFunction() -> Halt {
    unexpected(
      "an expression",
      remedy: "check the spelling of the function, or write a name with its prefix")
  }

  private func call(_ function: BuiltInFunction) throws(Halt) -> Nested<Expression> {
    let start = token.start
    try advance()
    let arguments = try expressionList()
    if !function.arity.contains(arguments.node.count) {
      throw wrongCount(arguments.node.count, function, at: start)
    }
    return Nested(.call(function, arguments.node), depth: try deeper(than: arguments.depth))
  }

  private func wrongCount(_ count: Int, _ function: BuiltInFunction, at offset: Int) -> Halt {
    let arity = function.arity
    let wanted =
      arity.lowerBound == arity.upperBound
      ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
    return fail(
      .sparqlArgumentCount, "\(function.rawValue) takes \(wanted) argument(s) and not \(count)",
      remedy: "see SPARQL 1.1 Query, section 17.4", at: offset)
  }

  private func bound() throws(Halt) -> Nested<Expression> {
    try advance()
    try expect(.leftParenthesis, "'('")
    let variable = try variable()
    try expect(.rightParenthesis, "')'")
    return Nested(.bound(variable))
  }

  /// `ExistsFunc`, `NotExistsFunc`.
  private func existsFunction() throws(Halt) -> Nested<Expression> {
    let isNegated = try acceptWord("NOT")
    try expectWord("EXISTS")
    return try exists(try groupGraphPattern(), isNegated: isNegated)
  }

  private func exists(_ group: GroupPattern, isNegated: Bool) throws(Halt) -> Nested<Expression> {
    let pattern = try group.algebra(self)
    let depth = try deeper(than: pattern.depth)
    return Nested(isNegated ? .notExists(pattern.node) : .exists(pattern.node), depth: depth)
  }

  // MARK: Aggregates

  /// `Aggregate`: the aggregate moves to the group of the query level, and the variable that
  /// carries its result stays here (section 18.2.4.1).
  private func aggregate(
    _ function: Aggregate.Function
  ) throws(Halt) -> Nested<Expression> {
    guard aggregatePlace == .allowed else { throw misplacedAggregate(function) }
    try advance()
    aggregatePlace = .insideAggregate
    defer { aggregatePlace = .allowed }
    let (aggregate, depth) = try aggregateArguments(function)
    // Comparing deep trees costs stack; two of them that are equal may be computed twice.
    let isShallow = depth < 32
    if isShallow, let known = aggregateVariables[aggregate] { return Nested(.variable(known)) }
    let variable = Variable.aggregate(freshAggregates)
    if isShallow { aggregateVariables[aggregate] = variable }
    freshAggregates += 1
    aggregates.append(AggregateBinding(variable, aggregate))
    return Nested(.variable(variable))
  }

  private func misplacedAggregate(_ function: Aggregate.Function) -> Halt {
    let isNested = aggregatePlace == .insideAggregate
    return fail(
      .sparqlMisplacedAggregate,
      isNested
        ? "\(function.rawValue) stands inside another aggregate"
        : "\(function.rawValue) stands outside SELECT, HAVING and ORDER BY",
      remedy: isNested
        ? "compute the inner aggregate in a subquery" : "write it in HAVING, or use a subquery")
  }

  private func aggregateArguments(
    _ function: Aggregate.Function
  ) throws(Halt) -> (Aggregate, depth: Int) {
    try expect(.leftParenthesis, "'('")
    let isDistinct = try acceptWord("DISTINCT")
    if function == .count, try accept(.star) {
      try expect(.rightParenthesis, "')'")
      return (Aggregate(.count, nil, isDistinct: isDistinct), 1)
    }
    let argument = try expression()
    var separator: String?
    if function == .groupConcat, try accept(.semicolon) {
      try expectWord("SEPARATOR")
      try expect(.equal, "'='")
      separator = try string()
    }
    if token.kind == .comma {
      throw unexpected("')'", remedy: "\(function.rawValue) takes one argument")
    }
    try expect(.rightParenthesis, "an operator or ')'")
    let aggregate = Aggregate(
      function, argument.node, isDistinct: isDistinct, separator: separator)
    return (aggregate, argument.depth)
  }
}
