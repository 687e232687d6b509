import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import RDFXMLSyntax
import Testing

/// What the W3C's documents say survives being written as RDF/XML and read again.
@Suite("Graphs of the W3C suites, written as RDF/XML")
struct RDFXMLRoundTripTests {
  @Test("RDF/XML", arguments: RDF11Suites.rdfXML.tests.filter(\.isEvaluation))
  func rdfXML(test: Manifest.Entry) throws {
    try check(test, with: RDFXMLReader.self, mayRefuse: [])
  }

  @Test("Turtle", arguments: RDF11Suites.turtle.tests.filter(\.isEvaluation))
  func turtle(test: Manifest.Entry) throws {
    try check(test, with: TurtleReader.self, mayRefuse: [.rdfxmlPredicate, .rdfxmlCharacter])
  }

  private func check<Reader: TripleReader & ~Copyable>(
    _ test: Manifest.Entry, with reader: Reader.Type, mayRefuse codes: Set<WritingError.Code>
  ) throws {
    let action = try #require(test.action?.iri)
    let bytes = try test.folder.bytes(action)
    let source = read(bytes, with: reader, options: ReaderOptions(base: action))
    let written: [UInt8]
    do {
      written = try write(bytes, with: reader, base: action)
    } catch let error as WritingError where codes.contains(error.code) {
      return
    }
    let result = read(written, with: RDFXMLReader.self)
    #expect(result.error == nil, "\(test.iri)")
    let isSame = try areIsomorphic(source.quads, result.quads)
    #expect(isSame, "\(test.iri): \(String(decoding: written, as: UTF8.self))")
  }

  private func write<Reader: TripleReader & ~Copyable>(
    _ bytes: [UInt8], with type: Reader.Type, base: IRI
  ) throws -> [UInt8] {
    var reader = Reader(options: ReaderOptions(base: base))
    var writer = RDFXMLWriter(ByteBuffer())
    try reader.read(bytes.span, into: &writer)
    try reader.finish(into: &writer)
    let buffer = try writer.finish()
    return Array(String(bytes: buffer.span).utf8)
  }
}
