import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("N-Triples and N-Quads readers")
struct NTriplesReaderTests {
  @Test("Terms of every kind (N-Triples, section 7)")
  func terms() {
    let document = read(
      """
      # a comment
      <http://example.org/s> <http://example.org/p> <http://example.org/\\u00E9> .
      _:a<http://example.org/p>"tab\\tquote\\"\\U0001F600"@en-GB.# another
        <http://example.org/s>\t<http://example.org/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .

      <http://example.org/s> <http://example.org/p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .
      """, with: NTriplesReader.self)
    #expect(document.error == nil)
    let p = Term.iri(IRI(trusted: "http://example.org/p"))
    let s = Term.iri(IRI(trusted: "http://example.org/s"))
    #expect(
      document.quads == [
        Quad(Triple(s, p, .iri(IRI(trusted: "http://example.org/\u{E9}")))),
        Quad(
          Triple(
            .blankNode(BlankNode("a")), p,
            .literal(Literal("tab\tquote\"\u{1F600}", language: "en-GB")))),
        Quad(Triple(s, p, .literal(Literal("1", datatype: XSD.integer)))),
        Quad(Triple(s, p, .literal(Literal("x")))),
      ])
  }
}
