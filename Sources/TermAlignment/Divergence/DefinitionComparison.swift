import RDFModel
public import SKOSVocabulary

/// The definitions of two concepts side by side, in a language that both have.
///
/// Two wordings differ when the sets of their content words differ: folded words without
/// inflection, articles, prepositions, conjunctions and forms of "to be". Word order and repetition
/// do not count, so a rephrasing that keeps the words is the same; another word is another wording,
/// which is a reason to look and no proof of another meaning.
public struct DefinitionComparison: Sendable {
  /// The first definition, taken apart.
  public let left: DefinitionParts
  /// The second definition, taken apart.
  public let right: DefinitionParts
  let leftStems: Set<String>
  let rightStems: Set<String>

  /// Compares the definitions of two concepts.
  ///
  /// - Returns: nil where one has no definition, or where they share no language.
  public init?(_ one: Concept, _ other: Concept) {
    let lefts = one.definitions.map(\.text)
    let rights = other.definitions.map(\.text)
    let languages = lefts.map { $0.language?.lowercased() ?? "" }
    let ordered = languages.contains("en") ? ["en"] + languages : languages
    for language in ordered {
      let match = { (text: Literal) in (text.language?.lowercased() ?? "") == language }
      if let left = lefts.first(where: match), let right = rights.first(where: match) {
        self.init(DefinitionParts(left), DefinitionParts(right))
        return
      }
    }
    return nil
  }

  init(_ left: DefinitionParts, _ right: DefinitionParts) {
    self.left = left
    self.right = right
    leftStems = left.words.contentStems
    rightStems = right.words.contentStems
  }

  /// Whether the content words differ.
  public var differs: Bool { leftStems != rightStems }

  /// Whether the texts are the same, case, white space and diacritics aside.
  public var isSameText: Bool {
    FoldedText(left.text.lexicalForm) == FoldedText(right.text.lexicalForm)
  }

  /// How many of the content words are shared: from 0, none, to 1, all (Dice's coefficient).
  public var similarity: Double {
    let total = leftStems.count + rightStems.count
    return total == 0 ? 1 : 2 * Double(leftStems.intersection(rightStems).count) / Double(total)
  }

  /// How many of the content words have one of their family on the other side, from 0 to 1: what
  /// ``similarity`` is where "answerable" counts as "answerability".
  var relatedness: Double {
    let (one, other) = (Self.families(leftStems), Self.families(rightStems))
    let total = one.count + other.count
    return total == 0 ? 1 : 2 * Double(one.intersection(other).count) / Double(total)
  }

  private static func families(_ stems: Set<String>) -> Set<[UInt8]> {
    Set(stems.map { WordFamily.stem(Array($0.utf8)) })
  }

  /// How much the shorter definition says, from 0 to 1: few words share nothing with others by
  /// chance, and tell little of a difference.
  var substance: Double {
    let count = Double(min(leftStems.count, rightStems.count))
    return count / (count + 6)
  }

  /// Whether both start from the same wider concept: the same head of the genus.
  public var hasSameGenus: Bool {
    guard let one = left.genusHead, let other = right.genusHead else { return false }
    return one == other
  }

  /// The characteristics that only the first definition has.
  public var onlyLeft: [String] { unmatched(left, right) }

  /// The characteristics that only the second definition has.
  public var onlyRight: [String] { unmatched(right, left) }

  /// The difference word by word.
  public var wordDifference: WordDifference { WordDifference(left.words, right.words) }

  /// The characteristics of one definition to which none of the other comes near: that have less
  /// than half of their content words in any single one of them.
  private func unmatched(_ one: DefinitionParts, _ other: DefinitionParts) -> [String] {
    let theirs = other.characteristicRanges.map { other.words[$0].contentStems }
    return one.characteristicRanges.filter { range in
      let stems = one.words[range].contentStems
      return !theirs.contains { 2 * $0.intersection(stems).count >= max(stems.count, 1) }
    }.map { one.words[$0].joined }
  }

  /// The difference in words, from the genus and the characteristics.
  ///
  /// - Parameter names: what to call the two sides, such as the short titles of their schemes.
  public func difference(_ names: (left: String, right: String)) -> String {
    var parts: [String] = []
    if !hasSameGenus, let one = left.genus, let other = right.genus {
      parts.append("“\(one)” (\(names.left)) against “\(other)” (\(names.right))")
    }
    for (name, only) in [(names.left, onlyLeft), (names.right, onlyRight)] where !only.isEmpty {
      parts.append("only \(name): " + only.prefix(4).map { "“\($0)”" }.joined(separator: ", "))
    }
    if parts.isEmpty {
      let runs = wordDifference.runs
      for (name, side) in [(names.left, WordDifference.Side.left), (names.right, .right)] {
        let words = runs.filter { $0.side == side }.map { "“\($0.text)”" }
        if !words.isEmpty {
          parts.append("only \(name): " + words.prefix(4).joined(separator: ", "))
        }
      }
    }
    return parts.isEmpty ? "the same words in another order" : parts.joined(separator: "; ")
  }
}
