import HTTPTypes
import Testing

@testable import IsoglossService

/// URL Standard, section 5.
struct FormParametersTests {
  @Test(arguments: [
    ("a=1&b=2", ["a", "1", "b", "2"]),
    ("a=b+c%2B", ["a", "b c+"]),
    ("a", ["a", ""]),
    ("a=", ["a", ""]),
    ("&&a=1&", ["a", "1"]),
    ("a==b", ["a", "=b"]),
    ("q=%C3%A9tat", ["q", "état"]),
    ("%61=x", ["a", "x"]),
    ("", []),
  ])
  func decodes(_ text: String, _ expected: [String]) throws {
    let form = try FormParameters(decoding: text.utf8)
    #expect(form.pairs.flatMap { [$0.name, $0.value] } == expected)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=1", "a=%ED%A0%80"])
  func refuses(_ text: String) {
    let problem = #expect(throws: Problem.self) { try FormParameters(decoding: text.utf8) }
    #expect(problem?.code == .badEncoding)
    #expect(problem?.status.code == 400)
  }

  @Test func readsValues() throws {
    let form = try FormParameters(decoding: "limit=5&to=a,b&to=c&blank=+&twice=1&twice=2".utf8)
    #expect(try form.integer("limit", default: 20) == 5)
    #expect(try form.integer("missing", default: 20) == 20)
    #expect(form.list("to") == ["a", "b", "c"])
    #expect(try form.filled("blank") == nil)
    #expect(throws: Problem.self) { try form.one("twice") }
    #expect(throws: Problem.self) { try form.integer("to", default: 1) }
    #expect(throws: Problem.self) { try form.integer("limit", default: 1, atLeast: 6) }
    #expect(throws: Problem.self) { try form.allowOnly(["limit", "to"]) }
  }

  @Test(arguments: ["provider", "a b", "état", "a/b?c#d&e=f+g%", "名"])
  func encodingIsUndone(_ text: String) throws {
    #expect(try PercentEncoding.decode(PercentEncoding.encode(text).utf8) == text)
  }
}
