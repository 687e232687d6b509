import ByteStorage
public import RDFGraph
public import RDFModel

/// A snapshot read as SKOS: its concept schemes, concepts and collections as typed views.
///
/// Views are small values (the graph and an identifier) that read the snapshot when asked; they
/// hold nothing of their own, cost nothing to make, and can be handed to any thread.
public struct SKOSGraph: Sendable {
  /// The data.
  public let snapshot: GraphSnapshot
  let terms: VocabularyTerms
  private let lazyInventory: LazyInventory

  var inventory: Inventory { lazyInventory.inventory(of: snapshot, terms) }
  var ontologyIndex: Ontologies { lazyInventory.ontologies(of: snapshot, terms) }

  /// Reads a snapshot as SKOS.
  ///
  /// - Complexity: O(1); O(n) in the triples that make something a concept, scheme or collection
  ///   when the first of those is asked for.
  public init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    terms = VocabularyTerms(snapshot)
    lazyInventory = LazyInventory()
  }

  // MARK: What there is

  /// All concept schemes, by IRI; ``ontologies`` are apart.
  public var conceptSchemes: [ConceptScheme] {
    inventory.schemes.map { ConceptScheme(self, $0) }
  }

  /// All concepts, in the order in which the snapshot met them.
  ///
  /// A concept is what is typed so, what a concept scheme has as a top concept, and what stands
  /// at either end of `skos:broader`, `narrower` or `related`.
  public var concepts: some RandomAccessCollection<Concept> {
    inventory.concepts.lazy.map { Concept(self, $0) }
  }

  /// How many concepts there are.
  public var conceptCount: Int { inventory.concepts.count }

  /// All collections, by IRI.
  public var collections: [ConceptCollection] {
    inventory.collections.map { ConceptCollection(self, $0) }
  }

  /// The concept that an IRI names, or nil where the snapshot does not describe one.
  public func concept(iri: IRI) -> Concept? {
    snapshot.id(iri: iri).flatMap(concept)
  }

  /// The concept that an identifier stands for, or nil where the term is no concept.
  public func concept(_ node: TermID) -> Concept? {
    isConcept(node) ? Concept(self, node) : nil
  }

  /// Whether a term is a concept of the snapshot.
  public func isConcept(_ node: TermID) -> Bool {
    node.kind != .literal
      && inventory.conceptOrdinals.contains(snapshot.dictionary.ordinal(node))
  }

  /// The class, property or concept that an IRI names, whether or not it is in a scheme, or nil.
  public func term(iri: IRI) -> Concept? {
    snapshot.id(iri: iri).flatMap { node in
      concept(node) ?? (isOntologyTerm(node) ? Concept(self, node) : nil)
    }
  }

  /// The concept scheme, ontology or namespace that an IRI names, or nil.
  public func conceptScheme(iri: IRI) -> ConceptScheme? {
    if let node = snapshot.id(iri: iri), inventory.schemeSet.contains(node) {
      return ConceptScheme(self, node)
    }
    return ontologies.first { $0.iri == iri.value }
  }

  /// The concept scheme, ontology or namespace that an identifier stands for, or nil.
  public func conceptScheme(_ node: TermID) -> ConceptScheme? {
    inventory.schemeSet.contains(node) ? ConceptScheme(self, node) : ontology(node)
  }

  // MARK: Reading terms

  /// The IRI of a term; for a blank node its label with `_:`.
  public func iriText(_ node: TermID) -> String {
    node.kind == .blankNode
      ? "_:" + snapshot.dictionary.text(of: node) : snapshot.dictionary.text(of: node)
  }

  /// The literals of a property, ordered by language, then text.
  func literals(of node: TermID, _ property: TermID) -> [Literal] {
    snapshot.objects(of: node, property).compactMap { snapshot.term($0).literal }
      .sorted(by: Literal.inReadingOrder)
  }

  /// The texts of a property's values, IRIs included, in byte order.
  func texts(of node: TermID, _ property: TermID) -> [String] {
    snapshot.objects(of: node, property).map(iriText).sorted { $0.utf8Precedes($1) }
  }

  /// The first of ``texts(of:_:)``.
  func text(of node: TermID, _ property: TermID) -> String? {
    texts(of: node, property).first
  }

  // MARK: Order

  /// Identifiers ordered by IRI in byte order, blank nodes last, without repetition.
  public func sorted(_ nodes: [TermID]) -> [TermID] {
    guard nodes.count > 1 else { return nodes }
    return Set(nodes).sorted(by: snapshot.precedes)
  }
}
