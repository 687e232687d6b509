/// Cuts the endings of words: light stemming by tables of rules, language by language.
///
/// Two depths: the lemma, in which number and case are gone, and the stem, in which derivation
/// (*gastric* and *gastral*, *evaluation* and *evaluated*) is gone too. Words come folded, so
/// that rules know no diacritics. The tables are this project's own; what they do is that of the
/// light stemmers of information retrieval (Porter for English, Savoy for the others).
enum Stemmer {
  /// A rule: an ending, what stands in its place, and the least length of what comes before.
  struct Rule: Sendable {
    let ending: [UInt8]
    let replacement: [UInt8]
    let least: Int

    init(_ ending: StaticString, _ replacement: StaticString = "", least: Int = 3) {
      self.ending = ending.withUTF8Buffer { Array($0) }
      self.replacement = replacement.withUTF8Buffer { Array($0) }
      self.least = least
    }
  }

  /// The rules of a language: for the lemma, then for the stem; the first that fits is applied.
  struct Rules: Sendable {
    let lemma: [Rule]
    let stem: [Rule]
  }

  /// The word without the endings of number and case.
  static func lemma(_ word: [UInt8], _ language: LanguageCode) -> [UInt8] {
    guard word.count > 3, let rules = rules(language) else { return word }
    let lemma = applied(rules.lemma, to: word)
    return language == .dutch ? withoutSyllableSpelling(lemma) : lemma
  }

  /// The lemma without the endings of derivation.
  static func stem(ofLemma lemma: [UInt8], _ language: LanguageCode) -> [UInt8] {
    guard lemma.count > 4, let rules = rules(language) else { return lemma }
    var stem = applied(rules.stem, to: lemma)
    // Doubled consonants come from endings that are gone: planning, plan.
    if stem.count > 4, stem != lemma, let last = stem.last, last == stem[stem.count - 2],
      !Self.vowels.contains(last), last != UInt8(ascii: "s")
    {
      stem.removeLast()
    }
    return stem
  }

  static let vowels = Set("aeiouy".utf8)

  private static func rules(_ language: LanguageCode) -> Rules? {
    switch language {
    case .english: english
    case .french: french
    case .german: german
    case .italian: italian
    case .spanish: spanish
    case .portuguese: portuguese
    case .dutch: dutch
    default: nil
    }
  }

  private static func applied(_ rules: [Rule], to word: [UInt8]) -> [UInt8] {
    for rule in rules {
      let kept = word.count - rule.ending.count
      guard kept >= rule.least, word.suffix(rule.ending.count).elementsEqual(rule.ending) else {
        continue
      }
      return word[..<kept] + rule.replacement
    }
    return word
  }
}
