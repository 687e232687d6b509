public import ByteStorage
import RDFGraph
import RDFModel

/// The labels, notations and definitions of a vocabulary, made ready for searching.
///
/// Whole texts and single words lie folded in byte order, so that a prefix is a range and a
/// neighbourhood of typing errors a walk; each points to the entries that have it. Everything is
/// columns of numbers over two runs of bytes, which is what lets the index grow with the
/// vocabulary. It is built once per snapshot and never changes.
public struct LabelIndex: Sendable {
  /// The graph that was indexed.
  public let graph: SKOSGraph
  /// One entry per text of a concept.
  let entries: [Entry]
  let texts: SortedKeys
  let words: SortedKeys
  /// The entries of each text, by rank.
  let entriesOfText: Postings
  /// The entries of each word, by rank, ascending.
  let entriesOfWord: Postings

  /// A text of a concept.
  struct Entry: BitwiseCopyable, Sendable {
    let concept: TermID
    let literal: TermID
    /// The rank of the folded text; for definitions, which are searched by words only, `max`.
    var text: UInt32
    let field: UInt8
  }

  /// Indexes all concepts of a graph; where it has none, the terms of its ontologies.
  ///
  /// - Throws: `CapacityError` where the folded texts pass 4 GiB.
  /// - Complexity: O(n log n) in the bytes of the texts.
  public init(_ graph: SKOSGraph) throws(CapacityError) {
    var builder = LabelIndexBuilder(graph)
    for node in graph.inventory.concepts { try builder.add(node) }
    if graph.conceptCount == 0 {
      for term in graph.ontologyTerms { try builder.add(term.node) }
    }
    self = builder.finish()
  }

  fileprivate init(_ builder: consuming LabelIndexBuilder) {
    graph = builder.graph
    texts = SortedKeys(builder.texts)
    words = SortedKeys(builder.words)
    let ranks = texts.ranks
    var entries = builder.entries
    for index in entries.indices where entries[index].text != .max {
      entries[index].text = ranks[Int(entries[index].text)]
    }
    entriesOfText = Postings(
      count: texts.count,
      pairs: entries.indices.lazy.filter { entries[$0].text != .max }
        .map { (key: entries[$0].text, entry: UInt32($0)) })
    let wordRanks = words.ranks
    entriesOfWord = Postings(
      count: words.count,
      pairs: builder.wordUses.lazy.map { (key: wordRanks[Int($0.word)], entry: $0.entry) })
    self.entries = entries
  }

  /// How many texts are indexed.
  public var textCount: Int { entries.count }
}

/// The entries of each key, end to end.
struct Postings: Sendable {
  private let offsets: [UInt32]
  private let entries: [UInt32]

  /// Sorts pairs by key, keeping the order of those with the same one.
  init(count: Int, pairs: some Sequence<(key: UInt32, entry: UInt32)>) {
    var offsets = [UInt32](repeating: 0, count: count + 1)
    var total = 0
    for pair in pairs {
      offsets[Int(pair.key) + 1] += 1
      total += 1
    }
    for key in 0..<count { offsets[key + 1] += offsets[key] }
    var cursors = offsets
    var entries = [UInt32](repeating: 0, count: total)
    for pair in pairs {
      entries[Int(cursors[Int(pair.key)])] = pair.entry
      cursors[Int(pair.key)] += 1
    }
    self.offsets = offsets
    self.entries = entries
  }

  /// The entries of a key.
  func entries(_ key: Int) -> ArraySlice<UInt32> {
    entries[Int(offsets[key])..<Int(offsets[key + 1])]
  }

  /// The entries of neighbouring keys.
  func entries(_ keys: Range<Int>) -> ArraySlice<UInt32> {
    entries[Int(offsets[keys.lowerBound])..<Int(offsets[keys.upperBound])]
  }
}

/// Collects the texts of concepts.
private struct LabelIndexBuilder: ~Copyable {
  let graph: SKOSGraph
  var entries: [LabelIndex.Entry] = []
  var texts: ByteStringTable
  var words: ByteStringTable
  var wordUses: [(word: UInt32, entry: UInt32)] = []
  private var folded: [UInt8] = []
  private var splitter = WordSplitter()
  private var ranges: [Range<Int>] = []

  init(_ graph: SKOSGraph) {
    self.graph = graph
    let expected = min(graph.conceptCount * 2, 1 << 20)
    texts = ByteStringTable(expectedCount: max(expected, 64))
    words = ByteStringTable(expectedCount: max(expected / 2, 64))
  }

  mutating func add(_ concept: TermID) throws(CapacityError) {
    let terms = graph.terms
    let labels: [(Label.Kind, LabelMatch.Field)] = [
      (.preferred, .prefLabel), (.alternative, .altLabel), (.hidden, .hiddenLabel),
    ]
    for (kind, field) in labels {
      for literal in graph.labelNodes(of: concept, kind) { try add(concept, literal, field) }
    }
    for literal in graph.snapshot.objects(of: concept, terms.notation)
    where literal.kind == .literal {
      try add(concept, literal, .notation)
    }
    for definition in graph.definitionNodes(of: concept) {
      if definition.kind == .literal {
        try add(concept, definition, .definition)
      } else {
        for value in graph.snapshot.objects(of: definition, terms.value)
        where value.kind == .literal {
          try add(concept, value, .definition)
        }
      }
    }
  }

  private mutating func add(
    _ concept: TermID, _ literal: TermID, _ field: LabelMatch.Field
  ) throws(CapacityError) {
    let dictionary = graph.snapshot.dictionary
    // Taken out of the builder and put back, so that its memory serves every text.
    var folded: [UInt8] = []
    swap(&folded, &self.folded)
    defer { self.folded = folded }
    folded.removeAll(keepingCapacity: true)
    TextFolding.append(dictionary.bytes(of: literal), to: &folded)
    guard !folded.isEmpty else { return }
    let entry = UInt32(entries.count)
    let text = field == .definition ? UInt32.max : try texts.intern(folded.span)
    entries.append(
      LabelIndex.Entry(concept: concept, literal: literal, text: text, field: field.rawValue))
    ranges.removeAll(keepingCapacity: true)
    splitter.forEachWord(in: folded) { ranges.append($0) }
    let first = wordUses.count
    for range in ranges {
      let word = try words.intern(folded.span.extracting(range))
      wordUses.append((word, entry))
    }
    // A word that a text has twice counts once.
    if ranges.count > 1 {
      wordUses[first...].sort { $0.word < $1.word }
      var kept = first
      for index in first..<wordUses.count
      where kept == first || wordUses[index].word != wordUses[kept - 1].word {
        wordUses[kept] = wordUses[index]
        kept += 1
      }
      wordUses.removeSubrange(kept...)
    }
  }

  consuming func finish() -> LabelIndex { LabelIndex(self) }
}
