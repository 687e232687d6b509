import ByteStorage
public import RDFModel

/// An immutable RDF dataset in memory: dictionary, sorted triples, membership in graphs.
///
/// A snapshot never changes and can be read from any number of threads without a lock. Whoever
/// holds a reference keeps it alive; a newer snapshot does not disturb readers of this one.
///
/// All graphs lie in one set of permutations, each triple once; a column says which graphs hold
/// it. So the union of all graphs is the default graph without a copy, and a named graph costs
/// four bytes per triple and order.
///
/// A snapshot is a base (columns that were sorted once, in memory or in a mapped file) and, after
/// updates, a ``GraphDelta`` over it. ``match(subject:predicate:object:)`` and what builds on it
/// read both; a ``GraphTransaction`` makes the next snapshot of this one.
public final class GraphSnapshot: Sendable {
  /// The terms.
  public let dictionary: TermDictionary
  /// The named graphs, by graph number less one; graph number 0 is the unnamed default graph.
  ///
  /// A graph that was dropped keeps its number, see ``namedGraphs``.
  public var graphNames: [TermID] { names.ids }
  /// The prefixes that the sources declared.
  public let prefixes: PrefixMap
  /// The names of the sources that were loaded, in order.
  public let sources: [String]

  let names: GraphNames
  let permutations: [Permutation]
  let graphSets: GraphSets
  let droppedGraphs: Set<Int>
  let origins: OriginColumns?
  /// How many documents have blank nodes of their own.
  let documentCount: UInt32
  /// Counts for planning and for people; approximate where there is a ``delta``.
  public let statistics: GraphStatistics
  /// The sections of the file that the snapshot was opened from, or nil.
  let layout: SnapshotLayout?
  /// The exact counts of the base.
  let baseStatistics: GraphStatistics

  /// The places of the base's terms, which the offsets of its permutations go by.
  public let ordinals: TermOrdinals
  /// What has changed since the base was made, or nil.
  public let delta: GraphDelta?

  init(
    dictionary: TermDictionary, permutations: [Permutation], names: GraphNames,
    graphSets: GraphSets, droppedGraphs: Set<Int> = [], origins: OriginColumns?,
    prefixes: PrefixMap, sources: [String], documentCount: UInt32,
    statistics: GraphStatistics? = nil, delta: GraphDelta? = nil,
    baseStatistics: GraphStatistics? = nil, layout: SnapshotLayout? = nil,
    threadCount: Int = 1
  ) {
    self.dictionary = dictionary
    self.permutations = permutations
    self.names = names
    self.graphSets = graphSets
    self.droppedGraphs = droppedGraphs
    self.origins = origins
    self.prefixes = prefixes
    self.sources = sources
    self.documentCount = documentCount
    self.delta = delta
    self.layout = layout
    ordinals = TermOrdinals(dictionary)
    let counted =
      statistics
      ?? GraphStatistics(
        permutations: permutations, dictionary: dictionary, threadCount: threadCount)
    self.statistics = counted
    self.baseStatistics = baseStatistics ?? counted
  }

  /// The number of distinct triples over all graphs.
  public var tripleCount: Int {
    guard let delta else { return permutations[0].count }
    return permutations[0].count + delta[.spo].permutation.count - delta[.spo].deleted.count
  }

  /// The triples of the base in one order; those of a ``delta`` are not among them.
  public func permutation(_ order: TripleOrder) -> Permutation { permutations[order.rawValue] }

  /// The numbers of the named graphs that there are.
  public var namedGraphs: [Int] {
    (1..<graphNames.count + 1).filter { !droppedGraphs.contains($0) }
  }

  /// The memory held by columns and dictionary, in bytes.
  public var byteCount: Int {
    dictionary.byteCount + permutations.reduce(0) { $0 + $1.byteCount }
      + (origins?.byteCount ?? 0) + statistics.byteCount + (delta?.byteCount ?? 0)
  }

  /// A term as a value.
  public func term(_ id: TermID) -> Term { dictionary.term(id) }

  /// The identifier of a term, or nil where the snapshot has never met it.
  public func id(of term: Term) -> TermID? { dictionary.id(of: term) }

  /// The identifier of an IRI, or nil where the snapshot has never met it.
  public func id(iri: IRI) -> TermID? { dictionary.id(iri: iri.value) }
}

/// Where each triple of the SPO order was first stated.
struct OriginColumns: Sendable {
  let source: Column<UInt16>
  let line: Column<UInt32>

  /// The source of triples that an update added.
  static let noSource = UInt16.max

  var byteCount: Int { source.byteCount + line.byteCount }
}

/// The source and line of a triple.
public struct TripleOrigin: Hashable, Sendable {
  /// The name of the source, such as a path.
  public let source: String
  /// The line, from 1.
  public let line: Int

  /// Makes an origin.
  public init(source: String, line: Int) {
    self.source = source
    self.line = line
  }
}
