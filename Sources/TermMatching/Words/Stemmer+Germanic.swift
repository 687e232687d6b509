extension Stemmer {
  /// German; umlauts are folded already.
  static let german = Rules(
    lemma: [
      Rule("innen", "in", least: 3), Rule("ern", least: 4), Rule("em", least: 4),
      Rule("en", least: 3), Rule("er", least: 4), Rule("es", least: 4), Rule("se", "s", least: 4),
      Rule("e", least: 3), Rule("s", least: 4), Rule("n", least: 4),
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
      Rule("se", "s", least: 4), Rule("e", least: 3), Rule("s", least: 3),
    ],
    stem: [
      Rule("ingen"), Rule("ing"), Rule("heid"), Rule("lijk"), Rule("isch"), Rule("ig", least: 4),
      Rule("isme", "ism"), Rule("atie", "at"),
    ])
}
