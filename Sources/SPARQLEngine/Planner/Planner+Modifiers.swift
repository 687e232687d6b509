import RDFModel
import SPARQLAlgebra

/// Groups, projections and solution modifiers, which are evaluated on their own.
extension Planner {
  func compileModifier(
    _ pattern: Algebra, _ position: Position
  ) throws(EngineError) -> Operator {
    switch pattern {
    case .project(let inner, let variables):
      return try project(inner, variables, position, bound: nil)
    case .distinct(let inner):
      // Every variable tells solutions apart.
      var all = position
      all.required = nil
      return DistinctOperator(
        visible(gathered(try compile(inner, unit(all, for: inner), all)), of: inner, all))
    case .reduced(let inner): return try compile(inner, unit(position, for: inner), position)
    case .orderBy(let inner, let conditions):
      return try order(inner, conditions, position, bound: nil)
    case .slice(let inner, let offset, let limit):
      let (sum, overflow) = offset.addingReportingOverflow(limit ?? .max)
      let bound = overflow || sum > 1 << 30 ? nil : sum
      let plan: Operator
      // Where nothing between the two changes the number of rows, sorting stops early.
      switch inner {
      case .project(let below, let variables):
        plan = try project(below, variables, position, bound: bound)
      case .orderBy(let below, let conditions):
        plan = try order(below, conditions, position, bound: bound)
      default: plan = try compile(inner, unit(position, for: inner), position)
      }
      return SliceOperator(plan, offset: offset, limit: limit)
    case .group(let inner, let keys, let aggregates):
      return try group(inner, keys, aggregates, position)
    default: return try compile(pattern, unit(position, for: pattern), position)
    }
  }

  /// A plan without the columns of blank nodes and of the steps within paths, which are no part
  /// of a solution and must not tell solutions apart.
  private func visible(_ plan: Operator, of pattern: Algebra, _ position: Position) -> Operator {
    let slots = pattern.variables.filter { !$0.isBlankNode }.map { position.scope.slot($0) }
    if Set(slots).isSuperset(of: plan.layout.slots) { return plan }
    return ProjectOperator(plan, slots: slots.sorted())
  }

  private func project(
    _ inner: Algebra, _ variables: [Variable], _ position: Position, bound: Int?
  ) throws(EngineError) -> Operator {
    var within = position
    within.substitutes = false
    let scope = position.scope.inner(projecting: variables)
    within = Position(scope: scope, target: position.target)
    if features.contains(.projection) { within.required = Set(variables.map { scope.slot($0) }) }
    let plan: Operator
    if case .orderBy(let below, let conditions) = inner {
      plan = try order(below, conditions, within, bound: bound)
    } else {
      plan = try compile(inner, unit(within, for: inner), within)
    }
    return ProjectOperator(gathered(plan), slots: variables.map { scope.slot($0) })
  }

  private func order(
    _ inner: Algebra, _ conditions: [OrderCondition], _ position: Position, bound: Int?
  ) throws(EngineError) -> Operator {
    let mentioned = Set(conditions.flatMap(\.expression.variables))
    let before = position.requiring(mentioned)
    let input = try compile(inner, unit(before, for: inner, mentioned), before)
    var existing: [ExistsTest] = []
    var keys: [(expression: CompiledExpression, isDescending: Bool)] = []
    for condition in conditions {
      let key = try compile(condition.expression, input.layout, position, &existing)
      keys.append((key, condition.isDescending))
    }
    if let bound, 1...4096 ~= bound,
      let firsts = gathered(
        OrderOperator(input, keys: keys, existing: existing, bound: bound, isPartial: true))
        as? GatherOperator
    {
      return OrderOperator(firsts, keys: keys, existing: existing, bound: bound)
    }
    return OrderOperator(
      gathered(input), keys: keys, existing: existing, bound: bound)
  }

  private func group(
    _ inner: Algebra, _ keys: [GroupKey], _ aggregates: [AggregateBinding], _ position: Position
  ) throws(EngineError) -> Operator {
    let expressions = keys.map(\.expression) + aggregates.compactMap(\.aggregate.argument)
    let mentioned = Set(expressions.flatMap(\.variables))
    let countsDistinctRows = aggregates.contains {
      $0.aggregate.argument == nil && $0.aggregate.isDistinct
    }
    var before = position
    before.required =
      countsDistinctRows || !features.contains(.projection)
      ? nil : Set(mentioned.map { position.scope.slot($0) })
    if features.contains(.projection), !countsDistinctRows {
      before.required = before.required?.subtracting(
        columnsOnlyCounted(inner, keys, aggregates).map { position.scope.slot($0) })
    }
    var input = try compile(inner, unit(before, for: inner, mentioned), before)
    if countsDistinctRows { input = visible(input, of: inner, position) }
    var existing: [ExistsTest] = []
    var layout = Layout.empty
    var compiledKeys: [CompiledExpression] = []
    for key in keys {
      compiledKeys.append(try compile(key.expression, input.layout, position, &existing))
      let slot = key.variable.map { position.scope.slot($0) } ?? position.scope.hiddenSlot()
      layout.slots.append(slot)
      if case .column(let column) = compiledKeys[compiledKeys.count - 1],
        input.layout.certain.contains(input.layout.slots[column])
      {
        layout.certain.insert(slot)
      }
    }
    var plans: [GroupOperator.Plan] = []
    let onlyCounted = columnsOnlyCounted(inner, keys, aggregates)
    for binding in aggregates {
      var argument: CompiledExpression?
      var column: Int?
      if case .variable(let variable) = binding.aggregate.argument, onlyCounted.contains(variable) {
        // Each row counts, whatever the value.
      } else if let expression = binding.aggregate.argument {
        let compiled = try compile(expression, input.layout, position, &existing)
        argument = compiled
        if case .column(let found) = compiled { column = found }
      }
      plans.append(
        GroupOperator.Plan(aggregate: binding.aggregate, argument: argument, column: column))
      layout.slots.append(position.scope.slot(binding.variable))
    }
    return GroupOperator(
      gathered(input), layout: layout, keys: compiledKeys, plans: plans, existing: existing)
  }

  /// Variables that have a value in each row and of which only that is asked: how many rows have
  /// one.
  private func columnsOnlyCounted(
    _ inner: Algebra, _ keys: [GroupKey], _ aggregates: [AggregateBinding]
  ) -> Set<Variable> {
    guard features.contains(.projection) else { return [] }
    var counted: Set<Variable> = []
    var others = keys.reduce(into: Set<Variable>()) { $0.formUnion($1.expression.variables) }
    for binding in aggregates {
      let aggregate = binding.aggregate
      if case .variable(let variable) = aggregate.argument, aggregate.function == .count,
        !aggregate.isDistinct
      {
        counted.insert(variable)
      } else {
        others.formUnion(aggregate.argument?.variables ?? [])
      }
    }
    return counted.intersection(inner.certainVariables).subtracting(others)
  }
}
