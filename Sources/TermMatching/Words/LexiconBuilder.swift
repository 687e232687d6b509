/// Numbers the words of two vocabularies together, so that equal numbers mean equal words.
///
/// - Complexity: O(n) in the words, and O(n log n) for ordering.
struct LexiconBuilder {
  private struct DraftName {
    var entity: Int32
    var label: Int32
    var role: EntityLabel.Role
    var language: LanguageCode?
    var isProperty: Bool
    var parts: [NamePart]
  }

  private struct Forms {
    var surface: Int32
    var lemma: Int32
    var stem: Int32
    var isStop: Bool
  }

  private var table = WordTable()
  private var forms: [LanguageCode?: [[UInt8]: Forms]] = [:]
  private let vocabularies: [EntityTable]
  private var drafts: [[DraftName]] = [[], []]
  /// The words of both vocabularies' names.
  private var knownWords: [Set<[UInt8]>] = [[], []]
  private var codes: [[[String]]] = []

  init(source: EntityTable, target: EntityTable) {
    vocabularies = [source, target]
  }

  mutating func lexicon() -> Lexicon {
    for side in 0..<2 { splitNames(side) }
    let guesses = [0, 1].map(guessedLanguage)
    for side in 0..<2 {
      for index in drafts[side].indices where drafts[side][index].language == nil {
        drafts[side][index].language = guesses[side]
      }
    }
    for side in 0..<2 { joinAndCut(side) }
    let synonyms = phraseSynonyms()
    for side in 0..<2 { exchangePhrases(side, synonyms) }
    var names = [0, 1].map { columns($0, tagged: vocabularies[$0]) }
    let weights = stemWeights(names)
    for side in 0..<2 { weigh(&names[side], side, weights) }
    let texts = textColumns(names, guesses)
    return Lexicon(
      table: table, source: names[0], target: names[1], sourceTexts: texts[0],
      targetTexts: texts[1], weights: weights, sourceCodes: codes[0], targetCodes: codes[1])
  }

  // MARK: Cutting

  private mutating func splitNames(_ side: Int) {
    let vocabulary = vocabularies[side]
    var codes = vocabulary.notations.map { $0.map { $0.lowercased() } }
    for entity in 0..<vocabulary.count {
      for (number, label) in vocabulary.labels[entity].enumerated() {
        let (parts, code) = NameSplitter.split(label.text)
        if let code { codes[entity].append(code) }
        guard !parts.isEmpty else { continue }
        for part in parts { knownWords[side].insert(part.word) }
        drafts[side].append(
          DraftName(
            entity: Int32(entity), label: Int32(number), role: label.role,
            language: label.language, isProperty: vocabulary.kinds[entity].isProperty,
            parts: parts))
      }
    }
    self.codes.append(codes)
  }

  /// The language of names without a tag: that whose words in the other vocabulary, and whose
  /// stop words, they share most; English where nothing tells.
  private func guessedLanguage(_ side: Int) -> LanguageCode? {
    var counts: [LanguageCode: Int] = [:]
    let untagged = drafts[side].filter { $0.language == nil }
    guard !untagged.isEmpty else { return LanguageCode.english }
    let words = Set(untagged.flatMap { $0.parts.map(\.word) })
    for name in drafts[1 - side] {
      guard let language = name.language else { continue }
      for part in name.parts where words.contains(part.word) { counts[language, default: 0] += 1 }
    }
    for language in LanguageCode.supported.compactMap({ $0 }) {
      let stops = StopWords.of(language)
      let found = untagged.reduce(0) { $0 + $1.parts.count { stops.contains($0.word) } }
      counts[language, default: 0] += found
    }
    let best = counts.max { left, right in
      left.value != right.value ? left.value < right.value : left.key > right.key
    }
    guard let best, best.value > 0 else { return LanguageCode.english }
    return best.key
  }

  // MARK: Joining and cutting words

  /// Writes two words as one where the vocabularies know them so (*e mail*), and one as two where
  /// the other vocabulary knows the parts only (German compounds).
  private mutating func joinAndCut(_ side: Int) {
    let own = knownWords[side]
    let other = knownWords[1 - side]
    for index in drafts[side].indices {
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
      if parts.contains(where: { $0.word.count >= 8 && !other.contains($0.word) }) {
        parts = parts.flatMap { part -> [NamePart] in
          guard part.word.count >= 8, !other.contains(part.word),
            let cut = Self.cut(part.word, own, other)
          else { return [part] }
          return cut.map { NamePart(word: $0, isQualifier: part.isQualifier) }
        }
      }
      drafts[side][index].parts = parts
    }
  }

  /// A compound's two parts, of which the other vocabulary knows both, or each is known to one
  /// and the tail to the other; a linking *s*, *n*, *e*, *es*, *en* may stand between.
  private static func cut(
    _ word: [UInt8], _ own: Set<[UInt8]>, _ other: Set<[UInt8]>
  ) -> [[UInt8]]? {
    for at in 4...(word.count - 4) {
      let tail = Array(word[at...])
      guard other.contains(tail) else { continue }
      let head = word[..<at]
      for link in ["", "s", "n", "e", "es", "en"] where head.count - link.utf8.count >= 4 {
        guard head.suffix(link.utf8.count).elementsEqual(link.utf8) else { continue }
        let bare = Array(head.dropLast(link.utf8.count))
        if other.contains(bare) || own.contains(bare) { return [bare, tail] }
      }
    }
    return nil
  }

  // MARK: Synonyms of phrases

  private struct Phrase: Hashable {
    var words: [[UInt8]]
    var language: LanguageCode?
  }

  private static let longestPhrase = 3
  private static let mostSynonyms = 4
  private static let mostExchanges = 12

  /// What the names of one entity say may stand for each other: *fat* for *adipose tissue*.
  private func phraseSynonyms() -> [Phrase: [[[UInt8]]]] {
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
  private mutating func exchangePhrases(_ side: Int, _ synonyms: [Phrase: [[[UInt8]]]]) {
    guard !synonyms.isEmpty else { return }
    let other = knownWords[1 - side]
    var result: [DraftName] = []
    result.reserveCapacity(drafts[side].count)
    var added = 0
    for (index, draft) in drafts[side].enumerated() {
      result.append(draft)
      if index > 0, drafts[side][index - 1].entity != draft.entity { added = 0 }
      guard (2...8).contains(draft.parts.count), draft.role != .loose else { continue }
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

  // MARK: Forms

  private mutating func form(_ word: [UInt8], _ language: LanguageCode?) -> Forms {
    if let known = forms[language]?[word] { return known }
    let spelled = language == LanguageCode.english ? EnglishVariants.unified(word) : word
    let lemma = Stemmer.lemma(spelled, language)
    let stem = Stemmer.stem(ofLemma: lemma, language)
    let made = Forms(
      surface: table.intern(word), lemma: table.intern(lemma), stem: table.intern(stem),
      isStop: StopWords.of(language).contains(word))
    forms[language, default: [:]][word] = made
    return made
  }

  private static let stopWeight: Float = 0.1
  private static let propertyWordWeight: Float = 0.1
  private static let qualifierWeight: Float = 0.4

  private mutating func columns(_ side: Int, tagged vocabulary: EntityTable) -> NameColumns {
    var result = NameColumns()
    var next = 0
    let drafts = drafts[side]
    for entity in 0..<vocabulary.count {
      while next < drafts.count, Int(drafts[next].entity) == entity {
        append(drafts[next], to: &result, vocabulary)
        next += 1
      }
      result.entityStart.append(Int32(result.count))
    }
    return result
  }

  private mutating func append(
    _ draft: DraftName, to result: inout NameColumns, _ vocabulary: EntityTable
  ) {
    result.entity.append(draft.entity)
    result.label.append(draft.label)
    result.role.append(draft.role)
    // The guess serves stemming; what has no tag is still comparable with every language.
    result.rules.append(draft.language)
    result.language.append(vocabulary.labels[Int(draft.entity)][Int(draft.label)].language)
    var joined: [UInt8] = []
    var initials: [UInt8] = []
    var core: [UInt8] = []
    var bag: [Int32] = []
    for (place, part) in draft.parts.enumerated() {
      var isNumber = part.word.allSatisfy { (48...57).contains($0) }
      var word = part.word
      if let digits = Numerals.digits(
        word, isLast: place == draft.parts.count - 1, isAlone: draft.parts.count == 1)
      {
        word = digits
        isNumber = true
      }
      joined += word
      if let first = word.first { initials.append(first) }
      let form = form(word, draft.language)
      var factor: Float = 1
      if form.isStop, !isNumber { factor = Self.stopWeight }
      if draft.isProperty, StopWords.ofProperties.contains(word) {
        factor = Self.propertyWordWeight
      }
      if factor == 1 {
        bag.append(form.lemma)
        core += word
      }
      if part.isQualifier { factor *= Self.qualifierWeight }
      result.words.append(
        NameWord(
          surface: form.surface, lemma: form.lemma, stem: form.stem, weight: factor,
          isNumber: isNumber))
    }
    bag.sort()
    result.core.append(table.intern(core.isEmpty ? joined : core))
    result.key.append(table.intern(joined))
    // A bag is no word: the first byte keeps it apart from all words.
    result.bag.append(
      bag.isEmpty
        ? table.intern(joined)
        : table.intern(
          [0]
            + bag.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
            }))
    result.initials.append(draft.parts.count > 1 ? table.intern(initials) : -1)
    result.wordStart.append(Int32(result.words.count))
  }

  // MARK: Weights

  /// How much each stem tells, from 0 to 1: the logarithm of how few entities have it in a name.
  private func stemWeights(_ names: [NameColumns]) -> [Float] {
    var counts = [Int32](repeating: 0, count: table.count)
    var last = [Int64](repeating: -1, count: table.count)
    var total = 0
    for (side, columns) in names.enumerated() {
      total += columns.entityStart.count - 1
      for name in 0..<columns.count where columns.role[name] != .derived {
        let owner = Int64(side) << 32 | Int64(columns.entity[name])
        for index in columns.wordRange(name) {
          let stem = Int(columns.words[index].stem)
          if last[stem] != owner {
            last[stem] = owner
            counts[stem] += 1
          }
        }
      }
    }
    let scale = logarithm(Float(total) + 1)
    return counts.map { count in
      guard scale > 0 else { return 1 }
      return max(0.15, logarithm((Float(total) + 1) / Float(max(count, 1))) / scale)
    }
  }

  private func weigh(_ names: inout NameColumns, _ side: Int, _ weights: [Float]) {
    for name in 0..<names.count {
      var sum: Float = 0
      for index in names.wordRange(name) {
        names.words[index].weight *= weights[Int(names.words[index].stem)]
        sum += names.words[index].weight
      }
      names.weight.append(sum)
    }
  }

  // MARK: Texts

  private static let nameInText: Float = 2
  private static let noteInText: Float = 0.5
  private static let mostWordsOfText = 600

  private mutating func textColumns(
    _ names: [NameColumns], _ guesses: [LanguageCode?]
  ) -> [TextColumns] {
    var rows: [[(stem: Int32, count: Float)]] = []
    var owners: [(side: Int, isDefined: Bool)] = []
    for side in 0..<2 {
      let vocabulary = vocabularies[side]
      for entity in 0..<vocabulary.count {
        var counts: [Int32: Float] = [:]
        for name in names[side].names(of: entity)
        where names[side].role[name] < .loose || names[side].role[name] == .localName {
          for index in names[side].wordRange(name) {
            let word = names[side].words[index]
            if word.weight > 0.1 { counts[word.stem] = Self.nameInText }
          }
        }
        var left = Self.mostWordsOfText
        for text in vocabulary.texts[entity] where left > 0 {
          let language = text.language ?? guesses[side]
          for word in NameSplitter.words(ofText: text.text).prefix(left) {
            left -= 1
            let form = form(word, language)
            if form.isStop || word.count < 2 { continue }
            counts[form.stem, default: 0] += text.isDefinition ? 1 : Self.noteInText
          }
        }
        rows.append(counts.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 })
        owners.append((side, !vocabulary.texts[entity].isEmpty))
      }
    }
    return weighTexts(rows, owners)
  }

  private func weighTexts(
    _ rows: [[(stem: Int32, count: Float)]], _ owners: [(side: Int, isDefined: Bool)]
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
      result[owner.side].isDefined.append(owner.isDefined)
      result[owner.side].entityStart.append(Int32(result[owner.side].stem.count))
    }
    return result
  }
}
