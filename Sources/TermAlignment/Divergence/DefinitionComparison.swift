import RDFModel
import SKOSVocabulary

/// The definitions of two concepts side by side, in a language that both have.
///
/// Two wordings differ when the sets of their content words differ: words in lower case, without
/// articles, prepositions, conjunctions and forms of "to be". Word order and repetition do not
/// count, so a rephrasing that keeps the words is the same; another word is another wording, which
/// is a reason to look and no proof of another meaning.
struct DefinitionComparison {
  let left: String
  let right: String

  /// - Returns: nil where one has no definition, or where they share no language.
  init?(_ one: Concept, _ other: Concept) {
    let lefts = one.definitions.map(\.text)
    let rights = other.definitions.map(\.text)
    let languages = lefts.map { $0.language?.lowercased() ?? "" }
    let ordered = languages.contains("en") ? ["en"] + languages : languages
    for language in ordered {
      let match = { (text: Literal) in (text.language?.lowercased() ?? "") == language }
      if let left = lefts.first(where: match), let right = rights.first(where: match) {
        self.left = left.lexicalForm
        self.right = right.lexicalForm
        return
      }
    }
    return nil
  }

  /// Whether the content words differ.
  var differs: Bool { Self.contentWords(left) != Self.contentWords(right) }

  static func contentWords(_ text: String) -> Set<String> {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    return Set(words.map(String.init)).subtracting(functionWords)
  }

  private static let functionWords: Set<String> = [
    "a", "an", "the", "of", "or", "and", "to", "in", "on", "for", "by", "with", "from", "as", "at",
    "that", "which", "it", "its", "is", "are", "be", "been", "being", "this", "these", "those",
  ]
}
