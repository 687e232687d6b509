import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import RDFXMLSyntax
import Testing

enum RDF12Suites {
  static let nTriplesSyntax = suite("rdf-n-triples/syntax", 29)
  static let nQuadsSyntax = suite("rdf-n-quads/syntax", 27)
  static let nTriplesCanonical = suite("rdf-n-triples/c14n", 41)
  static let nQuadsCanonical = suite("rdf-n-quads/c14n", 41)
  static let turtleSyntax = suite("rdf-turtle/syntax", 74)
  static let turtleEvaluation = suite("rdf-turtle/eval", 29)
  static let triGSyntax = suite("rdf-trig/syntax", 35)
  static let triGEvaluation = suite("rdf-trig/eval", 25)
  static let rdfXML = suite("rdf-xml/eval", 31)
  static let all = [
    nTriplesSyntax, nQuadsSyntax, nTriplesCanonical, nQuadsCanonical,
    turtleSyntax, turtleEvaluation, triGSyntax, triGEvaluation, rdfXML,
  ]

  private static func suite(_ name: String, _ count: Int) -> ConformanceSuite {
    ConformanceSuite("rdf/rdf12/\(name)/manifest.ttl", in: .rdfTests, count: count)
  }
}

// Source: https://w3c.github.io/rdf-tests/rdf/rdf12/

@Suite("W3C RDF 1.2 syntax tests")
struct RDF12SyntaxTests {
  @Test("Every manifest is there and complete", arguments: RDF12Suites.all)
  func presence(suite: ConformanceSuite) {
    suite.checkPresence()
  }

  @Test("N-Triples", arguments: RDF12Suites.nTriplesSyntax.tests)
  func nTriples(test: Manifest.Entry) {
    RDF12Suites.nTriplesSyntax.run(test) { try SyntaxTest.check(test, with: NTriplesReader.self) }
  }

  @Test("N-Quads", arguments: RDF12Suites.nQuadsSyntax.tests)
  func nQuads(test: Manifest.Entry) {
    RDF12Suites.nQuadsSyntax.run(test) { try SyntaxTest.check(test, with: NQuadsReader.self) }
  }

  @Test("Turtle", arguments: RDF12Suites.turtleSyntax.tests)
  func turtle(test: Manifest.Entry) {
    RDF12Suites.turtleSyntax.run(test) { try SyntaxTest.check(test, with: TurtleReader.self) }
  }

  @Test("What Turtle means", arguments: RDF12Suites.turtleEvaluation.tests)
  func turtleEvaluation(test: Manifest.Entry) {
    RDF12Suites.turtleEvaluation.run(test) { try SyntaxTest.check(test, with: TurtleReader.self) }
  }

  @Test("TriG", arguments: RDF12Suites.triGSyntax.tests)
  func triG(test: Manifest.Entry) {
    RDF12Suites.triGSyntax.run(test) { try SyntaxTest.check(test, with: TriGReader.self) }
  }

  @Test("What TriG means", arguments: RDF12Suites.triGEvaluation.tests)
  func triGEvaluation(test: Manifest.Entry) {
    RDF12Suites.triGEvaluation.run(test) { try SyntaxTest.check(test, with: TriGReader.self) }
  }

  @Test("RDF/XML", arguments: RDF12Suites.rdfXML.tests)
  func rdfXML(test: Manifest.Entry) {
    RDF12Suites.rdfXML.run(test) { try SyntaxTest.check(test, with: RDFXMLReader.self) }
  }

  @Test("Canonical N-Triples", arguments: RDF12Suites.nTriplesCanonical.tests)
  func canonicalNTriples(test: Manifest.Entry) {
    RDF12Suites.nTriplesCanonical.run(test) { try checkCanonical(test) }
  }

  @Test("Canonical N-Quads", arguments: RDF12Suites.nQuadsCanonical.tests)
  func canonicalNQuads(test: Manifest.Entry) {
    RDF12Suites.nQuadsCanonical.run(test) { try checkCanonical(test) }
  }

  /// Compares bytes: the canonical form keeps labels and order.
  private func checkCanonical(_ test: Manifest.Entry) throws {
    guard test.isOf(type: "TestNTriplesPositiveC14N") || test.isOf(type: "TestNQuadsPositiveC14N"),
      let action = test.action?.iri, let result = test.result?.iri
    else { throw SuiteError("unknown type of test") }
    let bytes = try test.folder.bytes(action)
    var reader = NQuadsReader(options: ReaderOptions(sourceName: action.value))
    var writer = NQuadsWriter(ByteBuffer(), isCanonical: true)
    try reader.read(bytes.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    var written: [UInt8] = []
    for index in 0..<output.count { written.append(output[index]) }
    #expect(try written == test.folder.bytes(result), "\(test.iri): \(String(bytes: output.span))")
  }
}
