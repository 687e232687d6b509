public import RDFModel

/// A definition taken apart as terminology work does: the genus, that is the wider concept that it
/// starts from, and the characteristics that set the concept apart within it.
///
/// For English the genus is the head noun phrase, found by rules: it ends at the first relative
/// pronoun, preposition, participle with a complement, or mark. Definitions in other languages are
/// cut into clauses only. The rules know no grammar; a reader sees both parts and may disagree.
///
/// Source: ISO 704, intensional definitions.
public struct DefinitionParts: Hashable, Sendable {
  /// The definition as it stands.
  public let text: Literal
  let words: [DefinitionWord]
  let genusRange: Range<Int>
  let characteristicRanges: [Range<Int>]

  /// Takes a definition apart.
  ///
  /// - Complexity: O(n) in the text; words past the 2000th are left out.
  public init(_ text: Literal) {
    self.text = text
    let language = text.language?.lowercased() ?? "en"
    let isEnglish = language == "en" || language.hasPrefix("en-")
    words = DefinitionWord.words(of: text.lexicalForm, isEnglish: isEnglish)
    if isEnglish {
      let start = EnglishDefinition.start(of: words)
      genusRange = start..<EnglishDefinition.genusEnd(of: words, from: start)
      characteristicRanges = EnglishDefinition.characteristics(
        of: words, from: genusRange.upperBound)
    } else {
      genusRange = 0..<0
      characteristicRanges = Self.clauses(of: words)
    }
  }

  /// The genus in the definition's words; nil where the rules find none.
  public var genus: String? {
    genusRange.isEmpty ? nil : words[genusRange].joined
  }

  /// The characteristics in the definition's words, in its order.
  public var characteristics: [String] { characteristicRanges.map { words[$0].joined } }

  /// The stem of the genus' head, its last word of meaning.
  var genusHead: String? { words[genusRange].last(where: \.isContent)?.stem }

  private static func clauses(of words: [DefinitionWord]) -> [Range<Int>] {
    let marks: Set<String> = [",", ";", ":", ".", "、", "，", "；", "。", "،", "؛", "।"]
    var ranges: [Range<Int>] = []
    var start = 0
    for (index, word) in words.enumerated() where word.isMark && marks.contains(word.text) {
      if start < index { ranges.append(start..<index) }
      start = index + 1
    }
    if start < words.count { ranges.append(start..<words.count) }
    return ranges
  }
}

/// Where the parts of an English definition begin and end.
enum EnglishDefinition {
  private static let relatives: Set<String> = [
    "that", "which", "who", "whom", "whose", "where", "when", "whereby", "wherein",
  ]
  private static let prepositions: Set<String> = [
    "of", "for", "to", "in", "on", "by", "with", "from", "under", "between", "within", "through",
    "against", "about", "at", "as", "into", "over", "during", "without", "regarding", "towards",
    "per", "via", "across", "after", "before", "beyond", "upon", "among", "is", "are", "can", "may",
  ]
  private static let determiners: Set<String> = [
    "a", "an", "the", "its", "their", "this", "these", "those", "any", "some", "one", "each", "all",
    "no", "other", "it", "them",
  ]
  /// Words after which the genus proper follows: "type of", "form of".
  private static let classifiers: Set<String> = [
    "type", "kind", "form", "class", "category", "sort", "subset", "subclass",
  ]
  private static let participles: Set<String> = [
    "using", "involving", "including", "comprising", "made", "built", "used", "given", "taken",
    "held", "drawn", "shown", "set", "done", "put", "meant", "able", "capable", "likely", "based",
  ]

  /// The first word that counts: after a subject field in brackets, articles, and "type of".
  static func start(of words: [DefinitionWord]) -> Int {
    var index = 0
    if let first = words.first, first.isMark, let close = ["<": ">", "(": ")"][first.text],
      let end = words.prefix(12).firstIndex(where: { $0.isMark && $0.text == close })
    {
      index = end + 1
    }
    func skipDeterminers() {
      while index < words.count, determiners.contains(words[index].text.lowercased()) { index += 1 }
    }
    skipDeterminers()
    // "type of risk that …": the genus is the risk.
    while index + 2 < words.count, words[index + 1].text.lowercased() == "of",
      classifiers.contains(EnglishStem.singular(words[index].text.lowercased()))
    {
      index += 2
      skipDeterminers()
    }
    return index
  }

  /// Words that begin a clause, which has no head noun: "how likely harm is".
  private static let interrogatives: Set<String> = ["how", "what", "whether", "why", "that"]

  static func genusEnd(of words: [DefinitionWord], from start: Int) -> Int {
    var index = start
    if index < words.count, interrogatives.contains(words[index].text.lowercased()) { return start }
    while index < words.count, !ends(words, at: index, isFirst: index == start) {
      index += 1
    }
    return enumerationEnd(of: words, from: start, comma: index) ?? index
  }

  /// - Parameter isFirst: whether it is the first word, which no participle is.
  private static func ends(
    _ words: [DefinitionWord], at index: Int, isFirst: Bool = false
  ) -> Bool {
    let word = words[index]
    if word.isMark { return word.text != "-" && word.text != "/" }
    let text = word.text.lowercased()
    if relatives.contains(text) || prepositions.contains(text) { return true }
    guard !isFirst, index + 1 < words.count else { return false }
    if participles.contains(text) { return true }
    let next = words[index + 1].text.lowercased()
    let hasComplement =
      prepositions.contains(next) || determiners.contains(next) || interrogatives.contains(next)
    // "handling of" is a noun.
    let isParticiple = text.hasSuffix("ing") ? next != "of" : text.hasSuffix("ed")
    return hasComplement && text.count >= 4 && isParticiple
  }

  /// Where an enumeration such as "person, organisation or body" ends, if the comma is in one.
  private static func enumerationEnd(
    of words: [DefinitionWord], from start: Int, comma: Int
  ) -> Int? {
    guard comma > start, comma - start <= 3, comma < words.count, words[comma].text == "," else {
      return nil
    }
    var index = comma + 1
    var isClosed = false
    while index < words.count, index - comma < 12 {
      let text = words[index].text.lowercased()
      if text == "or" || text == "and" {
        isClosed = true
      } else if text != ",", ends(words, at: index) {
        break
      }
      index += 1
    }
    return isClosed && index < words.count && words[index].text != "." ? index : nil
  }

  /// Cuts what follows the genus at clauses, and leaves enumerations whole.
  static func characteristics(of words: [DefinitionWord], from start: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var begin = start
    var weight = 0
    func close(at index: Int, skipping: Bool) {
      if begin < index, words[begin..<index].contains(where: \.isContent) {
        ranges.append(begin..<index)
      }
      begin = skipping ? index + 1 : index
      weight = 0
    }
    for index in start..<max(words.count, start) {
      let word = words[index]
      let text = word.text.lowercased()
      if word.isMark {
        switch text {
        case ";", ".", ":", "\u{2014}", "\u{2013}": close(at: index, skipping: true)
        case "," where weight >= 4 || startsClause(words, at: index + 1):
          close(at: index, skipping: true)
        default: break
        }
      } else if relatives.contains(text), index > begin, weight > 0,
        !isWithinClause(words, at: index)
      {
        // "in which" and "and that" begin at the word before.
        let previous = words[index - 1].text.lowercased()
        let joins = prepositions.contains(previous) || ["and", "or", "but"].contains(previous)
        close(at: joins && index - 1 > begin ? index - 1 : index, skipping: false)
        weight = 0
      } else if word.isContent {
        weight += 1
      }
    }
    close(at: words.count, skipping: false)
    return ranges
  }

  /// Words that "that" does not relate to but completes: "sure that", "proving that".
  private static let completed: Set<String> = [
    "sure", "ensure", "prove", "proving", "show", "verify", "confirm", "confirmation", "declare",
    "check", "checking", "evidence", "assurance", "mean", "state",
  ]

  /// Whether "that" cuts nothing off: "how serious that harm would be", "so large that", "ensures
  /// that".
  private static func isWithinClause(_ words: [DefinitionWord], at index: Int) -> Bool {
    guard words[index].text.lowercased() == "that", index > 0 else { return false }
    if index > 1, ["how", "so", "as", "too"].contains(words[index - 2].text.lowercased()) {
      return true
    }
    return completed.contains(EnglishStem.singular(words[index - 1].text.lowercased()))
  }

  private static func startsClause(_ words: [DefinitionWord], at index: Int) -> Bool {
    guard index < words.count else { return false }
    let text = words[index].text.lowercased()
    return relatives.contains(text) || prepositions.contains(text) || participles.contains(text)
      || ["but", "such", "so", "whether", "even", "not", "either", "regardless", "unless", "if"]
        .contains(text)
  }
}
