import ByteStorage
import RDFGraph
import Synchronization

/// What is made when it is first asked for: an ``Inventory``, for who only queries needs none, and
/// ``Ontologies``, for which data with concept schemes has no use.
final class LazyInventory: Sendable {
  private let made = Mutex<Inventory?>(nil)
  private let ontologies = Mutex<Ontologies?>(nil)

  func ontologies(of snapshot: GraphSnapshot, _ terms: VocabularyTerms) -> Ontologies {
    let inventory = inventory(of: snapshot, terms)
    return ontologies.withLock { known in
      if let known { return known }
      let fresh = Ontologies(snapshot, terms, inventory)
      known = fresh
      return fresh
    }
  }

  func inventory(of snapshot: GraphSnapshot, _ terms: VocabularyTerms) -> Inventory {
    made.withLock { known in
      if let known { return known }
      let fresh = Inventory(snapshot, terms)
      known = fresh
      return fresh
    }
  }
}

/// What a snapshot holds in SKOS terms, found once.
final class Inventory: Sendable {
  /// By IRI.
  let schemes: [TermID]
  /// In the order of their identifiers.
  let concepts: [TermID]
  /// The ordinals of ``concepts``.
  let conceptOrdinals: BitSet
  /// By IRI.
  let collections: [TermID]
  let schemeSet: Set<TermID>
  let collectionSet: Set<TermID>

  init(_ snapshot: GraphSnapshot, _ terms: VocabularyTerms) {
    var schemes: Set<TermID> = []
    var collections: Set<TermID> = []
    var ordinals = BitSet(capacity: snapshot.dictionary.count(.iri))
    var concepts: [TermID] = []
    func addConcept(_ node: TermID) {
      guard node.kind != .literal, node.kind != .tripleTerm else { return }
      if ordinals.insert(snapshot.dictionary.ordinal(node)) { concepts.append(node) }
    }
    func forEach(_ property: TermID, _ body: (TermID, TermID) -> Void) {
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        body(subject, object)
      }
    }
    for node in snapshot.subjects(terms.type, terms.concept) { addConcept(node) }
    schemes.formUnion(snapshot.subjects(terms.type, terms.conceptScheme))
    for type in [terms.collection, terms.orderedCollection] {
      collections.formUnion(snapshot.subjects(terms.type, type))
    }
    // SKOS Reference S4, S5, S6, S8: what these properties connect has a class by that alone.
    forEach(terms.inScheme) { schemes.insert($1) }
    forEach(terms.hasTopConcept) {
      schemes.insert($0)
      addConcept($1)
    }
    forEach(terms.topConceptOf) {
      addConcept($0)
      schemes.insert($1)
    }
    // S19, S20.
    for property in [terms.broader, terms.narrower, terms.related] {
      forEach(property) {
        addConcept($0)
        addConcept($1)
      }
    }
    // S31, S33.
    forEach(terms.member) { subject, _ in collections.insert(subject) }
    forEach(terms.memberList) { subject, _ in collections.insert(subject) }

    func byIRI(_ nodes: Set<TermID>) -> [TermID] {
      nodes.filter { $0.kind == .iri || $0.kind == .blankNode }.sorted(by: snapshot.precedes)
    }
    self.schemes = byIRI(schemes)
    self.collections = byIRI(collections)
    schemeSet = Set(self.schemes)
    collectionSet = Set(self.collections)
    self.concepts = concepts.sorted()
    conceptOrdinals = ordinals
  }
}
