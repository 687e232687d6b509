import RDFGraph
import RDFModel
import SPARQLAlgebra

/// Groups: the patterns of a join in the order that promises the least work, each filter as soon
/// as its variables are bound.
extension Planner {
  func compileGroup(
    _ pattern: Algebra, _ seed: Operator, _ position: Position
  ) throws(EngineError) -> Operator {
    var operands: [Algebra] = []
    var filters: [Expression] = []
    var lists: ArgumentLists = [:]
    flatten(pattern, &operands, &filters, &lists, position.scope)
    var order = try joinOrder(operands, filters, after: seed, position, lists)
    var plan = seed
    while true {
      plan = try applyReady(&filters, to: plan, position)
      guard !order.isEmpty else { break }
      try context.tick(64 * order.count)
      let next = order.removeFirst()
      let rest = order.map { operands[$0.index] }
      let within = asking(position, for: rest, lists, filters)
      let estimate = max(plan.estimate, 1) * next.factor
      if let (intersected, taken) = try intersection(
        of: operands[next.index], rest, plan, within, estimate: estimate)
      {
        plan = intersected
        order = order.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
        continue
      }
      if let merged = try mergeJoin(of: operands[next.index], rest, plan, within) {
        plan = merged
        order.removeFirst()
        continue
      }
      plan = try extended(
        plan, operands[next.index], within, lists, &filters, estimate: estimate)
    }
    for filter in filters { plan = try filtered(plan, filter, position) }
    return plan
  }

  /// A position in which what the rest of a group mentions is asked for too.
  private func asking(
    _ position: Position, for rest: [Algebra], _ lists: ArgumentLists, _ filters: [Expression]
  ) -> Position {
    guard position.required != nil else { return position }
    var within = position
    for operand in rest { within.require(mentionedVariables(operand, lists)) }
    for filter in filters { within.require(filter.variables) }
    return within
  }

  /// Takes a join apart; the filter that stands around the whole is part of the group.
  private func flatten(
    _ pattern: Algebra, _ operands: inout [Algebra], _ filters: inout [Expression],
    _ lists: inout ArgumentLists, _ scope: Scope
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
      case .path(let subject, let path, let object, let mark):
        // What a path does one after the other is a join.
        switch path {
        case .link(let iri):
          operands.append(.bgp([TriplePattern(subject, .term(.iri(iri)), object)]))
        case .inverse(let inner):
          stack.append(.path(subject: object, inner, object: subject, mark))
        case .sequence(let first, let second):
          let middle = TermPattern.variable(Variable("_:path\(scope.hiddenSlot())"))
          stack.append(.path(subject: middle, second, object: object, mark))
          stack.append(.path(subject: subject, first, object: middle, mark))
        default: operands.append(next)
        }
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
      try context.tick(64)
      if filter.isStable, filter.variables.isSubset(of: bound) {
        plan = try filtered(plan, filter, position)
      } else {
        waiting.append(filter)
      }
    }
    filters = waiting
    return plan
  }

  private func extended(
    _ plan: Operator, _ operand: Algebra, _ position: Position, _ lists: ArgumentLists,
    _ filters: inout [Expression], estimate: Double
  ) throws(EngineError) -> Operator {
    if case .bgp(let patterns) = operand, patterns.count == 1,
      let function = propertyFunction(patterns[0])
    {
      return try compileCall(patterns[0], function, plan, position, lists, estimate: estimate)
    }
    if let pattern = ScanPattern(operand, features: features) {
      return try scan(pattern, plan, position, testing: &filters, estimate: estimate)
    }
    if case .path(let subject, let path, let object, _) = operand {
      return try compilePath(subject, path, object, plan, position, estimate: estimate)
    }
    return try compile(distributed(&filters, over: operand, plan, position), plan, position)
  }

  /// A union with the filters in each branch that ask only for what every branch binds.
  private func distributed(
    _ filters: inout [Expression], over operand: Algebra, _ plan: Operator, _ position: Position
  ) -> Algebra {
    guard features.contains(.termTests), case .union = operand, !filters.isEmpty else {
      return operand
    }
    let bound = position.scope.variables(in: plan.layout)
    let own = operand.certainVariables.subtracting(bound)
    let fitting = filters.filter {
      $0.isStable && !$0.variables.isEmpty && $0.variables.isSubset(of: own)
    }
    guard var condition = fitting.first else { return operand }
    filters.removeAll { fitting.contains($0) }
    for other in fitting.dropFirst() { condition = .and(condition, other) }
    var branches: [Algebra] = []
    var stack = [operand]
    while let next = stack.popLast() {
      if case .union(let a, let b) = next {
        stack.append(b)
        stack.append(a)
      } else {
        branches.append(.filter(condition, next))
      }
    }
    return branches.dropLast().reversed().reduce(branches[branches.count - 1]) { .union($1, $0) }
  }
}
