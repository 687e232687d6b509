import Foundation
import Testing

@Suite("isogloss query, convert, check, export on files")
struct DataCommandTests {
  private static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix ex: <http://example.org/> .
    ex:s a skos:ConceptScheme .
    ex:a a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "bias"@en, "biais"@fr ;
      skos:definition "A slant."@en ; skos:broader ex:b ; skos:exactMatch <http://other.org/a> .
    ex:b a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "harm"@en ;
      skos:definition "A damage."@en .

    """

  private let folder: ScratchFolder
  private let file: String

  init() throws {
    folder = try ScratchFolder()
    file = try folder.write(Self.turtle, to: "data.ttl")
  }

  // MARK: query

  @Test(
    "results in each format",
    arguments: [
      ("table", "?l"), ("json", "\"bindings\""), ("xml", "<sparql"), ("csv", "l\r\n"),
      ("tsv", "?l\n"),
    ])
  func selectFormats(_ format: String, _ part: String) throws {
    let run = try CommandRun(
      [
        "query", "SELECT ?l { ?c skos:prefLabel ?l FILTER(LANG(?l) = 'fr') }", "--data", file,
        "--results", format,
      ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(part))
    #expect(run.output.contains("biais"))
  }

  @Test(
    "a graph is Turtle unless another syntax is wanted",
    arguments: ["ntriples", "rdfxml", "jsonld"])
  func graphFormats(_ format: String) throws {
    let query = "CONSTRUCT { ?c rdfs:label ?l } { ?c skos:prefLabel ?l }"
    let turtle = try CommandRun(["query", query, "--data", file])
    #expect(turtle.output.contains("rdfs:label"))
    let other = try CommandRun(["query", query, "--data", file, "--results", format])
    #expect(other.status == 0)
    let part =
      switch format {
      case "rdfxml": "<rdf:RDF"
      case "jsonld": #""@id": "ex:a""#
      default: "<http://example.org/a> <"
      }
    #expect(other.output.contains(part))
    let wrong = try CommandRun(["query", query, "--data", file, "--results", "csv"])
    #expect(wrong.status == 64)
  }

  @Test("the query may come last, from a file, or from standard input")
  func whereTheQueryIs() throws {
    let query = "SELECT (COUNT(*) AS ?n) { ?c a skos:Concept }"
    let path = try folder.write(query, to: "q.rq")
    let runs = [
      try CommandRun(["query", "--results", "csv", "--data", file, query]),
      try CommandRun(["query", "--data", file, "--results", "csv", query]),
      try CommandRun(["query", "--query-file", path, "--data", file, "--results", "csv"]),
      try CommandRun(
        ["query", "--query-file", "-", "--data", file, "--results", "csv"], input: query),
      try CommandRun(
        ["query", query, "--data", "-", "--from", "turtle", "--results", "csv"],
        input: Self.turtle),
    ]
    for run in runs {
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "n\r\n2\r\n")
    }
  }

  @Test("named graphs stay out of the default graph; FROM chooses among what is given")
  func graphs() throws {
    let named = try folder.write("<http://e/x> <http://e/p> 1 .", to: "named.ttl")
    let data = ["--data", file, "--named-graph", "http://e/g?x=1=" + named, "--results", "csv"]
    func count(_ query: String) throws -> String {
      try CommandRun(["query", query] + data).output
    }
    #expect(try count("SELECT (COUNT(*) AS ?n) { <http://e/x> ?p ?o }") == "n\r\n0\r\n")
    #expect(
      try count("SELECT (COUNT(*) AS ?n) { GRAPH <http://e/g?x=1> { ?s ?p ?o } }") == "n\r\n1\r\n")
    #expect(
      try count("SELECT (COUNT(*) AS ?n) FROM <http://e/g?x=1> { ?s ?p ?o }") == "n\r\n1\r\n")
    #expect(
      try count("SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> { ?s ?p ?o }") == "n\r\n0\r\n")
  }

  @Test("the graphs of an N-Quads file stay out of the default graph")
  func quads() throws {
    let quads = try folder.write(
      "<http://e/x> <http://e/p> <http://e/y> <http://e/g> .\n<http://e/x> <http://e/p> \"1\" .\n",
      to: "data.nq")
    let run = try CommandRun(
      ["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "--data", quads, "--results", "csv"])
    #expect(run.output == "n\r\n1\r\n")
  }

  @Test("--parse-only ends with 0 or 2, with the place of the mistake")
  func parseOnly() throws {
    #expect(try CommandRun(["query", "ASK { ?s ?p ?o }", "--parse-only"]).status == 0)
    let wrong = try CommandRun(["query", "SELECT ?s\nWHERE { ?s ?p }", "--parse-only"])
    #expect(wrong.status == 2)
    #expect(wrong.errorLines.count == 1)
    #expect(wrong.errors.contains(/^query:2:\d+: error sparql-[a-z-]+: .+; .+\n$/))
  }

  @Test("--exit-status, --explain, --timeout, SERVICE")
  func options() throws {
    #expect(try CommandRun(["query", "ASK { 1 2 3 }", "--data", file]).status == 2)
    let no = ["query", "ASK { ?s skos:nothing ?o }", "--data", file]
    #expect(try CommandRun(no).status == 0)
    #expect(try CommandRun(no + ["--exit-status"]).status == 1)
    let plan = try CommandRun(["query", "SELECT * { ?s ?p ?o }", "--data", file, "--explain"])
    #expect(plan.output.contains("rows"))
    let long = """
      SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o . \
      FILTER(?c != ?f) }
      """
    let slow = try CommandRun(["query", long, "--timeout", "0.2"])
    #expect(slow.status == 3)
    #expect(slow.errors.contains("error query-timeout: "))
    let service = try CommandRun(["query", "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }"])
    #expect(service.status == 2)
    #expect(service.errors.contains("SERVICE"))
  }

  @Test("--entailment adds what follows")
  func entailment() throws {
    let query = [
      "query", "SELECT ?x { <http://example.org/b> skos:narrowerTransitive ?x }", "--data", file,
      "--results", "csv",
    ]
    #expect(try CommandRun(query).output == "x\r\n")
    let skos = try CommandRun(query + ["--entailment", "skos"])
    #expect(skos.output == "x\r\nhttp://example.org/a\r\n", "\(skos.errors)")
    let rdfs = try CommandRun([
      "query", "ASK { skos:broader a rdf:Property }", "--data", file, "--entailment", "rdfs",
      "--exit-status",
    ])
    #expect(rdfs.status == 0)
  }

  @Test("isogloss:search finds concepts by their labels")
  func labelSearch() throws {
    let query = """
      PREFIX ex: <http://example.org/>
      SELECT ?c ?t ?n ?b { (?c ?t ?n) isogloss:search ("bia*" "fr") OPTIONAL { ?c skos:broader ?b } }
      """
    let run = try CommandRun(["query", query, "--data", file, "--results", "csv"])
    #expect(
      run.output
        == "c,t,n,b\r\nhttp://example.org/a,biais,1,http://example.org/b\r\n", "\(run.errors)")
    let typo = ["query", "ASK { ?c isogloss:search \"biaz\" }", "--data", file, "--exit-status"]
    #expect(try CommandRun(typo).status == 0)
    let strict = ["query", "ASK { ?c isogloss:search \"biaz*\" }", "--data", file, "--exit-status"]
    #expect(try CommandRun(strict).status == 1)
    let wrong = try CommandRun(["query", "ASK { ?c isogloss:search (\"a\" \"en\" 0) }"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("query-wrong-arguments"))
  }

  // MARK: convert

  @Test(
    "every syntax comes back as the same triples",
    arguments: ["rdfxml", "turtle", "ntriples", "nquads", "trig"])
  func convert(_ format: String) throws {
    let target = folder.file("converted").path
    let there = try CommandRun(["convert", file, "--to", format, "-o", target])
    #expect(there.status == 0, "\(there.errors)")
    #expect(there.output.isEmpty)
    let back = try CommandRun(["convert", target, "--from", format, "--to", "ntriples"])
    let straight = try CommandRun(["convert", file, "--to", "ntriples"])
    func lines(_ text: String) -> [Substring] { text.split(separator: "\n").sorted() }
    #expect(lines(back.output) == lines(straight.output))
  }

  @Test("blank nodes of several files are kept apart")
  func severalFiles() throws {
    let paths = try ["1", "2"].map {
      try folder.write("_:b <http://e/p> \"\($0)\" .\n", to: "\($0).nt")
    }
    let run = try CommandRun(["convert"] + paths + ["--to", "ntriples"])
    #expect(
      run.output == "_:d1-b <http://e/p> \"1\" .\n_:d2-b <http://e/p> \"2\" .\n")
    let single = try CommandRun(["convert", paths[0], "--to", "ntriples"])
    #expect(single.output == "_:b <http://e/p> \"1\" .\n")
  }

  @Test("named graphs go to N-Quads, and nothing is written where they do not fit")
  func namedGraphs() throws {
    let quads = "<http://e/x> <http://e/p> <http://e/y> <http://e/g> .\n"
    let path = try folder.write(quads, to: "g.nq")
    #expect(try CommandRun(["convert", path, "--to", "nquads"]).output == quads)
    let trig = folder.file("g.trig").path
    #expect(try CommandRun(["convert", path, "--to", "trig", "-o", trig]).status == 0)
    #expect(try CommandRun(["convert", trig, "--to", "nquads"]).output == quads)
    let target = try folder.write("old", to: "target.ttl")
    let run = try CommandRun(["convert", path, "--to", "turtle", "-o", target])
    #expect(run.status == 3)
    #expect(run.errors.contains("error writing-named-graph: "))
    #expect(try folder.text("target.ttl") == "old")
  }

  @Test("a broken file leaves the old one in place and nothing beside it")
  func wholeOrNothing() throws {
    let broken = try folder.write("<http://e/x> <http://e/p> <http://e/y> .\n<oops", to: "b.nt")
    let target = try folder.write("old", to: "target.nt")
    let before = folder.names
    let run = try CommandRun(["convert", broken, "--to", "ntriples", "-o", target])
    #expect(run.status == 2)
    #expect(run.errors.contains(/^\S+b\.nt:2:\d+: error [a-z-]+: [^\n]+; [^\n]+\n$/))
    #expect(try folder.text("target.nt") == "old")
    #expect(folder.names == before)
    let nowhere = try CommandRun(["convert", file, "--to", "turtle", "-o", "/nowhere/at/all"])
    #expect(nowhere.status == 3)
    #expect(nowhere.errors.contains("error file-unwritable: "))
  }

  // MARK: check

  @Test("an error ends with 1 and points at file and line")
  func checkError() throws {
    let path = try folder.write(
      Self.turtle + "ex:a skos:prefLabel \"slant\"@en .\n", to: "wrong.ttl")
    let run = try CommandRun(["check", path, "--format", "json"])
    #expect(run.status == 1)
    let object = try run.json()
    let findings = try #require(object["findings"] as? [[String: Any]])
    let finding = try #require(findings.first { $0["code"] as? String == "S14" })
    #expect(finding["severity"] as? String == "error")
    #expect(finding["file"] as? String == path)
    #expect((finding["line"] as? Int ?? 0) > 0)
    #expect((finding["cause"] as? [Any])?.isEmpty == false)
    #expect((finding["remedy"] as? String)?.isEmpty == false)
    #expect(finding["subject"] as? String == "http://example.org/a")
    #expect((object["summary"] as? [String: Any])?["errors"] as? Int == 1)
    let text = try CommandRun(["check", path])
    #expect(text.status == 1)
    #expect(text.output.contains(/wrong\.ttl:\d+: error S14: .+; .+/))
    #expect(try CommandRun(["check", path, "--rules", "S13,S27"]).status == 0)
  }

  @Test("the shipped vocabularies have no error, as a folder or without being named")
  func checkShipped() throws {
    for arguments in [["check"], ["check", CommandRun.ontology.path + "/"]] {
      let run = try CommandRun(arguments)
      #expect(run.status == 0, "\(run.output.prefix(500))")
      #expect(run.output.hasSuffix("0 errors, 0 warnings\n"))
    }
  }

  // MARK: export

  @Test(
    "every format is written",
    arguments: [
      ("html", "<!DOCTYPE html>"), ("markdown", "# "), ("sssom", "subject_id"),
      ("turtle", "skos:prefLabel"), ("rdfxml", "<rdf:RDF"), ("ntriples", "prefLabel>"),
    ])
  func export(_ format: String, _ part: String) throws {
    let run = try CommandRun(["export", "--data", file, "--scheme", "s", "--format", format])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.lowercased().contains(part.lowercased()))
  }

  @Test("a mapping set that is shipped comes out byte by byte")
  func sssom() throws {
    let path = CommandRun.ontology.appendingPathComponent("mappings/false-friends.sssom.tsv").path
    let run = try CommandRun(["export", "--data", path, "--format", "sssom"])
    #expect(run.status == 0)
    #expect(run.output == (try String(contentsOfFile: path, encoding: .utf8)))
  }
}
