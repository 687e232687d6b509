import RDFModel
import SKOSVocabulary

/// A word or a mark of punctuation of a definition, as comparisons see it.
struct DefinitionWord: Hashable, Sendable {
  /// The text as it stands.
  let text: String
  /// The text folded; for English also without the endings that inflect it.
  let stem: String
  /// Whether white space stands before it.
  let isSpaced: Bool
  /// Whether it is punctuation.
  let isMark: Bool

  /// Whether it carries meaning of its own, which articles, prepositions and marks do not.
  var isContent: Bool { !isMark && !Self.functionWords.contains(stem) }

  /// The most words of a definition that are compared; what follows is left out.
  static let maximumCount = 2000

  /// Cuts a definition into words; scripts without spaces between words into characters.
  ///
  /// - Complexity: O(n) in the text.
  static func words(of text: String, isEnglish: Bool) -> [DefinitionWord] {
    var words: [DefinitionWord] = []
    var current = ""
    var isSpaced = false
    func close() {
      guard !current.isEmpty else { return }
      words.append(DefinitionWord(current, isSpaced: isSpaced, isEnglish: isEnglish))
      current = ""
      isSpaced = false
    }
    for character in text {
      if words.count >= maximumCount { return words }
      if character.isLetter || character.isNumber || isJoint(character) && !current.isEmpty {
        if isUnspaced(character) {
          close()
          current.append(character)
          close()
        } else {
          current.append(character)
        }
      } else {
        close()
        if character.isWhitespace {
          isSpaced = true
        } else {
          words.append(
            DefinitionWord(
              text: String(character), stem: String(character), isSpaced: isSpaced, isMark: true))
          isSpaced = false
        }
      }
    }
    close()
    return words
  }

  private init(text: String, stem: String, isSpaced: Bool, isMark: Bool) {
    self.text = text
    self.stem = stem
    self.isSpaced = isSpaced
    self.isMark = isMark
  }

  private init(_ text: String, isSpaced: Bool, isEnglish: Bool) {
    let folded = String(decoding: FoldedText(text).bytes, as: UTF8.self)
    let stem = isEnglish ? EnglishStem.stem(folded) : folded
    self.init(text: text, stem: stem, isSpaced: isSpaced, isMark: false)
  }

  /// What joins two halves of a word.
  private static func isJoint(_ character: Character) -> Bool {
    character == "-" || character == "'" || character == "\u{2019}" || character == "\u{2011}"
  }

  private static func isUnspaced(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  static let functionWords: Set<String> = [
    "a", "an", "the", "of", "or", "and", "to", "in", "on", "for", "by", "with", "from", "as", "at",
    "that", "which", "it", "its", "is", "are", "be", "been", "being", "this", "these", "those",
    "who", "whom", "whose", "where", "when", "has", "have", "had", "can", "may", "will", "such",
    "into", "than", "their", "they", "them", "any", "some", "one", "other", "not", "also",
  ]
}

extension Sequence where Element == DefinitionWord {
  /// The words as running text.
  var joined: String {
    var result = ""
    for word in self { result += (result.isEmpty || !word.isSpaced ? "" : " ") + word.text }
    return result
  }

  /// The stems of what carries meaning.
  var contentStems: Set<String> { Set(lazy.filter(\.isContent).map(\.stem)) }
}

/// English words without the endings that only inflect them, British spelling as American.
enum EnglishStem {
  static func stem(_ word: String) -> String {
    guard word.utf8.count > 3, word.utf8.allSatisfy({ $0 < 0x80 }) else { return word }
    var stem = singular(word)
    for (ending, replacement) in endings where stem.hasSuffix(ending) {
      let base = stem.dropLast(ending.count)
      guard base.count >= 4 else { break }
      stem = base + replacement
      break
    }
    return stem
  }

  private static let endings = [
    ("isation", "ization"), ("ising", "iz"), ("izing", "iz"), ("ised", "iz"), ("ized", "iz"),
    ("ysing", "yz"), ("yzing", "yz"), ("ysed", "yz"), ("yzed", "yz"), ("yse", "yz"), ("yze", "yz"),
    ("ise", "iz"), ("ize", "iz"), ("ing", ""), ("ed", ""), ("e", ""),
  ]

  /// The singular of a regular plural.
  static func singular(_ word: String) -> String {
    guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
    if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
    for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return word }
    return String(word.dropLast())
  }
}
