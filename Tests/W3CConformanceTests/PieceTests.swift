import IsoglossTestSupport
import RDFModel
import RDFSyntax
import RDFXMLSyntax
import Testing

/// The suites of the streaming readers once more, one byte and seven bytes at a time.
///
/// How a document is cut depends on disks and networks; what it says and what is wrong with it
/// must not.
@Suite("W3C RDF syntax tests, in pieces")
struct PieceTests {
  private func run<Reader: TripleReader & ~Copyable>(
    _ test: Manifest.Entry, of suites: [ConformanceSuite], with reader: Reader.Type, _ size: Int
  ) {
    for suite in suites where suite.tests.contains(where: { $0.iri == test.iri }) {
      suite.run(test) { try SyntaxTest.check(test, with: reader, pieceSize: size) }
    }
  }

  @Test("N-Triples", arguments: StreamedSuites.nTriples.flatMap(\.tests), StreamedSuites.sizes)
  func nTriples(test: Manifest.Entry, size: Int) {
    run(test, of: StreamedSuites.nTriples, with: NTriplesReader.self, size)
  }

  @Test("N-Quads", arguments: StreamedSuites.nQuads.flatMap(\.tests), StreamedSuites.sizes)
  func nQuads(test: Manifest.Entry, size: Int) {
    run(test, of: StreamedSuites.nQuads, with: NQuadsReader.self, size)
  }

  @Test("Turtle", arguments: StreamedSuites.turtle.flatMap(\.tests), StreamedSuites.sizes)
  func turtle(test: Manifest.Entry, size: Int) {
    run(test, of: StreamedSuites.turtle, with: TurtleReader.self, size)
  }

  @Test("TriG", arguments: StreamedSuites.triG.flatMap(\.tests), StreamedSuites.sizes)
  func triG(test: Manifest.Entry, size: Int) {
    run(test, of: StreamedSuites.triG, with: TriGReader.self, size)
  }

  @Test("RDF/XML", arguments: StreamedSuites.rdfXML.flatMap(\.tests), StreamedSuites.sizes)
  func rdfXML(test: Manifest.Entry, size: Int) {
    run(test, of: StreamedSuites.rdfXML, with: RDFXMLReader.self, size)
  }
}

/// The suites of each streaming reader, and the sizes of the pieces.
private enum StreamedSuites {
  static let sizes = [1, 7]
  static let nTriples = [RDF11Suites.nTriples, RDF12Suites.nTriplesSyntax]
  static let nQuads = [RDF11Suites.nQuads, RDF12Suites.nQuadsSyntax]
  static let turtle = [
    RDF11Suites.turtle, RDF12Suites.turtleSyntax, RDF12Suites.turtleEvaluation,
  ]
  static let triG = [
    RDF11Suites.triG, RDF12Suites.triGSyntax, RDF12Suites.triGEvaluation,
  ]
  static let rdfXML = [RDF11Suites.rdfXML, RDF12Suites.rdfXML]
}
