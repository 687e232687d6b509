import ByteStorage
public import RDFGraph
public import SKOSVocabulary

/// What people hold of the mappings that start or end at a concept, by the links that these state.
///
/// Several mappings may state one link; the positions on each stay apart.
public struct LinkPositions: Sendable {
  /// What people hold of one of the mappings that state a link.
  public struct Entry: Sendable {
    /// The set of the mapping.
    public let mappingSet: TermID?
    /// What the positions on it amount to.
    public let consensus: Consensus
  }

  private struct Statement: Hashable {
    let subject: TermID
    let predicate: TermID
    let object: TermID
  }

  private let concept: Concept
  private var entries: [Statement: [Entry]] = [:]

  fileprivate init(_ concept: Concept, _ index: MappingIndex, _ rule: ConsensusRule) {
    self.concept = concept
    guard let node = index.node(of: concept.node) else { return }
    var numbers: Set<Int> = []
    for edge in index.affirmed.edges(of: node) {
      numbers.insert(Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards))
    }
    for number in numbers.sorted() {
      guard let consensus = index.consensus(on: number, rule: rule) else { continue }
      let statement = Statement(
        subject: index.subject(number), predicate: index.predicate(number),
        object: index.object(number))
      entries[statement, default: []].append(
        Entry(mappingSet: index.mappingSet(number), consensus: consensus))
    }
  }

  /// The mappings that state a link and that people took positions on, by mapping set.
  public subscript(link: MappingLink) -> [Entry] {
    guard !entries.isEmpty, let predicate = concept.graph.snapshot.id(iri: link.predicate.iri)
    else { return [] }
    let isOutgoing = link.direction == .outgoing
    let (subject, object) = isOutgoing ? (concept, link.other) : (link.other, concept)
    return entries[
      Statement(subject: subject.node, predicate: predicate, object: object.node)] ?? []
  }
}

extension Resolver {
  /// What people hold of the mappings at a concept, by a rule.
  ///
  /// - Complexity: O(n log n) in the mappings at the concept and the positions on them.
  public func positions(
    at concept: Concept, rule: ConsensusRule = .noRejection
  ) -> LinkPositions {
    LinkPositions(concept, index, rule)
  }
}

extension LinkPositions.Entry {
  /// The mapping set, the positions, and what they amount to.
  public func json(in graph: SKOSGraph) -> JSONValue {
    .object(
      [.init("mappingSet", .optional(mappingSet.map { graph.iriText($0) }))] + consensus.members)
  }
}
