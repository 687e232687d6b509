import RDFModel
import SKOSVocabulary
import TermAlignment

extension Glossary.Source {
  /// Sources without repetition, in the order of their IRIs.
  static func sorted(_ sources: some Sequence<Glossary.Source>) -> [Glossary.Source] {
    Set(sources).sorted { ($0.iri, $0.checked ?? "") < ($1.iri, $1.checked ?? "") }
  }
}

extension GlossaryBuilder {
  /// What a statement says as seen from one of its ends.
  private struct View: Hashable {
    let predicate: String
    let statedAs: String?
    let rank: Int
    let other: String
    let label: String?
  }

  private func view(_ statement: MappingStatement, from concept: Concept) -> View {
    let outgoing = statement.subject == concept.iri
    let relation = MappingRelation(iri: statement.predicate)
    let stated = relation?.curie ?? PrefixMap.wellKnown.compact(statement.predicate)
    let seen = outgoing ? stated : relation?.inverse.curie ?? stated
    let reads = outgoing || (relation != nil && seen == stated)
    let order = relation.flatMap { MappingRelation.allCases.firstIndex(of: $0) }
    return View(
      predicate: seen, statedAs: reads ? nil : stated,
      rank: order ?? MappingRelation.allCases.count,
      other: outgoing ? statement.object : statement.subject,
      label: outgoing ? statement.objectLabel : statement.subjectLabel)
  }

  /// Statements that say the same become one, with all their sources.
  private func grouped(
    _ statements: [MappingStatement], from concept: Concept, negative: Bool
  ) -> [(view: View, sources: [Glossary.Source], difference: String?)] {
    struct Key: Hashable {
      let predicate: String
      let statedAs: String?
      let other: String
    }
    var groups: [Key: [(View, MappingStatement)]] = [:]
    for statement in statements where statement.isNegative == negative {
      let view = view(statement, from: concept)
      let key = Key(predicate: view.predicate, statedAs: view.statedAs, other: view.other)
      groups[key, default: []].append((view, statement))
    }
    return groups.values.compactMap { members in
      guard let first = members.first?.0 else { return nil }
      let label = members.compactMap { $0.0.label }.min()
      let view = View(
        predicate: first.predicate, statedAs: first.statedAs, rank: first.rank,
        other: first.other, label: label)
      return (
        view: view, sources: Glossary.Source.sorted(members.compactMap(\.1.source)),
        difference: members.compactMap(\.1.difference).min()
      )
    }
  }

  func correspondences(
    _ concept: Concept, _ statements: [MappingStatement], from scheme: ConceptScheme
  ) -> [Glossary.Correspondence] {
    grouped(statements, from: concept, negative: false).map { view, sources, _ in
      (
        view.rank,
        Glossary.Correspondence(
          predicate: view.predicate, statedAs: view.statedAs,
          other: reference(view.other, label: view.label, from: scheme), sources: sources)
      )
    }.sorted { left, right in
      if left.0 != right.0 { return left.0 < right.0 }
      if left.1.other != right.1.other { return Self.precedes(left.1.other, right.1.other) }
      return (left.1.statedAs ?? "") < (right.1.statedAs ?? "")
    }.map(\.1)
  }

  func falseFriends(
    _ concept: Concept, _ statements: [MappingStatement], from scheme: ConceptScheme
  ) -> [Glossary.FalseFriend] {
    grouped(statements, from: concept, negative: true).map { view, sources, difference in
      Glossary.FalseFriend(
        predicate: view.predicate,
        other: reference(view.other, label: view.label, from: scheme), difference: difference,
        sources: sources)
    }.sorted {
      $0.other == $1.other
        ? ($0.predicate ?? "") < ($1.predicate ?? "") : Self.precedes($0.other, $1.other)
    }
  }

  /// Terms with the same label and another definition elsewhere, which nobody compared.
  ///
  /// The difference quotes the definitions, so it stays out where their wordings may have to.
  func unstatedFalseFriends(
    _ concept: Concept, from scheme: ConceptScheme
  ) -> [Glossary.FalseFriend] {
    guard let resolver else { return [] }
    return resolver.resolve(concept).falseFriends.filter { $0.basis == .label }.map { friend in
      let isFree = [concept, friend.concept].allSatisfy { side in
        side.definitions.allSatisfy(\.isOwnWording)
      }
      return Glossary.FalseFriend(
        predicate: nil, other: reference(friend.concept.iri, label: nil, from: scheme),
        difference: isFree || options.rights == .report ? friend.difference : nil, sources: [])
    }.sorted { Self.precedes($0.other, $1.other) }
  }

  /// By document, then label, then IRI.
  private static func precedes(_ left: Glossary.Reference, _ right: Glossary.Reference) -> Bool {
    let documents = (FoldedText(left.document ?? ""), FoldedText(right.document ?? ""))
    if documents.0 != documents.1 { return documents.0 < documents.1 }
    let labels = (FoldedText(left.label.lexicalForm), FoldedText(right.label.lexicalForm))
    return labels.0 == labels.1 ? left.iri < right.iri : labels.0 < labels.1
  }
}
