import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

private struct Documents: DocumentLoader {
  struct Missing: Error {}

  func load<Sink: TripleSink & ~Copyable>(
    _ source: IRI, into sink: inout Sink, within limits: RemainingLimits
  ) throws {
    var batch = TripleBatch()
    let name = batch.addTerm(.iri, source.value.utf8Span.span)
    batch.addTriple(name, name, batch.addTerm(.blankNode, "b".utf8Span.span))
    try sink.receive(batch)
    if source.value.hasSuffix("broken") { throw Missing() }
  }
}

// Source: SPARQL 1.1 Update, sections 3 and 4

@Suite("Updates")
struct UpdateTests {
  private func apply(
    _ update: String, to turtle: String = "", loader: (any DocumentLoader)? = nil
  ) throws -> [String] {
    var engine = UpdateEngine()
    engine.loader = loader
    let parsed = try SPARQLParser.parse(
      update: update, prefixes: PrefixMap(["": IRI(trusted: "http://e/")]))
    let snapshot = try QueryFixture(turtle).engine.snapshot
    var collector = QuadCollector()
    try engine.apply(parsed, to: snapshot).push(into: &collector)
    return collector.quads.map { quad in
      let terms = [quad.triple.subject, quad.triple.predicate, quad.triple.object]
      let text = terms.map { "\($0)".replacing("<http://e/", with: "").replacing(">", with: "") }
        .joined(separator: " ")
      return text + (quad.graph.map { " @\($0)".replacing("http://e/", with: "") } ?? "")
    }.sorted()
  }

  private static let data = "PREFIX : <http://e/> :a :p :b . :g { :c :p :d }"

  @Test(arguments: [
    ("INSERT DATA { :x :p 1 } ; DELETE WHERE { ?s :p 1 }", ["a p b", "c p d @<g>"]),
    // What is deleted is deleted before anything is inserted.
    ("DELETE { ?s :p ?o } INSERT { ?o :p ?s } WHERE { ?s :p ?o }", ["b p a", "c p d @<g>"]),
    (
      "WITH :g DELETE { ?s ?p ?o } INSERT { ?s ?p :z } WHERE { ?s ?p ?o }", ["a p b", "c p z @<g>"]
    ),
    (
      "INSERT { GRAPH ?g { ?s :q ?g } } WHERE { GRAPH ?g { ?s ?p ?o } }",
      ["a p b", "c p d @<g>", "c q g @<g>"]
    ),
    (
      "INSERT { ?s :n ?n } USING :g WHERE { ?s ?p ?o BIND(1 + 1 AS ?n) }",
      ["a p b", "c n \"2\"^^<http://www.w3.org/2001/XMLSchema#integer", "c p d @<g>"]
    ),
    ("CREATE GRAPH :h ; COPY :g TO :h ; DROP GRAPH :g", ["a p b", "c p d @<h>"]),
    ("CLEAR NAMED", ["a p b"]), ("DROP ALL", []),
    ("INSERT DATA { GRAPH :new { :n :p :n } } ; CLEAR NAMED", ["a p b"]),
    // Templates that make no triple are left out.
    (
      "INSERT { ?o :q ?s . ?nobody :q ?s } WHERE { BIND(1 AS ?o) ?s ?p ?x }",
      ["a p b", "c p d @<g>"]
    ),
  ])
  func operations(_ update: String, _ quads: [String]) throws {
    #expect(try apply(update, to: Self.data) == quads)
  }

  @Test func blankNodesAreNewForEachSolution() throws {
    let quads = try apply(
      "INSERT { [] :of ?s } WHERE { ?s :p ?o }", to: "PREFIX : <http://e/> :a :p 1 . :b :p 2 .")
    let nodes = Set(quads.filter { $0.contains("of") }.map { $0.prefix { $0 != " " } })
    #expect(nodes.count == 2)
  }

  @Test func requestsAreAtomic() throws {
    let snapshot = try QueryFixture(Self.data).engine.snapshot
    let update = try SPARQLParser.parse(
      update: "DROP ALL ; INSERT DATA { <a:a> <a:a> 1 } ; DROP GRAPH <a:missing>")
    #expect { try UpdateEngine().apply(update, to: snapshot) } throws: {
      ($0 as? EngineError)?.code == .graphMissing
    }
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    #expect(collector.quads.count == 2)
  }

  @Test func loadingIsUpToTheHost() throws {
    #expect { try apply("LOAD <file:///etc/passwd>") } throws: {
      ($0 as? EngineError)?.code == .loadRefused
    }
    #expect(try apply("LOAD SILENT <http://e/x>") == [])
    #expect(
      try apply("LOAD <http://e/x> INTO GRAPH :g", loader: Documents()).map { $0.suffix(5) }
        == [" @<g>"])
    // Nothing is left of a document that breaks off.
    #expect(try apply("LOAD SILENT <http://e/broken>", loader: Documents()) == [])
    #expect { try apply("LOAD <http://e/broken>", loader: Documents()) } throws: {
      ($0 as? EngineError)?.code == .loadFailed
    }
  }

  @Test(arguments: [
    ("INSERT DATA { ?s :p 1 }", "sparql-misplaced-variable"),
    ("DELETE DATA { _:a :p 1 }", "sparql-misplaced-blank-node"),
    ("DELETE WHERE { [] :p 1 }", "sparql-misplaced-blank-node"),
    ("INSERT DATA { _:a :p 1 } ; INSERT DATA { _:a :p 1 }", "sparql-blank-node-scope"),
    ("SELECT * {}", "sparql-query-request"),
    ("INSERT { :a :b+ :c } WHERE {}", "sparql-unexpected-token"),
    ("CLEAR :g", "sparql-unexpected-token"),
  ])
  func mistakes(_ update: String, _ code: String) throws {
    #expect { try apply(update) } throws: { ($0 as? SyntaxError)?.code.rawValue == code }
  }
}
