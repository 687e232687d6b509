import Foundation
import Testing

@Suite("isogloss align")
struct AlignCommandTests {
  private static let source = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix : <https://example.org/a#> .
    :1 a skos:Concept ; skos:prefLabel "Data Subject"@en .
    :2 a skos:Concept ; skos:prefLabel "sandbox"@en .
    """
  private static let target = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix : <https://example.org/b#> .
    :1 a skos:Concept ; skos:prefLabel "data subjects"@en .
    """

  private func run(_ options: String...) throws -> CommandRun {
    let folder = try ScratchFolder()
    let source = try folder.write(Self.source, to: "a.ttl")
    let target = try folder.write(Self.target, to: "b.ttl")
    return try CommandRun(["align", source, target] + options)
  }

  @Test("two files give a mapping set without empty prefixes")
  func files() throws {
    let run = try run("--explain")
    #expect(run.status == 0)
    let rows = run.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(rows.count == 2)
    #expect(rows.last?.contains("skos:exactMatch") == true)
    #expect(!run.output.contains("\n:1"))
    #expect(run.errors.contains("2 and 1 entities"))
  }

  @Test(
    "every format",
    arguments: [
      ("sssom-json", "\"mappings\""), ("alignment", "<Cell"), ("rdf", "rdf:RDF"),
    ])
  func formats(name: String, sign: String) throws {
    let run = try run("--format", name)
    #expect(run.status == 0)
    #expect(run.output.contains(sign))
  }

  @Test("schemes of the shipped vocabularies, and a scheme that nobody knows")
  func schemes() throws {
    let found = try CommandRun(["align", "nist-ai-rmf-1.0", "eu-ai-act-2024", "--threshold", "0.5"])
    #expect(found.status == 0)
    #expect(found.output.contains("nist-ai-rmf-1.0:"))
    let unknown = try CommandRun(["align", "nist-ai-rmf-1.0", "no-such-scheme"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("no-such-scheme"))
  }

  @Test("a threshold outside 0 to 1 is wrong usage")
  func usage() throws {
    #expect(try run("--threshold", "2").status == 64)
  }
}
