import Foundation
import Testing

@Suite("diff")
struct DiffCommandTests {
  private static let prefixes = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix e: <http://example.org/> .

    """
  private static let old =
    prefixes + """
      e:s a skos:ConceptScheme .
      e:bias a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "bias"@en ;
        skos:definition [ rdf:value "a leaning"@en ] .
      e:harm a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "harm"@en .
      """
  private static let new =
    prefixes + """
      e:s a skos:ConceptScheme .
      e:bias a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "bias"@en ;
        skos:definition [ rdf:value "a systematic difference"@en ] .
      e:risk a skos:Concept ; skos:inScheme e:s ; skos:prefLabel "risk"@en ; skos:broader e:bias .
      """

  private static func run(
    _ arguments: [String], old: String = old, new: String = new
  ) throws -> CommandRun {
    let scratch = try ScratchFolder()
    return try CommandRun(
      ["diff", try scratch.write(old, to: "old.ttl"), try scratch.write(new, to: "new.ttl")]
        + arguments)
  }

  @Test("text names what was added, removed and redefined")
  func text() throws {
    let run = try Self.run([])
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("1 added, 1 removed, 1 redefined\n"))
    #expect(
      run.output.contains("  http://example.org/risk (risk)\n") || run.output.contains("e:risk"))
    #expect(run.output.contains("    + \"a systematic difference\"@en\n"))
  }

  @Test("JSON has all kinds of change, and a summary")
  func json() throws {
    let run = try Self.run(["--format", "json"])
    let answer = try run.json()
    for kind in [
      "added", "removed", "renamed", "split", "merged", "moved", "relabelled", "redefined",
    ] {
      #expect(answer[kind] is [Any], "\(kind)")
    }
    let summary = try #require(answer["summary"] as? [String: Int])
    #expect(summary["added"] == 1 && summary["redefined"] == 1 && summary["split"] == 0)
  }

  @Test("Markdown is a list below headings")
  func markdown() throws {
    let run = try Self.run(["--format", "markdown"])
    #expect(run.output.contains("\n## Removed\n\n* "))
  }

  @Test("--format rdf gives an update that makes the new edition of the old one")
  func patch() throws {
    let scratch = try ScratchFolder()
    let old = try scratch.write(Self.old, to: "old.ttl")
    let new = try scratch.write(Self.new, to: "new.ttl")
    let patch = scratch.file("patch.ru").path
    #expect(try CommandRun(["diff", old, new, "--format", "rdf", "-o", patch]).status == 0)
    let updated = try CommandRun(
      ["update", "--update-file", patch, "--data", old, "--to", "nquads"])
    #expect(updated.status == 0, "\(updated.errors)")
    let result = try scratch.write(updated.output, to: "result.nq")
    func canonical(_ file: String) throws -> String {
      try CommandRun(["convert", file, "--rdfc10", "sha256"]).output
    }
    #expect(try canonical(result) == canonical(new))
    #expect(try canonical(old) != canonical(new))
  }

  @Test("--exit-status tells whether there is a difference")
  func exitStatus() throws {
    #expect(try Self.run(["--exit-status"]).status == 1)
    #expect(try Self.run(["--exit-status"], new: Self.old).status == 0)
    #expect(try Self.run(["--exit-status", "--format", "rdf"], new: Self.old).status == 0)
    #expect(try Self.run(["--exit-status", "--format", "rdf"]).status == 1)
  }

  @Test("schemes of the data are compared by id; what is neither file nor scheme is told")
  func schemes() throws {
    let scratch = try ScratchFolder()
    let text =
      Self.prefixes + """
        e:s1 a skos:ConceptScheme . e:s2 a skos:ConceptScheme .
        e:a a skos:Concept ; skos:inScheme e:s1 ; skos:prefLabel "bias"@en .
        e:b a skos:Concept ; skos:inScheme e:s2 ; skos:prefLabel "bias"@en .
        e:c a skos:Concept ; skos:inScheme e:s2 ; skos:prefLabel "harm"@en .
        """
    let file = try scratch.write(text, to: "both.ttl")
    let run = try CommandRun(["diff", "s1", "s2", "--data", file])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("1 added, 1 renamed\n"))
    #expect(try CommandRun(["diff", "s1", "nowhere", "--data", file]).status == 1)
    #expect(try CommandRun(["diff", file, "nowhere.ttl"]).status == 2)
    #expect(try CommandRun(["diff", "s1", "s2", "--format", "rdf", "--data", file]).status == 64)
  }
}
