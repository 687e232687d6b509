/// Some thousands of solutions: one column of identifiers per variable.
struct Batch {
  /// The columns, in the order of the operator's layout.
  var columns: [[UInt32]]
  /// The number of rows, which columns alone do not tell where there are none.
  var count: Int

  /// How many rows operators put into a batch before they pass it on.
  static let target = 4096

  /// The rows with the given numbers.
  func gather(_ rows: [Int32]) -> Batch {
    Batch(columns: columns.map { Batch.gather($0, rows) }, count: rows.count)
  }

  static func gather(_ column: [UInt32], _ rows: [Int32]) -> [UInt32] {
    rows.map { column[Int($0)] }
  }
}

/// Which variables the batches of an operator carry.
struct Layout {
  /// The variable of each column, by its slot in the query.
  var slots: [Int]
  /// Variables that have a value in every row.
  var certain: Set<Int>

  static let empty = Layout(slots: [], certain: [])

  /// The column of a variable.
  func column(of slot: Int) -> Int? { slots.firstIndex(of: slot) }

  func contains(_ slot: Int) -> Bool { slots.contains(slot) }
}
