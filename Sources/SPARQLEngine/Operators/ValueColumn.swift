/// Values of rows, in pieces: a column of millions that grows as a whole would keep its thread from
/// looking at the clock while it is copied.
struct ValueColumn {
  private static let shift = 12
  private var pieces: [[Value]] = []

  subscript(row: Int) -> Value { pieces[row >> Self.shift][row & (1 << Self.shift - 1)] }

  mutating func append(_ value: Value) {
    if pieces.last.map({ $0.count == 1 << Self.shift }) ?? true {
      var piece: [Value] = []
      // Few rows take little.
      if !pieces.isEmpty { piece.reserveCapacity(1 << Self.shift) }
      pieces.append(piece)
    }
    pieces[pieces.count - 1].append(value)
  }

  /// The values of some rows; no rows have no values.
  func gather(_ rows: [Int32]) -> ValueColumn {
    var result = ValueColumn()
    if pieces.isEmpty { return result }
    for row in rows { result.append(self[Int(row)]) }
    return result
  }
}
