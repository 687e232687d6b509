/// Adds variables whose values are computed, one after the other.
final class ExtendOperator: Operator {
  private let input: Operator
  private let bindings: [(column: Int, isNew: Bool, expression: CompiledExpression)]
  private let evaluator: ExpressionEvaluator

  /// Later bindings see the columns of earlier ones.
  init(
    _ input: Operator, layout: Layout,
    bindings: [(column: Int, isNew: Bool, expression: CompiledExpression)],
    existing: [ExistsTest]
  ) {
    self.input = input
    self.bindings = bindings
    evaluator = ExpressionEvaluator(context: input.context, existing: existing)
    super.init(input.context, layout: layout, children: [input], estimate: input.estimate)
  }

  override var summary: String { "Extend" }

  override func produce() throws(EngineError) -> Batch? {
    guard var batch = try input.next() else { return nil }
    for _ in batch.columns.count..<layout.slots.count {
      batch.columns.append([UInt32](repeating: .max, count: batch.count))
    }
    let count = batch.count
    try evaluator.begin(batch)
    batch.columns = []
    var kept: [Int32] = []
    for row in 0..<count {
      evaluator.beginRow()
      var fits = true
      for binding in bindings {
        let id = context.intern(evaluator.evaluate(binding.expression, row))
        if binding.isNew {
          evaluator.setColumn(binding.column, row: row, to: id)
        } else if !evaluator.join(binding.column, row: row, with: id) {
          fits = false
        }
      }
      if fits { kept.append(Int32(row)) }
      try context.checkRow()
      if row & context.rowMask == context.rowMask { try context.tick(4096) }
      if bindings.count > 16 { try context.tick(bindings.count) }
    }
    try charge(context.overlay.takePendingBytes())
    let result = evaluator.finish()
    return kept.count == count ? result : result.gather(kept)
  }
}

/// Adds a variable with one value.
final class ConstantOperator: Operator {
  private let input: Operator
  private let slot: Int
  private let id: UInt32

  init(_ input: Operator, slot: Int, id: UInt32) {
    self.input = input
    self.slot = slot
    self.id = id
    var layout = input.layout
    layout.slots.append(slot)
    layout.certain.insert(slot)
    super.init(input.context, layout: layout, children: [input], estimate: input.estimate)
  }

  override var summary: String { "Constant" }

  override var divisibleInput: Operator? { input }

  override func twin(over input: Operator) -> Operator? {
    ConstantOperator(input, slot: slot, id: id)
  }

  override func produce() throws(EngineError) -> Batch? {
    guard var batch = try input.next() else { return nil }
    batch.columns.append([UInt32](repeating: id, count: batch.count))
    return batch
  }
}

/// Keeps some variables, in an order of their own.
final class ProjectOperator: Operator {
  private let input: Operator
  private let sources: [Int?]

  init(_ input: Operator, slots: [Int]) {
    self.input = input
    sources = slots.map { input.layout.column(of: $0) }
    super.init(
      input.context,
      layout: Layout(slots: slots, certain: input.layout.certain.intersection(slots)),
      children: [input], estimate: input.estimate)
  }

  override var summary: String { "Project" }

  override var divisibleInput: Operator? { input }

  override func twin(over input: Operator) -> Operator? {
    ProjectOperator(input, slots: layout.slots)
  }

  override func countedRows() -> Int? { input.countedRows() }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    let columns = sources.map { source in
      source.map { batch.columns[$0] } ?? [UInt32](repeating: .max, count: batch.count)
    }
    return Batch(columns: columns, count: batch.count)
  }
}

/// Lets each solution through once.
final class DistinctOperator: Operator {
  private let input: Operator
  private var seen: RowIndex

  init(_ input: Operator) {
    self.input = input
    seen = RowIndex(width: input.layout.slots.count)
    super.init(
      input.context, layout: input.layout, children: [input], estimate: input.estimate * 0.5)
  }

  override var summary: String { "Distinct" }

  override func reset() {
    super.reset()
    seen = RowIndex(width: layout.slots.count)
  }

  override func produce() throws(EngineError) -> Batch? {
    guard let batch = try input.next() else { return nil }
    var kept: [Int32] = []
    let before = seen.byteCount
    try seen.prepare(adding: batch.count, context)
    if let column = batch.columns.first, batch.columns.count == 1 {
      var last = UInt32.max
      for (row, id) in column.enumerated() where id != last || row == 0 {
        last = id
        if seen.insert(id).isNew { kept.append(Int32(row)) }
        if row & 4095 == 4095 { try context.tick(4096) }
      }
    } else {
      for row in 0..<batch.count {
        if row & 4095 == 4095 { try context.tick(4096) }
        if row > 0, RowIndex.areEqual(batch.columns, row, row - 1) { continue }
        if seen.insert(batch.columns, row).isNew { kept.append(Int32(row)) }
      }
    }
    try charge(seen.byteCount - before)
    return kept.count == batch.count ? batch : batch.gather(kept)
  }
}

/// Leaves out the first solutions and stops after some.
final class SliceOperator: Operator {
  private let input: Operator
  private let offset: Int
  private let limit: Int?
  private var skipped = 0
  private var passed = 0

  init(_ input: Operator, offset: Int, limit: Int?) {
    self.input = input
    self.offset = offset
    self.limit = limit
    super.init(
      input.context, layout: input.layout, children: [input],
      estimate: min(input.estimate, Double(limit ?? .max)))
  }

  override var summary: String { "Slice" }

  override func reset() {
    super.reset()
    skipped = 0
    passed = 0
  }

  override func produce() throws(EngineError) -> Batch? {
    if let limit, passed >= limit { return nil }
    guard let batch = try input.next() else { return nil }
    let start = min(batch.count, offset - skipped)
    skipped += start
    let end = min(batch.count, start + (limit.map { $0 - passed } ?? batch.count))
    passed += end - start
    if start == 0, end == batch.count { return batch }
    return Batch(columns: batch.columns.map { Array($0[start..<end]) }, count: end - start)
  }
}
