import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("N-Triples and N-Quads writers")
struct LineWriterTests {
  static let statements = """
    <http://e/s> <http://e/p> "\\u0000\\b\\t\\n\\u000B\\f\\r\\"\\\\ \\u007F \u{E9}\u{1F600} \\uFFFE" .
    _:a <http://e/p> "x"@en-GB .
    _:a <http://e/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
    _:r <http://e/p> <<( _:a <http://e/p> "x"@ar--rtl )>> .

    """

  @Test("Canonical N-Triples comes back unchanged")
  func roundTrip() throws {
    var reader = NTriplesReader(options: ReaderOptions())
    var writer = NTriplesWriter(ByteBuffer())
    try reader.read(Self.statements.utf8Span.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    #expect(String(bytes: output.span) == Self.statements)
  }

  @Test("Named graphs need N-Quads")
  func namedGraphs() throws {
    let text = "_:a <http://e/p> \"x\" <http://e/g> .\n_:a <http://e/p> \"x\" .\n"
    var writer = NQuadsWriter(ByteBuffer())
    var reader = NQuadsReader(options: ReaderOptions())
    try reader.read(text.utf8Span.span, into: &writer)
    try reader.finish(into: &writer)
    let output = try writer.finish()
    #expect(String(bytes: output.span) == text)

    var other = NTriplesWriter(ByteBuffer())
    var again = NQuadsReader(options: ReaderOptions())
    try again.read(text.utf8Span.span, into: &other)
    do {
      try again.finish(into: &other)
      Issue.record("a named graph went to N-Triples")
    } catch StreamError.sink(let error as WritingError) {
      #expect(error.code == .namedGraph)
    }
  }
}
