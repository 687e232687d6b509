import JSONLDSyntax
import RDFModel
import Testing

@Suite("JSON (RFC 8259)")
struct JSONParsingTests {
  private func parse(_ text: String, limits: ReaderLimits = .standard) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8), limits: limits)
  }

  @Test("Names keep their order and numbers their form")
  func forms() throws {
    guard case .object(let object) = try parse(#"{"z": 1.0, "a": 1E2, "m": -0}"#) else {
      Issue.record("no object")
      return
    }
    #expect(object.names == ["z", "a", "m"])
    #expect(object["z"] == .number("1.0"))
    #expect(object["a"] == .number("1E2"))
    #expect(object["m"] == .number("-0"))
  }

  @Test("Escapes")
  func escapes() throws {
    #expect(try parse(#""\u0041\n\ud83d\ude00\/""#) == .string("A\n\u{1F600}/"))
  }

  @Test("Canonically equivalent names are different")
  func equivalence() throws {
    guard case .object(let object) = try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}") else {
      Issue.record("no object")
      return
    }
    #expect(object.count == 2)
    #expect(object["e\u{301}"] == .number("2"))
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test(
    "What is no JSON is refused",
    arguments: [
      "{", "[1,]", "{\"a\":1,}", "01", "1.", ".5", "+1", "1e", "nul", "\"\u{01}\"", "\"\\x\"",
      "\"\\ud800\"", "\"\\u12\"", "1 2", "", "{a:1}", "'a'", "NaN",
    ])
  func refused(text: String) {
    #expect(throws: SyntaxError.self) { try parse(text) }
  }

  @Test("Errors know their place")
  func positions() {
    let error = #expect(throws: SyntaxError.self) { try parse("{\n  \"a\": 1,\n  \"a\": 2\n}") }
    #expect(error?.code == .jsonDuplicateName)
    #expect(error?.position == SourcePosition(line: 3, column: 3, byteOffset: 14))
    let end = #expect(throws: SyntaxError.self) { try parse("[1") }
    #expect(end?.code == .unexpectedEnd)
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() {
    let error = #expect(throws: SyntaxError.self) {
      try JSONValue(parsing: [0x22, 0xC3, 0x28, 0x22])
    }
    #expect(error?.code == .invalidUTF8)
  }

  @Test("Limits")
  func limits() {
    var limits = ReaderLimits()
    limits.depth = 3
    limits.literalBytes = 4
    #expect(throws: Never.self) { try parse("[[[1]]]", limits: limits) }
    for text in ["[[[[1]]]]", "\"12345\""] {
      let error = #expect(throws: SyntaxError.self) { try parse(text, limits: limits) }
      #expect(error?.code == .limitExceeded)
    }
  }
}
