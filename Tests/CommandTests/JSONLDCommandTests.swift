import Foundation
import Testing

@Suite("isogloss with JSON-LD")
struct JSONLDCommandTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("convert reads JSON-LD with contexts that are named, bundled, or given as a file")
  func contexts() throws {
    let context = try folder.write(#"{"@context": {"p": "http://e/p"}}"#, to: "c.json")
    let extra = try folder.write(#"{"@context": {"q": "http://e/q"}}"#, to: "d.json")
    let file = try folder.write(
      #"{"@context": "http://e/c?x=1", "@id": "http://e/a", "p": "1", "q": "2"}"#,
      to: "data.jsonld")
    let run = try CommandRun([
      "convert", file, "--to", "ntriples", "--context", "http://e/c?x=1=" + context,
      "--expand-context", extra,
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output == """
        <http://e/a> <http://e/p> "1" .
        <http://e/a> <http://e/q> "2" .

        """)
    let unknown = try CommandRun(["convert", file, "--to", "ntriples"])
    #expect(unknown.status == 2)
    #expect(unknown.output.isEmpty)
    #expect(unknown.errors.contains("http://e/c?x=1"))
    #expect(unknown.errors.contains("--context IRI=FILE"))
    #expect(unknown.errors.contains("jsonld-loading-remote-context-failed"))
  }

  @Test("convert writes JSON-LD with the contexts named, and reads it again")
  func writing() throws {
    let turtle = try folder.write(
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <http://e/a> a skos:Concept ; skos:prefLabel "bias"@en ; skos:broader <http://e/b> .

      """, to: "data.ttl")
    let name = "http://www.w3.org/2004/02/skos/core"
    let run = try CommandRun(["convert", turtle, "--to", "jsonld", "--context", name])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\"@context\": \"\(name)\""))
    #expect(run.output.contains(#""broader": "http://e/b""#))
    let again = try CommandRun(
      ["convert", "-", "--from", "jsonld", "--to", "turtle"], input: run.output)
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("skos:broader <http://e/b>"))
    let plain = try CommandRun(["convert", turtle, "--to", "jsonld"])
    #expect(plain.output.contains(#""@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}"#))
  }

  @Test(
    "base directions are told as asked",
    arguments: [
      (nil, #""x"@ar--rtl"#), ("i18n-datatype", #""x"^^<https://www.w3.org/ns/i18n#ar_rtl>"#),
      ("compound-literal", "rdf-syntax-ns#direction> \"rtl\""),
    ])
  func directions(mode: String?, part: String) throws {
    let text =
      #"{"@id":"http://e/a","http://e/p":{"@value":"x","@language":"ar","@direction":"rtl"}}"#
    let file = try folder.write(text, to: "data.jsonld")
    let options = mode.map { ["--rdf-direction", $0] } ?? []
    let run = try CommandRun(["convert", file, "--to", "ntriples"] + options)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(part), "\(run.output)")
    let back = try CommandRun(
      ["convert", "-", "--from", "ntriples", "--to", "jsonld"] + options, input: run.output)
    #expect(back.output.contains(#""@direction": "rtl""#), "\(back.output) \(back.errors)")
  }

  @Test("the mode of JSON-LD 1.0 refuses what 1.1 brought")
  func mode() throws {
    let file = try folder.write(
      #"{"@context": {"@version": 1.1}, "http://e/p": 1}"#, to: "data.jsonld")
    let run = try CommandRun(
      ["convert", file, "--to", "turtle", "--processing-mode", "json-ld-1.0"])
    #expect(run.status == 2)
    #expect(run.errors.contains("jsonld-processing-mode-conflict"))
  }

  @Test("options for JSON-LD are refused without JSON-LD")
  func vain() throws {
    let file = try folder.write("<x:a> <x:b> <x:c> .\n", to: "data.nt")
    for options in [
      ["--to", "turtle", "--processing-mode", "json-ld-1.1"],
      ["--to", "turtle", "--context", "http://e/c=" + file],
      ["--to", "jsonld", "--expand-context", file], ["--to", "jsonld", "--context", "c.json"],
      ["--to", "jsonld", "--context", "http://e/c"],
    ] {
      let run = try CommandRun(["convert", file] + options)
      #expect(run.status == 64, "\(options): \(run.errors)")
    }
  }

  @Test("a triple term is refused by name, and nothing is written")
  func tripleTerm() throws {
    let file = try folder.write("<x:a> <x:b> <<( <x:c> <x:d> <x:e> )>> .\n", to: "data.nt")
    let target = folder.file("out.jsonld").path
    let run = try CommandRun(["convert", file, "--to", "jsonld", "-o", target])
    #expect(run.status == 3)
    #expect(run.errors.contains("writing-triple-term"))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test("200,000 levels end in an error")
  func depth() throws {
    let file = try folder.write(String(repeating: "[", count: 200_000), to: "deep.jsonld")
    let run = try CommandRun(["convert", file, "--to", "ntriples"])
    #expect(run.status == 2)
    #expect(run.errors.contains("the limit depth = 1000"))
  }

  @Test("show and export write JSON-LD")
  func concept() throws {
    let show = try CommandRun(["show", "eu-ai-act-2024:provider", "--format", "jsonld"])
    #expect(show.status == 0, "\(show.errors)")
    #expect(try show.json()["@context"] != nil)
    let export = try CommandRun(
      ["export", "--scheme", "eu-ai-act-2024", "--format", "jsonld"])
    #expect(export.status == 0, "\(export.errors)")
    #expect((try export.json()["@graph"] as? [Any])?.isEmpty == false)
  }
}
