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
  private var document: UInt32 = 0
  private var documentGraph: UInt32 = 0
  private var prefixes = PrefixMap()
  private var sources: [String] = []
  private let keepsOrigins: Bool

  /// Makes an empty builder.
  ///
  /// - Parameter keepsOrigins: whether the snapshot remembers source and line of each triple, as
  ///   far as readers record lines.
  public init(keepsOrigins: Bool = false) throws(CapacityError) {
    terms = try TermDictionaryBuilder()
    self.keepsOrigins = keepsOrigins
  }

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

  private mutating func graphNumber(_ bits: UInt32) -> UInt32 {
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
  /// - Complexity: O(n log k) in the triples n and the largest number k of triples with one
  ///   subject.
  public consuming func finish() -> GraphSnapshot {
    let dictionary = terms.freeze()
    let sorted = TripleSorter.sort(rows, dictionary: dictionary, graphCount: graphNames.count)
    return GraphSnapshot(
      dictionary: dictionary, permutations: sorted.permutations, graphNames: graphNames,
      graphSets: sorted.graphSets, origins: sorted.origins, prefixes: prefixes,
      sources: sources.isEmpty ? ["-"] : sources, documentCount: document + 1)
  }
}

/// Triples as they came in: columns of identifiers, unsorted.
struct TripleRows: ~Copyable, Sendable {
  var subjects = GrowingColumn<UInt32>(capacity: 1024)
  var predicates = GrowingColumn<UInt32>(capacity: 1024)
  var objects = GrowingColumn<UInt32>(capacity: 1024)
  /// Graph numbers; empty as long as everything is in the unnamed default graph.
  var graphs = GrowingColumn<UInt32>(capacity: 1)
  var sources = GrowingColumn<UInt16>(capacity: 1)
  var lines = GrowingColumn<UInt32>(capacity: 1)

  var count: Int { subjects.count }

  mutating func reserve(_ additional: Int) {
    subjects.reserve(additional)
    predicates.reserve(additional)
    objects.reserve(additional)
  }

  mutating func append(subject: UInt32, predicate: UInt32, object: UInt32, graph: UInt32) {
    if graph != 0 || graphs.count > 0 {
      graphs.append(repeating: 0, count: subjects.count - graphs.count)
      graphs.append(graph)
    }
    subjects.append(subject)
    predicates.append(predicate)
    objects.append(object)
  }

  mutating func appendOrigin(source: Int, line: Int) {
    sources.append(UInt16(clamping: source))
    lines.append(UInt32(clamping: line))
  }
}
