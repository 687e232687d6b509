import Entailment
import IsoglossTestSupport
import RDFGraph
import RDFModel
import Testing

enum EntailmentSuites {
  static let semantics11 = ConformanceSuite(
    "rdf/rdf11/rdf-mt/manifest.ttl", in: .rdfTests, count: 48)
  static let semantics12 = ConformanceSuite(
    "rdf/rdf12/rdf-semantics/manifest.ttl", in: .rdfTests, count: 29)
  static let queries = ConformanceSuite(
    "sparql/sparql11/entailment/manifest.ttl", in: .rdfTests, count: 70,
    exceptions: SPARQLEvaluationSuites.exceptions("sparql11-entailment"))

  static let graphs = (semantics11.tests + semantics12.tests)
}

/// What an entailment test of the RDF suites asks.
enum EntailmentTest {
  private static func mf(_ name: String) -> IRI { IRI(trusted: MF.namespace + name) }

  static func check(_ test: Manifest.Entry) throws {
    guard let action = test.action?.iri, let result = test.result,
      let regime = test.objects(mf("entailmentRegime")).first?.literal?.lexicalForm
    else { throw SuiteError("no action, result or regime") }
    let datatypes = test.objects(mf("recognizedDatatypes")).flatMap { test.statements.list($0) }
      .compactMap(\.iri)
    let interpretation: GraphEntailment.Interpretation
    switch regime {
    case "simple": interpretation = .simple
    case "RDF": interpretation = .rdf
    case "RDFS": interpretation = .rdfs
    default: throw SuiteError("unknown regime \(regime)")
    }
    let conclusion = try result.iri.map { try TestGraph.quads($0, in: test.folder).map(\.triple) }
    let mentioned = (conclusion ?? []).flatMap { [$0.subject, $0.predicate, $0.object] }
      .compactMap(\.iri)
    let entailment = try GraphEntailment(
      TestGraph.quads(action, in: test.folder).map(\.triple), interpretation,
      datatypes: RecognizedDatatypes(Set(datatypes)), mentioned: mentioned)
    let isPositive = test.isOf(type: "PositiveEntailmentTest")
    guard isPositive || test.isOf(type: "NegativeEntailmentTest") else {
      throw SuiteError("unknown type of test")
    }
    // `false` follows from what cannot be true.
    let follows = conclusion.map { entailment.entails($0) } ?? !entailment.isConsistent
    #expect(follows == isPositive, "\(test.iri)")
  }

  /// Runs a query over the closure of its data, in the strongest regime it names that there is.
  static func checkQuery(_ test: Manifest.Entry) throws {
    guard let action = test.action else { throw SuiteError("no action") }
    let name = IRI(trusted: "http://www.w3.org/ns/sparql-service-description#entailmentRegime")
    let named = test.statements.objects(action, name)
      .flatMap { $0.iri == nil ? test.statements.list($0) : [$0] }.compactMap(\.iri?.value)
    let isRDF =
      named.contains("http://www.w3.org/ns/entailment/RDF")
      && !named.contains("http://www.w3.org/ns/entailment/RDFS")
    try SPARQLEvaluationTest.check(test) { snapshot in
      try EntailmentClosure(
        of: snapshot, in: snapshot.selection(ofGraphs: [0]), regime: isRDF ? .rdf : .rdfs
      ).makeSnapshot()
    }
  }

  /// Whether a test names a regime that there is: RDF or RDFS.
  static func isWithinReach(_ test: Manifest.Entry) -> Bool {
    guard let action = test.action else { return false }
    let name = IRI(trusted: "http://www.w3.org/ns/sparql-service-description#entailmentRegime")
    return test.statements.objects(action, name)
      .flatMap { $0.iri == nil ? test.statements.list($0) : [$0] }.compactMap(\.iri?.value)
      .contains {
        $0 == "http://www.w3.org/ns/entailment/RDF" || $0 == "http://www.w3.org/ns/entailment/RDFS"
      }
  }
}

// Source: https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-mt/

@Suite("W3C entailment tests")
struct EntailmentTests {
  @Test("Every manifest is there and complete")
  func presence() {
    for suite in [
      EntailmentSuites.semantics11, EntailmentSuites.semantics12, EntailmentSuites.queries,
    ] {
      suite.checkPresence()
    }
    guard SuiteFolder.root != nil else { return }
    let reachable = EntailmentSuites.queries.tests.filter(EntailmentTest.isWithinReach)
    #expect(reachable.count == 39)
    // What needs OWL, RIF or D-entailment may fail; what does not may not.
    for test in reachable {
      #expect(EntailmentSuites.queries.exceptions[test.iri.value] == nil, "\(test.iri)")
    }
  }

  @Test("RDF semantics", arguments: EntailmentSuites.graphs)
  func graphs(test: Manifest.Entry) throws {
    try EntailmentTest.check(test)
  }

  @Test("SPARQL entailment regimes", arguments: EntailmentSuites.queries.tests)
  func queries(test: Manifest.Entry) {
    EntailmentSuites.queries.run(test) { try EntailmentTest.checkQuery(test) }
  }
}
