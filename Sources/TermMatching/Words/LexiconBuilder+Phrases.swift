extension LexiconBuilder {
  /// Words that follow each other, in a language.
  struct Phrase: Hashable {
    var words: [[UInt8]]
    var language: LanguageCode
  }

  private static let longestPhrase = 3
  private static let mostSynonyms = 4
  private static let mostExchanges = 12

  /// What the names of one entity say may stand for each other: *fat* for *adipose tissue*.
  func phraseSynonyms() -> [Phrase: [[[UInt8]]]] {
    var result: [Phrase: [[[UInt8]]]] = [:]
    for drafts in drafts {
      var start = 0
      while start < drafts.count {
        let end = drafts[start...].firstIndex { $0.entity != drafts[start].entity } ?? drafts.count
        let short = drafts[start..<end].prefix(8).filter {
          $0.parts.count <= Self.longestPhrase && $0.parts.allSatisfy { $0.word.count > 2 }
        }
        for one in short {
          for other in short where one.label != other.label && one.language == other.language {
            let from = Phrase(words: one.parts.map(\.word), language: one.language)
            let to = other.parts.map(\.word)
            if Set(from.words).isDisjoint(with: to), !result[from, default: []].contains(to),
              result[from, default: []].count < Self.mostSynonyms
            {
              result[from, default: []].append(to)
            }
          }
        }
        start = end
      }
    }
    return result
  }

  /// Adds names in which a phrase is exchanged, as far as the other vocabulary knows their words.
  mutating func exchangePhrases(_ side: Int, _ synonyms: [Phrase: [[[UInt8]]]]) {
    guard !synonyms.isEmpty else { return }
    let known = knownWords[1 - side]
    var result: [DraftName] = []
    result.reserveCapacity(drafts[side].count)
    var added = 0
    for (index, draft) in drafts[side].enumerated() {
      result.append(draft)
      if index > 0, drafts[side][index - 1].entity != draft.entity { added = 0 }
      guard (2...8).contains(draft.parts.count), draft.role != .loose,
        let other = known[draft.language]
      else { continue }
      for length in 1...Self.longestPhrase where length < draft.parts.count {
        for start in 0...(draft.parts.count - length) where added < Self.mostExchanges {
          let phrase = Phrase(
            words: draft.parts[start..<start + length].map(\.word), language: draft.language)
          for synonym in synonyms[phrase] ?? [] {
            var exchanged = draft
            exchanged.role = .derived
            exchanged.parts.replaceSubrange(
              start..<start + length,
              with: synonym.map {
                NamePart(word: $0, isQualifier: draft.parts[start].isQualifier)
              })
            guard exchanged.parts.allSatisfy({ other.contains($0.word) }) else { continue }
            result.append(exchanged)
            added += 1
          }
        }
      }
    }
    drafts[side] = result
  }
}
