import ByteStorage

/// Extends solutions by a pattern where it matches, and keeps them as they are where not.
///
/// The pattern runs over a batch of solutions at a time, with their row numbers in a column.
final class OptionalOperator: Operator {
  private let input: Operator
  private let seed: SeedOperator
  private let pattern: Operator
  private let rowColumn: Int
  /// For each output column the column of the pattern's plan.
  private let sources: [Int]
  private var batch: Batch?
  private var matched = BitSet()

  /// The last column of the seed carries the number of the row in the batch.
  init(_ input: Operator, seed: SeedOperator, pattern: Operator) {
    self.input = input
    self.seed = seed
    self.pattern = pattern
    let rowSlot = seed.layout.slots[seed.layout.slots.count - 1]
    rowColumn = pattern.layout.column(of: rowSlot) ?? 0
    let slots =
      input.layout.slots
      + pattern.layout.slots.filter { $0 != rowSlot && !input.layout.contains($0) }
    sources = slots.map { pattern.layout.column(of: $0) ?? 0 }
    super.init(
      input.context, layout: Layout(slots: slots, certain: input.layout.certain),
      children: [input, pattern], estimate: max(input.estimate, pattern.estimate))
  }

  override var summary: String { "LeftJoin" }

  override func reset() {
    super.reset()
    batch = nil
  }

  override func produce() throws(EngineError) -> Batch? {
    while true {
      guard let current = batch else {
        guard let next = try input.next() else { return nil }
        batch = next
        matched = BitSet(capacity: next.count)
        pattern.reset()
        seed.set(
          Batch(
            columns: next.columns + [(0..<UInt32(next.count)).map { $0 }], count: next.count))
        continue
      }
      if let rows = try pattern.next() {
        for row in rows.columns[rowColumn] { matched.insert(Int(row)) }
        return Batch(columns: sources.map { rows.columns[$0] }, count: rows.count)
      }
      batch = nil
      let rest = (0..<Int32(current.count)).filter { !matched.contains(Int($0)) }
      if rest.isEmpty { continue }
      var unmatched = current.gather(rest)
      for _ in unmatched.columns.count..<layout.slots.count {
        unmatched.columns.append([UInt32](repeating: .max, count: rest.count))
      }
      return unmatched
    }
  }
}
