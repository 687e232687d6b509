import Foundation
import RDFModel
import Testing
import VocabularyTables

/// The example of Documentation/Importing.md.
@Suite("The page on importing")
struct ImportingTests {
  private let page: String

  init() throws {
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    page = try String(
      contentsOf: root.appendingPathComponent("Documentation/Importing.md"), encoding: .utf8)
  }

  private func block(_ language: String) throws -> String {
    let start = try #require(page.range(of: "```\(language)\n"))
    let end = try #require(page[start.upperBound...].range(of: "```\n"))
    return String(page[start.upperBound..<end.lowerBound])
  }

  @Test("shows a map that reads the table it shows")
  func example() throws {
    let map = try ColumnMapReader().read(block("yaml"), source: "columns.yaml")
    let table = try SeparatedTableReader().read(Array(block("csv").utf8), source: "terms.csv")
    let scheme = try TableImporter(map: map).scheme(of: table, scheme: "demo")
    #expect(scheme.scheme.value == "https://example.org/scheme/demo")
    #expect(
      scheme.concepts.map(\.value) == [
        "https://example.org/demo/role", "https://example.org/demo/provider",
      ])
    let labels = scheme.triples.compactMap { $0.object.literal }.filter { $0.language == "fr" }
    #expect(labels.map(\.lexicalForm) == ["rôle", "fournisseur"])
  }

  @Test("tells every key that a map, a column and a part may have, and no other")
  func keys() throws {
    let told = Set(
      page.matches(of: /\n\| ((?:`[A-Za-z]+`(?:, )?)+) \|/).flatMap { row in
        row.1.split(separator: ", ").map { $0.filter { $0 != "`" } }
      })
    let root = "scheme: https://e.org/s\nconcept: https://e.org/{id}\n"
    // A key that maps do not know is called so; one they know is not, whatever else is wrong.
    func isKnown(_ map: String) -> Bool {
      do {
        _ = try ColumnMapReader().read(map, source: "m")
        return true
      } catch {
        return !error.problems.contains { $0.message.contains("is no part of") }
      }
    }
    for key in told {
      let maps = [
        root + "columns: {a: skos:note}\n\(key): x\n",
        root + "columns:\n  a: {property: skos:note, \(key): x}\n",
        root + "columns: {a: skos:note}\nparts:\n  p: {link: skos:note, \(key): x}\n",
      ]
      #expect(maps.contains { isKnown($0) }, "\(key)")
    }
    #expect(told.count == 23)
    #expect(!isKnown(root + "columns: {a: skos:note}\nother: x\n"))
  }
}
