import Foundation
import RDFModel
import Testing

@testable import JSONLDSyntax

@Suite("JSON (RFC 8259)")
struct JSONParsingTests {
  private func parse(_ text: String, limits: ReaderLimits = .standard) throws -> JSONElement {
    try parse(Array(text.utf8), limits: limits)
  }

  private func parse(_ bytes: [UInt8], limits: ReaderLimits = .standard) throws -> JSONElement {
    do { return try JSONParser.parse(bytes, document: 0, limits: limits) } catch {
      throw SyntaxError(error, in: [("-", bytes)])
    }
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
    #expect(JSONElement.string("\u{E9}") != .string("e\u{301}"))
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
    // Each of the three line breaks is one, and a byte order mark is no part of the first line.
    let breaks = #expect(throws: SyntaxError.self) { try parse("\u{FEFF}[\r1,\r\n2,\n\u{E9}, x]") }
    #expect(breaks?.position == SourcePosition(line: 4, column: 1, byteOffset: 12))
    let first = #expect(throws: SyntaxError.self) { try parse("\u{FEFF}x") }
    #expect(first?.position == SourcePosition(line: 1, column: 1, byteOffset: 3))
  }

  @Test("Bytes that are not UTF-8 are refused")
  func encoding() {
    let error = #expect(throws: SyntaxError.self) {
      try parse([0x22, 0xC3, 0x28, 0x22])
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

  // What Foundation's parser cannot tell (places, forms of numbers) is not compared.
  @Test("Foundation reads the same", arguments: [1, 2, 3])
  func foundation(seed: UInt64) throws {
    var random = Xorshift(state: seed &* 0x9E37_79B9_7F4A_7C15)
    for _ in 0..<200 {
      let text = Self.randomText(&random, depth: 0)
      let other = try JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      #expect(Self.isSame(try parse(text), other), "\(text)")
      let cut = text.utf8.prefix(Int(random.next() % UInt64(text.utf8.count)))
      let fragment = String(decoding: cut, as: UTF8.self)
      let isRead = (try? parse(fragment)) != nil
      let isReadThere =
        (try? JSONSerialization.jsonObject(
          with: Data(fragment.utf8), options: .fragmentsAllowed)) != nil
      #expect(isRead == isReadThere, "\(fragment)")
    }
  }

  private static func randomText(_ random: inout Xorshift, depth: Int) -> String {
    switch random.next() % (depth > 4 ? 5 : 8) {
    case 0: return ["null", "true", "false"][Int(random.next() % 3)]
    case 1: return ["0", "-1", "12.50", "1e3", "1.25E-2", "9007199254740993"].pick(&random)
    case 2, 3: return [#""a""#, #""é\n\u00e9""#, #""\ud83d\ude00 \\ \" \/""#, "\"\""].pick(&random)
    case 4: return ["[]", "{}", " [ ] ", "{ }"].pick(&random)
    case 5, 6:
      let items = (0...random.next() % 3).map { _ in randomText(&random, depth: depth + 1) }
      return "[" + items.joined(separator: " , ") + "]"
    default:
      let members = (0...random.next() % 3).map {
        "\"m\($0)\" :" + randomText(&random, depth: depth + 1)
      }
      return "{" + members.joined(separator: ",\n") + "}"
    }
  }

  private static func isSame(_ value: JSONElement, _ other: Any) -> Bool {
    switch value {
    case .null: return other is NSNull
    case .boolean(let flag): return (other as? NSNumber)?.boolValue == flag
    case .number(let text): return (other as? NSNumber)?.doubleValue == Double(text)
    case .string(let text): return other as? String == text
    case .array(let items):
      guard let others = other as? [Any], items.count == others.count else { return false }
      return zip(items, others).allSatisfy { isSame($0, $1) }
    case .object(let object):
      guard let others = other as? [String: Any], object.count == others.count else {
        return false
      }
      return object.names.allSatisfy { name in
        guard let one = object[name], let other = others[name] else { return false }
        return isSame(one, other)
      }
    }
  }
}

/// Random numbers that are the same in each run.
struct Xorshift {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

extension [String] {
  fileprivate func pick(_ random: inout Xorshift) -> String {
    self[Int(random.next() % UInt64(count))]
  }
}
