internal import RDFGraph
internal import RDFModel

/// The terms of a closure: those of its snapshot, and those that rules or additions bring.
struct ClosureTerms: Sendable {
  private let snapshot: GraphSnapshot
  private let counts: [Int]
  private var added: [[Term]] = [[], [], [], []]
  private var numbers: [Term: UInt32] = [:]

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    counts = kinds.map { snapshot.dictionary.count($0) }
  }

  func find(_ term: Term) -> UInt32? { snapshot.id(of: term)?.rawValue ?? numbers[term] }

  mutating func intern(_ term: Term) -> UInt32 {
    if let known = find(term) { return known }
    let kind = TermID.Kind(of: term)
    let slot = Int(kind.rawValue)
    let id = TermID(kind: kind, index: counts[slot] + added[slot].count).rawValue
    added[slot].append(term)
    numbers[term] = id
    return id
  }

  func isOfSnapshot(_ raw: UInt32) -> Bool {
    let id = TermID(rawValue: raw)
    return id.index < counts[Int(id.kind.rawValue)]
  }

  func term(_ raw: UInt32) -> Term {
    let id = TermID(rawValue: raw)
    let index = id.index - counts[Int(id.kind.rawValue)]
    return index < 0 ? snapshot.term(id) : added[Int(id.kind.rawValue)][index]
  }
}
