/// Words that turn what a name says into its opposite: *lack of transparency*, *non-compliance*.
///
/// Most of them are stop words otherwise, and *processing without consent* would have the words of
/// *processing with consent*.
enum NegationWords {
  /// Whether a folded word negates in a language.
  static func contains(_ word: [UInt8], _ language: LanguageCode) -> Bool {
    words[language]?.contains(word) == true
  }

  private static let words: [LanguageCode: Set<[UInt8]>] = [
    .english: """
    no non not never without lack lacking absence absent missing insufficient inadequate anti
    """,
    .french: "non pas sans absence manque anti insuffisant insuffisante",
    .german: """
    nicht ohne kein keine keinen keiner mangel mangelnde mangelnder mangelndes fehlende \
    fehlender fehlendes
    """,
    .italian: "non senza assenza mancanza anti insufficiente",
    .spanish: "no sin ausencia falta anti insuficiente",
    .portuguese: "nao sem ausencia falta anti insuficiente",
    .dutch: "niet geen zonder gebrek ontbreken ontbrekende onvoldoende",
  ].mapValues { text in Set(text.split(separator: " ").map { Array($0.utf8) }) }
}
