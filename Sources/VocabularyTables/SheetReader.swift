import XMLEvents

/// Collects the cells of a sheet as rows of text.
///
/// Source: ECMA-376, Part 1, sections 18.3.1.4 (c), 18.3.1.53 (is), 18.3.1.73 (row) and 18.18.11
/// (kinds of cells).
final class SheetReader: XMLEventHandler {
  private let sheet: String
  private let source: String
  private let strings: [String]
  private let dates: Set<Int>
  private let countsFrom1904: Bool
  private let limits: TableLimits

  private var rows: [[Table.Cell]] = []
  private var row: [Table.Cell] = []
  private var rowNumber = 0
  private var columnNumber = 0
  private var kind = ""
  private var style = 0
  private var text = RichText()
  private var path: [String] = []
  private var value = ""
  private var cellCount = 0
  private var problems: [TableError] = []
  private var excess: String?

  init(
    sheet: String, source: String, strings: [String], dates: Set<Int>, countsFrom1904: Bool,
    limits: TableLimits
  ) {
    self.sheet = sheet
    self.source = source
    self.strings = strings
    self.dates = dates
    self.countsFrom1904 = countsFrom1904
    self.limits = limits
  }

  var wantsMore: Bool { excess == nil && problems.count < limits.problems }

  /// The table that was read.
  func table() throws(TableErrors) -> Table {
    if let excess { throw TableErrors.workbook(excess, source, isExcess: true) }
    guard problems.isEmpty else { throw TableErrors(problems) }
    return try Table(source: source, rows: rows)
  }

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    path.append(name)
    text.start(name)
    guard wantsMore else { return }
    switch name {
    case "row":
      rowNumber = attributes["r"].flatMap { Int($0) } ?? rowNumber + 1
      columnNumber = 0
      row.removeAll(keepingCapacity: true)
      if !(1...limits.rows).contains(rowNumber) || rows.count > limits.rows {
        excess = "the sheet passes the limit of \(limits.rows) rows"
      }
    case "c":
      columnNumber = attributes["r"].flatMap(Self.column) ?? columnNumber + 1
      kind = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      value = ""
      text.removeAll()
      if columnNumber > limits.columns {
        excess = "the sheet passes the limit of \(limits.columns) columns"
      }
    default: break
    }
  }

  func characters(_ text: String) {
    guard wantsMore else { return }
    if path.last == "v" { value += text }
    self.text.add(text)
  }

  func endElement() {
    path.removeLast()
    let name = text.end()
    guard wantsMore else { return }
    switch name {
    case "c": endCell()
    case "row": endRow()
    default: break
    }
  }

  private func endCell() {
    let place = TablePlace(sheet: sheet, row: rowNumber, column: columnNumber)
    guard let content = content(place) else { return }
    let trimmed = content.trimmingWhitespace()
    guard !trimmed.isEmpty else { return }
    // One cell beyond the header is enough to say that the row is too long.
    let width = rows.first.map { $0.count + 1 } ?? limits.columns
    guard row.count < width else { return }
    while row.count + 1 < min(columnNumber, width) {
      row.append(
        Table.Cell("", place: TablePlace(sheet: sheet, row: rowNumber, column: row.count + 1)))
    }
    row.append(Table.Cell(trimmed, place: place))
  }

  private func endRow() {
    guard !row.isEmpty else { return }
    cellCount += row.count
    if cellCount > limits.cells { excess = "the sheet passes the limit of \(limits.cells) cells" }
    rows.append(row)
  }

  // MARK: Values

  /// What a cell shows, or nil where it shows an error.
  private func content(_ place: TablePlace) -> String? {
    switch kind {
    case "s":
      guard let index = Int(value), strings.indices.contains(index) else {
        refuse(place, "the cell refers to shared text '\(value)', which does not exist")
        return nil
      }
      return strings[index]
    case "inlineStr": return text.value
    case "str": return value
    case "b": return value == "1" || value == "true" ? "true" : value.isEmpty ? "" : "false"
    case "e":
      refuse(place, "the cell shows the error '\(value)'")
      return nil
    case "d": return value
    default:
      guard !value.isEmpty else { return "" }
      guard let number = Double(value), number.isFinite else {
        refuse(place, "'\(value)' is no number")
        return nil
      }
      if dates.contains(style), let date = SerialDate.text(number, from1904: countsFrom1904) {
        return date
      }
      return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    }
  }

  private func refuse(_ place: TablePlace, _ message: String) {
    problems.append(
      TableError(
        code: .value, message: message, remedy: "correct the cell", source: source, place: place))
  }

  /// The number of the column in a reference such as `AB12`.
  private static func column(_ reference: String) -> Int? {
    var number = 0
    for byte in reference.utf8 {
      guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte else { break }
      number = number * 26 + Int(byte - UInt8(ascii: "A")) + 1
      if number > 1 << 20 { break }
    }
    return number > 0 ? number : nil
  }
}

/// Dates as spreadsheets count them: in days, with the time of day as a fraction.
///
/// Source: ECMA-376, Part 1, section 18.17.4.
enum SerialDate {
  /// The date, with the time where there is one, in the form of XSD; nil beyond the year 9999.
  static func text(_ number: Double, from1904: Bool) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    var day = Int(number)
    let seconds = Int(((number - number.rounded(.down)) * 86_400).rounded())
    // Counting from 1900 takes that year for a leap year, so later days are one too many.
    let offset = from1904 ? 24_107 : day < 60 ? 25_568 : 25_569
    day -= offset
    let date = civil(fromDays: seconds == 86_400 ? day + 1 : day)
    let text =
      padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2)
    guard seconds > 0, seconds < 86_400 else { return text }
    return text + "T" + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2)
  }

  /// The date in the Gregorian calendar of a day counted from 1 January 1970.
  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    // Years begin in March here, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    return (
      yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
