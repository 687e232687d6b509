/// Numbers the words of two vocabularies together, so that equal numbers mean equal words.
///
/// - Complexity: O(n) in the words, and O(n log n) for ordering.
struct LexiconBuilder {
  struct DraftName {
    var entity: Int32
    var label: Int32
    var role: EntityLabel.Role
    /// The language of the tag, or the one that is guessed.
    var language: LanguageCode
    var isTagged: Bool
    var isProperty: Bool
    /// Whether a compound was cut.
    var isCut = false
    var parts: [NamePart]
  }

  struct Forms {
    var surface: Int32
    var lemma: Int32
    var stem: Int32
    var isStop: Bool
  }

  var table = WordTable()
  let vocabularies: [EntityTable]
  var drafts: [[DraftName]] = [[], []]
  /// The words of both vocabularies' names, by language.
  var knownWords: [[LanguageCode: Set<[UInt8]>]] = [[:], [:]]
  var languages = LanguageNumbers()
  private var forms: [LanguageCode: [[UInt8]: Forms]] = [:]
  private var textStems: [TextStem: Int32] = [:]
  private var codes: [[[String]]] = []

  init(source: EntityTable, target: EntityTable) {
    vocabularies = [source, target]
  }

  mutating func lexicon() -> Lexicon {
    for side in 0..<2 { splitNames(side) }
    let guesses = nameLanguages()
    for side in 0..<2 {
      for index in drafts[side].indices {
        if !drafts[side][index].isTagged { drafts[side][index].language = guesses[side].language }
        let draft = drafts[side][index]
        for part in draft.parts { knownWords[side][draft.language, default: []].insert(part.word) }
      }
    }
    for side in 0..<2 { joinAndCut(side) }
    let synonyms = phraseSynonyms()
    for side in 0..<2 { exchangePhrases(side, synonyms) }
    var names = [0, 1].map { columns($0, vocabularies[$0]) }
    let counts = names.map(stemCounts)
    let weights = stemWeights(counts, total: names.reduce(0) { $0 + $1.entityStart.count - 1 })
    let shares = zip(counts, names).map { counts, names in
      counts.map { Float($0) / Float(max(names.entityStart.count - 1, 1)) }
    }
    for side in 0..<2 { weigh(&names[side], weights) }
    let texts = textColumns(names, guesses.map(\.language))
    let genera = [0, 1].map { definedGenera(vocabularies[$0], guesses[$0].language) }
    let textLanguages = languagesOfTexts()
    return Lexicon(
      table: table, source: names[0], target: names[1], sourceTexts: texts[0],
      targetTexts: texts[1], textLanguages: textLanguages, weights: weights,
      isSourceProperty: vocabularies[0].kinds.map(\.isProperty),
      isTargetProperty: vocabularies[1].kinds.map(\.isProperty),
      sourceShares: shares[0], targetShares: shares[1],
      sourceGenera: genera[0], targetGenera: genera[1], sourceCodes: codes[0],
      targetCodes: codes[1])
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
        drafts[side].append(
          DraftName(
            entity: Int32(entity), label: Int32(number), role: label.role,
            language: label.language ?? .english, isTagged: label.language != nil,
            isProperty: vocabulary.kinds[entity].isProperty, parts: parts))
      }
    }
    self.codes.append(codes)
  }

  /// What language the names without a tag are in.
  private struct Guess {
    var language: LanguageCode
    /// Whether so much speaks for it that it holds for the other vocabulary, too.
    var isSure: Bool
  }

  private func nameLanguages() -> [Guess] {
    var guesses = [0, 1].map(guessedLanguage)
    // Where neither has tags, what is seen in one holds for both.
    for side in 0..<2 where !guesses[side].isSure && guesses[1 - side].isSure {
      if drafts[1 - side].contains(where: { !$0.isTagged }) { guesses[side] = guesses[1 - side] }
    }
    return guesses
  }

  /// The language of names without a tag: that whose words in the other vocabulary, and whose
  /// stop words, they share most; English where nothing tells.
  private func guessedLanguage(_ side: Int) -> Guess {
    var counts: [LanguageCode: Int] = [:]
    let untagged = drafts[side].filter { !$0.isTagged }
    guard !untagged.isEmpty else { return Guess(language: .english, isSure: false) }
    let words = Set(untagged.flatMap { $0.parts.map(\.word) })
    for name in drafts[1 - side] where name.isTagged {
      for part in name.parts where words.contains(part.word) {
        counts[name.language, default: 0] += 1
      }
    }
    for language in LanguageCode.supported {
      let stops = StopWords.of(language)
      let found = untagged.reduce(0) { $0 + $1.parts.count { stops.contains($0.word) } }
      counts[language, default: 0] += found
    }
    let ranked = counts.sorted { left, right in
      left.value != right.value ? left.value > right.value : left.key < right.key
    }
    guard let best = ranked.first, best.value > 0 else {
      return Guess(language: .english, isSure: false)
    }
    let second = ranked.count > 1 ? ranked[1].value : 0
    return Guess(
      language: best.key,
      isSure: best.value >= Self.fewestSigns && best.value >= Self.leastLead * second)
  }

  private static let fewestSigns = 3
  private static let leastLead = 2

  // MARK: Forms

  mutating func form(_ word: [UInt8], _ language: LanguageCode) -> Forms {
    if let known = forms[language]?[word] { return known }
    let spelled = SpellingVariants.unified(word, language)
    let lemma = Stemmer.lemma(spelled, language)
    let stem = Stemmer.stem(ofLemma: lemma, language)
    let made = Forms(
      surface: table.intern(word), lemma: table.intern(lemma), stem: table.intern(stem),
      isStop: StopWords.of(language).contains(word))
    forms[language, default: [:]][word] = made
    return made
  }

  private struct TextStem: Hashable {
    var stem: Int32
    var language: LanguageCode
  }

  /// A stem as a word of texts in a language, which is no word of names.
  mutating func textStem(_ stem: Int32, _ language: LanguageCode) -> Int32 {
    let key = TextStem(stem: stem, language: language)
    if let known = textStems[key] { return known }
    let number = table.intern([1] + language.text.utf8 + [1] + table[stem])
    textStems[key] = number
    return number
  }

  /// The language of each word of texts, as a bit.
  private mutating func languagesOfTexts() -> [UInt64] {
    var result = [UInt64](repeating: 0, count: table.count)
    for (key, number) in textStems { result[Int(number)] = languages.mask(of: key.language) }
    return result
  }

  private static let stopWeight: Float = 0.1
  private static let propertyWordWeight: Float = 0.1
  private static let qualifierWeight: Float = 0.4

  private mutating func columns(_ side: Int, _ vocabulary: EntityTable) -> NameColumns {
    var result = NameColumns()
    var next = 0
    let drafts = drafts[side]
    for entity in 0..<vocabulary.count {
      while next < drafts.count, Int(drafts[next].entity) == entity {
        append(drafts[next], to: &result)
        next += 1
      }
      result.entityStart.append(Int32(result.count))
    }
    return result
  }

  private mutating func append(_ draft: DraftName, to result: inout NameColumns) {
    result.entity.append(draft.entity)
    result.label.append(draft.label)
    result.role.append(draft.role)
    result.rules.append(draft.language)
    result.tag.append(draft.isTagged ? languages.number(of: draft.language) : -1)
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
      let isNegation = NegationWords.contains(word, draft.language)
      if form.isStop, !isNumber, !isNegation { factor = Self.stopWeight }
      if draft.isProperty, PropertyWords.isLight(word, draft.language) {
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
          isNumber: isNumber, isQualifier: part.isQualifier, isNegation: isNegation))
    }
    result.order.append(draft.isCut ? table.intern(Self.key(bag)) : -1)
    bag.sort()
    result.core.append(table.intern(core.isEmpty ? joined : core))
    result.key.append(table.intern(joined))
    result.bag.append(table.intern(bag.isEmpty ? joined : Self.key(bag)))
    result.initials.append(draft.parts.count > 1 ? table.intern(initials) : -1)
    result.wordStart.append(Int32(result.words.count))
  }

  /// Lemmas as one word; a bag is no word, and the first byte keeps it apart from all words.
  static func key(_ lemmas: [Int32]) -> [UInt8] {
    [0]
      + lemmas.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
      }
  }

  // MARK: Weights

  /// How many entities have each stem in a name.
  private func stemCounts(_ names: NameColumns) -> [Int32] {
    var counts = [Int32](repeating: 0, count: table.count)
    var last = [Int32](repeating: -1, count: table.count)
    for name in 0..<names.count where names.role[name] != .derived {
      for index in names.wordRange(name) {
        let stem = Int(names.words[index].stem)
        if last[stem] != names.entity[name] {
          last[stem] = names.entity[name]
          counts[stem] += 1
        }
      }
    }
    return counts
  }

  /// How much each stem tells, from 0 to 1: the logarithm of how few entities have it in a name.
  private func stemWeights(_ sides: [[Int32]], total: Int) -> [Float] {
    let counts = zip(sides[0], sides[1]).map { $0 + $1 }
    let scale = logarithm(Float(total) + 1)
    return counts.map { count in
      guard scale > 0 else { return 1 }
      return max(0.15, logarithm((Float(total) + 1) / Float(max(count, 1))) / scale)
    }
  }

  private func weigh(_ names: inout NameColumns, _ weights: [Float]) {
    for name in 0..<names.count {
      var sum: Float = 0
      for index in names.wordRange(name) {
        names.words[index].weight *= weights[Int(names.words[index].stem)]
        sum += names.words[index].weight
      }
      names.weight.append(sum)
    }
  }
}
