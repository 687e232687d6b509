/// Finds the pairs worth comparing through indexes over words, whole names, texts and bridges;
/// never looks at all pairs.
///
/// Every list that is walked has a limit, so that a name shared by a hundred thousand concepts
/// costs what a few hundred cost.
struct CandidateSearch {
  /// The most pairs by names for each source entity.
  static let mostByName = 24
  /// The most pairs by texts for each source entity.
  static let mostByText = 12
  /// The most pairs by what a definition starts from, for each name or definition.
  static let mostByGenus = 4
  private static let mostGenera = 8
  /// The most entities with one notation.
  private static let mostByCode = 4
  /// The most pairs of properties that connect the same.
  static let mostByEnds = 12
  /// The longest list of entities that share a whole name.
  static let longestKeyList = 48
  /// The longest list of entities that share a word, at least; a tenth of large vocabularies.
  static let longestWordList = 400

  /// The most entries of lists that are looked at for a source entity.
  static let mostPostings = 4000

  private let lexicon: Lexicon
  private let expanded: ExpandedTexts
  private let affinity: WordAffinity
  private let tables: (source: EntityTable, target: EntityTable)
  private var scores: [Float]
  private var touched: [Int32] = []

  init(
    _ lexicon: Lexicon, _ affinity: WordAffinity, _ expanded: ExpandedTexts, _ source: EntityTable,
    _ target: EntityTable
  ) {
    self.expanded = expanded
    self.lexicon = lexicon
    self.affinity = affinity
    tables = (source, target)
    scores = [Float](repeating: 0, count: target.count)
  }

  /// - Complexity: O(n × l) in the source's words and the limit of lists.
  mutating func pairs<Failure: Error>(
    _ check: () throws(Failure) -> Void
  ) throws(Failure) -> CandidatePairs {
    let names = lexicon.target
    let keys = PostingLists(
      (0..<names.count).flatMap { name -> [(key: Int32, entity: Int32)] in
        var result = [(names.key[name], names.entity[name])]
        if names.bag[name] != names.key[name] {
          result.append((names.bag[name], names.entity[name]))
        }
        if names.initials[name] >= 0 { result.append((names.initials[name], names.entity[name])) }
        return result
      }, keyCount: lexicon.table.count)
    let words = wordLists()
    let texts = textLists()
    let genera = genusLists()
    let ends = EndLists(lexicon, tables.source, tables.target)
    let bridges = bridgeLists()
    let identical = targetsByIRI()
    let codes = codeLists()
    var result = CandidatePairs()
    for source in 0..<tables.source.count {
      try check()
      var found: Set<Int32> = []
      byKey(source, keys, &found)
      byWord(source, words, &found)
      byText(source, texts, &found)
      byGenus(source, keys, genera, &found)
      byEnds(source, ends, &found)
      for bridge in tables.source.equivalents[source] {
        found.formUnion(bridges[bridge.target]?.prefix(Self.longestKeyList) ?? [])
        if let target = identical[bridge.target] { found.insert(target) }
      }
      found.formUnion(bridges[tables.source.iri(source)]?.prefix(Self.longestKeyList) ?? [])
      for code in lexicon.sourceCodes[source] { found.formUnion(codes[code] ?? []) }
      let kind = tables.source.kinds[source]
      let own = tables.source.iri(source)
      result.target += found.filter {
        kind.isComparable(with: tables.target.kinds[Int($0)]) && identical[own] != $0
      }.sorted()
      result.start.append(Int32(result.target.count))
    }
    return result
  }

  // MARK: Indexes

  private func wordLists() -> PostingLists {
    let names = lexicon.target
    var pairs: [(key: Int32, entity: Int32)] = []
    var last: [Int32: Int32] = [:]
    for name in 0..<names.count where names.role[name] != .derived {
      for index in names.wordRange(name) where names.words[index].weight > 0.05 {
        let stem = names.words[index].stem
        if last[stem] != names.entity[name] {
          last[stem] = names.entity[name]
          pairs.append((stem, names.entity[name]))
        }
      }
    }
    return PostingLists(pairs, keyCount: lexicon.table.count)
  }

  private struct TextPostings {
    /// The places in the columns of texts by word.
    let lists: PostingLists
    /// The entity of each place.
    let entities: [Int32]
    let limit: Int
  }

  private func textLists() -> TextPostings {
    let texts = expanded.target
    var pairs: [(key: Int32, entity: Int32)] = []
    let entities = (0..<tables.target.count).flatMap { entity in
      repeatElement(Int32(entity), count: texts.range(of: entity).count)
    }
    // Without a text on either side the words of names have been looked at already.
    let isAnySourceDefined = lexicon.sourceTexts.isAnyDefined
    for entity in 0..<tables.target.count where isAnySourceDefined || texts.defined[entity] != 0 {
      for index in texts.range(of: entity) { pairs.append((texts.stem[index], Int32(index))) }
    }
    return TextPostings(
      lists: PostingLists(pairs, keyCount: lexicon.table.count), entities: entities,
      limit: max(Self.longestWordList, tables.target.count / 10))
  }

  /// The target entities by the bags that their definitions start from.
  private func genusLists() -> PostingLists {
    PostingLists(
      lexicon.targetGenera.indices.flatMap { entity in
        lexicon.targetGenera[entity].map { (key: $0, entity: Int32(entity)) }
      }, keyCount: lexicon.table.count)
  }

  private func bridgeLists() -> [String: [Int32]] {
    var result: [String: [Int32]] = [:]
    for target in 0..<tables.target.count {
      for bridge in tables.target.equivalents[target] {
        result[bridge.target, default: []].append(Int32(target))
      }
    }
    return result
  }

  /// The target entities by notation, as far as it tells few apart.
  private func codeLists() -> [String: [Int32]] {
    var result: [String: [Int32]] = [:]
    for target in 0..<tables.target.count {
      for code in lexicon.targetCodes[target] { result[code, default: []].append(Int32(target)) }
    }
    return result.filter { $0.value.count <= Self.mostByCode }
  }

  private func targetsByIRI() -> [String: Int32] {
    var result: [String: Int32] = [:]
    for target in 0..<tables.target.count { result[tables.target.iri(target)] = Int32(target) }
    return result
  }

  // MARK: Looking up

  private func byKey(_ source: Int, _ keys: PostingLists, _ found: inout Set<Int32>) {
    let names = lexicon.source
    for name in names.names(of: source) {
      found.formUnion(keys[names.key[name]].prefix(Self.longestKeyList))
      if names.bag[name] != names.key[name] {
        found.formUnion(keys[names.bag[name]].prefix(Self.longestKeyList))
      }
      if names.initials[name] >= 0 {
        found.formUnion(keys[names.initials[name]].prefix(Self.longestKeyList))
      }
    }
  }

  private func byGenus(
    _ source: Int, _ keys: PostingLists, _ genera: PostingLists, _ found: inout Set<Int32>
  ) {
    for genus in lexicon.sourceGenera[source].prefix(Self.mostGenera) {
      found.formUnion(keys[genus].prefix(Self.mostByGenus))
    }
    let names = lexicon.source
    for name in names.names(of: source).prefix(Self.mostGenera) {
      found.formUnion(genera[names.bag[name]].prefix(Self.mostByGenus))
    }
  }

  private func byEnds(_ source: Int, _ ends: EndLists, _ found: inout Set<Int32>) {
    guard tables.source.kinds[source].isProperty else { return }
    found.formUnion(ends.properties(like: source).prefix(Self.mostByEnds))
  }

  private mutating func byWord(_ source: Int, _ words: PostingLists, _ found: inout Set<Int32>) {
    let names = lexicon.source
    let limit = max(Self.longestWordList, tables.target.count / 10)
    var seen: Set<Int32> = []
    var lookups: [(list: ArraySlice<Int32>, weight: Float)] = []
    for name in names.names(of: source) where names.role[name] != .derived {
      for index in names.wordRange(name) where names.words[index].weight > 0.05 {
        let stem = names.words[index].stem
        guard seen.insert(stem).inserted else { continue }
        lookups.append((words[stem], lexicon.weights[Int(stem)]))
        for other in affinity.partners[stem]?.prefix(8) ?? [] {
          lookups.append((words[other], lexicon.weights[Int(other)] * 0.8))
        }
      }
    }
    // The rarest first, until enough has been looked at.
    lookups.sort {
      $0.list.count != $1.list.count
        ? $0.list.count < $1.list.count : $0.list.startIndex < $1.list.startIndex
    }
    var left = Self.mostPostings
    for lookup in lookups where lookup.list.count <= limit {
      add(lookup.list, lookup.weight)
      left -= lookup.list.count
      if left < 0 { break }
    }
    let target = lexicon.target
    for entity in touched {
      let own = target.names(of: Int(entity))
      // Names of few words are told best by those; the shortest name counts.
      let least = own.reduce(Float.infinity) { min($0, target.weight[$1]) }
      scores[Int(entity)] /= 0.6 + max(least, 0)
    }
    take(Self.mostByName, &found)
  }

  private mutating func add(_ list: ArraySlice<Int32>, _ weight: Float) {
    for entity in list {
      if scores[Int(entity)] == 0 { touched.append(entity) }
      scores[Int(entity)] += weight
    }
  }

  private mutating func byText(
    _ source: Int, _ postings: TextPostings, _ found: inout Set<Int32>
  ) {
    let own = expanded.source
    let texts = expanded.target
    var left = Self.mostPostings
    for index in own.heaviest(source) where left > 0 {
      let list = postings.lists[own.stem[index]]
      guard list.count <= postings.limit else { continue }
      left -= list.count
      for place in list {
        let entity = Int(postings.entities[Int(place)])
        if scores[entity] == 0 { touched.append(Int32(entity)) }
        scores[entity] += own.weight[index] * texts.weight[Int(place)]
      }
    }
    take(Self.mostByText, &found)
  }

  /// Takes the best of what was touched and clears it.
  private mutating func take(_ most: Int, _ found: inout Set<Int32>) {
    func precedes(_ left: Int32, _ right: Int32) -> Bool {
      let (a, b) = (scores[Int(left)], scores[Int(right)])
      return a != b ? a > b : left < right
    }
    var best: [Int32] = []
    for entity in touched {
      if best.count == most {
        guard precedes(entity, best[most - 1]) else { continue }
        best.removeLast()
      }
      var place = best.count
      while place > 0, precedes(entity, best[place - 1]) { place -= 1 }
      best.insert(entity, at: place)
    }
    found.formUnion(best)
    for entity in touched { scores[Int(entity)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
