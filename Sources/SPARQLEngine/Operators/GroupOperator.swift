import SPARQLAlgebra

/// Groups solutions and computes aggregates over each group.
///
/// Source: SPARQL 1.1 Query, section 18.5.1.
final class GroupOperator: Operator {
  /// An aggregate bound to columns.
  struct Plan {
    let aggregate: Aggregate
    let argument: CompiledExpression?
    /// The column of the argument where it is a variable.
    let column: Int?
  }

  private let input: Operator
  private let keys: [CompiledExpression]
  private let plans: [Plan]
  private let evaluator: ExpressionEvaluator
  private var isDone = false
  // Kept here, so that whoever takes the plan to free it takes what it has gathered.
  private var groups = RowIndex(width: 0)
  private var states: [AggregateState] = []
  private var groupCount = 0
  /// Whether all rows are in their groups, and the first group that has not come out.
  private var isFinished = false
  private var position = 0

  init(
    _ input: Operator, layout: Layout, keys: [CompiledExpression], plans: [Plan],
    existing: [ExistsTest]
  ) {
    self.input = input
    self.keys = keys
    self.plans = plans
    evaluator = ExpressionEvaluator(context: input.context, existing: existing)
    super.init(
      input.context, layout: layout, children: [input],
      estimate: keys.isEmpty ? 1 : max(1, input.estimate / 4))
  }

  override var summary: String { "Group" }

  override func reset() {
    super.reset()
    isDone = false
    isFinished = false
    forgetGroups()
    position = 0
  }

  private func forgetGroups() {
    groups = RowIndex(width: 0)
    states = []
    groupCount = 0
  }

  override func produce() throws(EngineError) -> Batch? {
    if isFinished { return try nextGroups() }
    if isDone { return nil }
    isDone = true
    if let counted = try countedGroup() { return counted }
    // An estimate may be anything; a table for too few grows.
    let expected = estimate > 64 ? Int(min(estimate, 65_536)) : 64
    groups = RowIndex(width: keys.count, expectedCount: expected)
    states = plans.map { AggregateState($0.aggregate, context: context) }
    groupCount = 0
    if keys.isEmpty {
      groupCount = 1
      _ = groups.insert([], 0)
      for index in states.indices { states[index].grow(to: 1) }
    }
    while let batch = try input.next() {
      try evaluator.begin(batch)
      let before = groups.byteCount
      try groups.prepare(adding: batch.count, context)
      let numbers = try assign(batch, &groups)
      groupCount = groups.count
      try charge(groups.byteCount - before + states.count * 16)
      for index in plans.indices {
        states[index].grow(to: groupCount)
        try states[index].prepare(adding: batch.count)
        try accumulate(batch, numbers, plans[index], &states[index])
        try charge(states[index].takeCharge())
      }
    }
    isFinished = true
    return try nextGroups()
  }

  /// The next of the groups that are complete.
  private func nextGroups() throws(EngineError) -> Batch? {
    guard position < groupCount else {
      forgetGroups()
      return nil
    }
    let range = position..<min(position + Batch.target, groupCount)
    position = range.upperBound
    var columns: [[UInt32]] = keys.indices.map { key in range.map { groups.key($0, key) } }
    for state in states { columns.append(state.results(range)) }
    try charge(context.overlay.takePendingBytes())
    return Batch(columns: columns, count: range.count)
  }

  /// The one group of all rows, where only their number is asked and offsets tell it.
  private func countedGroup() throws(EngineError) -> Batch? {
    guard keys.isEmpty, context.options.planner.contains(.offsetCounts),
      plans.allSatisfy({ $0.argument == nil && !$0.aggregate.isDistinct }),
      let count = input.countedRows()
    else { return nil }
    let id = context.intern(.integer(count))
    return Batch(columns: plans.map { _ in [id] }, count: 1)
  }

  /// The group of each row.
  private func assign(
    _ batch: Batch, _ groups: inout RowIndex
  ) throws(EngineError) -> [Int32] {
    if keys.isEmpty { return [Int32](repeating: 0, count: batch.count) }
    var columns: [[UInt32]] = []
    for key in keys {
      if case .column(let column) = key {
        columns.append(batch.columns[column])
        continue
      }
      var column: [UInt32] = []
      column.reserveCapacity(batch.count)
      for row in 0..<batch.count {
        evaluator.beginRow()
        column.append(context.intern(evaluator.evaluate(key, row)))
        try context.checkRow()
        if row & context.rowMask == context.rowMask { try context.tick(4096) }
      }
      columns.append(column)
    }
    if columns.count == 1 { return groups.insert(columns[0]) }
    var numbers = [Int32](repeating: 0, count: batch.count)
    for row in 0..<batch.count {
      numbers[row] =
        row > 0 && RowIndex.areEqual(columns, row, row - 1)
        ? numbers[row - 1] : Int32(groups.insert(columns, row).number)
    }
    return numbers
  }

  private func accumulate(
    _ batch: Batch, _ numbers: [Int32], _ plan: Plan, _ state: inout AggregateState
  ) throws(EngineError) {
    guard let argument = plan.argument else {
      state.countRows(
        numbers, plan.aggregate.isDistinct ? batch.columns : nil, isOneGroup: keys.isEmpty)
      return
    }
    if let column = plan.column, plan.aggregate.function == .count, !plan.aggregate.isDistinct {
      state.countValues(batch.columns[column], numbers)
      return
    }
    for row in 0..<batch.count {
      evaluator.beginRow()
      state.add(evaluator.evaluate(argument, row), to: Int(numbers[row]))
      // Values may be of any size.
      if state.uncharged > 1 << 20 { try charge(state.takeCharge()) }
      try context.checkRow()
      if row & context.rowMask == context.rowMask { try context.tick(4096) }
    }
  }
}
