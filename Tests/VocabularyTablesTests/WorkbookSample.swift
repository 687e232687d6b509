import ByteStorage
import Foundation

/// Workbooks made by hand: a ZIP archive whose members are stored as they are.
struct WorkbookSample {
  var members: [(name: String, text: String)]

  /// A workbook with a hidden sheet before the sheet of some rows.
  init(rows: String, strings: String = "", styles: String = "", properties: String = "") {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    func links(_ targets: [(id: String, kind: String, target: String)]) -> String {
      "<Relationships xmlns=\"\(package)\">"
        + targets.map {
          "<Relationship Id=\"\($0.id)\" Type=\"\(office)/\($0.kind)\" Target=\"\($0.target)\"/>"
        }.joined() + "</Relationships>"
    }
    members = [
      ("_rels/.rels", links([("a", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(main)" xmlns:r="\(office)">\(properties)<sheets>\
        <sheet name="Notes" sheetId="1" state="hidden" r:id="b"/>\
        <sheet name="Terms" sheetId="2" r:id="c"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        links([
          ("b", "worksheet", "worksheets/notes.xml"), ("c", "worksheet", "worksheets/terms.xml"),
          ("d", "sharedStrings", "sharedStrings.xml"), ("e", "styles", "styles.xml"),
        ])
      ),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
      ("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"),
      (
        "xl/worksheets/notes.xml",
        "<worksheet xmlns=\"\(main)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>n</v></c>"
          + "</row></sheetData></worksheet>"
      ),
      (
        "xl/worksheets/terms.xml",
        "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
      ),
    ]
  }

  /// A workbook of texts, one row after the other.
  init(_ table: [[String]]) {
    self.init(
      rows: table.map { row in
        "<row>"
          + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
      }.joined())
  }

  /// Puts another text in place of a member's.
  func replacing(_ name: String, with text: String) -> WorkbookSample {
    var copy = self
    copy.members = members.map { $0.name == name ? (name, text) : $0 }
    return copy
  }

  /// The archive.
  var bytes: [UInt8] {
    var result: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let content = Array(member.text.utf8)
      let size = UInt32(content.count)
      let common =
        Self.words([20, 0, 0, 0, 0]) + Self.number(DeflatedBytes.crc32(of: content.span))
        + Self.number(size) + Self.number(size) + Self.words([member.name.utf8.count, 0])
      directory +=
        Self.number(0x0201_4B50) + Self.words([20]) + common + Self.words([0, 0, 0])
        + Self.number(0) + Self.number(UInt32(result.count)) + Array(member.name.utf8)
      result += Self.number(0x0403_4B50) + common + Array(member.name.utf8) + content
    }
    let start = UInt32(result.count)
    return result + directory + Self.number(0x0605_4B50)
      + Self.words([0, 0, members.count, members.count]) + Self.number(UInt32(directory.count))
      + Self.number(start) + Self.words([0])
  }

  private static func words(_ values: [Int]) -> [UInt8] {
    values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func number(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// A workbook in the strict form, with compressed members and names of its own for its parts.
  static let compressed = [UInt8](
    Data(
      base64Encoded:
        """
        UEsDBBQAAAAIAAAAIVzy7KMrdgAAAIwAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbCWOSw7CMAxErxJlD65YsKiSbI
        AbcAErcj8iH6txpXJ7nLKceTP2uPeXqZkjp9K8XUR4BGhxoYztWpmKkqluGUXlNgNj/OBMcBuGO8RahIpcpN+wwT1p
        wj2JeR1qt7UWb7VuzeOf66+8Rea0RhTF0CkEB+eI8ANQSwMEFAAAAAgAAAAhXC/sJ06OAAAA4AAAAAsAAABfcmVscy
        8ucmVsc13PQQ7CIBCF4as0HKBTXbgwwMqNW+MFRpwCKTAEaKK3l7gwrcuXP/mSJ28UsHlO1flch1cMqSrhWstngGoc
        RawjZ0q9zFwitj6LhYxmQUtwnKYTlK0htNyaw/WpRDmI4f7O9JPzWsLIJpgvxtx14Hn2hi5s1kip7dG/2DUslpoSD+
        YFIvo0dkKAlrA7pD9QSwMEFAAAAAgAAAAhXBbmXVOFAAAAyQAAAA0AAABib29rL21haW4ueG1sfY6xDoMwDER/JfIH
        YLEiyNSle38gDaZEJHGwg+jnF9GydrrznZ51/c6yPJkX804x6wBzraVDLJvEhn30DcsLmY8WtQi5UWeielzJhQxfql
        v/cjxNwdON/ZYoVxSKrgbOOoeiYPvzof7UZJdogAdJUjBndB8HaMGsXTiMtIC2x4vBa779AFBLAwQUAAAACAAAACFc
        Fe+uZpMAAADbAAAAGAAAAGJvb2svX3JlbHMvbWFpbi54bWwucmVsc1XPQQ7CIBAF0Ks0HKBTXbgwpSs3bo0XQJwCKT
        BkmEa9vcSFaZc/P/8lf7xhNBIoVx9K7d4p5qqVFylngGo9JlN7KphbMxMnIy2yg2LsYhzCcRhOwFtDTePW7K5Prfig
        uvun4F8uK8eebLQ/jKjpQPMcLF7Irgmz7FF4ES/VI0qDDDsUreBBtABl7NtawTTC7sv0BVBLAwQUAAAACAAAACFcRi
        SjA6IAAABEAgAADAAAAGJvb2svb25lLnhtbI2SQQ6CMBBFr0I4ALM3tStv4AlqO5GGgWmmo+jtRUyMBpQuf+blvUVr
        RpYut4ha3Xoa8r5uVdMOIF2EGvbkG5YzME9XyEnQhZmeVu/iUFszz4NTZ43waI2vdF/HgeKAR5UJiNkatTEYUGvguc
        D/xMidkL5JmLX/3BJzV2RfggVyJiyTL8BteRK+xoBSFFiHtyMBE/G9MLIOvyLw8dbw/jj2AVBLAQIUAxQAAAAIAAAA
        IVzy7KMrdgAAAIwAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgAAAAhXC
        /sJ06OAAAA4AAAAAsAAAAAAAAAAAAAAIABpwAAAF9yZWxzLy5yZWxzUEsBAhQDFAAAAAgAAAAhXBbmXVOFAAAAyQAA
        AA0AAAAAAAAAAAAAAIABXgEAAGJvb2svbWFpbi54bWxQSwECFAMUAAAACAAAACFcFe+uZpMAAADbAAAAGAAAAAAAAA
        AAAAAAgAEOAgAAYm9vay9fcmVscy9tYWluLnhtbC5yZWxzUEsBAhQDFAAAAAgAAAAhXEYkowOiAAAARAIAAAwAAAAA
        AAAAAAAAAIAB1wIAAGJvb2svb25lLnhtbFBLBQYAAAAABQAFADUBAACjAwAAAAA=
        """, options: .ignoreUnknownCharacters) ?? Data())
}
