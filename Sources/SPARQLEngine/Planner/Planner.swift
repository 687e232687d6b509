import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Turns algebra into operators.
///
/// Every pattern is compiled against a seed, the solutions that are known already, and yields
/// their join with the pattern. So bindings flow into the indexes wherever the meaning allows,
/// and a pattern that must be evaluated on its own is joined by hash.
struct Planner {
  let context: ExecutionContext
  let functions: [IRI: @Sendable ([Term?]) -> Term?]
  var propertyFunctions: [IRI: any PropertyFunction] = [:]
  /// The values that a prepared query is called with.
  var parameters: ParameterValues?

  /// Deeper nesting than this is refused, because the stack of a thread is finite.
  ///
  /// That is 128 groups or OPTIONALs within each other, 64 operators, or 512 alternatives.
  static let depthLimit = 128 * DepthCost.heavy

  /// Where a pattern is compiled: its variables, its graph, and how seeds bind.
  struct Position {
    let scope: Scope
    var target: GraphTarget
    /// Inside EXISTS the values of the solution replace the variables everywhere.
    var substitutes = false
    /// The slots that somebody above asks for, beside those that the pattern itself mentions; nil
    /// for all.
    var required: Set<Int>?

    /// Asks for more variables.
    mutating func require(_ variables: some Sequence<Variable>) {
      guard required != nil else { return }
      for variable in variables { required?.insert(scope.slot(variable)) }
    }

    /// The same, asking for more slots too.
    func requiring(_ slots: some Sequence<Int>) -> Position {
      var position = self
      position.required?.formUnion(slots)
      return position
    }

    /// The same, asking for more variables too.
    func requiring(_ variables: Set<Variable>) -> Position {
      var position = self
      position.require(variables)
      return position
    }
  }

  var features: PlannerFeatures { context.options.planner }

  /// Refuses queries that nest too deep, before anything recurses over them.
  func checkDepth(_ pattern: Algebra) throws(EngineError) {
    if pattern.depth(limit: Self.depthLimit) >= Self.depthLimit {
      throw EngineError(
        code: .tooDeep, message: "the query nests deeper than 128 groups or 64 operators",
        remedy: "split the query, or write a chain of alternatives as VALUES")
    }
  }

  /// What a pattern starts with where nothing is known before it: one solution, which binds the
  /// parameters that the pattern, or an expression over it, mentions.
  func unit(
    _ position: Position, for pattern: Algebra, _ mentioned: Set<Variable> = []
  ) -> Operator {
    guard let parameters else { return UnitOperator(context, layout: .empty) }
    let mentioned = mentioned.union(pattern.mentionedVariables)
    let wanted = parameters.variables.indices.filter {
      mentioned.contains(parameters.variables[$0])
    }
    if wanted.isEmpty { return UnitOperator(context, layout: .empty) }
    return ParameterOperator(context, parameters, wanted, position.scope)
  }

  /// Whether an operator gives one solution that binds nothing.
  func isUnit(_ seed: Operator) -> Bool { seed is UnitOperator && seed.layout.slots.isEmpty }

  /// The plan for the join of a seed with a pattern.
  func compile(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    if !(seed is UnitOperator), !position.substitutes,
      !Self.allowsSeed(pattern, position.scope.variables(in: seed.layout))
    {
      let apart = position.requiring(seed.layout.slots)
      let alone = gathered(try compile(pattern, unit(apart, for: pattern), apart))
      return HashJoinOperator(gathered(seed), alone)
    }
    switch pattern {
    case .bgp, .path, .join, .filter: return try compileGroup(pattern, seed, position)
    case .leftJoin(let left, let right, let condition):
      return try compileOptional(left, right, condition, seed, position)
    case .union: return try compileUnion(pattern, seed, position)
    case .minus(let left, let right): return try compileMinus(left, right, seed, position)
    case .extend: return try compileExtend(pattern, seed, position)
    case .graph(let name, let inner): return try compileGraph(name, inner, seed, position)
    case .values(let data): return joined(seed, try table(data, position))
    case .service(let name, let inner, let silent, _):
      return service(name, inner, silent, seed, position)
    default:
      let apart = position.requiring(seed.layout.slots)
      return joined(seed, try compileModifier(pattern, apart))
    }
  }

  private func service(
    _ name: VarOrIRI, _ inner: Algebra, _ silent: Bool, _ seed: Operator, _ position: Position
  ) -> Operator {
    let endpoint: ServiceOperator.Endpoint
    switch name {
    case .iri(let iri): endpoint = .iri(iri)
    case .variable(let variable):
      let column = seed.layout.column(of: position.scope.slot(variable))
      endpoint = column.map { .column($0) } ?? .unbound
    }
    return ServiceOperator(
      seed, endpoint: endpoint, pattern: inner, isSilent: silent, scope: position.scope)
  }

  func joined(_ seed: Operator, _ right: Operator) -> Operator {
    isUnit(seed) ? right : HashJoinOperator(gathered(seed), gathered(right))
  }

  /// Whether a pattern means the same when outer solutions already bind some variables.
  ///
  /// A filter, an OPTIONAL, a MINUS or a BIND must not see a variable from outside that its own
  /// group does not bind.
  static func allowsSeed(_ pattern: Algebra, _ seeds: Set<Variable>) -> Bool {
    func isSafe(_ mentioned: Set<Variable>, _ inner: Algebra) -> Bool {
      mentioned.intersection(seeds).isSubset(of: inner.certainVariables)
    }
    switch pattern {
    case .filter(let condition, let inner): return isSafe(condition.variables, inner)
    case .leftJoin(let left, let right, let condition):
      return isSafe(right.mentionedVariables.union(condition?.variables ?? []), left)
    case .minus(let left, let right): return isSafe(right.mentionedVariables, left)
    case .extend(let inner, let variable, let expression):
      return !seeds.contains(variable) && isSafe(expression.variables, inner)
    default: return true
    }
  }

  // MARK: OPTIONAL, UNION, MINUS

  /// A seed that carries columns of an operator and the numbers of its rows.
  func rowSeed(
    _ source: Layout, columns: [Int], _ scope: Scope
  ) -> SeedOperator {
    let slots = columns.map { source.slots[$0] }
    let rowSlot = scope.hiddenSlot()
    let certain = source.certain.intersection(slots).union([rowSlot])
    return SeedOperator(context, layout: Layout(slots: slots + [rowSlot], certain: certain))
  }

  private func compileOptional(
    _ left: Algebra, _ right: Algebra, _ condition: Expression?, _ seed: Operator,
    _ position: Position
  ) throws(EngineError) -> Operator {
    let conditions = condition?.variables ?? []
    let before = position.requiring(right.mentionedVariables.union(conditions))
    let input = try compile(left, seed, before)
    if let scan = try optionalScan(right, condition, input, position) { return scan }
    let rows = rowSeed(input.layout, columns: Array(input.layout.slots.indices), position.scope)
    rows.estimate = min(input.estimate, Double(Batch.target))
    let within = position.requiring(conditions).requiring(rows.layout.slots)
    var plan = try compile(right, rows, within)
    if let condition { plan = try filtered(plan, condition, within) }
    return OptionalOperator(gathered(input), seed: rows, pattern: plan)
  }

  private func compileUnion(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    var branches: [UnionOperator.Branch] = []
    var stack = [pattern]
    while let next = stack.popLast() {
      if case .union(let a, let b) = next {
        stack.append(b)
        stack.append(a)
        continue
      }
      branches.append(try branch(next, seed, position))
    }
    return UnionOperator(seed, branches)
  }

  private func branch(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> UnionOperator.Branch {
    // Where nothing is known before, a branch is a plan of its own.
    if isUnit(seed) {
      let plan = try compile(pattern, UnitOperator(context, layout: .empty), position)
      return UnionOperator.Branch(seed: nil, plan: gathered(plan))
    }
    let inner = SeedOperator(context, layout: seed.layout, estimate: seed.estimate)
    return UnionOperator.Branch(seed: inner, plan: try compile(pattern, inner, position))
  }

  private func compileMinus(
    _ left: Algebra, _ right: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    let input = try compile(left, seed, position.requiring(right.mentionedVariables))
    let shared = right.variables.intersection(left.variables)
    if shared.isEmpty { return input }
    let bound = position.scope.certainVariables(in: input.layout)
    if !position.substitutes, shared.isSubset(of: bound.intersection(right.certainVariables)) {
      let known = shared.union(
        right.mentionedVariables.intersection(parameters?.variables ?? []))
      let carried = position.scope.variables(in: input.layout)
      if carried.intersection(right.mentionedVariables).isSubset(of: known),
        let scan = semiScan(right, input, position, keepsMatches: false)
      {
        return scan
      }
      let columns = known.sorted { $0.name < $1.name }
        .compactMap { input.layout.column(of: position.scope.slot($0)) }
      let rows = rowSeed(input.layout, columns: columns, position.scope)
      var within = position
      within.required =
        features.contains(.projection) ? Set(rows.layout.slots.suffix(1)) : nil
      let plan = try compile(right, rows, within)
      return SemiJoinOperator(
        gathered(input), ExistsTest(pattern: plan, seed: rows, columns: columns),
        keepsMatches: false)
    }
    var inner = position
    inner.substitutes = false
    inner.required = nil
    let removed = gathered(try compile(right, unit(inner, for: right), inner))
    return MinusOperator(gathered(input), removed)
  }
}
