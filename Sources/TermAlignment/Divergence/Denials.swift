import RDFGraph
import RDFModel
import SKOSVocabulary

/// The pairs that somebody denied to match, from both ends.
struct Denials {
  let pairs: [(left: TermID, right: TermID)]
  private let numbers: [TermID: [(other: TermID, mapping: Int)]]
  private let known: Set<UInt64>
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
    known = Set(pairs.map { Self.key($0.left, $0.right) })
    self.numbers = numbers
    self.index = index
  }

  /// What a concept was denied to match.
  func others(_ node: TermID) -> [TermID] { (numbers[node] ?? []).map(\.other) }

  /// Whether two concepts were denied to match.
  func deny(_ one: TermID, _ other: TermID) -> Bool { known.contains(Self.key(one, other)) }

  private static func key(_ one: TermID, _ other: TermID) -> UInt64 {
    UInt64(min(one, other).rawValue) << 32 | UInt64(max(one, other).rawValue)
  }

  /// The denials between two concepts.
  func between(_ one: TermID, _ other: TermID, _ graph: SKOSGraph) -> [Divergence.Denial] {
    guard deny(one, other) else { return [] }
    let (own, theirs) = (numbers[one] ?? [], numbers[other] ?? [])
    // Of a concept that very many were denied of, the other end has fewer to look through.
    let entries =
      own.count <= theirs.count
      ? own.filter { $0.other == other } : theirs.filter { $0.other == one }
    return entries.map { entry in
      let predicate = graph.snapshot.term(index.predicate(entry.mapping)).iri
      return Divergence.Denial(
        predicate: predicate.flatMap { MappingRelation(iri: $0) } ?? .exactMatch,
        difference: StatementSlots(index: index, number: entry.mapping)
          .text(IsoglossTerms.difference),
        mappingSet: index.mappingSet(entry.mapping))
    }
  }
}
