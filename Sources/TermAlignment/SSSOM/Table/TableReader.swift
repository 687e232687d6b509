package import RDFModel

/// Splits a table into rows of cells: tabs or commas between cells, quotes where needed.
///
/// Source: SSSOM/TSV, quoting; RFC 4180.
package struct TableReader {
  /// A cell: its text, and where it starts.
  package struct Cell {
    package var text: String
    package let byteOffset: Int
    package let line: Int
  }

  let bytes: [UInt8]
  let sourceName: String
  private let limits: ReaderLimits
  package var separator = UInt8(ascii: "\t")
  private var position: Int
  private(set) var line: Int

  /// Starts at an offset, which is the start of a line.
  package init(
    bytes: [UInt8], from offset: Int, line: Int, sourceName: String,
    limits: ReaderLimits = .standard
  ) {
    self.bytes = bytes
    self.sourceName = sourceName
    self.limits = limits
    position = offset
    self.line = line
    // The names of slots hold neither tab nor comma, so that the first line tells them apart.
    var index = offset
    var hasComma = false
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "\t") { return }
      if bytes[index] == UInt8(ascii: ",") { hasComma = true }
      index += 1
    }
    if hasComma { separator = UInt8(ascii: ",") }
  }

  /// Reads the next row that holds anything into `cells`.
  ///
  /// - Returns: false at the end.
  package mutating func next(into cells: inout [Cell]) throws(SyntaxError) -> Bool {
    while position < bytes.count {
      cells.removeAll(keepingCapacity: true)
      try readRow(into: &cells)
      if cells.contains(where: { !$0.text.isEmpty }) { return true }
    }
    return false
  }

  private mutating func readRow(into cells: inout [Cell]) throws(SyntaxError) {
    let start = position
    let startLine = line
    while true {
      let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
      let cell = isQuoted ? try readQuoted() : readBare()
      try check(
        cell.text.utf8.count, "literalBytes", limits.literalBytes, cell.byteOffset, cell.line)
      cells.append(cell)
      try check(cells.count, "attributes", limits.attributes, start, startLine)
      try check(position - start, "statementBytes", limits.statementBytes, start, startLine)
      if position == bytes.count { return }
      let end = bytes[position]
      position += 1
      if end == UInt8(ascii: "\n") {
        line += 1
        return
      }
    }
  }

  private mutating func readBare() -> Cell {
    let start = position
    while position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    { position += 1 }
    var end = position
    let endsLine = position == bytes.count || bytes[position] == UInt8(ascii: "\n")
    if endsLine, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Cell(
      text: String(decoding: bytes[start..<end], as: UTF8.self), byteOffset: start, line: line)
  }

  private mutating func readQuoted() throws(SyntaxError) -> Cell {
    let start = position
    let startLine = line
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        guard position < bytes.count, bytes[position] == byte else { break }
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      content.append(byte)
      position += 1
      if position == bytes.count {
        throw error(
          "a quoted cell without its closing quote", at: start, line: startLine,
          remedy: "close it, or double the quotes within it")
      }
    }
    if position == start + 1 {
      throw error(
        "a quoted cell without its closing quote", at: start, line: startLine,
        remedy: "close it")
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r"),
      position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: "\n")
    {
      position += 1
    }
    if position < bytes.count, bytes[position] != separator,
      bytes[position] != UInt8(ascii: "\n")
    {
      throw error(
        "text after the closing quote of a cell", at: position, line: line,
        remedy: "double the quotes within the cell")
    }
    return Cell(
      text: String(decoding: content, as: UTF8.self), byteOffset: start, line: startLine)
  }

  private func check(
    _ value: Int, _ name: String, _ limit: Int, _ offset: Int, _ line: Int
  ) throws(SyntaxError) {
    guard value > limit else { return }
    throw error(
      "the limit \(name) = \(limit) is passed", at: offset, line: line, code: .limitExceeded,
      remedy: "raise the limit if the source is trusted")
  }

  /// An error at an offset; the column is counted only now.
  func error(
    _ message: String, at offset: Int, line: Int, code: SyntaxError.Code = .sssomTable,
    remedy: String
  ) -> SyntaxError {
    var start = offset
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let column = bytes[start..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return SyntaxError(
      code: code, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(line: line, column: column, byteOffset: offset))
  }
}
