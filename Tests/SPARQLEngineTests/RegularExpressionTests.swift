import Testing

@testable import SPARQLEngine

/// XPath and XQuery Functions and Operators 3.1, section 5.6.
@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("abc", "", "xabcx", true), ("^abc", "", "xabc", false), ("^abc$", "", "abc", true),
    ("a.c", "", "a\nc", false), ("a.c", "s", "a\nc", true), ("^b", "m", "a\nb", true),
    ("a$", "m", "a\nb", true), ("ABC", "i", "xabc", true), ("É", "i", "é", true),
    ("a b", "x", "ab", true), ("a.b", "q", "axb", false), ("a.b", "q", "a.b", true),
    ("^(a|b)*c{2,3}$", "", "abbacc", true), ("^a{2}$", "", "aaa", false),
    ("[a-z-[aeiou]]+$", "", "xyz", true), ("^[a-z-[aeiou]]$", "", "e", false),
    ("^\\d+$", "", "0123", true), ("\\p{Lu}", "", "abC", true), ("^\\P{L}+$", "", "12", true),
    ("[^a]", "", "aaa", false), ("^[\\w-]+$", "", "a-b", true), ("\\.", "", "a", false),
    ("^(?:ab)+$", "", "abab", true), ("", "", "", true), ("^ü.$", "", "üß", true),
  ])
  func matching(_ pattern: String, _ flags: String, _ text: String, _ matches: Bool) throws {
    let regex = try #require(RegularExpression(pattern, flags: flags))
    let found = regex.matches(text.utf8Span.span)
    #expect(found == matches)
  }

  @Test(arguments: [
    "(", ")", "[", "a**", "*", "a{2,1}", "\\", "\\q", "(a)\\1", "[z-a]", "\\p{Xx}", "a{1000000}",
    "(?=a)",
  ])
  func refused(_ pattern: String) {
    #expect(RegularExpression(pattern) == nil)
  }

  @Test(arguments: [
    ("a", "b", "banana", "bbnbnb"), ("(\\w)(\\d)", "$2$1", "a1 b2", "1a 2b"),
    ("a+?", "x", "aaa", "xxx"), ("(a)|b", "[$1]", "ab", "[a][]"), ("a", "\\$", "a", "$"),
    ("^a", "x", "aa", "xa"),
  ])
  func replacement(_ pattern: String, _ with: String, _ text: String, _ result: String) throws {
    let regex = try #require(RegularExpression(pattern))
    #expect(regex.replacing(in: text, with: with) == result)
  }

  @Test func patternThatMatchesNothingCannotReplace() throws {
    #expect(try #require(RegularExpression("a*")).replacing(in: "b", with: "x") == nil)
  }

  @Test func timeIsLinear() throws {
    // Backtracking would take 2 to the power of 5,000 steps.
    let regex = try #require(RegularExpression("^(a|aa|a?)+$"))
    let text = String(repeating: "a", count: 5_000) + "b"
    let found = regex.matches(text.utf8Span.span)
    #expect(!found)
  }
}
