/// The schemes whose names come closest to a text that names none.
///
/// A name is compared word by word, because what users know of a title is some of its words: "AI
/// Act" of the EU AI Act, "ISO 22989" of ISO/IEC 22989. A word may be the start of another, or one
/// edit away from it.
struct SchemeSuggestions {
  private let words: [String]
  /// The letters and digits that are looked for.
  private var size: Int { words.reduce(0) { $0 + $1.count } }

  /// The most schemes to suggest.
  private static let limit = 5

  /// Looks for a text, folded.
  init(for text: [UInt8]) { words = Self.words(text) }

  /// The schemes that share at least half of the text, the closest first.
  ///
  /// - Parameter names: the names of a scheme, folded.
  /// - Complexity: O(n) in the words of all names.
  func closest(
    among schemes: [ConceptScheme], names: (ConceptScheme) -> [[UInt8]]
  ) -> [ConceptScheme] {
    let scored = schemes.compactMap { scheme -> (likeness: Likeness, scheme: ConceptScheme)? in
      guard let best = names(scheme).map({ likeness(to: Self.words($0)) }).min(),
        best.missing * 2 < size
      else { return nil }
      return (best, scheme)
    }
    return scored.sorted {
      $0.likeness == $1.likeness
        ? $0.scheme.iri.utf8Precedes($1.scheme.iri) : $0.likeness < $1.likeness
    }.prefix(Self.limit).map(\.scheme)
  }

  /// How far a name is from the text, in letters and digits.
  private struct Likeness: Comparable {
    /// What the text has and the name has not.
    let missing: Int
    /// What the name has beyond that.
    let extra: Int

    static func < (left: Likeness, right: Likeness) -> Bool {
      (left.missing, left.extra) < (right.missing, right.extra)
    }
  }

  private func likeness(to name: [String]) -> Likeness {
    var missing = 0
    var rest = name
    for word in words {
      let costs = rest.map { cost(of: word, as: $0) }
      let best = costs.indices.min { costs[$0] < costs[$1] }
      missing += best.map { costs[$0] } ?? word.count
      if let best, costs[best] < word.count { rest.remove(at: best) }
    }
    return Likeness(missing: missing, extra: rest.reduce(0) { $0 + $1.count })
  }

  /// How many letters of a word are missing if it means another.
  private func cost(of word: String, as other: String) -> Int {
    if word == other { return 0 }
    if word.count > 1, other.hasPrefix(word) { return 1 }
    return word.count > 2 && word.editDistance(to: other) == 1 ? 2 : word.count
  }

  /// Runs of letters and runs of digits.
  private static func words(_ text: [UInt8]) -> [String] {
    var words: [String] = []
    var wasNumber: Bool?
    for character in String(decoding: text, as: UTF8.self) {
      guard character.isLetter || character.isNumber else {
        wasNumber = nil
        continue
      }
      if character.isNumber == wasNumber {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
      }
      wasNumber = character.isNumber
    }
    return words
  }
}
