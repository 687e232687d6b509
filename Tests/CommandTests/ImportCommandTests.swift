import Foundation
import Testing

@Suite("isogloss import, on files")
struct ImportCommandTests {
  private static let map = """
    scheme: https://example.org/scheme/demo
    concept: https://example.org/demo/{id}
    columns:
      label: {property: skos:prefLabel, required: true}
      label@*: skos:prefLabel
      broader: {property: skos:broader, as: concept, inverse: skos:narrower}
      remarks: ignore

    """
  private static let table = """
    id,label,label@fr,broader,remarks
    provider,provider,fournisseur,role,seen
    role,role,rôle,,

    """

  private let folder: ScratchFolder
  private let map: String
  private let table: String

  init() throws {
    folder = try ScratchFolder()
    map = try folder.write(Self.map, to: "columns.yaml")
    table = try folder.write(Self.table, to: "terms.csv")
  }

  @Test("a table becomes a scheme that passes the check, and the table again")
  func roundTrip() throws {
    let scheme = folder.file("scheme.rdf").path
    let made = try CommandRun(["import", table, "--map", map, "-o", scheme])
    #expect(made.status == 0 && made.output.isEmpty, "\(made.errors)")
    #expect(made.errors.contains("terms.csv: 2 concepts of <https://example.org/scheme/demo>"))
    #expect(try CommandRun(["check", scheme]).status == 0)
    let back = try CommandRun(["import", "--back", scheme, "--map", map])
    let expected =
      "id,label,broader,label@fr\nprovider,provider,role,fournisseur\nrole,role,,rôle\n"
    #expect(
      back.output.split(separator: "\n").map { Set($0.split(separator: ",")) }
        == expected.split(separator: "\n").map { Set($0.split(separator: ",")) }, "\(back.errors)")
    let again = folder.file("again.rdf").path
    try back.output.write(toFile: folder.file("back.csv").path, atomically: true, encoding: .utf8)
    #expect(
      try CommandRun(["import", folder.file("back.csv").path, "--map", map, "-o", again]).status
        == 0)
    #expect(try folder.text("again.rdf") == folder.text("scheme.rdf"))
  }

  @Test("changing one word of the table changes one line of the scheme")
  func oneLine() throws {
    let before = try CommandRun(["import", table, "--map", map]).output
    let changed = try folder.write(
      Self.table.replacing("fournisseur", with: "prestataire"), to: "changed.csv")
    let after = try CommandRun(["import", changed, "--map", map]).output
    let lines = (before.split(separator: "\n"), after.split(separator: "\n"))
    #expect(lines.0.count == lines.1.count)
    #expect(zip(lines.0, lines.1).filter { $0 != $1 }.count == 1)
  }

  @Test("--update keeps what the table does not speak of; --to writes other syntaxes")
  func update() throws {
    let scheme = try folder.write(
      """
      @prefix dct: <http://purl.org/dc/terms/> .
      <https://example.org/scheme/demo> dct:title "A demonstration"@en .

      """, to: "scheme.ttl")
    let run = try CommandRun(
      ["import", table, "--map", map, "--update", scheme, "--to", "turtle"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"A demonstration\"@en") && run.output.contains("fournisseur"))
  }

  @Test("all problems of a table come with their places, and nothing is written")
  func problems() throws {
    let wrong = try folder.write("id,label,broader\na,,x\nb,y,z\n", to: "wrong.csv")
    let output = folder.file("none.rdf").path
    let run = try CommandRun(["import", wrong, "--map", map, "-o", output])
    #expect(run.status == 2)
    #expect(run.errorLines.count == 3, "\(run.errors)")
    #expect(run.errors.contains("wrong.csv:2:3: error table-missing-value"))
    #expect(run.errors.contains("wrong.csv:3:5: error table-unknown-reference"))
    #expect(!FileManager.default.fileExists(atPath: output))
    let map = try folder.write("columns: [", to: "bad.yaml")
    let bad = try CommandRun(["import", table, "--map", map])
    #expect(bad.status == 2 && bad.errors.contains("error column-map"), "\(bad.errors)")
    let missing = try CommandRun(["import", "/nowhere.csv", "--map", self.map])
    #expect(missing.status == 2 && missing.errors.contains("error file-not-found"))
  }

  @Test("a scheme becomes a workbook and comes back the same")
  func workbookRoundTrip() throws {
    let scheme = folder.file("scheme.rdf").path
    let book = folder.file("terms.xlsx").path
    let again = folder.file("again.rdf").path
    _ = try CommandRun(["import", table, "--map", map, "-o", scheme])
    let back = try CommandRun(["import", "--back", scheme, "--map", map, "-o", book])
    #expect(back.status == 0, "\(back.errors)")
    let run = try CommandRun(["import", book, "--sheet", "Terms", "--map", map, "-o", again])
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.text("again.rdf") == folder.text("scheme.rdf"))
    let other = try CommandRun(["import", book, "--sheet", "Other", "--map", map])
    #expect(other.status == 2 && other.errors.contains("there is no sheet 'Other'"))
  }

  @Test("a file that is called a workbook and is none is an error, not a table")
  func workbook() throws {
    let file = folder.file("terms.xlsx")
    try Data([0x50, 0x4B, 0x03, 0x04, 0, 0]).write(to: file)
    let run = try CommandRun(["import", file.path, "--map", map])
    #expect(run.status == 2 && run.errors.contains("error table-workbook"), "\(run.errors)")
  }
}
