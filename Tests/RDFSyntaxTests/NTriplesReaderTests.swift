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

  @Test("Graph labels (N-Quads, section 6); N-Triples has none")
  func graphs() {
    let text = "<http://e/s> <http://e/p> _:o _:g .\n<http://e/s> <http://e/p> _:o .\n"
    let document = read(text, with: NQuadsReader.self)
    #expect(document.quads.map(\.graph) == [.blankNode(BlankNode("g")), nil])
    let refused = read(text, with: NTriplesReader.self)
    #expect(refused.error?.position == SourcePosition(line: 1, column: 31, byteOffset: 30))
    #expect(refused.error?.code == .turtleUnexpectedToken)
  }

  @Test(
    "Errors stand where the fault is",
    arguments: [
      ("<http://e/s> <p> _:o .", 1, 14, "invalid-iri"),
      ("<http://e/\u{E9}> <http://e/ p> _:o .", 1, 24, "invalid-iri"),
      ("# \u{1F600}\r\n\r\n<http://e/s> ex:p _:o .", 3, 14, "turtle-unexpected-token"),
      ("_:a <http://e/p> \"\u{E9}\\q\" .", 1, 20, "turtle-invalid-escape"),
      ("_:a <http://e/p> \"\\uD800\" .", 1, 19, "turtle-invalid-escape"),
      ("_:a <http://e/p> \"x\"@1 .", 1, 22, "invalid-language-tag"),
      ("_:a <http://e/p> \"x\n\" .", 1, 20, "turtle-line-break-in-string"),
      ("_:a <http://e/p> \"x\" . _:a", 1, 24, "turtle-unexpected-token"),
      ("_:a <http://e/p> \"x", 1, 20, "unexpected-end"),
      ("_:a <http://e/p>", 1, 17, "unexpected-end"),
      ("_:a <http://e/p%4> _:b .", 1, 16, "invalid-iri"),
    ])
  func positions(text: String, line: Int, column: Int, code: String) {
    for size in [1, 7, Int.max] {
      let error = read(text, with: NTriplesReader.self, pieceSize: size).error
      #expect(error?.code.rawValue == code)
      #expect(error?.position.line == line)
      #expect(error?.position.column == column)
    }
  }

  @Test("Limits are named")
  func limits() {
    var options = ReaderOptions()
    options.limits.nameBytes = 20
    options.limits.literalBytes = 40
    let long = String(repeating: "x", count: 41)
    for text in [
      "<http://example.org/long/name> <http://e/p> _:o .\n", "_:a <http://e/p> \"\(long)\" .\n",
      String(repeating: "<<( _:a <http://e/p> ", count: 200), String(repeating: "#", count: 500),
    ] {
      for size in [1, Int.max] {
        let document = read(text, with: NTriplesReader.self, options: options, pieceSize: size)
        // A comment that comes in one piece costs nothing to keep.
        if text.hasPrefix("#"), size > 1 { continue }
        #expect(document.error?.code == .limitExceeded)
      }
    }
  }

  @Test("Triple terms and base directions (RDF 1.2 N-Triples)")
  func tripleTerms() {
    let document = read(
      "_:r <http://e/p> <<( _:s <http://e/q> <<(_:t<http://e/q>\"x\"@ar--rtl)>> )>> .",
      with: NTriplesReader.self)
    #expect(document.error == nil)
    #expect(
      document.quads.map { "\($0.triple.object)" } == [
        "<<( _:s <http://e/q> <<( _:t <http://e/q> \"x\"@ar--rtl )>> )>>"
      ])
  }
}
