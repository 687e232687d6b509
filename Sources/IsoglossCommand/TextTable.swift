import ByteStorage

/// Columns of text that line up.
struct TextTable {
  private let columns: Int
  private let rightAligned: Set<Int>
  private var rows: [[String]] = []

  init(columns: Int, rightAligned: Set<Int> = []) {
    self.columns = columns
    self.rightAligned = rightAligned
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The rows, one per line, each cell as wide as the widest of its column; the last is not padded.
  var text: String {
    var widths = [Int](repeating: 0, count: columns)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], Self.width(cell))
      }
    }
    var result = ""
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
        let isLast = column == columns - 1
        line += rightAligned.contains(column) ? padding + cell : cell + (isLast ? "" : padding)
        if !isLast { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      result += line + "\n"
    }
    return result
  }

  /// How many columns of a terminal a text takes, colours aside.
  static func width(_ text: String) -> Int {
    var count = 0
    var isHidden = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isHidden = true
      } else if isHidden {
        if scalar == "m" { isHidden = false }
      } else {
        count += scalar.columnCount
      }
    }
    return count
  }
}

/// A number and what is counted, in the plural where that is right.
func quantity(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}
