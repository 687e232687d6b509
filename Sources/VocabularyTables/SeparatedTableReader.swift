import RDFModel
import TermAlignment

/// Reads comma- or tab-separated text, quotes and line ends within quotes included.
///
/// The cells are cut by the reader that SSSOM tables are read with: it refuses what RFC 4180 does
/// not allow and knows where each cell stands. `SwiftCSV` gives no places and lets bad quoting
/// pass, so it cannot say what is wrong.
///
/// Source: RFC 4180; IANA, text/tab-separated-values.
public struct SeparatedTableReader: Sendable {
  /// What stands between cells.
  public enum Separator: Character, CaseIterable, Sendable {
    /// A comma.
    case comma = ","
    /// A semicolon, as spreadsheets write where the comma is the decimal mark.
    case semicolon = ";"
    /// A tabulator.
    case tab = "\t"
  }

  private let separator: Separator?
  private let limits: TableLimits

  /// Makes a reader; without a separator the first line tells it.
  public init(separator: Separator? = nil, limits: TableLimits = TableLimits()) {
    self.separator = separator
    self.limits = limits
  }

  /// Reads a table; rows without content are left out.
  ///
  /// - Throws: ``TableErrors`` with the codes `invalid-utf8`, `limit-exceeded`, `table-quote`, and
  ///   those of ``Table/init(source:rows:)``.
  /// - Complexity: O(n) in the bytes.
  public func read(_ bytes: [UInt8], source: String) throws(TableErrors) -> Table {
    try checkSize(bytes, source: source)
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let separator = separator ?? Self.separator(of: bytes[start...])
    var reader = TableReader(bytes: bytes, from: start, line: 1, sourceName: source)
    if let ascii = separator.rawValue.asciiValue { reader.separator = ascii }
    var rows: [[Table.Cell]] = []
    var cells: [TableReader.Cell] = []
    var columns = ColumnCounter(bytes: bytes)
    var cellCount = 0
    do throws(SyntaxError) {
      while try reader.next(into: &cells) {
        cellCount += cells.count
        guard rows.count <= limits.rows, cells.count <= limits.columns, cellCount <= limits.cells
        else {
          let name =
            cells.count > limits.columns ? "columns" : rows.count > limits.rows ? "rows" : "cells"
          throw SyntaxError(
            code: .limitExceeded, message: "the table passes the limit of \(name)",
            remedy: "split it", source: source,
            position: SourcePosition(line: cells[0].line, column: 1, byteOffset: 0))
        }
        rows.append(
          cells.map { cell in
            Table.Cell(
              cell.text.trimmingWhitespace(),
              place: TablePlace(line: cell.line, column: columns.column(at: cell.byteOffset)))
          })
      }
    } catch {
      throw TableErrors([
        TableError(
          code: error.code == .limitExceeded ? .limit : .quote, message: error.message,
          remedy: error.remedy, source: source,
          place: TablePlace(line: error.position.line, column: error.position.column))
      ])
    }
    return try Table(source: source, rows: rows)
  }

  private func checkSize(_ bytes: [UInt8], source: String) throws(TableErrors) {
    func fail(_ code: TableError.Code, _ message: String, _ remedy: String, line: Int)
      -> TableErrors
    {
      TableErrors([
        TableError(
          code: code, message: message, remedy: remedy, source: source,
          place: TablePlace(line: line, column: 1))
      ])
    }
    guard bytes.count <= limits.bytes else {
      throw fail(
        .limit, "the table passes the limit of \(limits.bytes) bytes", "split it", line: 1)
    }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let line = bytes[..<error.byteOffsets.lowerBound]
        .reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      throw fail(.encoding, "bytes that are not UTF-8", "save the table as UTF-8", line: line)
    }
  }

  /// The separator that the first line has most of, quoted text left out.
  private static func separator(of bytes: ArraySlice<UInt8>) -> Separator {
    var counts: [Separator: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") { break }
      for candidate in Separator.allCases where candidate.rawValue.asciiValue == byte {
        counts[candidate, default: 0] += 1
      }
    }
    // Of equal counts the first one wins, which is the comma.
    let most = counts.values.max() ?? 0
    return Separator.allCases.first { counts[$0] == most } ?? .comma
  }
}

/// Counts columns in Unicode scalars; offsets are asked for in order, so that a line is read once.
private struct ColumnCounter {
  let bytes: [UInt8]
  private var offset = 0
  private var column = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func column(at target: Int) -> Int {
    while offset < target {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n") {
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return column
  }
}
