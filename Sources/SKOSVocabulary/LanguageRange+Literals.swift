public import RDFModel

extension LanguageRange {
  /// The literal whose language fits best: the range, cut from its end until something has that
  /// very tag; then what lies within the range; then English; then no language; then the first
  /// in the order of tags.
  ///
  /// Among equals the first by text wins, so the choice never depends on the order of the data.
  ///
  /// - Complexity: O(n) in the literals, times the subtags of the range.
  public func best(of literals: [Literal]) -> Literal? {
    let ordered = literals.sorted(by: Literal.inReadingOrder)
    return match(in: ordered) ?? (LanguageRange("en").match(in: ordered)) ?? ordered.first
  }

  /// As ``best(of:)``, without the fallbacks beyond the range.
  public func match(in literals: [Literal]) -> Literal? {
    let tagged = literals.map { (tag: $0.language.map { LanguageRange($0).subtags }, $0) }
    var length = subtags.count
    while length > 0 {
      let prefix = subtags[..<length]
      if let exact = tagged.first(where: { $0.tag.map { $0[...] == prefix } ?? false }) {
        return exact.1
      }
      if let within = tagged.first(where: { $0.tag?.starts(with: prefix) ?? false }) {
        return within.1
      }
      length -= 1
      // RFC 4647, section 3.4: a single letter or digit goes with what it introduced.
      if length > 0, subtags[length - 1].count == 1 { length -= 1 }
    }
    return nil
  }
}
