import IsoglossTestSupport
import RDFSyntax
import RDFXMLSyntax
import Testing

enum RDF11Suites {
  static let nTriples = suite("rdf-n-triples", 70)
  static let nQuads = suite("rdf-n-quads", 87)
  static let turtle = suite("rdf-turtle", 313)
  static let triG = suite("rdf-trig", 356)
  static let rdfXML = suite("rdf-xml", 166)
  static let all = [nTriples, nQuads, turtle, triG, rdfXML]

  private static func suite(_ name: String, _ count: Int) -> ConformanceSuite {
    ConformanceSuite("rdf/rdf11/\(name)/manifest.ttl", in: .rdfTests, count: count)
  }
}

// Source: https://w3c.github.io/rdf-tests/rdf/rdf11/

@Suite("W3C RDF 1.1 syntax tests")
struct RDF11SyntaxTests {
  @Test("Every manifest is there and complete", arguments: RDF11Suites.all)
  func presence(suite: ConformanceSuite) {
    suite.checkPresence()
  }

  @Test("N-Triples", arguments: RDF11Suites.nTriples.tests)
  func nTriples(test: Manifest.Entry) {
    RDF11Suites.nTriples.run(test) { try SyntaxTest.check(test, with: NTriplesReader.self) }
  }

  @Test("N-Quads", arguments: RDF11Suites.nQuads.tests)
  func nQuads(test: Manifest.Entry) {
    RDF11Suites.nQuads.run(test) { try SyntaxTest.check(test, with: NQuadsReader.self) }
  }

  @Test("Turtle", arguments: RDF11Suites.turtle.tests)
  func turtle(test: Manifest.Entry) {
    RDF11Suites.turtle.run(test) { try SyntaxTest.check(test, with: TurtleReader.self) }
  }

  @Test("TriG", arguments: RDF11Suites.triG.tests)
  func triG(test: Manifest.Entry) {
    RDF11Suites.triG.run(test) { try SyntaxTest.check(test, with: TriGReader.self) }
  }

  @Test("RDF/XML", arguments: RDF11Suites.rdfXML.tests)
  func rdfXML(test: Manifest.Entry) {
    RDF11Suites.rdfXML.run(test) { try SyntaxTest.check(test, with: RDFXMLReader.self) }
  }
}
