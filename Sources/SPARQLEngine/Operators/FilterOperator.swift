import ByteStorage

/// Keeps the rows for which an expression is true.
final class FilterOperator: Operator {
  private let input: Operator
  private let condition: CompiledExpression
  private let evaluator: ExpressionEvaluator
  /// The one column that the condition depends on, if that is all.
  private let column: Int?
  /// Answers for terms of that column, by the low bits of their identifiers.
  @exclusivity(unchecked) private var answers: [(id: UInt32, answer: Answer)] = []

  private enum Answer: UInt8 {
    case unknown
    case passes
    case fails
  }

  /// - Parameter column: the column that decides alone, so that equal terms need one answer.
  init(
    _ input: Operator, _ condition: CompiledExpression, existing: [ExistsTest],
    column: Int? = nil
  ) {
    self.input = input
    self.condition = condition
    self.column = column
    evaluator = ExpressionEvaluator(context: input.context, existing: existing)
    super.init(
      input.context, layout: input.layout, children: [input], estimate: input.estimate * 0.3)
  }

  override var summary: String { "Filter" }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    try evaluator.begin(batch)
    var kept: [Int32] = []
    if let column {
      try keep(batch.columns[column], &kept)
    } else {
      for row in 0..<batch.count {
        evaluator.beginRow()
        if evaluator.passes(condition, row: row) { kept.append(Int32(row)) }
        if row & context.rowMask == context.rowMask { try context.tick(4096) }
      }
    }
    return kept.count == batch.count ? batch : batch.gather(kept)
  }

  override var divisibleInput: Operator? {
    evaluator.isTwinnable && condition.canBeTwinned ? input : nil
  }

  override var rowCost: Double { 60 }

  override func twin(over input: Operator) -> Operator? {
    guard let condition = condition.twin(in: input.context) else { return nil }
    return FilterOperator(input, condition, existing: [], column: column)
  }

  /// Keeps rows by the terms of one column, each answered for once as long as it is remembered.
  private func keep(_ column: [UInt32], _ kept: inout [Int32]) throws(EngineError) {
    if answers.isEmpty { answers = Array(repeating: (0, .unknown), count: 256) }
    for (row, id) in column.enumerated() {
      let place = Int(id & 255)
      if answers[place].id != id || answers[place].answer == .unknown {
        evaluator.beginRow()
        answers[place] = (id, evaluator.passes(condition, row: row) ? .passes : .fails)
        try context.tick(context.rowMask == 0 ? 4096 : 8)
      }
      if answers[place].answer == .passes { kept.append(Int32(truncatingIfNeeded: row)) }
    }
  }

  override func reset() {
    super.reset()
    answers = []
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
