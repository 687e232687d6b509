extension Stemmer {
  /// French.
  static let french = Rules(
    lemma: [
      Rule("eaux", "eau", least: 1), Rule("aux", "al", least: 2), Rule("eux", "eu", least: 2),
      Rule("oux", "ou", least: 2), Rule("ss", "ss", least: 1), Rule("s", least: 3),
      Rule("x", least: 4),
    ],
    stem: [
      Rule("issement"), Rule("issements"), Rule("ations", "at"), Rule("ation", "at"),
      Rule("atrice", "at"), Rule("ateur", "at"), Rule("ements"), Rule("ement"), Rule("euse", "eu"),
      Rule("ives", "if"), Rule("ive", "if"), Rule("elle", "el"), Rule("enne", "en"),
      Rule("ienne", "ien"), Rule("ales", "al"), Rule("ale", "al"), Rule("iques", "iqu"),
      Rule("ique", "iqu"), Rule("istes", "ist"), Rule("iste", "ist"), Rule("ites", "it"),
      Rule("ees"), Rule("ee"), Rule("er", least: 4), Rule("es"), Rule("e"),
    ])

  /// Italian.
  static let italian = Rules(
    lemma: [
      Rule("chi", "c", least: 2), Rule("che", "c", least: 2), Rule("ghi", "g", least: 2),
      Rule("ghe", "g", least: 2), Rule("ii", "i", least: 2), Rule("i", least: 3),
      Rule("e", least: 3), Rule("o", least: 3), Rule("a", least: 3),
    ],
    stem: [
      Rule("azion", "at"), Rule("ament"), Rule("iment"), Rule("trice", "tor"), Rule("tric", "tor"),
      Rule("ism", "ism"), Rule("ist", "ist"), Rule("al"), Rule("ic", least: 4),
      Rule("iv", least: 4), Rule("at", "at"), Rule("ut", "ut"), Rule("it", "it"),
    ])

  /// Spanish.
  static let spanish = Rules(
    lemma: [
      Rule("ces", "z", least: 2), Rule("iones", "ion", least: 2), Rule("es", least: 3),
      Rule("os", least: 3), Rule("as", least: 3), Rule("s", least: 3), Rule("o", least: 3),
      Rule("a", least: 3), Rule("e", least: 3),
    ],
    stem: [
      Rule("acion", "at"), Rule("amient"), Rule("imient"), Rule("ador", "at"), Rule("mente"),
      Rule("idad"), Rule("ic", least: 4), Rule("al", least: 4), Rule("iv", least: 4),
      Rule("ad", "at", least: 4),
    ])

  /// Portuguese.
  static let portuguese = Rules(
    lemma: [
      Rule("oes", "ao", least: 2), Rule("aes", "ao", least: 2), Rule("ais", "al", least: 2),
      Rule("eis", "el", least: 2), Rule("ns", "m", least: 2), Rule("res", "r", least: 3),
      // Not an ending: canção.
      Rule("ao", "ao", least: 1), Rule("os", least: 3), Rule("as", least: 3), Rule("s", least: 3),
      Rule("o", least: 4),
      Rule("a", least: 3), Rule("e", least: 3),
    ],
    stem: [
      Rule("acao", "at"), Rule("ament"), Rule("iment"), Rule("idad"), Rule("ador", "at"),
      Rule("mente"), Rule("ic", least: 4), Rule("al", least: 4), Rule("iv", least: 4),
    ])
}
