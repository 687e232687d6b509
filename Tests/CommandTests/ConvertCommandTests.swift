import Testing

@Suite("isogloss convert: canonical forms, lenient reading, limits")
struct ConvertCommandTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  // MARK: canonical forms

  @Test("--canonical gives each statement its one spelling, with labels and order kept")
  func canonical() throws {
    let path = try folder.write(
      """
      _:z\t<http://e/p>  "\\u0041\\t"@EN-gb.
      _:a <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#string> . # comment

      """, to: "a.nt")
    let run = try CommandRun(["convert", path, "--to", "ntriples", "--canonical"])
    #expect(run.status == 0)
    #expect(run.output == "_:z <http://e/p> \"A\\t\"@en-gb .\n_:a <http://e/p> \"1\" .\n")
  }

  @Test("--rdfc10 makes copies with other labels and order the same bytes")
  func canonicalDataset() throws {
    let one = try folder.write(
      "_:a <http://e/p> _:b .\n_:b <http://e/p> \"x\" _:g .\n", to: "1.nq")
    let two = try folder.write(
      "@prefix e: <http://e/> . _:graph { _:x e:p 'x' } _:y e:p _:x .", to: "2.trig")
    let runs = try [one, two].map { try CommandRun(["convert", $0, "--rdfc10", "sha256"]) }
    #expect(runs[0].status == 0, "\(runs[0].errors)")
    #expect(runs[0].output == runs[1].output)
    #expect(runs[0].output.hasSuffix(" .\n"))
    #expect(runs[0].output.contains("_:c14n0 <http://e/p> "))
    let long = try CommandRun(["convert", one, "--rdfc10", "sha384", "--to", "nquads"])
    #expect(long.status == 0)
    let narrow = try CommandRun(["convert", one, "--rdfc10", "sha256", "--to", "ntriples"])
    #expect(narrow.status == 3)
    #expect(narrow.errors.contains("error writing-named-graph: "))
  }

  @Test("--rdfc10 stops at its limit, and refuses triple terms")
  func canonicalDatasetLimits() throws {
    let clique = (0..<12).flatMap { from in
      (0..<12).filter { $0 != from }.map { "_:n\(from) <http://e/p> _:n\($0) .\n" }
    }
    let poison = try folder.write(clique.joined(), to: "poison.nt")
    let run = try CommandRun(["convert", poison, "--rdfc10", "sha256"])
    #expect(run.status == 3)
    #expect(run.errors.contains("error canonicalization-limit: "))
    #expect(run.errors.contains("the limit steps = 65536"))
    #expect(run.output.isEmpty)
    let quoted = try folder.write(
      "<http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> \"x\" )>> .\n", to: "quoted.nt")
    let refused = try CommandRun(["convert", quoted, "--rdfc10", "sha256"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("error canonicalization-triple-term: "))
  }

  @Test(
    "canonical forms go with line-based targets only",
    arguments: [
      ["--rdfc10", "sha256", "--to", "turtle"], ["--rdfc10", "md5"], ["--canonical"],
      ["--rdfc10", "sha256", "--to", "nquads", "--canonical"], [],
    ])
  func usage(_ options: [String]) throws {
    #expect(try CommandRun(["convert", "a.nt"] + options).status == 64)
  }

  // MARK: forms

  @Test("--to-base and --to-language shorten RDF/XML, which reads back the same")
  func rdfXMLScope() throws {
    let path = try folder.write(
      "<http://e/v/a> <http://e/v/p> \"x\"@de ; <http://e/v/q> <http://e/v/b> .\n", to: "a.ttl")
    let options = ["--to-base", "http://e/v/", "--to-language", "de"]
    let run = try CommandRun(["convert", path, "--to", "rdfxml"] + options)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("xml:base=\"http://e/v/\""))
    #expect(run.output.contains("xml:lang=\"de\""))
    #expect(run.output.contains("rdf:about=\"a\""))
    let again = try folder.write(run.output, to: "a.rdf")
    let (before, after) = (
      try CommandRun(["convert", path, "--to", "ntriples"]),
      try CommandRun(["convert", again, "--to", "ntriples"])
    )
    #expect(before.output == after.output)
    #expect(try CommandRun(["convert", path, "--to", "turtle"] + options).status == 64)
    #expect(
      try CommandRun(["convert", path, "--to", "rdfxml", "--to-base", "relative"]).status == 64)
  }

  @Test(
    "--jsonld-form chooses among the forms of JSON-LD",
    arguments: [
      ("compacted", "\"@context\"", "\"@graph\""), ("flattened", "\"@graph\"", "\"@value\": 1"),
      ("expanded", "\"@value\"", "\"@context\""),
    ])
  func jsonLDForm(_ form: String, _ present: String, _ absent: String) throws {
    let path = try folder.write(
      """
      @prefix p: <http://e/v/> .
      p:a p:q [ p:r "x" ] .
      """, to: "a.ttl")
    let run = try CommandRun(["convert", path, "--to", "jsonld", "--jsonld-form", form])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(present), "\(run.output)")
    #expect(!run.output.contains(absent), "\(run.output)")
    let again = try folder.write(run.output, to: "a.jsonld")
    let quads = try CommandRun(["convert", again, "--rdfc10", "sha256"])
    #expect(try quads.output == CommandRun(["convert", path, "--rdfc10", "sha256"]).output)
    #expect(
      try CommandRun(["convert", path, "--to", "turtle", "--jsonld-form", form]).status == 64)
  }

  // MARK: lenient reading

  private static let damaged = """
    <http://e/s> <http://e/p> "1" .
    <http://e/s> <http://e/p> oops .
    <http://e/s> <http://e/p> "2" .
    <http://e/s> <http://e/p%zz> "é" .

    """

  @Test("--lenient tells faults, leaves them out, and ends well")
  func lenient() throws {
    let path = try folder.write(Self.damaged, to: "damaged.nt")
    let strict = try CommandRun(["convert", path, "--to", "ntriples"])
    #expect(strict.status == 2)
    let run = try CommandRun(["convert", path, "--to", "ntriples", "--lenient"])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.errorLines.count == 3)
    #expect(run.errorLines[0].hasPrefix("\(path):2:27: error turtle-unexpected-token: "))
    #expect(run.errorLines[1].hasPrefix("\(path):4:"))
    #expect(run.errorLines[2] == "isogloss: 2 faulty statements left out")
    let quiet = try CommandRun(["convert", path, "--to", "ntriples", "--lenient", "--quiet"])
    #expect(quiet.errorLines.count == 2)
    let turtle = try CommandRun(
      ["convert", path, "--from", "turtle", "--to", "ntriples", "--lenient"])
    #expect(turtle.status == 64)
  }

  @Test("--no-iri-check keeps IRIs as they are, in every syntax")
  func anyIRI() throws {
    let line = "<http://e/s> <http://e/p%zz> \"é\" .\n"
    for (name, text) in [
      ("a.nt", line), ("a.ttl", line), ("a.nq", line), ("a.trig", line),
      (
        "a.rdf",
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/p%">
        <rdf:Description rdf:about="http://e/s"><e:zz>é</e:zz></rdf:Description></rdf:RDF>
        """
      ),
    ] {
      let path = try folder.write(text, to: name)
      #expect(try CommandRun(["convert", path, "--to", "ntriples"]).status == 2, "\(name)")
      let run = try CommandRun(["convert", path, "--to", "ntriples", "--no-iri-check"])
      #expect(run.output == line, "\(name): \(run.errors)")
    }
  }
}
