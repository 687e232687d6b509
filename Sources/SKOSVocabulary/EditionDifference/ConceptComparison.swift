import RDFGraph
import RDFModel

/// What is different about a concept that two editions have.
struct ConceptComparison {
  private let pairing: EditionPairing
  /// The schemes of the old edition that go by another IRI.
  private let schemes: [String: String]

  init(_ pairing: EditionPairing) {
    self.pairing = pairing
    let (old, new) = (pairing.old, pairing.new)
    let before = Self.schemes(pairing.pairs.map(\.old))
    let after = Self.schemes(pairing.pairs.map(\.new))
    var schemes: [String: String] = [:]
    // A new edition is often a new scheme: one that says so, or the only one that there is.
    for iri in before.subtracting(after) {
      if let heir = Self.heir(of: iri, in: [old, new]), after.contains(heir) {
        schemes[iri] = heir
      }
    }
    let open = before.subtracting(after).subtracting(schemes.keys)
    let fresh = after.subtracting(before).subtracting(schemes.values)
    if let one = open.first, let other = fresh.first, open.count == 1, fresh.count == 1 {
      schemes[one] = other
    }
    self.schemes = schemes
  }

  private static func schemes(_ concepts: [Concept]) -> Set<String> {
    Set(concepts.flatMap { $0.declaredSchemes.map(\.iri) })
  }

  private static func heir(of iri: String, in graphs: [SKOSGraph]) -> String? {
    for graph in graphs {
      guard let node = graph.snapshot.id(iri: IRI(trusted: iri)) else { continue }
      let found =
        graph.snapshot.objects(of: node, graph.terms.isReplacedBy)
        + graph.snapshot.subjects(graph.terms.replaces, node)
      if let heir = graph.sorted(found).first { return graph.iriText(heir) }
    }
    return nil
  }

  /// The change of place, or nil.
  func move(_ pair: (old: Concept, new: Concept)) -> EditionDifference.Move? {
    let (formerBroader, newBroader) = Self.changes(
      pair.old.broader, pair.new.broader, \.iri, images: { pairing.heirs[$0] ?? [$0] })
    let (formerSchemes, newSchemes) = Self.changes(
      pair.old.declaredSchemes, pair.new.declaredSchemes, \.iri, images: { [schemes[$0] ?? $0] })
    guard
      !formerBroader.isEmpty || !newBroader.isEmpty || !formerSchemes.isEmpty
        || !newSchemes.isEmpty
    else { return nil }
    return .init(
      old: pair.old, new: pair.new, formerBroader: formerBroader, newBroader: newBroader,
      formerSchemes: formerSchemes, newSchemes: newSchemes)
  }

  /// What only one side has; a thing of the old side is there where one of its images is.
  private static func changes<Thing>(
    _ old: [Thing], _ new: [Thing], _ iri: (Thing) -> String, images: (String) -> Set<String>
  ) -> (former: [Thing], new: [Thing]) {
    let there = Set(new.map(iri))
    let kept = Set(old.flatMap { images(iri($0)) })
    return (
      old.filter { images(iri($0)).isDisjoint(with: there) },
      new.filter { !kept.contains(iri($0)) }
    )
  }

  /// The change of labels and notations, or nil.
  func relabelling(_ pair: (old: Concept, new: Concept)) -> EditionDifference.Relabelling? {
    let (removed, added) = Self.changes(pair.old.labels, pair.new.labels)
    let (formerNotations, newNotations) = Self.changes(pair.old.notations, pair.new.notations)
    guard
      !removed.isEmpty || !added.isEmpty || !formerNotations.isEmpty || !newNotations.isEmpty
    else { return nil }
    return .init(
      old: pair.old, new: pair.new, removed: removed, added: added,
      removedNotations: formerNotations, addedNotations: newNotations)
  }

  /// The change of definitions, or nil.
  func redefinition(_ pair: (old: Concept, new: Concept)) -> EditionDifference.Redefinition? {
    let (removed, added) = Self.changes(
      pair.old.definitions.map(\.text), pair.new.definitions.map(\.text))
    guard !removed.isEmpty || !added.isEmpty else { return nil }
    return .init(old: pair.old, new: pair.new, removed: removed, added: added)
  }

  private static func changes<Thing: Hashable>(
    _ old: [Thing], _ new: [Thing]
  ) -> (removed: [Thing], added: [Thing]) {
    if old == new { return ([], []) }
    let (before, after) = (Set(old), Set(new))
    return (old.filter { !after.contains($0) }, new.filter { !before.contains($0) })
  }
}
