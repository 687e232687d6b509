extension LexiconBuilder {
  private static let nameInText: Float = 2
  private static let noteInText: Float = 0.5
  private static let mostWordsOfText = 600

  /// The texts of both vocabularies as weighted words.
  ///
  /// Words count as words of their language, so
  /// that texts in different languages have nothing in common by accident.
  mutating func textColumns(
    _ names: [NameColumns], _ guesses: [LanguageCode]
  ) -> [TextColumns] {
    var rows: [[(stem: Int32, count: Float)]] = []
    var owners: [(side: Int, spoken: UInt64, defined: UInt64)] = []
    for side in 0..<2 {
      let vocabulary = vocabularies[side]
      for entity in 0..<vocabulary.count {
        var counts: [Int32: Float] = [:]
        var spoken: UInt64 = 0
        for name in names[side].names(of: entity)
        where names[side].role[name] < .loose || names[side].role[name] == .localName {
          let language = names[side].rules[name]
          spoken |= languages.mask(of: language)
          for index in names[side].wordRange(name) {
            let word = names[side].words[index]
            if word.weight > 0.1 { counts[textStem(word.stem, language)] = Self.nameInText }
          }
        }
        var defined: UInt64 = 0
        var left = Self.mostWordsOfText
        for text in vocabulary.texts[entity] where left > 0 {
          let words = NameSplitter.words(ofText: text.text).prefix(left)
          let language = text.language ?? Self.language(of: words, otherwise: guesses[side])
          defined |= languages.mask(of: language)
          left -= words.count
          for word in words {
            let form = form(word, language)
            if form.isStop || word.count < 2 { continue }
            counts[textStem(form.stem, language), default: 0] +=
              text.isDefinition ? 1 : Self.noteInText
          }
        }
        rows.append(counts.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
        owners.append((side, spoken | defined, defined))
      }
    }
    return weighTexts(rows, owners)
  }

  /// The language of a text without a tag, by its stop words.
  private static func language(
    of words: ArraySlice<[UInt8]>, otherwise guess: LanguageCode
  ) -> LanguageCode {
    var best = (language: guess, count: 0)
    var second = 0
    for language in LanguageCode.supported {
      let stops = StopWords.of(language)
      let count = words.count { stops.contains($0) }
      if count > best.count {
        second = best.count
        best = (language, count)
      } else {
        second = max(second, count)
      }
    }
    return best.count >= 3 && best.count > second ? best.language : guess
  }

  private func weighTexts(
    _ rows: [[(stem: Int32, count: Float)]],
    _ owners: [(side: Int, spoken: UInt64, defined: UInt64)]
  ) -> [TextColumns] {
    var frequency = [Int32](repeating: 0, count: table.count)
    for row in rows { for entry in row { frequency[Int(entry.stem)] += 1 } }
    var result = [TextColumns(), TextColumns()]
    for (row, owner) in zip(rows, owners) {
      var weights = row.map { entry in
        (1 + logarithm(max(entry.count, 0.5)))
          * logarithm(1 + Float(rows.count) / Float(frequency[Int(entry.stem)]))
      }
      let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { for index in weights.indices { weights[index] /= length } }
      result[owner.side].stem += row.map(\.stem)
      result[owner.side].weight += weights
      result[owner.side].spoken.append(owner.spoken)
      result[owner.side].defined.append(owner.defined)
      result[owner.side].entityStart.append(Int32(result[owner.side].stem.count))
    }
    return result
  }

  // MARK: Genera

  private static let mostGenusWords = 4

  /// What the definitions of each entity start from, as bags of lemmas like those of names: the
  /// whole phrase (*striated muscle*), and what is left of it towards the head (*muscle*).
  mutating func definedGenera(_ vocabulary: EntityTable, _ guess: LanguageCode) -> [[Int32]] {
    (0..<vocabulary.count).map { entity in
      var result: [Int32] = []
      for text in vocabulary.texts[entity].prefix(2) where text.isDefinition {
        let language = text.language ?? guess
        var lemmas: [Int32] = []
        for word in DefinitionGenus.words(of: text.text, language) {
          let form = form(word, language)
          if !form.isStop { lemmas.append(form.lemma) }
        }
        guard (1...Self.mostGenusWords).contains(lemmas.count) else { continue }
        while !lemmas.isEmpty {
          result.append(table.intern(Self.key(lemmas.sorted())))
          if language.isHeadFirst { lemmas.removeLast() } else { lemmas.removeFirst() }
        }
      }
      return result
    }
  }
}
