import RDFGraph
import RDFModel
import SKOSVocabulary

/// The pairs that somebody denied to match, from both ends.
struct Denials {
  let pairs: [(left: TermID, right: TermID)]
  private let numbers: [TermID: [(other: TermID, mapping: Int)]]
  private let index: MappingIndex

  /// - Complexity: O(n) in the mappings.
  init(_ index: MappingIndex) {
    var pairs: [(left: TermID, right: TermID)] = []
    var numbers: [TermID: [(other: TermID, mapping: Int)]] = [:]
    for number in 0..<index.count where index.isDenial(number) {
      let (one, other) = (index.subject(number), index.object(number))
      guard one != other else { continue }
      pairs.append((one, other))
      numbers[one, default: []].append((other, number))
      numbers[other, default: []].append((one, number))
    }
    self.pairs = pairs
    self.numbers = numbers
    self.index = index
  }

  /// What a concept was denied to match.
  func others(_ node: TermID) -> [TermID] { (numbers[node] ?? []).map(\.other) }

  /// The denials between two concepts.
  func between(_ one: TermID, _ other: TermID, _ graph: SKOSGraph) -> [Divergence.Denial] {
    (numbers[one] ?? []).filter { $0.other == other }.map { entry in
      let predicate = graph.snapshot.term(index.predicate(entry.mapping)).iri
      return Divergence.Denial(
        predicate: predicate.flatMap { MappingRelation(iri: $0) } ?? .exactMatch,
        difference: StatementSlots(index: index, number: entry.mapping)
          .text(IsoglossTerms.difference),
        mappingSet: index.mappingSet(entry.mapping))
    }
  }
}
