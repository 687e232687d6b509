/// One spelling for what a language spells in several ways; the result is a key, not always a word.
enum SpellingVariants {
  /// The word in the one spelling.
  static func unified(_ word: [UInt8], _ language: LanguageCode) -> [UInt8] {
    switch language {
    case .english: EnglishVariants.unified(word)
    case .german: withoutUmlautLetters(word)
    default: word
    }
  }

  /// *Gefaess* as *gefass*, which is what *Gefäß* is folded to.
  private static func withoutUmlautLetters(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(UInt8(ascii: "e")) else { return word }
    var result: [UInt8] = []
    for byte in word {
      if byte == UInt8(ascii: "e"), let last = result.last, "aou".utf8.contains(last) { continue }
      result.append(byte)
    }
    return result
  }
}
