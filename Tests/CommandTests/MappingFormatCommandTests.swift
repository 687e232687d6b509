import Foundation
import Testing

@Suite("isogloss convert, export, check: formats of mapping sets")
struct MappingFormatCommandTests {
  private let folder: ScratchFolder
  private let table: String

  init() throws {
    folder = try ScratchFolder()
    table = try folder.write(
      """
      #curie_map:
      #  a: https://example.org/a/
      #  b: https://example.org/b/
      #mapping_set_id: https://example.org/set
      #license: https://creativecommons.org/publicdomain/zero/1.0/
      subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tconfidence
      a:1\tskos:exactMatch\t\tb:1\tsemapv:ManualMappingCuration\t0.9
      a:2\tskos:broadMatch\t\tb:1\tsemapv:ManualMappingCuration\t
      a:3\tskos:exactMatch\tNot\tb:3\tsemapv:ManualMappingCuration\t

      """, to: "set.sssom.tsv")
  }

  private func converted(_ path: String, to format: String, as name: String) throws -> String {
    let file = folder.file(name).path
    let run = try CommandRun(["convert", path, "--to", format, "-o", file])
    #expect(run.status == 0, "\(run.errors)")
    return file
  }

  @Test("a table comes back byte for byte through JSON and every syntax of RDF")
  func roundTrips() throws {
    let original = try folder.text("set.sssom.tsv")
    for (format, name) in [
      ("sssom-json", "x.sssom.json"), ("turtle", "x.ttl"), ("rdfxml", "x.rdf"), ("nquads", "x.nq"),
      ("ntriples", "x.nt"), ("trig", "x.trig"), ("jsonld", "x.jsonld"),
    ] {
      let path = try converted(table, to: format, as: name)
      let back = try converted(path, to: "sssom", as: "back.sssom.tsv")
      let text = try folder.text("back.sssom.tsv")
      // N-Triples and N-Quads declare no prefixes, RDF/XML only those of its elements.
      let keepsPrefixes = !["nquads", "ntriples", "rdfxml"].contains(format)
      #expect(back.hasSuffix(".tsv"))
      if keepsPrefixes {
        #expect(text == original, "\(format)")
      } else {
        #expect(text.contains("skos:exactMatch\tNot\t"), "\(format)")
      }
    }
  }

  @Test("the Alignment format says what it leaves out, and is read back by its content")
  func alignment() throws {
    let file = folder.file("a.rdf").path
    let run = try CommandRun(["convert", table, "--to", "alignment", "-o", file])
    #expect(run.status == 0)
    #expect(run.errors.contains("1 mapping left out"))
    let back = try CommandRun(["convert", file, "--to", "sssom"])
    #expect(back.status == 0, "\(back.errors)")
    #expect(back.output.contains("a:1\tskos:exactMatch\tb:1\tsemapv:ManualMappingCuration\t0.9\n"))
    #expect(back.output.contains("a:2\tskos:broadMatch\tb:1\tsemapv:ManualMappingCuration\t\n"))
    let raw = try CommandRun(["convert", file, "--from", "rdfxml", "--to", "ntriples"])
    #expect(raw.output.contains("heterogeneity/alignment#Cell>"))
  }

  @Test("--mappings-as chooses statements, axioms or plain triples")
  func forms() throws {
    func triples(_ form: String) throws -> String {
      try CommandRun(["convert", table, "--to", "ntriples", "--mappings-as", form]).output
    }
    #expect(try triples("triples").split(separator: "\n").count == 2)
    #expect(try triples("statements").contains("/a/1> <http://www.w3.org/2004") == false)
    #expect(try triples("owl").contains("<http://www.w3.org/2002/07/owl#Ontology>"))
  }

  @Test("export takes SSSOM, SKOS, OWL and the Alignment format alike, in every format of mappings")
  func export() throws {
    let skos = try folder.write(
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      <https://example.org/a/1> skos:exactMatch <https://example.org/b/1> .
      <https://example.org/a/2> owl:equivalentClass <https://example.org/b/2> .

      """, to: "skos.ttl")
    let alignment = try converted(table, to: "alignment", as: "b.rdf")
    for (path, rows) in [(table, 3), (skos, 2), (alignment, 2)] {
      let run = try CommandRun(["export", "--data", path, "--format", "sssom"])
      #expect(run.status == 0, "\(run.errors)")
      let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(lines.count == rows + 1, "\(path): \(run.output)")
      for format in ["sssom-json", "alignment", "rdf", "owl"] {
        let run = try CommandRun(["export", "--data", path, "--format", format])
        #expect(run.status == 0, "\(format): \(run.errors)")
        #expect(run.output.contains("example.org/b/"))
      }
    }
  }

  @Test("check finds what SSSOM asks for beyond its syntax, with file and line")
  func check() throws {
    let text = try folder.text("set.sssom.tsv")
      .replacing("#license: https://creativecommons.org/publicdomain/zero/1.0/\n", with: "")
      .replacing("subject_id\t", with: "mapping_cardinality\tsubject_id\t")
      .replacing("a:1\t", with: "n:n\ta:1\t").replacing("a:2\t", with: "\ta:2\t")
      .replacing("a:3\t", with: "\ta:3\t")
    let path = try folder.write(text, to: "bad.sssom.tsv")
    let run = try CommandRun(["check", path, "--rules", "sssom-required-slot,sssom-cardinality"])
    #expect(run.status == 1)
    #expect(run.output.contains("bad.sssom.tsv:6: warning sssom-cardinality: "))
    #expect(run.output.contains("error sssom-required-slot: slot license"))
    let sound = try CommandRun(["check", table, "--format", "json"])
    #expect(sound.status == 0)
    #expect(!sound.output.contains("sssom-"))
  }

  @Test("input that breaks the rules is refused with its line, as JSON too")
  func refusals() throws {
    let bad = try folder.write(
      try folder.text("set.sssom.tsv").replacing(
        "semapv:ManualMappingCuration\t0.9", with: "Lexical"),
      to: "bad.sssom.tsv")
    let run = try CommandRun(["convert", bad, "--to", "sssom-json"])
    #expect(run.status == 2)
    #expect(run.errors.contains("bad.sssom.tsv:7:"))
    #expect(run.errors.contains("slot mapping_justification"))
    let empty = try folder.write("<a:a> <a:b> <a:c> .\n", to: "empty.nt")
    #expect(try CommandRun(["convert", empty, "--to", "sssom"]).status == 2)
  }
}
