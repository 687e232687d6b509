import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

@Suite("Readers on cut, divided and ill-formed input")
struct RobustnessTests {
  static let turtle = """
    @prefix ex: <http://e/#> .
    @base <http://e/b/> .
    PREFIX : <x\\u00E9> base <http://e/c>
    ex:s a ex:T , <t> ; ex:p 'it\\'s'@en-GB ; ex:q '''l'ong''' , "q\\n\u{E9}\u{1F600}"^^ex:dt ; .
    [ ex:p ( 1 -1.5 +2.e-3 .5 true [] ( ) _:b0 ) ] ex:r ex:a.b\\-c%20 .# end
    ( ex:x ) :y false, <<( _:x a <<([]:y 1 )>>)>>.
    version '1.2' @version "1.2".
    <<ex:s a<<ex:s:p :q'x'@ar--rtl ~>> ~[ ]>>ex:r() ~ {|a 1;|}~_:y{|a<<(_:z a<v>)>>|},true~:z.<<:s:p :q _:o>>.

    """
  static let triG = turtle + "GRAPH ex:g { ex:s ex:p 1 . } _:g{[]ex:p()} {ex:s ex:p 2 . }\n"
  static let nQuads = """
    <http://e/s> <http://e/p\\u00E9> "x\\t\u{E9}"@en-GB <http://e/g> . # c
    _:a.b <http://e/p> "1"^^<http://e/dt> .
    _:a<http://e/p><<(_:s<http://e/q>"x"@ar--rtl)>>_:g.

    """

  private func check<Reader: TripleReader & ~Copyable>(_ text: String, _ type: Reader.Type) {
    let bytes = Array(text.utf8)
    let whole = read(bytes, with: type)
    #expect(whole.error == nil)
    #expect(whole.quads.count > 2)
    for size in [1, 2, 3, 7, 64] {
      let pieces = read(bytes, with: type, pieceSize: size)
      #expect(pieces.error == nil)
      #expect(pieces.quads == whole.quads)
      #expect(pieces.prefixes == whole.prefixes)
    }
    for end in 0..<bytes.count {
      let cut = Array(bytes[..<end])
      let outcome = read(cut, with: type)
      for size in [1, 7] {
        let pieces = read(cut, with: type, pieceSize: size)
        #expect(pieces.error == outcome.error, "cut at \(end)")
        #expect(pieces.quads == outcome.quads, "cut at \(end)")
      }
    }
    let windows = Array(text.replacing("\n", with: "\r\n").utf8)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for size in [1, 2, 64] {
      #expect(read(windows, with: type, pieceSize: size).quads == whole.quads)
      #expect(read(mark + bytes, with: type, pieceSize: size).quads == whole.quads)
    }
    let error = read(mark + Array("x".utf8), with: type).error
    #expect(
      error?.position
        == SourcePosition(
          line: 1, column: error?.position.column ?? 0, byteOffset: error?.position.byteOffset ?? 0)
    )
    #expect(error?.position.column == (error?.position.byteOffset ?? 0) - 2)
  }

  @Test("Turtle") func readsTurtle() { check(Self.turtle, TurtleReader.self) }
  @Test("TriG") func readsTriG() { check(Self.triG, TriGReader.self) }
  @Test("N-Quads") func readsNQuads() { check(Self.nQuads, NQuadsReader.self) }

  /// Overlong forms, surrogates, beyond U+10FFFF, stray and missing continuation bytes.
  static let illFormed: [[UInt8]] = [
    [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80],
    [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
    [0x80], [0xBF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xE2, 0x28, 0xA1], [0xC3, 0xC3],
  ]

  @Test("Bytes that are not UTF-8 are refused wherever they stand", arguments: illFormed)
  func refusesIllFormed(bytes: [UInt8]) {
    for (before, after) in [
      ("<http://e/s> <http://e/p> \"x", "y\" .\n"), ("<http://e/s", "> <http://e/p> _:o .\n"),
      ("# ", "\n"), ("_:a", " <http://e/p> _:o .\n"),
    ] {
      let text = Array(before.utf8) + bytes + Array(after.utf8)
      for size in [1, Int.max] {
        for error in [
          read(text, with: NTriplesReader.self, pieceSize: size).error,
          read(text, with: TurtleReader.self, pieceSize: size).error,
        ] {
          #expect(error?.code == .invalidUTF8)
          #expect(error?.position.column == before.count + 1)
        }
      }
    }
    let end = Array("<http://e/s> <http://e/p> \"x".utf8) + bytes
    #expect(read(end, with: TurtleReader.self).error?.code == .invalidUTF8)
    for local in ["ex:", "ex:a", "", "a"] {
      let name =
        Array("@prefix ex: <http://e/> . <http://e/s> <http://e/p> \(local)".utf8) + bytes
        + Array(" .".utf8)
      #expect(read(name, with: TurtleReader.self).error?.code == .invalidUTF8)
    }
  }

  @Test(
    "A character that stands in the way is named whole, however the pieces fall",
    arguments: [
      "<http://e/s> <http://e/p> <http://e/o> \u{2028}", "@prefix e: \u{E9}", "<http://e/\\\u{E9}",
      "<http://e/\\u12\u{85}", "<http://e/%\u{1F600}", "<http://e/s> \u{FFFF}",
      "<http://e/s> <http://e/p> \"\\\u{1F600}", "<http://e/s> <http://e/p> \"x\"@\u{E9}",
      "@prefix e: <http://e/> . e:a\\\u{E9}", "@prefix e: <http://e/> . e:%\u{E9}",
    ])
  func namesWhole(text: String) {
    let whole = read(text, with: TurtleReader.self).error
    #expect(whole?.message.contains("U+") == true, "\(String(describing: whole))")
    for size in 1...7 {
      #expect(read(text, with: TurtleReader.self, pieceSize: size).error == whole)
    }
  }
}
