import RDFModel
import Testing

@testable import TermAlignment

/// YAML 1.2.2, as far as SSSOM metadata goes.
@Suite("YAML of SSSOM metadata")
struct YAMLReaderTests {
  private func read(_ text: String) throws -> [YAMLEntry] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      YAMLLine(number: $0 + 1, columnOffset: 0, text: String($1))
    }
    return try YAMLReader(lines: lines, sourceName: "m.yml").readDocument()
  }

  private func scalar(_ text: String) throws -> String? { try read("k: " + text)[0].value.text }

  @Test(
    "scalars",
    arguments: [
      ("plain text", "plain text"), ("plain # comment", "plain"), ("a#b", "a#b"),
      ("http://a/b:c", "http://a/b:c"), ("'it''s'", "it's"), ("'a' # c", "a"),
      (#""a\n\"b\" \u00e9\\""#, "a\n\"b\" é\\"), ("a\n  b\n\n  c", "a b\nc"),
      ("\"a\n  b\n\n  c\"", "a b\nc"), ("\"a\\\n  b\"", "ab"), ("'a\n  b'", "a b"),
      ("\n  next line", "next line"), (">-\n  a\n  b\n\n  c\n", "a b\nc"),
      ("|\n  a\n   b\n", "a\n b\n"), ("|+\n  a\n\n", "a\n\n"), ("|-\n  a", "a"),
      (">\n  a\n    b\n  c\n", "a\n  b\nc\n"), ("|2-\n    a", "  a"), ("1.0", "1.0"),
      ("'null'", "null"), ("- dash", "- dash"),
    ])
  func scalars(text: String, value: String) throws {
    if text == "- dash" {
      #expect(try read("k:\n- dash").count == 1)
    } else {
      #expect(try scalar(text) == value)
    }
  }

  @Test("nothing, ~ and null are no value", arguments: ["", "~", "null", "# only a comment"])
  func null(text: String) throws {
    #expect(try scalar(text) == nil)
  }

  @Test("sequences and mappings nest, at the indentation of their key or deeper")
  func collections() throws {
    let entries = try read(
      """
      # comment
      list:
      - a
      - b: c
        d: e
      other:
        - x

        - "y"
      flow: [a, "b, c", 'd']
      map: {a: b, "c": 'd'}
      empty: []
      last:
        p: q
      """)
    #expect(entries.map(\.key) == ["list", "other", "flow", "map", "empty", "last"])
    guard case .sequence(let items) = entries[0].value.content,
      case .mapping(let inner) = items[1].content,
      case .sequence(let flow) = entries[2].value.content,
      case .mapping(let map) = entries[3].value.content
    else {
      Issue.record("wrong shapes")
      return
    }
    #expect(inner.map(\.key) == ["b", "d"])
    #expect(flow.map(\.text) == ["a", "b, c", "d"])
    #expect(map.map(\.key) == ["a", "c"])
    #expect(map[1].value.text == "d")
  }

  @Test(
    "what metadata may not use is refused with its place",
    arguments: [
      ("k: &x a", 1, 4), ("k: *x", 1, 4), ("k: !!str a", 1, 4), ("%YAML 1.2", 1, 1),
      ("k: a: b", 1, 5), ("k: 'open", 1, 9), ("k: [a", 1, 6), ("k: a\nk: b", 1, 1),
      ("k: a\n  - b\n j: c", 3, 3), ("\tk: a", 1, 1), ("just text", 1, 1), ("k: {*x : a}", 1, 5),
      ("k: \"\\q\"", 1, 5), ("k: 'a' b", 1, 8), ("- a", 1, 1), ("k: @a", 1, 4),
    ])
  func refusals(text: String, line: Int, column: Int) throws {
    let error = try #require(throws: SyntaxError.self) { try read(text) }
    #expect(error.code == .sssomMetadata)
    #expect(error.position.line == line, "\(error)")
    #expect(error.position.column == column, "\(error)")
  }

  @Test("an ampersand that names no anchor is text")
  func ampersands() throws {
    for text in ["R&D", "this & that", "'&lt; &amp;'", "https://a.example/?b=1&c=2", "a &"] {
      #expect(try scalar(text)?.contains("&") == true)
    }
  }

  @Test("deep nesting ends with an error, not with the stack")
  func depth() throws {
    let text = (0..<1_000).map { String(repeating: " ", count: $0) + "k:" }.joined(separator: "\n")
    #expect(throws: SyntaxError.self) { try read(text) }
    let dashes = String(repeating: "- ", count: 10_000)
    for end in ["x", "", "# nothing", "? "] {
      #expect(throws: SyntaxError.self) { try read("k:\n  " + dashes + end) }
    }
    #expect(
      try read("k: a" + String(repeating: "\n", count: 3) + String(repeating: " ", count: 900))
        .count == 1)
  }

  @Test(
    "writing quotes only what would not read back",
    arguments: [
      ("plain", "plain"), ("2024-01-01", "2024-01-01"), ("0.1.0", "0.1.0"), ("1.1", "\"1.1\""),
      ("12", "\"12\""), ("true", "\"true\""), ("a: b", "\"a: b\""), ("a:", "\"a:\""),
      ("a #b", "\"a #b\""), ("-x", "-x"), ("- x", "\"- x\""), ("", "\"\""), ("a\nb", "\"a\\nb\""),
      ("*", "\"*\""), ("1e3", "\"1e3\""), ("0x1F", "\"0x1F\""), ("e", "e"), (".", "."),
    ])
  func writing(text: String, written: String) throws {
    #expect(YAMLScalar.written(text) == written)
    #expect(try scalar(written) == text)
  }
}
