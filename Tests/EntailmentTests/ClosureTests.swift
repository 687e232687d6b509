import Entailment
import RDFGraph
import RDFModel
import RDFSyntax
import Testing

/// A closure of a small graph, asked in prefixed names.
struct ClosureFixture {
  var closure: EntailmentClosure

  static let prefixes = """
    @prefix : <http://example.org/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

    """

  static func triples(_ turtle: String) throws -> [Triple] {
    var collector = QuadCollector()
    var reader = TurtleReader(options: ReaderOptions())
    let bytes = Array((prefixes + turtle).utf8)
    try reader.read(bytes.span, into: &collector)
    try reader.finish(into: &collector)
    return collector.quads.map(\.triple)
  }

  init(_ turtle: String, _ regime: EntailmentRegime) throws {
    var builder = try GraphBuilder()
    var reader = TurtleReader(options: ReaderOptions())
    let bytes = Array((Self.prefixes + turtle).utf8)
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    closure = try EntailmentClosure(of: builder.finish(), regime: regime)
  }

  func holds(_ turtle: String) throws -> Bool {
    let derived = Set(closure.derivedTriples)
    return try Self.triples(turtle).allSatisfy { derived.contains($0) }
  }

  func derivation(_ turtle: String) throws -> Derivation? {
    try Self.triples(turtle).first.flatMap { closure.derivation(of: $0) }
  }
}

/// SKOS Reference: each condition on a graph that it says something about.
@Suite("SKOS rules")
struct SKOSRuleTests {
  @Test(arguments: [
    (":a skos:inScheme :s", ":s a skos:ConceptScheme", "S4"),
    (":s skos:hasTopConcept :a", ":s a skos:ConceptScheme", "S5"),
    (":s skos:hasTopConcept :a", ":a a skos:Concept", "S6"),
    (":a skos:topConceptOf :s", ":a skos:inScheme :s", "S7"),
    (":a skos:topConceptOf :s", ":s skos:hasTopConcept :a", "S8"),
    (":s skos:hasTopConcept :a", ":a skos:topConceptOf :s", "S8"),
    (":a skos:hiddenLabel \"x\"", ":a rdfs:label \"x\"", "S11"),
    (":a skos:scopeNote \"x\"", ":a skos:note \"x\"", "S17"),
    (":a skos:semanticRelation :b", ":a a skos:Concept", "S19"),
    (":a skos:semanticRelation :b", ":b a skos:Concept", "S20"),
    (":a skos:related :b", ":a skos:semanticRelation :b", "S21"),
    (":a skos:broader :b", ":a skos:broaderTransitive :b", "S22"),
    (":a skos:related :b", ":b skos:related :a", "S23"),
    (
      ":a skos:broader :b . :b skos:broader :c", ":a skos:broaderTransitive :c", "S24"
    ),
    (":a skos:broader :b", ":b skos:narrower :a", "S25"),
    (":a skos:narrowerTransitive :b", ":b skos:broaderTransitive :a", "S26"),
    (":o a skos:OrderedCollection", ":o a skos:Collection", "S29"),
    (":k skos:member :a", ":k a skos:Collection", "S31"),
    (":o skos:memberList ()", ":o a skos:OrderedCollection", "S33"),
    (":o skos:memberList (:a :b)", ":o skos:member :b", "S36"),
    (":a skos:mappingRelation :b", ":a skos:semanticRelation :b", "S39"),
    (":a skos:closeMatch :b", ":a skos:mappingRelation :b", "S40"),
    (":a skos:broadMatch :b", ":a skos:broader :b", "S41"),
    (":a skos:exactMatch :b", ":a skos:closeMatch :b", "S42"),
    (":a skos:broadMatch :b", ":b skos:narrowMatch :a", "S43"),
    (":a skos:exactMatch :b", ":b skos:exactMatch :a", "S44"),
    (":a skos:exactMatch :b . :b skos:exactMatch :c", ":a skos:exactMatch :c", "S45"),
    (":a xl:altLabel :l . :l xl:literalForm \"x\"@en", ":a skos:altLabel \"x\"@en", "S56"),
  ])
  func condition(_ stated: String, _ follows: String, _ rule: String) throws {
    let fixture = try ClosureFixture(stated + " .", .skos)
    #expect(try fixture.holds(follows + " ."))
    #expect(try fixture.derivation(follows + " .")?.rule == rule)
  }

  @Test func broaderIsNotTransitive() throws {
    let fixture = try ClosureFixture(":a skos:broader :b . :b skos:broader :c .", .skos)
    #expect(try !fixture.holds(":a skos:broader :c ."))
  }

  @Test func membersOfListsAreExplainedByWhatIsStated() throws {
    let fixture = try ClosureFixture(":o skos:memberList (:a :b) .", .skos)
    let derivation = try #require(try fixture.derivation(":o skos:member :b ."))
    #expect(derivation.premises.count == 3)
    #expect(fixture.closure.derivedTriples.allSatisfy { !"\($0)".contains("urn:isogloss") })
  }
}

/// RDF 1.1 Semantics, section 9, and what the closure promises beside the rules.
@Suite("Closures")
struct ClosureTests {
  @Test func derivationsLeadToWhatIsStated() throws {
    let fixture = try ClosureFixture(
      ":x a :A . :A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", .rdfs)
    var waiting = try ClosureFixture.triples(":x a :C .")
    var steps = 0
    while let next = waiting.popLast(), steps < 10 {
      steps += 1
      if let derivation = fixture.closure.derivation(of: next) { waiting += derivation.premises }
    }
    #expect(steps >= 3 && waiting.isEmpty)
  }

  @Test func additionsGiveWhatAllAtOnceGives() throws {
    let first = ":a skos:broader :b . :c skos:exactMatch :d . :o skos:memberList (:a) ."
    let second = ":b skos:broader :e . :d skos:exactMatch :f . :b skos:topConceptOf :s ."
    for regime in EntailmentRegime.allCases {
      var steps = try ClosureFixture(first, regime)
      let before = steps.closure.derivedCount
      try steps.closure.add(try ClosureFixture.triples(second))
      let whole = try ClosureFixture(first + second, regime)
      let stated = Set(try ClosureFixture.triples(second))
      func ground(_ closure: EntailmentClosure) -> Set<Triple> {
        Set(closure.derivedTriples.filter { !"\($0)".contains("_:") }).subtracting(stated)
      }
      #expect(ground(steps.closure) == ground(whole.closure))
      #expect(regime == .none || steps.closure.derivedCount > before)
    }
  }

  @Test func literalsAreNoSubjects() throws {
    let fixture = try ClosureFixture(":p rdfs:range :C . :a :p \"x\", :b .", .rdfs)
    #expect(try fixture.holds(":b a :C ."))
    #expect(
      fixture.closure.derivedTriples.allSatisfy {
        if case .literal = $0.subject { false } else { true }
      })
  }

  @Test func theSnapshotHasBothAndKeepsGraphs() throws {
    var builder = try GraphBuilder()
    let bytes = Array(
      "PREFIX : <http://e/> PREFIX s: <http://www.w3.org/2004/02/skos/core#> :g { :a s:related :b }"
        .utf8)
    var reader = TriGReader(options: ReaderOptions())
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    let snapshot = builder.finish()
    let closed = try EntailmentClosure(of: snapshot, regime: .skos).makeSnapshot()
    #expect(closed.graphNames.count == 1)
    var collector = QuadCollector()
    try closed.push(into: &collector)
    #expect(collector.quads.filter { $0.graph != nil }.count == 1)
    let inverse = collector.quads.first {
      $0.triple.subject == .iri(IRI(trusted: "http://e/b"))
        && $0.triple.object == .iri(IRI(trusted: "http://e/a"))
    }
    #expect(inverse?.graph == nil && inverse != nil)
  }

  @Test(arguments: [
    ("{\"a\":1,\"b\":[true,null]}", "{ \"b\" : [ true , null ], \"a\" : 1.0 }", true),
    ("[1,2]", "[2,1]", false), ("\"\\u0061\"", "\"a\"", true), ("0", "-0", false),
  ])
  func jsonValues(_ left: String, _ right: String, _ isSame: Bool) throws {
    func graph(_ text: String) -> [Triple] {
      let iri = Term.iri(IRI(trusted: "http://e/x"))
      let datatype = IRI(trusted: "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")
      return [Triple(iri, iri, .literal(Literal(text, datatype: datatype)))]
    }
    let json = RecognizedDatatypes([IRI(trusted: RDF.namespace + "JSON")])
    #expect(
      try GraphEntailment(graph(left), .rdf, datatypes: json).entails(graph(right)) == isSame)
    #expect(try !GraphEntailment(graph("{" + left), .rdf, datatypes: json).isConsistent)
  }

  @Test func deepJSONIsNoValue() throws {
    let text = String(repeating: "[", count: 100_000)
    let iri = Term.iri(IRI(trusted: "http://e/x"))
    let datatype = IRI(trusted: RDF.namespace + "JSON")
    let graph = [Triple(iri, iri, .literal(Literal(text, datatype: datatype)))]
    #expect(
      try !GraphEntailment(graph, .rdf, datatypes: RecognizedDatatypes([datatype])).isConsistent)
  }
}
