import ByteStorage
import Foundation
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Synchronization
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
    options.limits.statementBytes = 300
    options.limits.tripleTermDepth = 3
    let long = String(repeating: "x", count: 41)
    let nested = { (depth: Int) in String(repeating: "<<( _:a <http://e/p> ", count: depth) }
    for (text, limit) in [
      ("<http://example.org/long/name> <http://e/p> _:o .\n", "nameBytes = 20"),
      ("_:a <http://e/p> \"\(long)\" .\n", "literalBytes = 40"),
      ("_:a <http://e/p> \(nested(4))", "tripleTermDepth = 3"),
      (String(repeating: "#", count: 500), "statementBytes = 300"),
    ] {
      for size in [1, Int.max] {
        let document = read(text, with: NTriplesReader.self, options: options, pieceSize: size)
        #expect(document.error?.code == .limitExceeded)
        #expect(document.error?.message == "the limit \(limit) is passed")
        #expect(document.error?.remedy.contains(limit.prefix { $0 != " " }) == true)
      }
    }
    options.limits.tripleTermDepth = 4
    let good = "_:a <http://e/p> \(nested(4)) _:o \(String(repeating: ")>>", count: 4)) .\n"
    #expect(read(good, with: NTriplesReader.self, options: options).error == nil)
  }

  @Test("The deepest triple terms fit a small stack, from reader to writer")
  func deepestTripleTerms() throws {
    var options = ReaderOptions()
    options.limits.tripleTermDepth = .max
    let depth = options.limits.tripleTermLimit
    let text =
      "<http://e/s> <http://e/p> "
      + String(repeating: "<<( <http://e/s> <http://e/p> ", count: depth) + "\"x\" "
      + String(repeating: ")>> ", count: depth) + ".\n"
    let quads = Mutex<[Quad]>([])
    let done = DispatchSemaphore(value: 0)
    let thread = Thread { [options] in
      for turtle in [false, true] {
        let document =
          turtle
          ? read(text, with: TurtleReader.self, options: options)
          : read(text, with: NTriplesReader.self, options: options)
        var writer = TriGWriter(ByteBuffer())
        try? writer.receive(TripleBatch(document.quads))
        guard let output = try? writer.finish() else { continue }
        let again = read(
          String(bytes: output.span), with: TriGReader.self, options: options)
        quads.withLock { $0 += document.quads + again.quads }
      }
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    let all = quads.withLock { $0 }
    #expect(all.count == 4)
    #expect(Set(all.map { "\($0.triple.object)" }).count == 1)
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
