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
  /// The longest list of entities that share a whole name.
  static let longestKeyList = 48
  /// The longest list of entities that share a word, at least; a tenth of large vocabularies.
  static let longestWordList = 400

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
  mutating func pairs() -> CandidatePairs {
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
    let bridges = bridgeLists()
    let identical = targetsByIRI()
    var result = CandidatePairs()
    for source in 0..<tables.source.count {
      var found: Set<Int32> = []
      byKey(source, keys, &found)
      byWord(source, words, &found)
      byText(source, texts, &found)
      for bridge in tables.source.equivalents[source] {
        found.formUnion(bridges[bridge.target]?.prefix(Self.longestKeyList) ?? [])
        if let target = identical[bridge.target] { found.insert(target) }
      }
      found.formUnion(bridges[tables.source.iri(source)]?.prefix(Self.longestKeyList) ?? [])
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
    let lists: PostingLists
    let limit: Int
  }

  private func textLists() -> TextPostings {
    let texts = expanded.target
    var pairs: [(key: Int32, entity: Int32)] = []
    // Without a text on either side the words of names have been looked at already.
    let isAnySourceDefined = lexicon.sourceTexts.isDefined.contains(true)
    for entity in 0..<tables.target.count where isAnySourceDefined || texts.isDefined[entity] {
      for index in texts.range(of: entity) { pairs.append((texts.stem[index], Int32(index))) }
    }
    return TextPostings(
      lists: PostingLists(pairs, keyCount: lexicon.table.count),
      limit: max(Self.longestWordList, tables.target.count / 10))
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

  private mutating func byWord(_ source: Int, _ words: PostingLists, _ found: inout Set<Int32>) {
    let names = lexicon.source
    let limit = max(Self.longestWordList, tables.target.count / 10)
    var seen: Set<Int32> = []
    for name in names.names(of: source) where names.role[name] != .derived {
      for index in names.wordRange(name) where names.words[index].weight > 0.05 {
        let stem = names.words[index].stem
        guard seen.insert(stem).inserted else { continue }
        add(words[stem], limit, lexicon.weights[Int(stem)])
        for other in affinity.partners[stem]?.prefix(8) ?? [] {
          add(words[other], limit, lexicon.weights[Int(other)] * 0.8)
        }
      }
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

  private mutating func add(_ list: ArraySlice<Int32>, _ limit: Int, _ weight: Float) {
    guard list.count <= limit else { return }
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
    for index in own.range(of: source) {
      let list = postings.lists[own.stem[index]]
      guard list.count <= postings.limit else { continue }
      for place in list {
        let entity = entityOfText(Int(place))
        if scores[entity] == 0 { touched.append(Int32(entity)) }
        scores[entity] += own.weight[index] * texts.weight[Int(place)]
      }
    }
    take(Self.mostByText, &found)
  }

  /// The entity whose text holds a place of the column.
  private func entityOfText(_ place: Int) -> Int {
    let starts = expanded.target.entityStart
    var low = 0
    var high = starts.count - 1
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= place { low = middle } else { high = middle }
    }
    return low
  }

  /// Takes the best of what was touched and clears it.
  private mutating func take(_ most: Int, _ found: inout Set<Int32>) {
    let best =
      touched.count <= most
      ? touched
      : Array(
        touched.sorted {
          let (a, b) = (scores[Int($0)], scores[Int($1)])
          return a != b ? a > b : $0 < $1
        }.prefix(most))
    found.formUnion(best)
    for entity in touched { scores[Int(entity)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
