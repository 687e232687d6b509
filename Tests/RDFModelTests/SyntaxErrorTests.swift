import RDFModel
import Testing

@Suite("Errors in a source")
struct SyntaxErrorTests {
  @Test("an error is one line, whatever it quotes")
  func oneLine() {
    let error = SyntaxError(
      code: .invalidUTF8, message: "found 'a\r\n\tb\u{0}\u{85}\u{2028}c'", remedy: "write\nanother",
      source: "file", position: SourcePosition(line: 2, column: 3, byteOffset: 9))
    #expect(error.description == "file:2:3: error invalid-utf8: found 'a b c'; write another")
    let plain = SyntaxError(
      code: .invalidUTF8, message: "two  spaces", remedy: "é", source: "", position: .start)
    #expect(plain.message == "two  spaces")
    #expect(plain.remedy == "é")
  }
}
