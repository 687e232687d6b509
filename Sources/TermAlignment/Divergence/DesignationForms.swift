import RDFModel
import SKOSVocabulary

/// The keys by which a label is taken for the same designation as another.
///
/// Case, diacritics, hyphens and punctuation do not count; in English neither do articles, the
/// plural, and whether "-ise" is written with s or z. A subject field in brackets is left off, and a label that names several things between
/// semicolons is each of them: "Risk; significant risk" is a risk. An abbreviation that the data
/// itself spells out ("AI" as another label of "artificial intelligence") is spelled out.
struct DesignationForms {
  /// What abbreviations stand for, learnt from the data.
  let expansions: [[UInt8]: [UInt8]]

  /// The primary language subtag of a label, in lower case; empty where it has none.
  static func language(of label: Literal) -> String {
    String((label.language ?? "").lowercased().prefix { $0 != "-" })
  }

  /// The keys of a label, the whole label first, each once.
  func keys(of label: Literal) -> [[UInt8]] {
    let folded = FoldedText(label.lexicalForm).bytes
    let language = Self.language(of: label)
    let isEnglish = language.isEmpty || language == "en"
    var keys: [[UInt8]] = []
    func add(_ bytes: ArraySlice<UInt8>, minimumWords: Int = 1) {
      let words = words(of: bytes, isEnglish: isEnglish)
      guard words.count >= minimumWords else { return }
      let key = Array(words.joined(separator: [UInt8(ascii: " ")]))
      if !key.isEmpty, !keys.contains(key) { keys.append(key) }
    }
    add(folded[...])
    guard folded.contains(where: { Self.openings[$0] != nil || $0 == UInt8(ascii: ";") }) else {
      return keys
    }
    let (plain, inner) = Self.splitBrackets(folded)
    add(plain[...])
    for part in plain.split(separator: UInt8(ascii: ";")) { add(part) }
    // One word in brackets is a subject field, several are another name.
    for part in inner { add(part[...], minimumWords: 2) }
    return keys
  }

  private static let openings: [UInt8: UInt8] = [
    UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"),
    UInt8(ascii: "<"): UInt8(ascii: ">"),
  ]

  private static func splitBrackets(_ bytes: [UInt8]) -> (plain: [UInt8], inner: [[UInt8]]) {
    var plain: [UInt8] = []
    var inner: [[UInt8]] = []
    var closing: UInt8?
    for byte in bytes {
      if let expected = closing {
        if byte == expected { closing = nil } else { inner[inner.count - 1].append(byte) }
      } else if let end = openings[byte] {
        closing = end
        inner.append([])
      } else {
        plain.append(byte)
      }
    }
    return (plain, inner)
  }

  /// The words of folded text, in English without articles and in the singular.
  func words(of bytes: ArraySlice<UInt8>, isEnglish: Bool) -> [[UInt8]] {
    let raw = bytes.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): false
      default: byte < 0x80
      }
    }.map(Array.init)
    guard isEnglish else { return raw }
    let kept = raw.filter { !Self.articles.contains($0) }
    return (kept.isEmpty ? raw : kept).flatMap { word -> [[UInt8]] in
      if let expansion = expansions[word] { return [expansion] }
      return [
        Self.withOneSpelling(
          Array(EnglishStem.singular(String(decoding: word, as: UTF8.self)).utf8))
      ]
    }
  }

  /// "harmonised" as "harmonized": a z for the s of the suffix.
  private static func withOneSpelling(_ word: [UInt8]) -> [UInt8] {
    for suffix in suffixes
    where word.count > suffix.count + 2 && word.suffix(suffix.count).elementsEqual(suffix) {
      var result = word
      result[word.count - suffix.count + 1] = UInt8(ascii: "z")
      return result
    }
    return word
  }

  private static let suffixes = ["ise", "ised", "ising", "isation", "iser"].map { Array($0.utf8) }

  private static let articles: Set<[UInt8]> = [
    Array("a".utf8), Array("an".utf8), Array("the".utf8),
  ]

  // MARK: Abbreviations

  /// Learns abbreviations: another label in capitals that is the initials of a preferred one.
  ///
  /// One that stands for several things stands for none.
  static func learn(from concepts: some Sequence<Concept>) -> DesignationForms {
    let bare = DesignationForms(expansions: [:])
    var found: [[UInt8]: [UInt8]] = [:]
    var several: Set<[UInt8]> = []
    for concept in concepts {
      let others = concept.altLabels.filter { isAbbreviation($0.lexicalForm) }
      guard !others.isEmpty else { continue }
      for label in concept.prefLabels {
        let words = bare.words(of: FoldedText(label.lexicalForm).bytes[...], isEnglish: true)
        let initials = words.compactMap(\.first)
        for other in others {
          let key = FoldedText(other.lexicalForm).bytes
          guard key == initials else { continue }
          let expansion = Array(words.joined(separator: [UInt8(ascii: " ")]))
          if let known = found[key], known != expansion { several.insert(key) }
          found[key] = expansion
        }
      }
    }
    for key in several { found[key] = nil }
    return DesignationForms(expansions: found)
  }

  private static func isAbbreviation(_ text: String) -> Bool {
    (2...6).contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }
}
