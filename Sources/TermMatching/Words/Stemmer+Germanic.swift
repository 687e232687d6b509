extension Stemmer {
  /// German; umlauts are folded already.
  static let german = Rules(
    lemma: [
      Rule("innen", "in", least: 3), Rule("ern", least: 4), Rule("em", least: 4),
      Rule("en", least: 3), Rule("er", least: 4), Rule("es", least: 4), Rule("se", "s", least: 4),
      Rule("e", least: 3),
      // Not an ending: Gefäß.
      Rule("ss", "ss", least: 1), Rule("s", least: 4), Rule("n", least: 4),
    ],
    stem: [
      Rule("ungen"), Rule("ung"), Rule("heiten"), Rule("heit"), Rule("keiten"), Rule("keit"),
      Rule("isch"), Rule("lich"), Rule("ig", least: 4), Rule("schaft"), Rule("ismus", "ism"),
      Rule("ationen", "at"), Rule("ation", "at"), Rule("ier", least: 4),
    ])

  /// Dutch.
  static let dutch = Rules(
    lemma: [
      Rule("heden", "heid", least: 3), Rule("eren", "er", least: 4), Rule("en", least: 3),
      Rule("se", "s", least: 4), Rule("e", least: 3), Rule("els", "el", least: 2),
      Rule("ers", "er", least: 2), Rule("ens", "en", least: 2), Rule("ems", "em", least: 2),
      Rule("jes", "je", least: 2),
    ],
    stem: [
      Rule("ingen"), Rule("ing"), Rule("heid"), Rule("lijk"), Rule("isch"), Rule("ig", least: 4),
      Rule("isme", "ism"), Rule("atie", "at"),
    ])

  /// One spelling for what Dutch spells by the syllable: *vazen*, *vaas*; *potten*, *pot*;
  /// *brieven*, *brief*.
  static func withoutSyllableSpelling(_ lemma: [UInt8]) -> [UInt8] {
    var word = lemma
    guard word.count >= 3, let last = word.last, !vowels.contains(last) else { return word }
    if word[word.count - 2] == last {
      word.removeLast()
    } else if last == UInt8(ascii: "z") {
      word[word.count - 1] = UInt8(ascii: "s")
    } else if last == UInt8(ascii: "v") {
      word[word.count - 1] = UInt8(ascii: "f")
    }
    let (one, two) = (word.count - 3, word.count - 2)
    if one >= 0, word[one] == word[two], "aeou".utf8.contains(word[two]) { word.remove(at: two) }
    return word
  }
}
