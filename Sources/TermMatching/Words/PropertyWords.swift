/// Words that names of properties carry beside what they are about: *has* in *hasAuthor*, *hat* in
/// *hatAutor*; and those that tell which way a property points.
enum PropertyWords {
  /// Which way a property points by the end of its name: *author of* and *written by* point
  /// against *has author* and *writes*.
  enum Direction: Sendable {
    case plain, of, by
  }

  /// Whether a word says little in the name of a property.
  ///
  /// Identifiers are often English whatever the language of the vocabulary, so that English words
  /// count in all.
  static func isLight(_ word: [UInt8], _ language: LanguageCode) -> Bool {
    english.contains(word) || others[language]?.contains(word) == true
  }

  /// The direction that the last word of a name gives.
  static func direction(_ word: [UInt8], _ language: LanguageCode) -> Direction {
    if word.elementsEqual("of".utf8) || ofWords[language]?.elementsEqual(word) == true {
      return .of
    }
    if word.elementsEqual("by".utf8) || byWords[language]?.elementsEqual(word) == true {
      return .by
    }
    return .plain
  }

  private static func words(_ text: String) -> Set<[UInt8]> {
    Set(text.split(separator: " ").map { Array($0.utf8) })
  }

  private static let english = words("has have is are was be of by the a an to for in on at with")

  /// Forms of *have* and *be* beside the stop words of a language.
  private static let others: [LanguageCode: Set<[UInt8]>] = [
    .german: words("hat haben hatte ist wird wurde von"), .french: words("a ont est pour"),
    .italian: words("ha hanno e viene"), .spanish: words("tiene tienen es esta"),
    .portuguese: words("tem e foi"), .dutch: words("heeft hebben is wordt"),
  ]

  private static let ofWords: [LanguageCode: [UInt8]] = [
    .german: Array("von".utf8), .french: Array("de".utf8), .italian: Array("di".utf8),
    .spanish: Array("de".utf8), .portuguese: Array("de".utf8), .dutch: Array("van".utf8),
  ]
  private static let byWords: [LanguageCode: [UInt8]] = [
    .german: Array("durch".utf8), .french: Array("par".utf8), .italian: Array("da".utf8),
    .spanish: Array("por".utf8), .portuguese: Array("por".utf8), .dutch: Array("door".utf8),
  ]
}
