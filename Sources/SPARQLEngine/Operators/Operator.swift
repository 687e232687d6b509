/// A step of a query plan, which yields solutions batch by batch.
///
/// Operators are pulled from the last one. After ``reset()`` one starts again, so that a part of
/// a plan can run once per batch of another.
class Operator {
  let context: ExecutionContext
  let layout: Layout
  let children: [Operator]
  /// How many rows the planner expects.
  var estimate: Double
  /// How many rows have come out, in how many batches.
  private(set) var rows = 0
  private(set) var batches = 0
  /// How long the step and those below it took; only measured where it is asked for.
  private(set) var elapsed = Duration.zero
  /// How many triples were looked at.
  @exclusivity(unchecked) var visited = 0
  /// What the tables of the step take, in bytes, and the most that they took.
  private var tableBytes = 0
  private(set) var peakBytes = 0

  init(
    _ context: ExecutionContext, layout: Layout, children: [Operator] = [], estimate: Double = 1
  ) {
    self.context = context
    self.layout = layout
    self.children = children
    self.estimate = estimate
  }

  /// What the step does, for explanations: a word.
  var summary: String { "\(Self.self)" }

  /// What it does that with.
  var detail: String { "" }

  /// The next rows, never none, or nil at the end.
  final func next() throws(EngineError) -> Batch? {
    guard context.measuresTime else { return try step() }
    let start = SuspendingClock.now
    defer { elapsed += SuspendingClock.now - start }
    return try step()
  }

  private func step() throws(EngineError) -> Batch? {
    while let batch = try produce() {
      try context.tick(batch.count)
      if batch.count == 0 { continue }
      rows += batch.count
      batches += 1
      return batch
    }
    return nil
  }

  /// Counts memory that the step keeps, against the limit of the query and for explanations.
  final func charge(_ added: Int) throws(EngineError) {
    tableBytes += added
    peakBytes = max(peakBytes, tableBytes)
    try context.charge(added)
  }

  /// Counts memory that the step has let go.
  final func release(_ freed: Int) {
    tableBytes -= freed
    context.release(freed)
  }

  /// How many rows would come out, where that is known without making them; the rows are then
  /// not asked for.
  func countedRows() -> Int? { nil }

  /// Makes the next rows; may be empty, nil at the end.
  func produce() throws(EngineError) -> Batch? { nil }

  /// Starts again.
  func reset() {
    for child in children { child.reset() }
  }

  // MARK: Several threads

  /// Where the step takes its rows from, if threads may run it side by side, each over a part of
  /// them: it takes one row after another, yields what comes of them in their order, and makes no
  /// terms; else nil.
  var divisibleInput: Operator? { nil }

  /// How many rows come of a row that the step takes, about.
  var fanOut: Double { divisibleInput.map { estimate / max(1, $0.estimate) } ?? 1 }

  /// What a row that the step takes costs, in nanoseconds, about.
  var rowCost: Double { 0 }

  /// The same step for another thread, over what that takes its rows from; only asked for where
  /// there is a ``divisibleInput``.
  func twin(over input: Operator) -> Operator? { nil }

  /// Adds what the same step has done on another thread.
  final func absorb(_ twin: Operator) {
    rows += twin.rows
    batches += twin.batches
    elapsed += twin.elapsed
    visited += twin.visited
    peakBytes += twin.peakBytes
  }

  /// Forgets what is carried over from one portion of the rows to the next.
  func beginPortions() {
    for child in children { child.beginPortions() }
  }

  /// Ends what threads of the step and those below it may still do, and adds up what they did.
  func finish() {
    for child in children { child.finish() }
  }
}

/// One solution that binds nothing.
class UnitOperator: Operator {
  private var isDone = false

  override var summary: String { "Unit" }

  override func produce() throws(EngineError) -> Batch? {
    defer { isDone = true }
    return isDone ? nil : Batch(columns: [], count: 1)
  }

  override func reset() { isDone = false }
}

/// The rows that another operator hands in: where a part of a plan meets what is known already.
final class SeedOperator: Operator {
  private var pending: Batch?

  override var summary: String { "Seed" }

  func set(_ batch: Batch) { pending = batch }

  override func produce() throws(EngineError) -> Batch? {
    defer { pending = nil }
    return pending
  }

  override func reset() { pending = nil }
}

/// A table that was written in the query.
final class TableOperator: Operator {
  private let table: Batch
  private var position = 0

  init(_ context: ExecutionContext, layout: Layout, table: Batch) {
    self.table = table
    super.init(context, layout: layout, estimate: Double(table.count))
  }

  override var summary: String { "Values" }

  override func produce() throws(EngineError) -> Batch? {
    if position >= table.count { return nil }
    let range = position..<min(position + Batch.target, table.count)
    position = range.upperBound
    if range.count == table.count { return table }
    return Batch(columns: table.columns.map { Array($0[range]) }, count: range.count)
  }

  override func reset() { position = 0 }
}
