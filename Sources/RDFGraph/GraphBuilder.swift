public import ByteStorage
public import RDFModel

/// Collects triples from readers and makes a ``GraphSnapshot`` of them.
///
/// The builder is a sink: batches come in, terms become identifiers at once, triples lie in
/// columns until ``finish()`` sorts them. Several documents may follow each other; their blank
/// nodes are kept apart.
public struct GraphBuilder: TripleSink, ~Copyable, Sendable {
  var terms: TermDictionaryBuilder
  var rows = TripleRows()
  var graphNumbers: [UInt32: UInt32] = [:]
  var graphNames: [TermID] = []
  private var mapping = GrowingColumn<UInt32>(capacity: 4096)
  var document: UInt32 = 0
  var documentGraph: UInt32 = 0
  var prefixes = PrefixMap()
  var sources: [String] = []
  private let keepsOrigins: Bool

  /// Makes an empty builder.
  ///
  /// - Parameter keepsOrigins: whether the snapshot remembers source and line of each triple, as
  ///   far as readers record lines.
  public init(keepsOrigins: Bool = false) throws(CapacityError) {
    try self.init(keepsOrigins: keepsOrigins, mostTerms: ByteStringTable.maximumCount)
  }

  /// Makes an empty builder that takes fewer terms of a kind than identifiers can name.
  init(keepsOrigins: Bool = false, mostTerms: Int) throws(CapacityError) {
    terms = try TermDictionaryBuilder(mostTerms: mostTerms)
    self.keepsOrigins = keepsOrigins
  }

  /// Whether nothing has come in yet.
  var isUntouched: Bool { sources.isEmpty && rows.count == 0 && terms.blankNodes.count == 0 }

  /// Starts a document: its blank nodes are its own, and its default graph goes to `graph`.
  ///
  /// A builder that is fed without this call reads one document without a name into the default
  /// graph.
  public mutating func beginDocument(
    source: String, graph: IRI? = nil
  ) throws(CapacityError) {
    if !sources.isEmpty { document += 1 }
    sources.append(source)
    documentGraph = 0
    if let graph {
      documentGraph = graphNumber(try terms.iris.intern(graph.value.utf8Span.span))
    }
  }

  mutating func graphNumber(_ bits: UInt32) -> UInt32 {
    if let known = graphNumbers[bits] { return known }
    graphNames.append(TermID(rawValue: bits))
    let number = UInt32(graphNames.count)
    graphNumbers[bits] = number
    return number
  }

  /// Takes the triples of a batch.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  /// - Complexity: expected O(n) in the bytes of the batch.
  public mutating func receive(_ batch: borrowing TripleBatch) throws(CapacityError) {
    try terms.intern(batch, document: document, mapping: &mapping)
    rows.reserve(batch.count)
    for row in 0..<batch.count {
      let graph = batch.graph(row)
      rows.append(
        subject: mapping[Int(batch.subject(row))],
        predicate: mapping[Int(batch.predicate(row))],
        object: mapping[Int(batch.object(row))],
        graph: graph == TripleBatch.defaultGraph
          ? documentGraph : graphNumber(mapping[Int(graph)]))
      if keepsOrigins {
        rows.appendOrigin(source: max(sources.count - 1, 0), line: batch.line(row) ?? 0)
      }
    }
    guard rows.count < Int(UInt32.max) else { throw CapacityError() }
  }

  /// Keeps a prefix; the first source that declares one decides.
  public mutating func declare(prefix: String, namespace: IRI) {
    if prefixes[prefix] == nil { prefixes[prefix] = namespace }
  }

  /// Sorts what came in, removes duplicates, and makes the snapshot.
  ///
  /// - Parameter threadCount: how many threads may work at once; the snapshot does not depend on
  ///   it.
  /// - Complexity: O(n log k) in the triples n and the largest number k of triples with one
  ///   subject.
  public consuming func finish(
    threadCount: Int = WorkerThread.coreCount
  ) -> GraphSnapshot {
    // Fewer rows are sorted before a thread has started.
    finish(exactly: rows.count < 1 << 16 ? 1 : threadCount)
  }

  consuming func finish(exactly threadCount: Int) -> GraphSnapshot {
    let dictionary = terms.freeze()
    let sorted = TripleSorter.sort(rows, dictionary: dictionary, threadCount: threadCount)
    return GraphSnapshot(
      dictionary: dictionary, permutations: sorted.permutations, names: GraphNames(graphNames),
      graphSets: sorted.graphSets, origins: sorted.origins, prefixes: prefixes,
      sources: sources.isEmpty ? ["-"] : sources, documentCount: document + 1,
      threadCount: threadCount)
  }
}
