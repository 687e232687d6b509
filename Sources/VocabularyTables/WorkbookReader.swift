/// Reads a sheet of an Excel workbook (`.xlsx`) as a table.
///
/// A cell gives what it shows as far as that is text, a number, a truth value or a date; formulas
/// give the result that the workbook keeps. No macro, link, entity or other file is looked at.
///
/// Source: ECMA-376, Part 1, sections 12.3.23 (workbook), 12.3.15 (shared strings) and 18.3
/// (worksheets); Part 2 (packages).
public struct WorkbookReader: Sendable {
  private let sheet: String?
  private let limits: TableLimits

  /// Makes a reader of the sheet of a name, or of the first one that is not hidden.
  public init(sheet: String? = nil, limits: TableLimits = TableLimits()) {
    self.sheet = sheet
    self.limits = limits
  }

  /// Whether bytes look like a workbook, of this form or of the older one that is not read.
  public static func recognizes(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: zipSignature) || bytes.starts(with: compoundSignature)
  }

  /// Reads a table; rows without content are left out.
  ///
  /// - Throws: ``TableErrors`` with the codes `table-workbook`, `limit-exceeded`, `table-value` and
  ///   those of ``Table/init(source:rows:)``.
  /// - Complexity: O(n) in the bytes of the workbook when expanded.
  public func read(_ bytes: [UInt8], source: String) throws(TableErrors) -> Table {
    guard !bytes.starts(with: Self.compoundSignature) else {
      throw TableErrors.workbook(
        "the workbook is protected by a password, or of the form before 2007", source)
    }
    guard bytes.count <= limits.bytes else {
      throw TableErrors.workbook(
        "the workbook passes the limit of \(limits.bytes) bytes", source, isExcess: true)
    }
    var archive: ZipArchive
    do {
      archive = try ZipArchive(bytes, byteLimit: limits.bytes)
    } catch {
      throw TableErrors.workbook(error.message, source, isExcess: error.isExcess)
    }
    var package = WorkbookPackage(archive: archive, source: source)
    let workbook = try package.workbook()
    guard let sheet = workbook.sheet(named: sheet) else {
      let names = workbook.sheets.map { "'\($0.name)'" }.joined(separator: ", ")
      throw TableErrors.workbook(
        sheet.map { "there is no sheet '\($0)'; there are \(names)" } ?? "there is no sheet",
        source)
    }
    let strings = try package.sharedStrings(workbook, limit: limits.cells)
    let dates = try package.dateStyles(workbook)
    let reader = SheetReader(
      sheet: sheet.name, source: source, strings: strings, dates: dates,
      countsFrom1904: workbook.countsFrom1904, limits: limits)
    try package.read(sheet.part, with: reader)
    return try reader.table()
  }

  private static let zipSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compoundSignature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
}

extension TableErrors {
  /// Something wrong with a workbook as a file.
  static func workbook(
    _ message: String, _ source: String, isExcess: Bool = false, line: Int = 1, column: Int = 1
  ) -> TableErrors {
    TableErrors([
      TableError(
        code: isExcess ? .limit : .workbook, message: message,
        remedy: "save the sheet anew as .xlsx, or as CSV in UTF-8", source: source,
        place: TablePlace(line: line, column: column))
    ])
  }
}
