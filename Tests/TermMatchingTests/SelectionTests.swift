import Testing

@testable import TermMatching

@Suite("One to one")
struct SelectionTests {
  private typealias Choice = OneToOneAssignment.Choice

  @Test("the sum counts, not the best pair")
  func optimal() {
    // Taking 0–0 first would leave 0.9 + nothing; crossing gives 0.8 + 0.7.
    let picked = OneToOneAssignment.picked([
      Choice(pair: 0, source: 0, target: 0, value: 0.9),
      Choice(pair: 1, source: 0, target: 1, value: 0.8),
      Choice(pair: 2, source: 1, target: 0, value: 0.7),
    ])
    #expect(picked == [1, 2])
  }

  @Test("equal to trying all assignments", arguments: 0..<40)
  func exhaustive(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    var choices: [Choice] = []
    for source in 0..<4 {
      for target in 0..<4 where random() % 3 > 0 {
        choices.append(
          Choice(
            pair: choices.count, source: source, target: target,
            value: Float(random() % 100 + 1) / 100))
      }
    }
    func best(_ source: Int, _ taken: Set<Int>) -> Float {
      guard source < 4 else { return 0 }
      var result = best(source + 1, taken)
      for choice in choices where choice.source == source && !taken.contains(choice.target) {
        result = max(result, choice.value + best(source + 1, taken.union([choice.target])))
      }
      return result
    }
    let picked = OneToOneAssignment.picked(choices).map { choices[$0] }
    #expect(Set(picked.map(\.source)).count == picked.count)
    #expect(Set(picked.map(\.target)).count == picked.count)
    #expect(abs(picked.reduce(0) { $0 + $1.value } - best(0, [])) < 1e-4)
  }

  @Test("a group beyond the limit is served too")
  func large() {
    let choices = (0..<400).flatMap { source in
      [source, (source + 1) % 400].enumerated().map { place, target in
        Choice(
          pair: source * 2 + place, source: source, target: target, value: place == 0 ? 0.9 : 0.5)
      }
    }
    #expect(OneToOneAssignment.picked(choices).count == 400)
  }
}
