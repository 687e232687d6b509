internal import ByteStorage

/// Where the cells of a table end in a run of bytes, and how to lay them out.
struct TableLayout {
  private let columns: Int
  private var ends: [Int] = []

  init(columns: Int = 0) {
    self.columns = columns
  }

  /// Takes note that a cell ends at an offset; the next begins there.
  mutating func endCell(at offset: Int) {
    ends.append(offset)
  }

  /// Appends the cells as lines; the first row is the heading.
  func layOut(_ cells: borrowing ByteBuffer, into lines: inout ByteBuffer) {
    guard columns > 0 else { return }
    var widths = Array(repeating: 0, count: columns)
    var cellWidths: [Int] = []
    cellWidths.reserveCapacity(ends.count)
    for index in ends.indices {
      let start = index == 0 ? 0 : ends[index - 1]
      let width = Self.width(of: cells.slice(start, ends[index] - start))
      cellWidths.append(width)
      widths[index % columns] = max(widths[index % columns], width)
    }
    for index in ends.indices {
      let start = index == 0 ? 0 : ends[index - 1]
      lines.append(cells.slice(start, ends[index] - start))
      let column = index % columns
      if column + 1 < columns {
        pad(widths[column] - cellWidths[index] + 2, &lines)
      } else {
        trim(&lines)
        lines.append(UInt8(ascii: "\n"))
        if index + 1 == columns { rule(widths, &lines) }
      }
    }
  }

  private func pad(_ count: Int, _ lines: inout ByteBuffer) {
    lines.append(repeating: UInt8(ascii: " "), count: count)
  }

  /// Removes the padding before an empty last cell.
  private func trim(_ lines: inout ByteBuffer) {
    var end = lines.count
    while end > 0, lines[end - 1] == UInt8(ascii: " ") { end -= 1 }
    lines.truncate(to: end)
  }

  private func rule(_ widths: [Int], _ lines: inout ByteBuffer) {
    for (column, width) in widths.enumerated() {
      if column > 0 { pad(2, &lines) }
      lines.append(repeating: UInt8(ascii: "-"), count: width)
    }
    lines.append(UInt8(ascii: "\n"))
  }

  /// How many columns of a terminal a text takes.
  static func width(of text: Span<UInt8>) -> Int {
    String(bytes: text).unicodeScalars.reduce(0) { $0 + $1.columnCount }
  }
}
