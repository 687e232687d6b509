import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Groups: the patterns of a join in the order that promises the fewest rows, each filter as soon
/// as its variables are bound.
extension Planner {
  func compileGroup(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    var operands: [Algebra] = []
    var filters: [Expression] = []
    var lists: ArgumentLists = [:]
    flatten(pattern, &operands, &filters, &lists)
    var plan = seed
    while true {
      plan = try applyReady(&filters, to: plan, position)
      guard !operands.isEmpty else { break }
      let next = cheapest(operands, after: plan, position, lists)
      let operand = operands.remove(at: next.index)
      let expected = max(plan.estimate, 1) * next.factor
      plan = try extended(plan, operand, position, lists, estimate: expected)
    }
    for filter in filters { plan = try filtered(plan, filter, position) }
    return plan
  }

  /// Takes a join apart; the filter that stands around the whole is part of the group.
  private func flatten(
    _ pattern: Algebra, _ operands: inout [Algebra], _ filters: inout [Expression],
    _ lists: inout ArgumentLists
  ) {
    var stack = [pattern]
    if case .filter(let condition, let inner) = pattern {
      filters = condition.conjuncts
      stack = [inner]
    }
    while let next = stack.popLast() {
      switch next {
      case .join(let a, let b):
        stack.append(b)
        stack.append(a)
      case .bgp(let patterns): operands += separateLists(patterns, &lists).map { .bgp([$0]) }
      default: operands.append(next)
      }
    }
  }

  private func applyReady(
    _ filters: inout [Expression], to plan: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    guard !filters.isEmpty else { return plan }
    let bound = position.scope.certainVariables(in: plan.layout)
    var plan = plan
    var waiting: [Expression] = []
    for filter in filters {
      if filter.isStable, filter.variables.isSubset(of: bound) {
        plan = try filtered(plan, filter, position)
      } else {
        waiting.append(filter)
      }
    }
    filters = waiting
    return plan
  }

  /// The operand to take next, and by how much it multiplies the rows.
  private func cheapest(
    _ operands: [Algebra], after plan: Operator, _ position: Position, _ lists: ArgumentLists
  ) -> (index: Int, factor: Double) {
    let bound = position.scope.variables(in: plan.layout)
    var best = (index: 0, factor: Double.infinity, connected: false)
    for (index, operand) in operands.enumerated() {
      let factor = estimate(operand, bound, lists)
      let isConnected = bound.isEmpty || !operand.variables.isDisjoint(with: bound)
      // A product with something unconnected is worth it only where that is a single row.
      let isPossible = factor < .infinity
      let beats =
        isPossible != (best.factor < .infinity)
        ? isPossible
        : isConnected == best.connected ? factor < best.factor : isConnected || factor <= 1
      if index == 0 || beats { best = (index, factor, isConnected) }
    }
    return (best.index, best.factor)
  }

  private func extended(
    _ plan: Operator, _ operand: Algebra, _ position: Position, _ lists: ArgumentLists,
    estimate: Double
  ) throws(EngineError) -> Operator {
    switch operand {
    case .bgp(let patterns) where patterns.count == 1:
      if let function = propertyFunction(patterns[0]) {
        return try compileCall(
          patterns[0], function, plan, position, lists, estimate: estimate)
      }
      return try scan(patterns[0], plan, position, estimate: estimate)
    case .path(let subject, let path, let object, _):
      return try compilePath(subject, path, object, plan, position, estimate: estimate)
    default: return try compile(operand, plan, position)
    }
  }

  // MARK: Triple patterns

  private func scan(
    _ pattern: TriplePattern, _ plan: Operator, _ position: Position, estimate: Double
  ) throws(EngineError) -> Operator {
    let parts = [pattern.subject, pattern.predicate, pattern.object]
    var plan = plan
    var positions: [ScanOperator.Position] = []
    var unfoldings: [Unfolding] = []
    for part in parts {
      if let variants = languageVariants(part) {
        let slot = position.scope.hiddenSlot()
        plan = joined(plan, variantTable(variants, slot))
        let column = plan.layout.column(of: slot) ?? 0
        positions.append(.bound(column: column, certain: true, slot: slot))
      } else {
        positions.append(resolve(part, &plan, position, &unfoldings))
      }
    }
    let scan = ScanOperator(
      plan, positions: positions, target: position.target, label: Self.label(parts),
      estimate: estimate)
    return unfolded(scan, unfoldings, position)
  }

  /// The literals of the snapshot that a constant with a language means.
  ///
  /// They have the same text, with the tag in whatever case; nil where that is the constant
  /// itself or nothing.
  ///
  /// Source: RDF 1.1 Concepts, section 3.3 (the value space of tags is lower case).
  private func languageVariants(_ pattern: TermPattern) -> [UInt32]? {
    guard let literal = pattern.term?.literal, let language = literal.language else { return nil }
    let folded = language.lowercased()
    let found = context.languageTags.compactMap { tag -> UInt32? in
      let candidate = Literal(literal.lexicalForm, languageAndDirection: tag)
      guard candidate.language?.lowercased() == folded, candidate.direction == literal.direction
      else { return nil }
      return context.snapshot.id(of: .literal(candidate))?.rawValue
    }
    let itself = context.snapshot.id(of: .literal(literal))?.rawValue
    return found.isEmpty || (found.count == 1 && found[0] == itself) ? nil : found
  }

  private func variantTable(_ ids: [UInt32], _ slot: Int) -> Operator {
    TableOperator(
      context, layout: Layout(slots: [slot], certain: [slot]),
      table: Batch(columns: [ids], count: ids.count))
  }

  private static func label(_ parts: [TermPattern]) -> String {
    parts.map { part in
      switch part {
      case .variable(let variable): variable.description
      case .term(let term): term.description
      case .tripleTerm: "<<( … )>>"
      }
    }.joined(separator: " ")
  }

  // MARK: Property paths

  /// Paths that are joins and unions of properties become those; the rest is walked.
  func compilePath(
    _ subject: TermPattern, _ path: PropertyPath, _ object: TermPattern, _ plan: Operator,
    _ position: Position, estimate: Double
  ) throws(EngineError) -> Operator {
    switch path {
    case .link(let iri):
      let pattern = TriplePattern(subject, .term(.iri(iri)), object)
      return try scan(pattern, plan, position, estimate: estimate)
    case .inverse(let inner):
      return try compilePath(object, inner, subject, plan, position, estimate: estimate)
    case .sequence(let first, let second):
      let middle = TermPattern.variable(Variable("_:path\(position.scope.hiddenSlot())"))
      let halves: [(TermPattern, PropertyPath, TermPattern)] = [
        (subject, first, middle), (middle, second, object),
      ]
      let bound = position.scope.variables(in: plan.layout)
      let startsAtEnd =
        !isBound(subject, bound) && isBound(object, bound)
      var result = plan
      for half in startsAtEnd ? halves.reversed() : halves {
        result = try compilePath(half.0, half.1, half.2, result, position, estimate: estimate)
      }
      return result
    case .alternative:
      var branches: [UnionOperator.Branch] = []
      var stack = [path]
      while let next = stack.popLast() {
        if case .alternative(let a, let b) = next {
          stack.append(b)
          stack.append(a)
          continue
        }
        let seed = SeedOperator(context, layout: plan.layout, estimate: plan.estimate)
        let inner = try compilePath(subject, next, object, seed, position, estimate: estimate)
        branches.append(UnionOperator.Branch(seed: seed, plan: inner))
      }
      return UnionOperator(plan, branches)
    default: return try walk(subject, path, object, plan, position, estimate: estimate)
    }
  }

  private func walk(
    _ subject: TermPattern, _ path: PropertyPath, _ object: TermPattern, _ plan: Operator,
    _ position: Position, estimate: Double
  ) throws(EngineError) -> Operator {
    let selection: GraphSelection
    switch position.target {
    case .selection(let chosen), .named(_, let chosen): selection = chosen
    case .variable: throw EngineError.unsupported("a property path over all graphs at once")
    }
    var plan = plan
    var unfoldings: [Unfolding] = []
    let start = resolve(subject, &plan, position, &unfoldings)
    let end = resolve(object, &plan, position, &unfoldings)
    let walk = PathOperator(
      plan, subject: start, step: PathStep(path, context), object: end,
      walker: PathWalker(context, selection: selection), substitutes: position.substitutes,
      estimate: estimate)
    return unfolded(walk, unfoldings, position)
  }

  func isBound(_ pattern: TermPattern, _ bound: Set<Variable>) -> Bool {
    pattern.variables.isSubset(of: bound)
  }

  // MARK: GRAPH

  func compileGraph(
    _ name: VarOrIRI, _ inner: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    var within = position
    switch name {
    case .iri(let iri):
      guard let id = context.snapshot.id(iri: iri),
        let number = context.namedGraphs.first(where: {
          context.snapshot.graphNames[$0 - 1] == id
        })
      else {
        return TableOperator(context, layout: seed.layout, table: Batch(columns: [], count: 0))
      }
      within.target = .named(number, context.snapshot.selection(ofGraphs: [number]))
      return try compile(inner, seed, within)
    case .variable(let variable):
      if Self.isQuadPattern(inner) {
        within.target = .variable(position.scope.slot(variable))
        return try compile(inner, seed, within)
      }
      return try compileGraphLoop(variable, inner, seed, position)
    }
  }

  /// Whether a pattern means the same when each of its triple patterns carries the graph.
  private static func isQuadPattern(_ pattern: Algebra) -> Bool {
    if case .bgp(let patterns) = pattern { !patterns.isEmpty } else { false }
  }

  /// One plan per named graph, for patterns whose parts must all see the same one.
  private func compileGraphLoop(
    _ variable: Variable, _ inner: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    let slot = position.scope.slot(variable)
    var branches: [UnionOperator.Branch] = []
    for number in context.namedGraphs {
      var within = position
      within.substitutes = false
      within.target = .named(number, context.snapshot.selection(ofGraphs: [number]))
      let start = SeedOperator(context, layout: .empty)
      // Nothing is known to the branch but parameters.
      let known = parameters == nil ? start : unit(within, for: inner)
      let id = context.snapshot.graphNames[number - 1].rawValue
      let plan = try compile(inner, known, within)
      // The pattern may bind the graph's variable itself; then both must agree.
      let named: Operator =
        plan.layout.contains(slot)
        ? HashJoinOperator(
          plan,
          TableOperator(
            context, layout: Layout(slots: [slot], certain: [slot]),
            table: Batch(columns: [[id]], count: 1)))
        : ConstantOperator(plan, slot: slot, id: id)
      branches.append(UnionOperator.Branch(seed: start, plan: named))
    }
    guard !branches.isEmpty else {
      return TableOperator(
        context, layout: Layout(slots: [slot], certain: [slot]),
        table: Batch(columns: [[]], count: 0))
    }
    let all = UnionOperator(UnitOperator(context, layout: .empty), branches)
    return isUnit(seed) ? all : HashJoinOperator(seed, all)
  }
}
