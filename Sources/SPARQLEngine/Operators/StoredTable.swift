/// All rows of an operator in memory, found by the columns that a join has in common.
final class StoredTable {
  private let source: Operator
  private let context: ExecutionContext
  private let keys: [Int]
  private(set) var rows = Batch(columns: [], count: 0)
  private var index: RowIndex
  /// The step that the table belongs to, which answers for its memory.
  unowned var owner: Operator
  /// The first row with each key, and the next row with the same key after each row.
  private var heads: [Int32] = []
  private var following: [Int32] = []
  private var isFilled = false

  /// Makes a table of what `source` yields, with an index over some of its columns.
  init(_ source: Operator, keys: [Int]) {
    self.source = source
    self.keys = keys
    owner = source
    context = source.context
    context.keepsTables = true
    index = RowIndex(width: keys.count)
  }

  /// Reads the source, once: what it yields does not depend on the rows that it is joined with.
  func fill() throws(EngineError) {
    guard !isFilled else { return }
    isFilled = true
    rows = try Self.collect(source, for: owner)
    guard !keys.isEmpty else { return }
    let columns = keys.map { rows.columns[$0] }
    try owner.charge(rows.count * 4)
    following = Array(repeating: -1, count: rows.count)
    var tails: [Int32] = []
    for row in 0..<rows.count {
      if row & 4095 == 0 {
        try context.tick(4096)
        try index.prepare(adding: 4096, context)
        try context.ensure(index.byteCount + heads.count * 16)
      }
      let (number, isNew) = index.insert(columns, row)
      if isNew {
        heads.append(Int32(row))
        tails.append(Int32(row))
      } else {
        following[Int(tails[number])] = Int32(row)
        tails[number] = Int32(row)
      }
    }
    try owner.charge(index.byteCount + heads.count * 8)
  }

  /// All rows of an operator, charged to the step that keeps them.
  static func collect(_ source: Operator, for owner: Operator) throws(EngineError) -> Batch {
    var result = Batch(
      columns: Array(repeating: [], count: source.layout.slots.count), count: 0)
    while let batch = try source.next() {
      for column in result.columns.indices {
        try source.context.grow(&result.columns[column], by: batch.count)
        result.columns[column].append(contentsOf: batch.columns[column])
      }
      result.count += batch.count
      // Columns that grow take twice what they hold.
      try owner.charge(batch.count * batch.columns.count * 8)
    }
    return result
  }

  /// The first row that a probe may join with, or −1.
  func first(_ columns: [[UInt32]], _ row: Int) -> Int32 {
    if keys.isEmpty { return rows.count > 0 ? 0 : -1 }
    return index.find(columns, row).map { heads[$0] } ?? -1
  }

  /// The row after one that a probe may join with, or −1.
  func next(_ row: Int32) -> Int32 {
    if keys.isEmpty { return Int(row) + 1 < rows.count ? row + 1 : -1 }
    return following[Int(row)]
  }
}

/// How the columns of two sides of a join correspond.
struct SharedColumns {
  /// Pairs of columns that have a value on both sides in every row.
  var keys: [(left: Int, right: Int)] = []
  /// Pairs of columns of which one may lack a value.
  var uncertain: [(left: Int, right: Int)] = []

  init(_ left: Layout, _ right: Layout) {
    for (column, slot) in left.slots.enumerated() {
      guard let other = right.column(of: slot) else { continue }
      if left.certain.contains(slot), right.certain.contains(slot) {
        keys.append((column, other))
      } else {
        uncertain.append((column, other))
      }
    }
  }

  var isEmpty: Bool { keys.isEmpty && uncertain.isEmpty }
}
