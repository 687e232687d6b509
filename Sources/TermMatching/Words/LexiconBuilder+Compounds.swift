extension LexiconBuilder {
  /// Writes two words as one where the other vocabulary knows them so (*e mail*), and one as
  /// several where it knows the parts only (German compounds); each language by itself.
  mutating func joinAndCut(_ side: Int) {
    for index in drafts[side].indices {
      let language = drafts[side][index].language
      guard let other = knownWords[1 - side][language] else { continue }
      var parts: [NamePart] = []
      for part in drafts[side][index].parts {
        if let last = parts.last, last.isQualifier == part.isQualifier {
          let joined = last.word + part.word
          if joined.count > 4, other.contains(joined),
            !other.contains(last.word)
              || !other.contains(part.word) || last.word.count == 1
          {
            parts[parts.count - 1].word = joined
            continue
          }
        }
        parts.append(part)
      }
      let own = knownWords[side][language] ?? []
      if parts.contains(where: { $0.word.count >= 8 && !other.contains($0.word) }) {
        parts = parts.flatMap { part -> [NamePart] in
          guard let cut = Self.cut(part.word, own, other, depth: 0) else { return [part] }
          drafts[side][index].isCut = true
          return cut.map { NamePart(word: $0, isQualifier: part.isQualifier) }
        }
      }
      drafts[side][index].parts = parts
    }
  }

  private static let mostCuts = 2

  /// A compound's parts: the tail is known to the other vocabulary, what comes before to either,
  /// or it is a compound itself; a linking *s*, *n*, *e*, *es*, *en* may stand between.
  private static func cut(
    _ word: [UInt8], _ own: Set<[UInt8]>, _ other: Set<[UInt8]>, depth: Int
  ) -> [[UInt8]]? {
    guard word.count >= 8, !other.contains(word) else { return nil }
    var deeper: [[UInt8]]?
    for at in 4...(word.count - 4) {
      let tail = Array(word[at...])
      guard other.contains(tail) else { continue }
      let head = word[..<at]
      for link in ["", "s", "n", "e", "es", "en"] where head.count - link.utf8.count >= 4 {
        guard head.suffix(link.utf8.count).elementsEqual(link.utf8) else { continue }
        let bare = Array(head.dropLast(link.utf8.count))
        if other.contains(bare) || own.contains(bare) { return [bare, tail] }
        if deeper == nil, depth < mostCuts,
          let parts = cut(bare, own, other, depth: depth + 1)
        {
          deeper = parts + [tail]
        }
      }
    }
    return deeper
  }
}
