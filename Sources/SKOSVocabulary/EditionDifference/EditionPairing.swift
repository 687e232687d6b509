import RDFGraph
import RDFModel

/// Which concept of a new edition is which of the old one, and which continue others.
struct EditionPairing {
  typealias Continuation = EditionDifference.Continuation

  let old: SKOSGraph
  let new: SKOSGraph
  /// Concepts that are the same, by the IRI in the old edition.
  private(set) var pairs: [(old: Concept, new: Concept)] = []
  private(set) var added: [Concept] = []
  private(set) var removed: [Concept] = []
  private(set) var renamed: [Continuation] = []
  private(set) var splits: [Continuation] = []
  private(set) var merges: [Continuation] = []
  /// What became of the concepts of the old edition, by IRI; those not listed kept theirs.
  private(set) var heirs: [String: Set<String>] = [:]

  private let before: [String: Concept]
  private let after: [String: Concept]

  init(
    _ old: SKOSGraph, _ oldConcepts: [Concept], _ new: SKOSGraph, _ newConcepts: [Concept]
  ) {
    self.old = old
    self.new = new
    before = Self.byIRI(oldConcepts)
    after = Self.byIRI(newConcepts)
    var evidence: [String: EditionDifference.Evidence] = [:]
    for (one, others) in statedHeirs() {
      heirs[one] = others
      evidence[one] = .stated
    }
    for (one, others) in heirsByLabel() where heirs[one] == nil {
      heirs[one] = others
      evidence[one] = .labels
    }
    arrange(evidence)
  }

  private static func byIRI(_ concepts: [Concept]) -> [String: Concept] {
    Dictionary(
      concepts.filter { $0.node.kind == .iri }.map { ($0.iri, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Who continues whom

  /// What the editions say: `dct:isReplacedBy` and `dct:replaces`, as far as it is news.
  private func statedHeirs() -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for graph in [old, new] {
      let links = [
        (graph.terms.isReplacedBy, isForward: true), (graph.terms.replaces, isForward: false),
      ]
      for (property, isForward) in links {
        graph.snapshot.forEach(graph.snapshot.match(predicate: property)) { subject, _, object in
          guard subject.kind == .iri, object.kind == .iri else { return }
          let one = graph.iriText(isForward ? subject : object)
          let other = graph.iriText(isForward ? object : subject)
          guard one != other, before[one] != nil, after[other] != nil else { return }
          // What the old edition said of its own concepts has happened before.
          if before[other] != nil, graph.snapshot === old.snapshot, old.snapshot !== new.snapshot {
            return
          }
          result[one, default: []].insert(other)
        }
      }
    }
    return result
  }

  /// A label as it is compared.
  private struct Key: Hashable {
    let language: String?
    let text: FoldedText

    init(_ literal: Literal) {
      language = literal.language?.lowercased()
      text = FoldedText(literal.lexicalForm)
    }
  }

  /// Concepts whose preferred labels others have taken over.
  private func heirsByLabel() -> [String: Set<String>] {
    let gone = before.filter { after[$0.key] == nil }
    let fresh = after.filter { before[$0.key] == nil }
    guard !gone.isEmpty || !fresh.isEmpty else { return [:] }
    var result = heirs(of: gone)
    // A new concept that took a label from one that lives on was a part of it.
    var losses: [Key: String] = [:]
    for (iri, concept) in before where gone[iri] == nil {
      guard let later = after[iri] else { continue }
      let kept = Set(later.labels.map { Key($0.literal) })
      for label in concept.labels where !kept.contains(Key(label.literal)) {
        losses[Key(label.literal)] = iri
      }
    }
    if losses.isEmpty { return result }
    for (iri, concept) in fresh {
      for label in concept.prefLabels {
        guard let from = losses[Key(label)] else { continue }
        result[from, default: [from]].insert(iri)
      }
    }
    return result
  }

  /// The concepts that have the preferred labels of some that are gone, and did not have them.
  private func heirs(of gone: [String: Concept]) -> [String: Set<String>] {
    if gone.isEmpty { return [:] }
    let wanted = Set(gone.values.flatMap { $0.prefLabels.map(Key.init) })
    var preferring: [Key: Set<String>] = [:]
    var having: [Key: Set<String>] = [:]
    for (iri, concept) in after {
      let known = before[iri].map { Set($0.labels.map { Key($0.literal) }) } ?? []
      for label in concept.labels {
        let key = Key(label.literal)
        guard wanted.contains(key), !known.contains(key) else { continue }
        having[key, default: []].insert(iri)
        if label.kind == .preferred { preferring[key, default: []].insert(iri) }
      }
    }
    var result: [String: Set<String>] = [:]
    for (iri, concept) in gone {
      let keys = concept.prefLabels.map(Key.init)
      var found = keys.reduce(into: Set<String>()) { $0.formUnion(preferring[$1] ?? []) }
      if found.isEmpty { found = keys.reduce(into: []) { $0.formUnion(having[$1] ?? []) } }
      if !found.isEmpty { result[iri] = found }
    }
    return result
  }

  // MARK: Lists

  private mutating func arrange(_ evidence: [String: EditionDifference.Evidence]) {
    func oldConcepts(_ iris: some Sequence<String>) -> [Concept] {
      iris.sorted { $0.utf8Precedes($1) }.compactMap { before[$0] }
    }
    func newConcepts(_ iris: some Sequence<String>) -> [Concept] {
      iris.sorted { $0.utf8Precedes($1) }.compactMap { after[$0] }
    }
    var ancestors: [String: Set<String>] = [:]
    for (one, others) in heirs {
      // One that went over into several is no part of what becomes of them.
      if others.count == 1, let other = others.first { ancestors[other, default: []].insert(one) }
    }
    var images: [String: String] = [:]
    for iri in before.keys where after[iri] != nil { images[iri] = iri }
    for one in heirs.keys.sorted(by: { $0.utf8Precedes($1) }) {
      guard let others = heirs[one], let basis = evidence[one] else { continue }
      guard others.count == 1, let other = others.first else {
        splits.append(
          Continuation(old: oldConcepts([one]), new: newConcepts(others), evidence: basis))
        continue
      }
      if ancestors[other]?.count == 1, before[other] == nil {
        renamed.append(
          Continuation(old: oldConcepts([one]), new: newConcepts([other]), evidence: basis))
        if images[one] == nil { images[one] = other }
      }
    }
    for other in ancestors.keys.sorted(by: { $0.utf8Precedes($1) }) {
      guard var ones = ancestors[other] else { continue }
      let basis: EditionDifference.Evidence =
        ones.contains { evidence[$0] == .stated } ? .stated : .labels
      if before[other] != nil { ones.insert(other) }
      if ones.count > 1 {
        merges.append(
          Continuation(old: oldConcepts(ones), new: newConcepts([other]), evidence: basis))
      }
    }
    pairs = images.keys.sorted { $0.utf8Precedes($1) }.compactMap { iri in
      guard let one = before[iri], let other = images[iri].flatMap({ after[$0] }) else {
        return nil
      }
      return (one, other)
    }
    let continued = Set(heirs.values.joined())
    removed = oldConcepts(before.keys.filter { after[$0] == nil && heirs[$0] == nil })
    added = newConcepts(after.keys.filter { before[$0] == nil && !continued.contains($0) })
  }
}
