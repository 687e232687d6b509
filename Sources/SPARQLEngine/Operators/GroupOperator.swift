import RDFModel
import SPARQLAlgebra
import XSDValues

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
    var numbers = [Int32](repeating: 0, count: batch.count)
    if columns.count == 1 {
      var last = UInt32.max
      var number: Int32 = 0
      for (row, id) in columns[0].enumerated() {
        if id != last || row == 0 {
          last = id
          number = Int32(groups.insert(id).number)
        }
        numbers[row] = number
      }
      return numbers
    }
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

/// What one aggregate has gathered for each group.
struct AggregateState {
  private let aggregate: Aggregate
  private let context: ExecutionContext
  private var counts: [Int] = []
  private var values: [Value] = []
  /// Groups in which an error makes the result an error.
  private var failed: [Bool] = []
  private var seen: RowIndex
  private(set) var uncharged = 0

  init(_ aggregate: Aggregate, context: ExecutionContext) {
    self.aggregate = aggregate
    self.context = context
    // The group, the value and nothing; COUNT(DISTINCT *) makes one of its own.
    seen = RowIndex(width: 3)
  }

  mutating func grow(to count: Int) {
    guard count > counts.count else { return }
    let added = count - counts.count
    if count > counts.capacity { counts.reserveCapacity(2 * count) }
    counts.append(contentsOf: repeatElement(0, count: added))
    if aggregate.function == .count { return }
    values.append(contentsOf: repeatElement(.unbound, count: added))
    failed.append(contentsOf: repeatElement(false, count: added))
    uncharged += added * (16 + 2 * MemoryLayout<Value>.stride)
  }

  /// Makes room for some more distinct values.
  mutating func prepare(adding rows: Int) throws(EngineError) {
    if aggregate.isDistinct { try seen.prepare(adding: rows, context) }
  }

  /// Memory taken since the last call, in bytes.
  mutating func takeCharge() -> Int {
    defer { uncharged = 0 }
    return uncharged
  }

  /// `COUNT(*)`; with the columns of the rows, of distinct rows only.
  mutating func countRows(_ numbers: [Int32], _ distinct: [[UInt32]]?, isOneGroup: Bool) {
    guard let distinct else {
      if isOneGroup {
        counts[0] += numbers.count
        return
      }
      for number in numbers { counts[Int(number)] += 1 }
      return
    }
    let columns = [numbers.map { UInt32($0) }] + distinct
    if seen.count == 0 { seen = RowIndex(width: columns.count) }
    for row in numbers.indices where seen.insert(columns, row).isNew {
      counts[Int(numbers[row])] += 1
      uncharged += columns.count * 8 + 16
    }
  }

  /// Counts the rows in which a variable has a value: `COUNT(?variable)`.
  mutating func countValues(_ column: [UInt32], _ numbers: [Int32]) {
    for row in numbers.indices where column[row] != .max { counts[Int(numbers[row])] += 1 }
  }

  /// Adds a value to a group.
  mutating func add(_ value: Value, to group: Int) {
    switch value {
    case .error, .unbound:
      switch aggregate.function {
      case .sum, .avg: failed[group] = true
      default: break
      }
      return
    default: break
    }
    if aggregate.isDistinct {
      guard seen.insert(UInt32(group), context.intern(value), 0).isNew else { return }
      uncharged += 40
    }
    counts[group] += 1
    switch aggregate.function {
    case .count: break
    case .sum, .avg: addNumber(value, group)
    case .min, .max:
      guard counts[group] > 1 else {
        uncharged += value.textBytes
        return values[group] = value
      }
      let order = context.totalOrder(value, values[group])
      if aggregate.function == .min ? order < 0 : order > 0 {
        uncharged += value.textBytes - values[group].textBytes
        values[group] = value
      }
    case .sample:
      if counts[group] == 1 {
        uncharged += value.textBytes
        values[group] = value
      }
    case .groupConcat: addText(value, group)
    }
  }

  private mutating func addNumber(_ value: Value, _ group: Int) {
    guard !failed[group] else { return }
    guard let number = context.number(value) else { return failed[group] = true }
    // A sum starts from the integer 0, so that a negative zero alone adds up to zero.
    var sum = NumericValue.integer(0)
    if case .numeric(let soFar) = values[group] { sum = soFar }
    guard let total = NumericValue.apply(.add, sum, number) else { return failed[group] = true }
    values[group] = .numeric(total)
  }

  private mutating func addText(_ value: Value, _ group: Int) {
    guard let text = context.lexicalForm(value) else { return failed[group] = true }
    // Text that grows takes twice what it holds.
    uncharged += 2 * (text.utf8.count + 4)
    guard case .string(var whole) = values[group] else { return values[group] = .string(text) }
    // Taken out, so that appending does not copy what is there.
    values[group] = .unbound
    guard context.allowsString(ofBytes: whole.utf8.count + text.utf8.count) else { return }
    whole += (aggregate.separator ?? " ") + text
    values[group] = .string(whole)
  }

  /// The terms of the aggregate for all groups.
  func results(_ groups: Range<Int>) -> [UInt32] {
    guard aggregate.function == .count else {
      return groups.map { context.intern(result($0)) }
    }
    // Counts are few numbers that come again and again.
    var known = [UInt32](repeating: .max, count: 256)
    return groups.map { group in
      let count = counts[group]
      guard count < known.count else { return context.overlay.intern(count) }
      if known[count] == .max { known[count] = context.overlay.intern(count) }
      return known[count]
    }
  }

  /// The value of the aggregate for a group.
  func result(_ group: Int) -> Value {
    let count = counts[group]
    switch aggregate.function {
    case .count: return .integer(count)
    case .sum:
      if failed[group] { return .error }
      return count == 0 ? .integer(0) : values[group]
    case .avg:
      if failed[group] { return .error }
      guard count > 0, case .numeric(let sum) = values[group] else { return .integer(0) }
      return NumericValue.apply(.divide, sum, .integer(Int128(count))).map { .numeric($0) }
        ?? .error
    case .min, .max, .sample: return count == 0 ? .error : values[group]
    case .groupConcat:
      if failed[group] { return .error }
      return count == 0 ? .string("") : values[group]
    }
  }
}
