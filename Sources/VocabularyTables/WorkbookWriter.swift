import ByteStorage

/// Writes rows as an Excel workbook (`.xlsx`) of one sheet, whose cells are all text.
///
/// The same rows give the same bytes: members are stored as they are, and dated 1 January 1980. As
/// cells are text, none is taken for a formula.
///
/// Source: ECMA-376, Part 1, sections 18.2 and 18.3; Part 2, sections 6.5 and 7; PKWARE APPNOTE 6.3.
public struct WorkbookWriter: Sendable {
  private let sheet: String

  /// Makes a writer of a sheet of some name.
  public init(sheet: String = "Terms") { self.sheet = sheet }

  /// The workbook of rows of which the first names the columns.
  ///
  /// - Complexity: O(n) in the cells.
  public func bytes(_ rows: [[String]]) -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    func links(_ kind: String, _ target: String) -> String {
      "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" "
        + "Type=\"\(office)/\(kind)\" Target=\"\(target)\"/></Relationships>"
    }
    let cells = rows.enumerated().map { number, row in
      let texts = row.enumerated().filter { !$0.element.isEmpty }.map { column, text in
        let place = TablePlace.letters(ofColumn: column + 1) + "\(number + 1)"
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
          + Self.escaped(text) + "</t></is></c>"
      }
      return "<row r=\"\(number + 1)\">" + texts.joined() + "</row>"
    }
    var archive = StoredArchive()
    archive.add(
      "[Content_Types].xml",
      """
      <Types xmlns="\(package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="\(type).sheet.main+xml"/>\
      <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\(type).worksheet+xml"/></Types>
      """)
    archive.add("_rels/.rels", links("officeDocument", "xl/workbook.xml"))
    archive.add(
      "xl/workbook.xml",
      """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
      <sheet name="\(Self.escaped(sheet))" sheetId="1" r:id="r1"/></sheets></workbook>
      """)
    archive.add("xl/_rels/workbook.xml.rels", links("worksheet", "worksheets/sheet1.xml"))
    archive.add(
      "xl/worksheets/sheet1.xml",
      "<worksheet xmlns=\"\(main)\"><sheetData>" + cells.joined() + "</sheetData></worksheet>")
    return archive.bytes()
  }

  /// A text as XML has it; characters that XML cannot hold are written as `_xHHHH_`, and so is the
  /// start of what reads like that.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_").unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Puts members into a ZIP archive, stored as they are.
private struct StoredArchive {
  private var content: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// The first day that the format can tell.
  private static let date = 1 << 5 | 1

  mutating func add(_ name: String, _ text: String) {
    let data = Array(text.utf8)
    let name = Array(name.utf8)
    // Version 2.0, names in UTF-8, no compression, midnight.
    let common =
      words(20, 1 << 11, 0, 0, Self.date)
      + number(Int(DeflatedBytes.crc32(of: data.span))) + number(data.count) + number(data.count)
      + words(name.count, 0)
    directory +=
      number(0x0201_4B50) + words(20) + common + words(0, 0, 0) + number(0) + number(content.count)
      + name
    content += number(0x0403_4B50) + common + name + data
    count += 1
  }

  func bytes() -> [UInt8] {
    content + directory + number(0x0605_4B50) + words(0, 0, count, count)
      + number(directory.count) + number(content.count) + words(0)
  }

  private func words(_ values: Int...) -> [UInt8] {
    values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
