import RDFGraph
import RDFModel
import SPARQLAlgebra

/// GRAPH: patterns in one named graph, or in each.
extension Planner {
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
        // Every pattern inside asks for the graph.
        within.require([variable])
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
      within.required = nil
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
