import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Property paths.
extension Planner {
  /// Paths that are joins and unions of properties become those; the rest is walked.
  func compilePath(
    _ subject: TermPattern, _ path: PropertyPath, _ object: TermPattern, _ plan: Operator,
    _ position: Position, estimate: Double
  ) throws(EngineError) -> Operator {
    switch path {
    case .link(let iri):
      let pattern = ScanPattern(TriplePattern(subject, .term(.iri(iri)), object))
      var filters: [Expression] = []
      return try scan(pattern, plan, position, testing: &filters, estimate: estimate)
    case .inverse(let inner):
      return try compilePath(object, inner, subject, plan, position, estimate: estimate)
    case .sequence:
      // Within an alternative; the join of the halves is a group of its own.
      return try compileGroup(
        .path(subject: subject, path, object: object, SourceMark()), plan, position)
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
}
