public import Foundation
public import RDFGraph
public import RDFModel
public import SKOSVocabulary
public import SPARQLEngine
public import TermAlignment

/// Vocabularies and mapping sets, loaded and ready to be asked.
///
/// A value on one immutable snapshot: copies are free, nothing in it blocks or changes, and any
/// number of threads may use it at once. The label index and the mapping index are made when they
/// are first needed and then shared by all copies.
///
/// ```swift
/// let vocabulary = try Vocabulary.shipped()
/// let resolution = try vocabulary.resolve("provider", in: "eu-ai-act-2024")
/// ```
public struct Vocabulary: Sendable {
  /// The triples.
  public let snapshot: GraphSnapshot
  /// The triples read as SKOS.
  public let skos: SKOSGraph
  /// Which graphs a query sees outside GRAPH unless it says otherwise.
  public let defaultGraph: QueryOptions.DefaultGraph
  private let indexes: Indexes

  /// Takes a snapshot as a vocabulary.
  public init(_ snapshot: GraphSnapshot, defaultGraph: QueryOptions.DefaultGraph = .union) {
    self.snapshot = snapshot
    self.defaultGraph = defaultGraph
    skos = SKOSGraph(snapshot)
    indexes = Indexes()
  }

  /// Loads documents.
  ///
  /// - Parameters:
  ///   - documents: files or bytes in any format that ``DocumentFormat`` knows.
  ///   - withShipped: whether the shipped collection is loaded too.
  ///   - keepsOrigins: whether findings will point at source and line.
  ///   - usesCache: whether the shipped collection may come from the user's cache folder, as long
  ///     as nothing else is read and no origins are kept.
  ///   - defersVerification: whether one large snapshot file is opened without a look at its
  ///     checksums.
  ///   - onProgress: hears how far loading is, see ``DatasetLoader/onProgress``.
  /// - Throws: ``LoadError`` with the first problem of each document that has one.
  public init(
    documents: [Document], withShipped: Bool = false, keepsOrigins: Bool = false,
    options: ReaderOptions = ReaderOptions(), usesCache: Bool = false,
    defersVerification: Bool = false,
    onProgress: (@Sendable (LoadProgress) throws -> Void)? = nil
  ) throws {
    let shipped =
      withShipped ? try ShippedCollection.documents(in: ShippedCollection.folder()) : []
    var loader = DatasetLoader(options: options, keepsOrigins: keepsOrigins)
    loader.defersVerification = defersVerification
    loader.onProgress = onProgress
    let snapshot: GraphSnapshot
    if usesCache, withShipped, documents.isEmpty, !keepsOrigins, let cache = CollectionCache() {
      snapshot = try cache.snapshot(of: shipped) { try loader.load(shipped) }
    } else {
      snapshot = try loader.load(shipped + documents)
    }
    // A mapping set in SSSOM is a graph of its own, and as much data as any other file; the graphs
    // that a file of quads or the user names stay out of the default graph.
    var merged: [IRI] = []
    if try !withShipped && documents.contains(where: { try $0.mayHoldMappingSets() }) {
      let sets = snapshot.id(iri: SSSOM.mappingSet).flatMap { type in
        snapshot.id(iri: RDF.type).map { snapshot.subjects($0, type) }
      }
      merged = (sets ?? []).filter(snapshot.graphNames.contains).compactMap {
        snapshot.term($0).iri
      }
    }
    self.init(snapshot, defaultGraph: withShipped ? .union : .graphs(merged, withUnnamed: true))
  }

  /// Loads files.
  ///
  /// - Throws: ``LoadError`` with the first problem of each file that has one.
  public init(contentsOf urls: [URL]) throws {
    try self.init(documents: urls.map { Document(path: $0.path) })
  }

  /// Loads the vocabularies that come with Isogloss.
  ///
  /// - Throws: ``InputError`` where the collection is not found.
  public static func shipped(keepsOrigins: Bool = false) throws -> Vocabulary {
    try Vocabulary(documents: [], withShipped: true, keepsOrigins: keepsOrigins)
  }

  /// The labels, made searchable.
  ///
  /// - Throws: `CapacityError` where their text passes 4 GiB.
  public var labels: LabelIndex {
    get throws { try indexes.labels(of: skos) }
  }

  /// The mappings, indexed from both ends.
  public var mappings: MappingIndex { resolver.index }

  /// What answers for correspondences.
  public var resolver: Resolver { indexes.resolver(of: skos) }

  /// An engine that knows SPARQL alone.
  var plainEngine: QueryEngine { indexes.engine(of: snapshot) }
}
