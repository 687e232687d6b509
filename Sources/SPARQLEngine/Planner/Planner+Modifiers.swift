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
      return DistinctOperator(
        visible(try compile(inner, unit(position, for: inner), position), of: inner, position))
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
    let plan: Operator
    if case .orderBy(let below, let conditions) = inner {
      plan = try order(below, conditions, within, bound: bound)
    } else {
      plan = try compile(inner, unit(within, for: inner), within)
    }
    return ProjectOperator(plan, slots: variables.map { scope.slot($0) })
  }

  private func order(
    _ inner: Algebra, _ conditions: [OrderCondition], _ position: Position, bound: Int?
  ) throws(EngineError) -> Operator {
    let mentioned = Set(conditions.flatMap(\.expression.variables))
    let input = try compile(inner, unit(position, for: inner, mentioned), position)
    var existing: [ExistsTest] = []
    var keys: [(expression: CompiledExpression, isDescending: Bool)] = []
    for condition in conditions {
      let key = try compile(condition.expression, input.layout, position, &existing)
      keys.append((key, condition.isDescending))
    }
    return OrderOperator(input, keys: keys, existing: existing, bound: bound)
  }

  private func group(
    _ inner: Algebra, _ keys: [GroupKey], _ aggregates: [AggregateBinding], _ position: Position
  ) throws(EngineError) -> Operator {
    let expressions = keys.map(\.expression) + aggregates.compactMap(\.aggregate.argument)
    let mentioned = Set(expressions.flatMap(\.variables))
    var input = try compile(inner, unit(position, for: inner, mentioned), position)
    if aggregates.contains(where: { $0.aggregate.argument == nil && $0.aggregate.isDistinct }) {
      input = visible(input, of: inner, position)
    }
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
    for binding in aggregates {
      var argument: CompiledExpression?
      var column: Int?
      if let expression = binding.aggregate.argument {
        let compiled = try compile(expression, input.layout, position, &existing)
        argument = compiled
        if case .column(let found) = compiled { column = found }
      }
      plans.append(
        GroupOperator.Plan(aggregate: binding.aggregate, argument: argument, column: column))
      layout.slots.append(position.scope.slot(binding.variable))
    }
    return GroupOperator(
      input, layout: layout, keys: compiledKeys, plans: plans, existing: existing)
  }
}
