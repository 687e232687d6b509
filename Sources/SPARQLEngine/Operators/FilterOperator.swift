import ByteStorage

/// Keeps the rows for which an expression is true.
final class FilterOperator: Operator {
  private let input: Operator
  private let condition: CompiledExpression
  private let evaluator: ExpressionEvaluator

  init(_ input: Operator, _ condition: CompiledExpression, existing: [ExistsTest]) {
    self.input = input
    self.condition = condition
    evaluator = ExpressionEvaluator(context: input.context, existing: existing)
    super.init(
      input.context, layout: input.layout, children: [input], estimate: input.estimate * 0.3)
  }

  override var summary: String { "Filter" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    try evaluator.begin(batch)
    var kept: [Int32] = []
    for row in 0..<batch.count {
      evaluator.beginRow()
      if evaluator.passes(condition, row: row) { kept.append(Int32(row)) }
      if row & 255 == 255 { try context.tick(256) }
    }
    return kept.count == batch.count ? batch : batch.gather(kept)
  }
}

/// Keeps the rows for which a pattern has, or has not, a solution.
final class SemiJoinOperator: Operator {
  private let input: Operator
  private let test: ExistsTest
  private let keepsMatches: Bool

  init(_ input: Operator, _ test: ExistsTest, keepsMatches: Bool) {
    self.input = input
    self.test = test
    self.keepsMatches = keepsMatches
    super.init(
      input.context, layout: input.layout, children: [input, test.pattern],
      estimate: input.estimate * 0.5)
  }

  override var summary: String { keepsMatches ? "SemiJoin" : "AntiJoin" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    let matched = try test.run(batch)
    var kept: [Int32] = []
    for row in 0..<batch.count where matched.contains(row) == keepsMatches {
      kept.append(Int32(row))
    }
    return kept.count == batch.count ? batch : batch.gather(kept)
  }
}

/// Finds for all rows of a batch at once whether a pattern has a solution that agrees with them.
final class ExistsTest {
  /// The plan of the pattern, over the seed.
  let pattern: Operator
  private let seed: SeedOperator
  /// The columns of the batch that the pattern sees.
  private let columns: [Int]
  private let rowColumn: Int

  /// The last column of the seed carries the number of the row in the batch.
  init(pattern: Operator, seed: SeedOperator, columns: [Int]) {
    self.pattern = pattern
    self.seed = seed
    self.columns = columns
    let rowSlot = seed.layout.slots[seed.layout.slots.count - 1]
    rowColumn = pattern.layout.column(of: rowSlot) ?? 0
  }

  /// The rows for which there is a solution.
  func run(_ batch: Batch) throws(EngineError) -> BitSet {
    var found = BitSet(capacity: batch.count)
    var missing = batch.count
    pattern.reset()
    seed.set(
      Batch(
        columns: columns.map { batch.columns[$0] } + [(0..<UInt32(batch.count)).map { $0 }],
        count: batch.count))
    while missing > 0, let matches = try pattern.next() {
      for row in matches.columns[rowColumn] where found.insert(Int(row)) { missing -= 1 }
    }
    return found
  }
}
