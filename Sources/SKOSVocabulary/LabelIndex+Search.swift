import RDFGraph
import RDFModel

extension LabelIndex {
  /// The concepts that a text may mean, the likeliest first, each once by its best text.
  ///
  /// Labels that are the text come first, then those that start so, then those that hold its
  /// words; where these are fewer than asked for, those that differ by a few letters; at last
  /// definitions that hold the words. Within each, preferred labels before others, short before
  /// long, and then by text and IRI, so that the answer never depends on the order of the data.
  ///
  /// - Complexity: O(log n) in the texts to find the ranges, and O(m log m) in the matches.
  public func search(_ text: String, options: SearchOptions = SearchOptions()) -> [LabelMatch] {
    let query = LabelQuery(text)
    guard options.limit > 0, !query.folded.isEmpty else { return [] }
    var candidates = CandidateSet(self, SearchFilter(options, graph))
    let exact = texts.rank(of: query.folded)
    for rank in texts.ranks(withPrefix: query.folded) {
      let fit: LabelMatch.Fit = rank == exact ? .exact : .prefix
      for entry in entriesOfText.entries(rank) { candidates.add(entry, fit) }
    }
    let holding = entries(holding: query.words)
    for entry in holding where entries[Int(entry)].text != .max { candidates.add(entry, .words) }
    if candidates.count < options.limit { addSimilar(to: query, &candidates) }
    if candidates.count < options.limit {
      for entry in holding where entries[Int(entry)].text == .max { candidates.add(entry, .words) }
    }
    return candidates.best(options.limit)
  }

  /// The entries whose folded text is that of a query, in the order of the graph.
  func entries(exactly text: String) -> ArraySlice<UInt32> {
    texts.rank(of: TextFolding.folded(text)).map { entriesOfText.entries($0) } ?? []
  }

  /// The entries that hold all words, the last one perhaps only its start; ascending.
  private func entries(holding words: [[UInt8]]) -> [UInt32] {
    guard let last = words.last else { return [] }
    var result: [UInt32]?
    for word in words.dropLast() {
      guard let rank = self.words.rank(of: word) else { return [] }
      result = Self.intersection(result, Array(entriesOfWord.entries(rank)))
    }
    let range = self.words.ranks(withPrefix: last)
    let found = entriesOfWord.entries(range)
    let ending = range.count > 1 ? Set(found).sorted() : Array(found)
    return Self.intersection(result, ending)
  }

  /// What two ascending arrays share; all of the second where there is no first.
  private static func intersection(_ one: [UInt32]?, _ other: [UInt32]) -> [UInt32] {
    guard let one else { return other }
    var result: [UInt32] = []
    var (left, right) = (0, 0)
    while left < one.count, right < other.count {
      if one[left] == other[right] {
        result.append(one[left])
        left += 1
        right += 1
      } else if one[left] < other[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return result
  }

  // MARK: Typing errors

  private func addSimilar(to query: LabelQuery, _ candidates: inout CandidateSet) {
    let scalars = UTF8Scalar.decodeAll(query.folded.span)
    guard scalars.count <= LabelQuery.similarityLimit else { return }
    let edits = LabelQuery.edits(scalars.count)
    guard edits > 0 else { return }
    for (rank, distance) in texts.ranks(similarTo: scalars, within: edits) {
      for entry in entriesOfText.entries(rank) { candidates.add(entry, .similar, distance) }
    }
    guard query.words.count > 1 else {
      guard let word = query.words.first else { return }
      for (entry, distance) in entries(similarTo: word)
      where entries[Int(entry)].text != .max {
        candidates.add(entry, .similar, distance)
      }
      return
    }
    var common: [UInt32: Int]?
    for word in query.words {
      let found = entries(similarTo: word)
      guard let known = common else {
        common = found
        continue
      }
      common = known.reduce(into: [:]) { result, item in
        if let distance = found[item.key] { result[item.key] = item.value + distance }
      }
    }
    for (entry, distance) in common ?? [:] where entries[Int(entry)].text != .max {
      candidates.add(entry, .similar, distance)
    }
  }

  /// The entries that hold a word or one like it, with the least difference.
  private func entries(similarTo word: [UInt8]) -> [UInt32: Int] {
    let scalars = UTF8Scalar.decodeAll(word.span)
    var result: [UInt32: Int] = [:]
    for (rank, distance) in words.ranks(
      similarTo: scalars, within: LabelQuery.edits(scalars.count))
    {
      for entry in entriesOfWord.entries(rank) {
        result[entry] = min(result[entry] ?? .max, distance)
      }
    }
    return result
  }
}

/// A text that is searched for, folded and cut into words.
private struct LabelQuery {
  let folded: [UInt8]
  let words: [[UInt8]]

  /// Beyond so many scalars no typing error is looked for.
  static let similarityLimit = 100

  init(_ text: String) {
    let folded = TextFolding.folded(text)
    var words: [[UInt8]] = []
    var splitter = WordSplitter()
    splitter.forEachWord(in: folded) { words.append(Array(folded[$0])) }
    self.folded = folded
    self.words = words
  }

  /// How many edits a text of a length may differ by.
  static func edits(_ length: Int) -> Int {
    switch length {
    case ...2: 0
    case 3...5: 1
    default: 2
    }
  }
}

/// What of the index a search may return.
private struct SearchFilter {
  private let concepts: Set<TermID>?
  private let languages: Set<Int>?
  private let graph: SKOSGraph

  init(_ options: SearchOptions, _ graph: SKOSGraph) {
    self.graph = graph
    if options.schemes.isEmpty, options.jurisdictions.isEmpty {
      concepts = nil
    } else {
      let schemes = options.schemes.isEmpty ? graph.conceptSchemes : options.schemes
      let wanted = Set(options.jurisdictions.map { $0.lowercased() })
      concepts = Set(
        schemes.filter { scheme in
          wanted.isEmpty || scheme.jurisdictions.contains { wanted.contains($0.lowercased()) }
        }.flatMap { $0.concepts.map(\.node) })
    }
    languages = options.language.map { language in
      let range = LanguageRange(language)
      let tags = LanguageCanon(graph.snapshot).tags
      return Set(tags.indices.filter { range.contains(tags[$0]) })
    }
  }

  func admits(_ entry: LabelIndex.Entry) -> Bool {
    if let concepts, !concepts.contains(entry.concept) { return false }
    guard let languages, entry.field != LabelMatch.Field.notation.rawValue else { return true }
    return graph.snapshot.dictionary.languageIndex(of: entry.literal).map(languages.contains)
      ?? false
  }
}

/// The best entry of each concept that was found.
private struct CandidateSet {
  private struct Candidate {
    let entry: UInt32
    let fit: LabelMatch.Fit
    let distance: Int
  }

  private let index: LabelIndex
  private let filter: SearchFilter
  private var byConcept: [TermID: Candidate] = [:]

  init(_ index: LabelIndex, _ filter: SearchFilter) {
    self.index = index
    self.filter = filter
  }

  var count: Int { byConcept.count }

  mutating func add(_ number: UInt32, _ fit: LabelMatch.Fit, _ distance: Int = 0) {
    let entry = index.entries[Int(number)]
    guard filter.admits(entry) else { return }
    let candidate = Candidate(entry: number, fit: fit, distance: distance)
    if let known = byConcept[entry.concept], !precedes(candidate, known) { return }
    byConcept[entry.concept] = candidate
  }

  /// The order of the answer, IRIs and literals last because they take longest.
  private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
    let one = index.entries[Int(left.entry)]
    let other = index.entries[Int(right.entry)]
    let isDefinition = (one.text == .max, other.text == .max)
    if isDefinition.0 != isDefinition.1 { return isDefinition.1 }
    if left.fit != right.fit { return left.fit < right.fit }
    if left.distance != right.distance { return left.distance < right.distance }
    if one.field != other.field { return one.field < other.field }
    let dictionary = index.graph.snapshot.dictionary
    let lengths = (
      dictionary.bytes(of: one.literal).count, dictionary.bytes(of: other.literal).count
    )
    if lengths.0 != lengths.1 { return lengths.0 < lengths.1 }
    if one.text != other.text { return one.text < other.text }
    if one.concept != other.concept {
      return index.graph.snapshot.precedes(one.concept, other.concept)
    }
    if one.literal == other.literal { return false }
    guard let first = dictionary.term(one.literal).literal,
      let second = dictionary.term(other.literal).literal
    else { return one.literal < other.literal }
    return Literal.inReadingOrder(first, second)
  }

  func best(_ limit: Int) -> [LabelMatch] {
    byConcept.values.sorted(by: precedes).prefix(limit).compactMap { candidate in
      let entry = index.entries[Int(candidate.entry)]
      guard let text = index.graph.snapshot.term(entry.literal).literal,
        let field = LabelMatch.Field(rawValue: entry.field)
      else { return nil }
      return LabelMatch(
        concept: Concept(index.graph, entry.concept), text: text, field: field,
        fit: candidate.fit, distance: candidate.distance)
    }
  }
}
