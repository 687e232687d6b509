import RDFModel
import Testing

@Suite("Triple batches")
struct TripleBatchTests {
  @Test("terms and triples come back as values, graphs from the first named one on")
  func values() {
    var batch = TripleBatch()
    let subject = batch.addTerm(.iri, "http://e/s".utf8Span.span)
    let predicate = batch.addTerm(.iri, "http://e/p".utf8Span.span)
    let tag = batch.addTerm(.language, "en--ltr".utf8Span.span)
    let object = batch.addTerm(.literal, "x".utf8Span.span, qualifier: tag)
    batch.addTriple(subject, predicate, object)
    batch.addTriple(subject, predicate, subject, graph: predicate)
    let expected = Literal("x", language: "en", direction: .leftToRight)
    #expect(batch.quad(0).triple.object == .literal(expected))
    #expect(batch.quad(0).graph == nil)
    #expect(batch.quad(1).graph == .iri(IRI(trusted: "http://e/p")))
    #expect(expected.description == "\"x\"@en--ltr")
  }

  @Test("a term that was begun and dropped leaves nothing behind")
  func dropped() {
    var batch = TripleBatch()
    batch.beginTerm()
    batch.append(UInt8(ascii: "x"))
    batch.beginTerm()
    batch.append(UInt8(ascii: "y"))
    let index = batch.endTerm(.literal)
    #expect(batch.term(index) == .literal(Literal("y")))
  }
}
