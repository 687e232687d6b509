import RDFModel
import TermAlignment

/// The words that a definition starts from: the wider concept, before what sets the concept apart.
enum DefinitionGenus {
  /// The words of the genus, folded; empty where there is none.
  ///
  /// English definitions are taken apart by ``DefinitionParts``. In the other languages it is what
  /// stands between the articles at the front and the first preposition, pronoun or mark.
  static func words(of text: String, _ language: LanguageCode) -> [[UInt8]] {
    let start = String(text.prefix(mostCharacters))
    if language == .english {
      let parts = DefinitionParts(Literal(start, language: "en"))
      return parts.genus.map { NameSplitter.words(ofText: $0) } ?? []
    }
    guard LanguageCode.supported.contains(language) else { return [] }
    let stops = StopWords.of(language)
    let phrase = start.prefix { !marks.contains($0) }
    return Array(
      NameSplitter.words(ofText: String(phrase)).drop { stops.contains($0) }
        .prefix { !stops.contains($0) })
  }

  private static let mostCharacters = 160
  private static let marks: Set<Character> = [",", ";", ":", ".", "(", "[", "\u{2013}", "\u{2014}"]
}
