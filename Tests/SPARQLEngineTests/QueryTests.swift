import Foundation
import RDFGraph
import RDFModel
import RDFSyntax
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// A small graph and the answers that queries get from it.
struct QueryFixture {
  var engine: QueryEngine

  init(_ turtle: String, options: QueryOptions = QueryOptions()) throws {
    var builder = try GraphBuilder()
    var reader = TriGReader(options: ReaderOptions())
    let bytes = Array(turtle.utf8)
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    engine = QueryEngine(snapshot: builder.finish(), options: options)
  }

  /// The rows of a SELECT as text, terms apart by spaces, `-` for no value, sorted unless the
  /// query orders them.
  func rows(_ query: String) throws -> [String] {
    let parsed = try SPARQLParser.parse(
      query: query, prefixes: PrefixMap(["": IRI(trusted: "http://example.org/")]))
    guard case .solutions(let solutions) = try engine.evaluate(parsed) else { return ["no rows"] }
    let rows = solutions.map { solution in
      solution.terms.map { $0.map(Self.short) ?? "-" }.joined(separator: " ")
    }
    return query.contains("ORDER BY") ? rows : rows.sorted()
  }

  private static func short(_ term: Term) -> String {
    switch term {
    case .iri(let iri): String(iri.value.split(separator: "/").last ?? "")
    case .literal(let literal): literal.lexicalForm
    default: term.description
    }
  }
}

private let family = """
  @prefix : <http://example.org/> .
  :a :parent :b . :b :parent :c . :c :parent :a . :d :parent :a .
  :a :name "Ann"@en, "Anna"@de . :b :name "Bob"@en . :d :age 7 . :a :age 40 . :b :age 40.0 .
  :g1 { :a :likes :b . :b :likes :c } :g2 { :b :likes :a }
  """

/// SPARQL 1.1 Query, section 18.
@Suite struct QueryTests {
  @Test(arguments: [
    // 5: basic graph patterns
    ("SELECT ?x { ?x :parent :a }", ["c", "d"]),
    ("SELECT ?x ?z { ?x :parent ?y . ?y :parent ?z }", ["a c", "b a", "c b", "d b"]),
    ("SELECT ?x { ?x :parent ?x }", []),
    // 6: optional, with a condition that sees both sides
    (
      "SELECT ?x ?n { ?x :parent ?y OPTIONAL { ?x :name ?n FILTER(LANG(?n) = \"en\") } }",
      ["a Ann", "b Bob", "c -", "d -"]
    ),
    (
      "SELECT ?x ?n { ?x :age ?a OPTIONAL { ?x :name ?n FILTER(?a > 10) } }",
      ["a Ann", "a Anna", "b Bob", "d -"]
    ),
    // A nested group does not see what its surroundings bind.
    ("SELECT ?x { ?x :age ?a { ?x :name ?n FILTER(BOUND(?a)) } }", []),
    // 7, 8: union, minus, exists
    ("SELECT ?x { { ?x :age 7 } UNION { ?x :name \"Bob\"@EN } }", ["b", "d"]),
    ("SELECT ?x { ?x :parent ?y MINUS { ?x :name ?n } }", ["c", "d"]),
    ("SELECT ?x { ?x :parent ?y MINUS { ?p :name ?q } }", ["a", "b", "c", "d"]),
    ("SELECT ?x { ?x :age ?a FILTER NOT EXISTS { ?y :parent ?x FILTER(?a = 40) } }", ["d"]),
    ("SELECT ?x { ?x :age ?a FILTER(EXISTS { ?x :name ?n } || ?a < 10) }", ["a", "b", "d"]),
    // 9: property paths
    ("SELECT ?x { :d :parent+ ?x }", ["a", "b", "c"]),
    ("SELECT ?x { :d :parent* ?x }", ["a", "b", "c", "d"]),
    ("SELECT ?x { ?x :parent+ :d }", []),
    ("SELECT ?x { :d :parent? ?x }", ["a", "d"]),
    ("SELECT ?x { :a ^:parent/:age ?x }", ["7"]),
    ("SELECT ?x { :a (:parent|^:parent) ?x }", ["b", "c", "d"]),
    ("SELECT ?x { :d !:parent ?x }", ["7"]),
    ("SELECT ?x { :a !(:name|:age|^:likes) ?x }", ["b", "c", "d"]),
    ("SELECT ?x { :nobody :parent* ?x }", ["nobody"]),
    ("SELECT ?x { ?x :parent+ ?x }", ["a", "b", "c"]),
    // 10: bind and values
    ("SELECT ?x ?z { ?x :age ?y BIND(?y + 1 AS ?z) }", ["a 41", "b 41", "d 8"]),
    (
      "SELECT ?x ?a { VALUES (?x ?a) { (:a UNDEF) (:d 7) (:d 8) } ?x :age ?a }",
      ["a 40", "d 7"]
    ),
    // 11: aggregates
    ("SELECT (COUNT(*) AS ?n) (SUM(?a) AS ?s) (AVG(?a) AS ?m) { ?x :age ?a }", ["3 87 29"]),
    ("SELECT (COUNT(*) AS ?n) { ?x :nothing ?a }", ["0"]),
    ("SELECT ?x (COUNT(?n) AS ?c) { ?x :name ?n } GROUP BY ?x HAVING(COUNT(?n) > 1)", ["a 2"]),
    (
      "SELECT (MIN(?n) AS ?l) (GROUP_CONCAT(?p;SEPARATOR=\"+\") AS ?g) { ?x :name ?n . ?x :p ?p }",
      ["- "]
    ),
    // 12: sub-queries hide what they do not project
    ("SELECT ?x ?y { { SELECT ?x { ?x :parent ?y . ?y :age 40 } } ?x :age ?y }", ["d 7"]),
    // 13: datasets
    ("SELECT ?g ?x { GRAPH ?g { ?x :likes ?y } }", ["g1 a", "g1 b", "g2 b"]),
    ("SELECT ?g { GRAPH ?g { } }", ["g1", "g2"]),
    ("SELECT ?x ?y { GRAPH :g1 { ?x :likes ?y } }", ["a b", "b c"]),
    ("SELECT ?g ?x { GRAPH ?g { ?x :likes+ :c } }", ["g1 a", "g1 b"]),
    ("SELECT ?x FROM :g1 FROM :g2 { ?x :likes ?y }", ["a", "b", "b"]),
    ("SELECT ?g FROM NAMED :g2 { GRAPH ?g { ?x :likes ?y } }", ["g2"]),
    ("SELECT ?x { ?x :likes ?y }", []),
    // 15: modifiers
    ("SELECT ?x ?a { ?x :age ?a } ORDER BY ?a DESC(?x) LIMIT 2", ["d 7", "b 40.0"]),
    ("SELECT DISTINCT ?y { ?x :parent ?y . ?z :parent ?x }", ["a", "b", "c"]),
    ("SELECT ?x { ?x :parent ?y } ORDER BY ?x OFFSET 1 LIMIT 2", ["b", "c"]),
    // 17: values, not terms, are compared
    ("SELECT ?x { ?x :age ?a FILTER(?a = 40) }", ["a", "b"]),
    ("SELECT ?x { ?x :age ?a FILTER(?a IN (7, 1/0)) }", ["d"]),
    ("SELECT (COALESCE(1/0, STRLEN(\"äöü\"), 9) AS ?v) {}", ["3"]),
    ("SELECT (REPLACE(\"a1b2\", \"[0-9]\", \"<$0>\") AS ?v) {}", ["a<1>b<2>"]),
    ("SELECT (SUBSTR(\"foobar\", 4) AS ?v) (UCASE(\"ß\") AS ?w) {}", ["bar SS"]),
  ])
  func answers(_ query: String, _ rows: [String]) throws {
    let prefix = "PREFIX : <http://example.org/> "
    #expect(try QueryFixture(family).rows(prefix + query) == rows)
  }

  @Test func unionOfAllGraphsIsADefaultGraph() throws {
    var options = QueryOptions()
    options.defaultGraph = .union
    let fixture = try QueryFixture(family, options: options)
    #expect(try fixture.rows("SELECT ?x { ?x :likes ?y }") == ["a", "b", "b"])
    #expect(try fixture.rows("SELECT ?x { ?x :likes+ :a }") == ["a", "b"])
  }

  @Test func limitsAreNamed() throws {
    var options = QueryOptions()
    options.maximumRows = 3
    let query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
    #expect { try QueryFixture(family, options: options).rows(query) } throws: { error in
      (error as? EngineError)?.code == .tooManyRows
    }
    options = QueryOptions()
    options.timeout = .milliseconds(20)
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    #expect { try QueryFixture(family, options: options).rows(slow) } throws: { error in
      (error as? EngineError)?.code == .timeout
    }
    options = QueryOptions()
    options.maximumBytes = 10_000
    let big = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    #expect { try QueryFixture(family, options: options).rows(big) } throws: { error in
      (error as? EngineError)?.code == .tooMuchMemory
    }
  }

  @Test func unknownFunctionsAreNamed() throws {
    let query = "SELECT (<http://example.org/f>(1) AS ?x) {}"
    #expect { try QueryFixture(family).rows(query) } throws: { error in
      guard let error = error as? EngineError else { return false }
      return error.code == .unsupported && error.message.contains("http://example.org/f")
    }
  }

  @Test func distinctDoesNotSeeBlankNodesOrSteps() throws {
    let fixture = try QueryFixture(family)
    #expect(
      try fixture.rows("SELECT (COUNT(DISTINCT *) AS ?n) { ?x :age [] . ?x :name [] }") == ["2"])
    #expect(
      try fixture.rows("SELECT DISTINCT * { ?x (:parent|^:parent)/:name ?n }").count == 8)
  }

  @Test func deepQueriesFitTheStackOfASecondaryThread() async throws {
    let engine = try QueryFixture(family).engine
    let depth = 120
    let texts = [
      "{ ?x :parent ?y " + String(repeating: "OPTIONAL { ?x :name ?n } ", count: depth) + "}",
      String(repeating: "{ ", count: depth) + "?x :parent ?y"
        + String(repeating: " }", count: depth),
      String(repeating: "{ ?x :parent ?y FILTER EXISTS ", count: depth / 2) + "{ }"
        + String(repeating: " }", count: depth / 2),
      "{ ?x :age ?a FILTER(" + String(repeating: "!(", count: 60) + "?a = 7"
        + String(repeating: ")", count: 60) + ") }",
      String(repeating: "{ ?x :parent ?y MINUS ", count: depth / 2) + "{ ?x :age ?a }"
        + String(repeating: " }", count: depth / 2),
    ]
    let chain = String(repeating: "?x :parent ?y } UNION { ", count: 400)
    for text in texts + ["{ { " + chain + "} }"] {
      let query = try SPARQLParser.parse(
        query: "SELECT * " + text, prefixes: PrefixMap(["": IRI(trusted: "http://example.org/")]))
      let count: Int? = await withCheckedContinuation { continuation in
        let thread = Thread {
          let result = try? engine.evaluate(query)
          if case .solutions(let solutions)? = result {
            continuation.resume(returning: solutions.count)
          } else {
            continuation.resume(returning: nil)
          }
        }
        thread.stackSize = 512 << 10
        thread.start()
      }
      #expect(count != nil, "\(text.prefix(60))")
    }
  }

  @Test func describeFollowsBlankNodes() throws {
    let fixture = try QueryFixture(
      "@prefix : <http://example.org/> . :a :p [ :q [ :r 1 ] ] . :b :p :a .")
    let query = try SPARQLParser.parse(query: "DESCRIBE <http://example.org/a>")
    guard case .graph(let graph) = try fixture.engine.evaluate(query) else {
      Issue.record("no graph")
      return
    }
    #expect(graph.count == 3)
    var collector = QuadCollector()
    try graph.write(into: &collector)
    #expect(collector.quads.map(\.triple) == graph.triples)
  }
}

/// What came out of comparing the engine with the reference.
@Suite("What random queries have found")
struct RandomFindingTests {
  /// RDF 1.1 Concepts, section 3.3: literals are compared character by character.
  @Test func equivalentCharactersAreNotEqual() throws {
    let fixture = try QueryFixture("@prefix : <http://example.org/> . :a :name \"\u{E9}\" .")
    #expect(try fixture.rows("SELECT ?x { ?x :name \"e\u{301}\" }") == [])
    #expect(try fixture.rows("SELECT ?x { ?x :name ?n FILTER(?n = \"e\u{301}\") }") == [])
    #expect(
      try fixture.rows(
        "SELECT (COUNT(DISTINCT ?v) AS ?c) { VALUES ?v { \"\u{E9}\" \"e\u{301}\" } }")
        == ["2"])
  }

  @Test func descriptionsHoldWhatWasAddedAndNotWhatWasDeleted() throws {
    let update = try SPARQLParser.parse(
      update: """
        PREFIX : <http://example.org/>
        DELETE DATA { :a :parent :b } ; INSERT DATA { :a :parent [ :name "C" ] }
        """)
    let changed = try UpdateEngine().apply(update, to: QueryFixture(family).engine.snapshot)
    let query = try SPARQLParser.parse(query: "DESCRIBE <http://example.org/a>")
    guard case .graph(let graph) = try QueryEngine(snapshot: changed).evaluate(query) else {
      Issue.record("no graph")
      return
    }
    let objects = graph.triples.map(\.object)
    #expect(objects.contains(.literal(Literal("C"))) && objects.count == 5)
    #expect(!objects.contains(.iri(IRI(trusted: "http://example.org/b"))))
  }
}
