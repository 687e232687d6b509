import Testing
import VocabularyTables

@Suite("Maps and separated text")
struct MapAndTextTests {
  @Test(
    "a map that says something unknown is refused where it says it",
    arguments: [
      (
        "columns: {a: skos:prefLabel}",
        "columns.yaml:1:1: error column-map: the map says nothing of 'scheme'"
      ),
      ("colums: {}", "columns.yaml:1:9: error column-map: 'colums' is no part of a map"),
      ("a: [", "columns.yaml:2:1: error column-map"),
      ("- a", "columns.yaml:1:1: error column-map: a map is a YAML mapping"),
      ("a: 1\na: 2", "columns.yaml:1:1: error column-map: a is given twice"),
      (
        Self.head + "columns:\n  x: {property: foo:bar}",
        "columns.yaml:4:17: error column-map: 'foo:bar'"
      ),
      (
        Self.head + "columns:\n  x: {property: skos:note, part: y}",
        "columns.yaml:1:1: error column-map: column 'x'"
      ),
      (Self.head + "columns:\n  x: {propety: skos:note}", "columns.yaml:4:6: error column-map"),
    ])
  func maps(text: String, expected: String) {
    let problems = Samples.problems { _ = try Samples.columnMap(text) }
    #expect(problems.contains { $0.hasPrefix(expected) }, "\(problems)")
  }

  static let head = "scheme: https://example.org/s\nconcept: https://example.org/{id}\n"

  @Test("hostile maps end in an error that names the limit")
  func hostileMaps() {
    let deep = String(repeating: "[", count: 5000)
    let dashes = String(repeating: "- ", count: 5000) + "x"
    var laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for letter in "bcdefghi" {
      let before = UnicodeScalar(letter.asciiValue! - 1)
      let alias = Array(repeating: "*\(before)", count: 10).joined(separator: ", ")
      laughs += "\(letter): &\(letter) [\(alias)]\n"
    }
    // As a key it would be hashed whole.
    laughs += "k: {*i : v}\n"
    for text in [deep, dashes, String(repeating: "#", count: 1 << 20)] {
      let problems = Samples.problems { _ = try Samples.columnMap(text) }
      #expect(problems.count == 1 && problems[0].contains("limit-exceeded"), "\(problems)")
    }
    let problems = Samples.problems { _ = try Samples.columnMap(laughs) }
    #expect(problems.first?.hasPrefix("columns.yaml:1:4: error column-map: an anchor") == true)
  }

  @Test(
    "commas, semicolons and tabs are told apart by the first line",
    arguments: [
      "id,label\na,x;y\n", "id;label\na;x,y\n", "id\tlabel\na\tx,y\n",
      "\u{FEFF}id,label\r\na,x\r\n",
    ])
  func separators(text: String) throws {
    let table = try Samples.read(text)
    #expect(table.header.map(\.text) == ["id", "label"])
    #expect(table.rows.count == 1 && table.rows[0].count == 2)
  }

  @Test("limits of rows, columns and bytes are kept")
  func limits() {
    var limits = TableLimits()
    limits.rows = 2
    limits.columns = 3
    limits.bytes = 40
    limits.cells = 5
    let reader = SeparatedTableReader(limits: limits)
    for text in [
      "a\n1\n2\n3\n4\n", "a,b,c,d\n", "a,b,c\n1,2,3\n", String(repeating: "a", count: 41),
    ] {
      let problems = Samples.problems { _ = try reader.read(Array(text.utf8), source: "t") }
      #expect(problems.count == 1 && problems[0].contains("error limit-exceeded"), "\(problems)")
    }
    let bad = Samples.problems { _ = try reader.read([0x61, 0x0A, 0xFF], source: "t") }
    #expect(bad == ["t:2:1: error invalid-utf8: bytes that are not UTF-8; save the table as UTF-8"])
  }

  @Test("cells are quoted where they must be")
  func writing() {
    let rows = [["a", "b,c", "d\"e"], ["f\ng", "", " h"]]
    #expect(SeparatedTableWriter().text(rows) == "a,\"b,c\",\"d\"\"e\"\n\"f\ng\",, h\n")
    #expect(SeparatedTableWriter(separator: .tab).text([["a\tb", "c,d"]]) == "\"a\tb\"\tc,d\n")
  }
}
