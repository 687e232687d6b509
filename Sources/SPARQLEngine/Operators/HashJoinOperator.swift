/// Joins solutions with those of a pattern that is evaluated on its own.
final class HashJoinOperator: Operator {
  private let input: Operator
  private let table: StoredTable
  private let shared: SharedColumns
  /// Columns of the right side that the left side lacks.
  private let added: [Int]

  private var batch: Batch?
  private var row = 0
  private var candidate: Int32 = -1
  private var isFresh = true

  init(_ input: Operator, _ right: Operator) {
    self.input = input
    shared = SharedColumns(input.layout, right.layout)
    table = StoredTable(right, keys: shared.keys.map(\.right))
    added = right.layout.slots.indices.filter { !input.layout.contains(right.layout.slots[$0]) }
    var layout = input.layout
    layout.slots += added.map { right.layout.slots[$0] }
    layout.certain.formUnion(right.layout.certain)
    super.init(
      input.context, layout: layout, children: [input, right],
      estimate: max(input.estimate, right.estimate))
    table.owner = self
  }

  override var summary: String { "HashJoin" }

  /// The right side does not depend on any seed, so it is kept.
  override func reset() {
    input.reset()
    batch = nil
  }

  override func produce() throws(EngineError) -> Batch? {
    try table.fill()
    if table.rows.count == 0 { return nil }
    while true {
      if let current = batch, row < current.count { return try pair(current) }
      guard let next = try input.next() else { return nil }
      batch = next
      row = 0
      isFresh = true
    }
  }

  /// The next joined rows of a batch.
  private func pair(_ current: Batch) throws(EngineError) -> Batch {
    let keyColumns = shared.keys.map { current.columns[$0.left] }
    var left: [Int32] = []
    var right: [Int32] = []
    var looked = 0
    while row < current.count, left.count < Batch.target {
      if isFresh {
        candidate = table.first(keyColumns, row)
        isFresh = false
      }
      while candidate >= 0, left.count < Batch.target {
        if agrees(current, row, Int(candidate)) {
          left.append(Int32(row))
          right.append(candidate)
        }
        candidate = table.next(candidate)
        looked += 1
        if looked & 4095 == 0 { try context.tick(4096) }
      }
      if candidate < 0 {
        row += 1
        isFresh = true
      }
    }
    var joined = current.gather(left)
    for column in added {
      joined.columns.append(Batch.gather(table.rows.columns[column], right))
    }
    // A variable without a value on the left takes that of the right.
    for pair in shared.uncertain {
      for index in left.indices where joined.columns[pair.left][index] == .max {
        joined.columns[pair.left][index] = table.rows.columns[pair.right][Int(right[index])]
      }
    }
    return joined
  }

  private func agrees(_ current: Batch, _ row: Int, _ other: Int) -> Bool {
    for pair in shared.uncertain {
      let a = current.columns[pair.left][row]
      let b = table.rows.columns[pair.right][other]
      if a != .max, b != .max, a != b { return false }
    }
    return true
  }
}

/// MINUS with a pattern that is evaluated on its own.
final class MinusOperator: Operator {
  private let input: Operator
  private let table: StoredTable
  private let shared: SharedColumns

  init(_ input: Operator, _ right: Operator) {
    self.input = input
    shared = SharedColumns(input.layout, right.layout)
    table = StoredTable(right, keys: shared.keys.map(\.right))
    super.init(
      input.context, layout: input.layout, children: [input, right], estimate: input.estimate)
    table.owner = self
  }

  override var summary: String { "Minus" }

  override func reset() { input.reset() }

  override func produce() throws(EngineError) -> Batch? {
    try table.fill()
    guard let batch = try input.next() else { return nil }
    let keyColumns = shared.keys.map { batch.columns[$0.left] }
    var kept: [Int32] = []
    for row in 0..<batch.count {
      var candidate = table.first(keyColumns, row)
      var isRemoved = false
      var looked = 0
      while candidate >= 0, !isRemoved {
        isRemoved = removes(batch, row, Int(candidate))
        candidate = table.next(candidate)
        looked += 1
        if looked & 4095 == 0 { try context.tick(4096) }
      }
      if !isRemoved { kept.append(Int32(row)) }
    }
    return kept.count == batch.count ? batch : batch.gather(kept)
  }

  /// Whether a row of the table agrees with a row in all that both bind, and that is something.
  private func removes(_ batch: Batch, _ row: Int, _ other: Int) -> Bool {
    var inCommon = !shared.keys.isEmpty
    for pair in shared.uncertain {
      let a = batch.columns[pair.left][row]
      let b = table.rows.columns[pair.right][other]
      if a == .max || b == .max { continue }
      if a != b { return false }
      inCommon = true
    }
    return inCommon
  }
}
