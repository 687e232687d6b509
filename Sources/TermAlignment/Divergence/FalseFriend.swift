import ByteStorage
public import RDFGraph
import RDFModel
public import SKOSVocabulary

/// A concept that looks the same and is not.
public struct FalseFriend: Sendable {
  /// How it is known.
  public enum Basis: String, Hashable, Sendable {
    /// A mapping denies the exact match and states the difference.
    case stated
    /// The label is the same, the definitions differ, and no mapping relates the two.
    case label
  }

  /// The other concept.
  public let concept: Concept
  /// What sets them apart.
  public let difference: String
  /// How it is known.
  public let basis: Basis
  /// The set that states it.
  public let mappingSet: TermID?
}

extension Resolution {
  /// Concepts that look the same and are not: first those that somebody named, then those with
  /// the same label and another definition.
  ///
  /// - Complexity: the first call on a resolver reads all labels once.
  public var falseFriends: [FalseFriend] {
    let index = resolver.index
    var found: [FalseFriend] = []
    var known: Set<TermID> = [concept.node]
    for negative in negatives
    where !negative.isBlockedInference && negative.predicate == .exactMatch {
      let slots = StatementSlots(index: index, number: negative.mapping)
      guard let difference = slots.text(IsoglossTerms.difference) else { continue }
      guard known.insert(negative.concept.node).inserted else { continue }
      found.append(
        FalseFriend(
          concept: negative.concept, difference: difference, basis: .stated,
          mappingSet: negative.mappingSet))
    }
    known.formUnion(relatedNodes)
    let schemes = Set(concept.schemes.map(\.node))
    for node in resolver.labels.concepts(withLabelOf: concept) where !known.contains(node) {
      let other = concept.graph.view(node)
      let theirs = Set(other.schemes.map(\.node))
      guard !theirs.isEmpty, theirs.isDisjoint(with: schemes),
        options.targetSchemes.map({ !$0.isDisjoint(with: theirs) }) ?? true,
        let comparison = DefinitionComparison(concept, other), comparison.differs
      else { continue }
      known.insert(node)
      found.append(
        FalseFriend(
          concept: other, difference: "“\(comparison.left)” / “\(comparison.right)”",
          basis: .label, mappingSet: nil))
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
