import ByteStorage
import IsoglossTestSupport
import Testing

@testable import SPARQLEngine

@Suite("Searching text")
struct ByteSearchTests {
  private func first(_ needle: String, in text: String, folds: Bool = false) -> Int? {
    ByteSearch(Array(needle.utf8), folds: folds).first(in: Array(text.utf8).span)
  }

  @Test(
    arguments: [
      ("", "", 0), ("", "abc", 0), ("a", "", nil), ("abc", "ab", nil), ("abc", "xxabcabc", 2),
      ("bc", "abc", 1), ("ü", "aüb", 1), ("aab", "aaaab", 2),
    ] as [(String, String, Int?)])
  func places(_ needle: String, _ text: String, _ place: Int?) {
    #expect(first(needle, in: text) == place)
  }

  @Test func foldsASCIILetters() {
    #expect(first("risk", in: "The RISK", folds: true) == 4)
    #expect(first("risk", in: "The RISK") == nil)
  }

  /// The table has to find what comparing place by place finds, and where.
  @Test func agreesWithComparingEverywhere() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
        UInt8.random(in: 97...98, using: &generator)
      }
      let needle = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        UInt8.random(in: 97...98, using: &generator)
      }
      let expected = (0...max(0, text.count - needle.count)).first {
        text.dropFirst($0).starts(with: needle)
      }
      #expect(ByteSearch(needle).first(in: text.span) == expected)
    }
  }

  /// Comparing place by place would take 2·10¹¹ steps.
  @Test func repetitionsAreNoTrap() {
    let text = [UInt8](repeating: 97, count: 1 << 20)
    let needle = [UInt8](repeating: 97, count: 1 << 18) + [98]
    #expect(ByteSearch(needle).first(in: text.span) == nil)
    #expect(ByteSearch(needle).first(in: (text + [98]).span) == (1 << 20) - (1 << 18))
  }
}
