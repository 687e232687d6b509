import ByteStorage
public import RDFGraph
import RDFModel
public import SKOSVocabulary

/// A concept that looks the same and is not, as seen from another one.
///
/// The same comparison as in a ``Divergence`` report, for one concept: warnings of the resolver, of
/// searches, of single entries and of exports all come from here.
public struct FalseFriend: Sendable {
  /// How it is known.
  public enum Basis: String, CaseIterable, Hashable, Sendable {
    /// A mapping denies the exact match and states the difference.
    case stated
    /// The label is the same, the definitions differ, and no mapping relates the two.
    case label
  }

  /// The other concept.
  public let concept: Concept
  /// What sets them apart, in words.
  public let difference: String
  /// How it is known.
  public let basis: Basis
  /// How the other meaning stands to that of the concept.
  public let kind: Divergence.Kind
  /// The set that states it.
  public let mappingSet: TermID?
  /// What those who took a position on that statement amount to; nil where nobody took one.
  public let consensus: Consensus?
}

extension Resolution {
  /// Concepts that look the same and are not: first those that somebody named, then those with
  /// the same label and another definition.
  ///
  /// - Complexity: the first call on a resolver reads all labels once.
  public var falseFriends: [FalseFriend] {
    let index = resolver.index
    let own = Sense(concept)
    var found: [FalseFriend] = []
    var known: Set<TermID> = [concept.node]
    for negative in negatives
    where !negative.isBlockedInference && negative.predicate == .exactMatch {
      let slots = StatementSlots(index: index, number: negative.mapping)
      guard let difference = slots.text(IsoglossTerms.difference) else { continue }
      guard known.insert(negative.concept.node).inserted else { continue }
      let denial = Divergence.Denial(
        predicate: .exactMatch, difference: difference, mappingSet: negative.mappingSet)
      let divergence = Divergence(own, Sense(negative.concept), relations: [], denials: [denial])
      found.append(
        FalseFriend(
          concept: negative.concept, difference: difference, basis: .stated,
          kind: divergence.kind, mappingSet: negative.mappingSet, consensus: negative.consensus))
    }
    known.formUnion(relatedNodes)
    let schemes = Set(concept.schemes.map(\.node))
    for node in resolver.labels.concepts(withLabelOf: concept) where !known.contains(node) {
      let other = concept.graph.view(node)
      let theirs = Set(other.schemes.map(\.node))
      guard !theirs.isEmpty, theirs.isDisjoint(with: schemes),
        options.targetSchemes.map({ !$0.isDisjoint(with: theirs) }) ?? true
      else { continue }
      let divergence = Divergence(own, Sense(other), relations: [], denials: [])
      guard divergence.risk == .unmapped else { continue }
      known.insert(node)
      found.append(
        FalseFriend(
          concept: other, difference: divergence.difference(), basis: .label,
          kind: divergence.kind, mappingSet: nil, consensus: nil))
    }
    return found
  }

  /// Everything that some mapping relates to the concept, whatever the filters were.
  private var relatedNodes: Set<TermID> {
    var nodes = Set(matches.map(\.concept.node))
    if let node = resolver.index.node(of: concept.node) {
      for edge in resolver.index.affirmed.edges(of: node) {
        nodes.insert(resolver.index.term(ofNode: Int(resolver.index.affirmed.targets[edge])))
      }
    }
    return nodes
  }
}

extension Sense {
  /// A concept by its own label and definition in English, else in whatever language it has.
  init(_ concept: Concept) {
    let schemes = concept.schemes
    let text = LanguageRange("en").best(of: concept.definingTexts)
    self.init(
      concept: concept, label: concept.prefLabel(in: "en") ?? Literal(concept.curie),
      jurisdictions: schemes.flatMap(\.jurisdictions), bodies: schemes.flatMap(\.publishers),
      definition: text.map { DefinitionParts($0) })
  }
}

extension Resolver {
  /// Where the same word means different things.
  ///
  /// - Complexity: near-linear in the labels, and quadratic in the concepts that share one, of
  ///   which only so many are compared as the options allow.
  public func divergence(_ options: DivergenceOptions = DivergenceOptions()) -> DivergenceReport {
    var finder = DivergenceFinder(self, options)
    return finder.report()
  }
}
