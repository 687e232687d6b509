/// A table as a spreadsheet holds it: a row of column names, then rows of cells.
public struct Table: Hashable, Sendable {
  /// A cell: its text, and where it stands in its source.
  public struct Cell: Hashable, Sendable {
    /// The text, without white space around it.
    public let text: String
    /// Where it stands.
    public let place: TablePlace

    /// Makes a cell.
    public init(_ text: String, place: TablePlace) {
      self.text = text
      self.place = place
    }
  }

  /// The name of the source, such as a path.
  public let source: String
  /// The names of the columns.
  public let header: [Cell]
  /// The rows below; none is longer than the header, short ones have empty cells at their end.
  public let rows: [[Cell]]

  /// Makes a table from rows of which the first names the columns.
  ///
  /// - Throws: ``TableErrors`` with the codes `table-empty`, `table-header` and `table-row`.
  public init(source: String, rows: [[Cell]]) throws(TableErrors) {
    var problems: [TableError] = []
    guard let header = rows.first else {
      throw TableErrors([
        TableError(
          code: .empty, message: "the table has no row",
          remedy: "put the names of the columns in its first row",
          source: source, place: TablePlace(line: 1, column: 1))
      ])
    }
    let width = (header.lastIndex { !$0.text.isEmpty } ?? -1) + 1
    var known: Set<String> = []
    for cell in header.prefix(width) where !known.insert(cell.text).inserted || cell.text.isEmpty {
      problems.append(
        TableError(
          code: .header,
          message: cell.text.isEmpty
            ? "a column has no name" : "two columns are called '\(cell.text)'",
          remedy: "give each column a name of its own", source: source, place: cell.place))
    }
    for row in rows.dropFirst() {
      guard let extra = row.dropFirst(width).first(where: { !$0.text.isEmpty }) else { continue }
      problems.append(
        TableError(
          code: .row, message: "the row has more cells than the header",
          remedy: "quote cells that hold the separator, or name the column",
          source: source, place: extra.place))
    }
    guard problems.isEmpty else { throw TableErrors(problems) }
    self.source = source
    self.header = Array(header.prefix(width))
    self.rows = rows.dropFirst().map { Array($0.prefix(width)) }
  }
}

/// Where something stands in a table or a map, from 1: line and column of text, or row and column
/// of a sheet.
public struct TablePlace: Hashable, Sendable, CustomStringConvertible {
  /// The sheet of a workbook, or nil in text.
  public let sheet: String?
  /// The line of text, or the row of the sheet.
  public let line: Int
  /// The column of text in Unicode scalars, or the column of the sheet.
  public let column: Int

  /// Makes a place in text.
  public init(line: Int, column: Int) {
    sheet = nil
    self.line = line
    self.column = column
  }

  /// Makes a place in a sheet.
  public init(sheet: String, row: Int, column: Int) {
    self.sheet = sheet
    line = row
    self.column = column
  }

  /// The place as editors write it, `12:5`, or as spreadsheets do, `Terms!E12`.
  public var description: String {
    sheet.map { "\($0)!\(Self.letters(ofColumn: column))\(line)" } ?? "\(line):\(column)"
  }

  /// What spreadsheets call a column: `A` for 1, `AA` for 27.
  static func letters(ofColumn column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
      let letter = Unicode.Scalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      letters = String(letter) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

extension String {
  /// The text without white space around it.
  func trimmingWhitespace() -> String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    guard let end = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[start...end])
  }
}
