/// What English words of one family have in common: "deployer" and "deployment", "safe" and
/// "safety", "adaptive", "adaptivity" and "adaptiveness".
///
/// Suffixes are taken off by rule, without a lexicon, so that words may share a stem by chance:
/// "integrity" and "integration". It finds what is worth a look, and proves nothing.
enum WordFamily {
  /// The least bytes that a suffix leaves.
  private static let leastStem = 4
  /// "Adaptiveness" has two suffixes; none has more than three.
  private static let mostSuffixes = 3

  /// What a suffix is taken off for; the longest first.
  private static let suffixes: [(suffix: [UInt8], replacement: [UInt8])] =
    [
      ("ization", ""), ("izing", ""), ("ized", ""), ("izer", ""), ("ize", ""),
      ("bility", "ble"), ("ivity", ""), ("ation", ""), ("ative", ""), ("ating", ""),
      ("ator", ""), ("ated", ""), ("ency", "ent"), ("ence", "ent"), ("ancy", "ant"),
      ("ance", "ant"), ("able", ""), ("ible", ""), ("ment", ""), ("ness", ""),
      ("acy", ""), ("ate", ""), ("ity", ""), ("ive", ""), ("ion", ""), ("ing", ""),
      ("er", ""), ("or", ""), ("ed", ""), ("ly", ""), ("ty", ""),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The stem of a folded word in the singular; the word itself where no suffix is known.
  ///
  /// - Complexity: O(n) in the word.
  static func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.allSatisfy({ $0 < 0x80 }) else { return word }
    var stem = word
    for _ in 0..<mostSuffixes {
      guard
        let (suffix, replacement) = suffixes.first(where: {
          stem.count - $0.suffix.count + $0.replacement.count >= leastStem
            && stem.suffix($0.suffix.count) == $0.suffix[...]
        })
      else { break }
      stem.removeLast(suffix.count)
      stem += replacement
    }
    if stem.count >= leastStem, stem.last == UInt8(ascii: "e") { stem.removeLast() }
    return stem
  }
}
