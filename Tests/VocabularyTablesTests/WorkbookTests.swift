import Testing
import VocabularyTables

@Suite("Workbooks as tables")
struct WorkbookTests {
  private static func read(
    _ bytes: [UInt8], sheet: String? = nil, limits: TableLimits = TableLimits()
  ) throws(TableErrors) -> Table {
    try WorkbookReader(sheet: sheet, limits: limits).read(bytes, source: "terms.xlsx")
  }

  private static func texts(_ table: Table) -> [[String]] {
    ([table.header] + table.rows).map { $0.map(\.text) }
  }

  @Test("texts, shared ones with runs and reading aids, numbers, truth values and dates are read")
  func kinds() throws {
    let sample = WorkbookSample(
      rows: """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>n</v></c>\
        <c r="C1" t="inlineStr"><is><t>d</t></is></c><c r="D1" t="inlineStr"><is><t>b</t></is></c></row>\
        <row r="2"/>\
        <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4"><v>3.1000000000000001</v></c>\
        <c r="C4" s="1"><v>45413</v></c><c r="D4" t="b"><v>1</v></c></row>\
        <row r="5"><c r="A5" t="s"><v>2</v></c><c r="C5" s="2"><f>NOW()</f><v>45413.5</v></c></row>\
        <row r="6"><c r="B6"><v>1E3</v></c><c r="C6" s="1"><v>59</v></c></row>
        """,
      strings: """
        <si><t>id</t></si><si><r><t>pro</t></r><r><rPr><b/></rPr><t xml:space="preserve">vider </t></r>\
        <rPh sb="0" eb="1"><t>aid</t></rPh></si><si><t>two_x000A_lines &amp; more</t></si>
        """,
      styles: """
        <numFmts><numFmt numFmtId="170" formatCode="[Red]dd/mm/yyyy"/></numFmts>\
        <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>\
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>
        """)
    let table = try Self.read(sample.bytes)
    #expect(
      Self.texts(table) == [
        ["id", "n", "d", "b"], ["provider", "3.1", "2024-05-01", "true"],
        ["two\nlines & more", "", "2024-05-01T12:00:00"], ["", "1000", "1900-02-28"],
      ])
    #expect(table.rows[1][2].place.description == "Terms!C5")
    #expect(
      try Self.texts(Self.read(sample.bytes, sheet: "Notes")) == [["n"]], "a hidden sheet by name")
  }

  @Test("a workbook that counts its days from 1904 gives the same dates")
  func epoch() throws {
    let sample = WorkbookSample(
      rows: """
        <row><c t="str"><v>d</v></c></row><row><c s="1"><v>43951</v></c></row>
        """, styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs>",
      properties: "<workbookPr date1904=\"1\"/>")
    #expect(try Self.texts(Self.read(sample.bytes)) == [["d"], ["2024-05-01"]])
  }

  @Test("compressed members and parts with other names are found through the links")
  func compressed() throws {
    let table = try Self.read(WorkbookSample.compressed)
    #expect(Self.texts(table).count == 5)
    #expect(Self.texts(table).last == ["deployer", "deployer"])
  }

  @Test("a sheet becomes the scheme that the same text becomes, and says its cells in errors")
  func imported() throws {
    let rows = [["id", "label", "rank"], ["a", "x", "2"], ["b", "", "ten"]]
    let table = try Self.read(WorkbookSample(Array(rows.prefix(2))).bytes)
    let scheme = try TableImporter(map: try Samples.columnMap()).scheme(of: table, scheme: "demo")
    #expect(Set(scheme.triples) == Set(try Samples.imported("id,label,rank\na,x,2\n").triples))
    let problems = Samples.problems {
      let table = try Self.read(WorkbookSample(rows).bytes)
      _ = try TableImporter(map: try Samples.columnMap()).scheme(of: table, scheme: "demo")
    }
    #expect(problems.count == 2)
    #expect(problems.first?.hasPrefix("terms.xlsx:Terms!B3: error table-missing-value") == true)
    #expect(
      problems.last?.hasPrefix("terms.xlsx:Terms!C3: error table-value: 'ten'") == true,
      "\(problems)")
  }

  @Test("what is written is read back, whatever the text, and is the same each time")
  func writing() throws {
    let rows = [
      ["id", "a & b", "=1+1"], ["<é>\n\"x\"", "", "_x0041_"], ["\u{1}", "بيت", "\u{1F600}"],
    ]
    let bytes = WorkbookWriter().bytes(rows)
    #expect(bytes == WorkbookWriter().bytes(rows))
    let table = try Self.read(bytes)
    #expect(Self.texts(table) == rows)
    #expect(table.rows[1][2].place.description == "Terms!C3")
    let map = try Samples.columnMap()
    let scheme = try Samples.imported(Samples.table)
    let again = try TableImporter(map: map).scheme(
      of: Self.read(
        WorkbookWriter().bytes(
          TableExporter(map: map).rows(of: Samples.snapshot(scheme), scheme: "demo"))),
      scheme: "demo")
    #expect(Set(again.triples) == Set(scheme.triples))
  }

  @Test(
    "cells that show no value are told",
    arguments: [
      ("<c r=\"B2\" t=\"e\"><v>#REF!</v></c>", "terms.xlsx:Terms!B2: error table-value"),
      ("<c r=\"AB2\" t=\"s\"><v>9</v></c>", "terms.xlsx:Terms!AB2: error table-value"),
      ("<c r=\"C2\"><v>x</v></c>", "terms.xlsx:Terms!C2: error table-value: 'x' is no number"),
      ("<c r=\"C2\"><v>1</v></c>", "terms.xlsx:Terms!C2: error table-row"),
    ])
  func badCells(cell: String, expected: String) {
    let sample = WorkbookSample(
      rows: "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c></row><row r=\"2\">\(cell)</row>")
    let problems = Samples.problems { _ = try Self.read(sample.bytes) }
    #expect(problems.count == 1 && problems[0].hasPrefix(expected), "\(problems)")
  }

  @Test("what is no workbook, or a damaged one, is refused")
  func damaged() {
    let good = WorkbookSample([["id"], ["a"]])
    let bytes = good.bytes
    var flipped = bytes
    if let place = bytes.firstRange(of: Array("<t>a</t>".utf8))?.lowerBound {
      flipped[place + 3] ^= 1
    }
    var encrypted = bytes
    if let place = bytes.firstRange(of: [0x50, 0x4B, 0x01, 0x02] as [UInt8])?.lowerBound {
      encrypted[place + 8] = 1
    }
    let samples: [([UInt8], String)] = [
      ([0xD0, 0xCF, 0x11, 0xE0], "protected by a password, or of the form before 2007"),
      ([0x50, 0x4B, 0x03, 0x04], "no directory"),
      (bytes.dropLast(), "no directory"),
      (flipped, "checksum of 'xl/worksheets/terms.xml' is wrong"),
      (encrypted, "encrypted"),
      (good.replacing("xl/workbook.xml", with: "<a>").bytes, "'xl/workbook.xml' is no XML"),
      (good.replacing("xl/workbook.xml", with: "<a/>").bytes, "there is no sheet"),
      (
        good.replacing("xl/_rels/workbook.xml.rels", with: "<a/>").bytes, "there is no sheet"
      ),
    ].map { (Array($0.0), $0.1) }
    for (bytes, expected) in samples {
      let problems = Samples.problems { _ = try Self.read(bytes) }
      #expect(
        problems.count == 1 && problems[0].contains("error table-workbook")
          && problems[0].contains(expected), "\(expected): \(problems)")
    }
    let missing = Samples.problems { _ = try Self.read(bytes, sheet: "Other") }
    #expect(missing.first?.contains("no sheet 'Other'; there are 'Notes', 'Terms'") == true)
  }

  @Test("every cut and many changed bytes end in a table or an error, never otherwise")
  func mutated() {
    let bytes = WorkbookSample.compressed
    var random = SeededGenerator(state: 2026)
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: TableErrors.self) { try Self.read(Array(bytes.prefix(length))) }
    }
    for _ in 0..<2000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 0..<changed.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      _ = try? Self.read(changed)
    }
  }

  @Test("no entity, no expansion and no size beyond the limits")
  func hostile() {
    let bomb = """
      <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      """
    let sheet = "xl/worksheets/terms.xml"
    for entity in ["&b;", "&f;"] {
      let sample = WorkbookSample([["id"], ["a"]]).replacing(
        sheet,
        with: bomb
          + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\(entity)</t></is></c></row></sheetData></worksheet>"
      )
      let problems = Samples.problems { _ = try Self.read(sample.bytes) }
      #expect(problems.count == 1 && problems[0].contains("is no XML"), "\(problems)")
    }
    let deep = String(repeating: "<a>", count: 100_000)
    let nested = WorkbookSample([["id"]]).replacing(sheet, with: deep)
    #expect(Samples.problems { _ = try Self.read(nested.bytes) }.count == 1)

    var limits = TableLimits()
    limits.bytes = 1_000
    limits.rows = 5
    limits.columns = 4
    limits.cells = 6
    let table = Array(repeating: ["a", "b"], count: 4)
    var small = limits
    small.bytes = 100_000
    for (bytes, limits) in [
      (WorkbookSample(table).bytes, limits), (WorkbookSample(table).bytes, small),
      (WorkbookSample(rows: "<row r=\"9\"><c t=\"str\"><v>x</v></c></row>").bytes, small),
      (WorkbookSample(rows: "", strings: String(repeating: "<si/>", count: 8)).bytes, small),
      (WorkbookSample(rows: "<row><c r=\"ZZZZZZZ1\" t=\"str\"><v>x</v></c></row>").bytes, small),
    ] {
      let problems = Samples.problems { _ = try Self.read(bytes, limits: limits) }
      #expect(problems.count == 1 && problems[0].contains("error limit-exceeded"), "\(problems)")
    }
  }
}

/// Random numbers that are the same in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
