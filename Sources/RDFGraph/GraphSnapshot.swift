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
public final class GraphSnapshot: Sendable {
  /// The terms.
  public let dictionary: TermDictionary
  /// The named graphs, by graph number less one; graph number 0 is the unnamed default graph.
  public let graphNames: [TermID]
  /// The prefixes that the sources declared.
  public let prefixes: PrefixMap
  /// The names of the sources that were loaded, in order.
  public let sources: [String]

  let permutations: [Permutation]
  let graphSets: GraphSets
  let origins: OriginColumns?
  /// Counts for planning and for people.
  public let statistics: GraphStatistics

  init(
    dictionary: TermDictionary, permutations: [Permutation], graphNames: [TermID],
    graphSets: GraphSets, origins: OriginColumns?, prefixes: PrefixMap, sources: [String]
  ) {
    self.dictionary = dictionary
    self.permutations = permutations
    self.graphNames = graphNames
    self.graphSets = graphSets
    self.origins = origins
    self.prefixes = prefixes
    self.sources = sources
    statistics = GraphStatistics(permutations: permutations, dictionary: dictionary)
  }

  /// The number of distinct triples over all graphs.
  public var tripleCount: Int { permutations[0].second.count }

  /// All triples in one order.
  public func permutation(_ order: TripleOrder) -> Permutation { permutations[order.rawValue] }

  /// The memory held by columns and dictionary, in bytes.
  public var byteCount: Int {
    dictionary.byteCount + permutations.reduce(0) { $0 + $1.byteCount }
      + (origins?.byteCount ?? 0)
  }

  /// A term as a value.
  public func term(_ id: TermID) -> Term { dictionary.term(id) }

  /// The identifier of a term, or nil where the snapshot does not mention it.
  public func id(of term: Term) -> TermID? { dictionary.id(of: term) }

  /// The identifier of an IRI, or nil where the snapshot does not mention it.
  public func id(iri: IRI) -> TermID? { dictionary.id(iri: iri.value) }
}

/// Where each triple of the SPO order was first stated.
struct OriginColumns: Sendable {
  let source: Column<UInt16>
  let line: Column<UInt32>

  var byteCount: Int { source.byteCount + line.byteCount }
}

/// The source and line of a triple.
public struct TripleOrigin: Hashable, Sendable {
  /// The name of the source, such as a path.
  public let source: String
  /// The line, from 1.
  public let line: Int
}
