public import RDFModel

/// What a new edition of a vocabulary did to the concepts of an old one.
///
/// Concepts are the same where their IRI is. A concept that is gone is continued by others where
/// either edition says so (`dct:isReplacedBy`, `dct:replaces`), or where others have taken over its
/// preferred label; each continuation says which of the two it rests on. What is left is added or
/// removed. A concept that has a blank node for a name cannot be told apart from others and is left
/// out here; ``RDFGraph/GraphDifference`` tells of its statements.
///
/// All lists are in the order of IRIs.
public struct EditionDifference: Sendable {
  /// The edition that was.
  public let old: SKOSGraph
  /// The edition that is.
  public let new: SKOSGraph
  /// Concepts that the new edition has and that continue none.
  public let added: [Concept]
  /// Concepts that the new edition does not have and that none continues.
  public let removed: [Concept]
  /// Concepts that go by another IRI.
  public let renamed: [Continuation]
  /// Concepts of which several became.
  public let splits: [Continuation]
  /// Concepts that several became.
  public let merges: [Continuation]
  /// Concepts that stand under others, or in other schemes.
  public let moves: [Move]
  /// Concepts with other labels or notations.
  public let relabellings: [Relabelling]
  /// Concepts with other definitions.
  public let redefinitions: [Redefinition]

  /// What a continuation rests on.
  public enum Evidence: String, Sendable, Hashable {
    /// An edition says so.
    case stated
    /// The labels of one became labels of the others.
    case labels
  }

  /// Concepts that live on in others.
  public struct Continuation: Sendable, Hashable {
    /// The concepts in the old edition.
    public let old: [Concept]
    /// The concepts in the new edition.
    public let new: [Concept]
    /// Why they belong together.
    public let evidence: Evidence
  }

  /// A concept in another place.
  public struct Move: Sendable, Hashable {
    /// The concept in the old edition.
    public let old: Concept
    /// The concept in the new edition.
    public let new: Concept
    /// The broader concepts that it no longer has.
    public let formerBroader: [Concept]
    /// The broader concepts that it did not have.
    public let newBroader: [Concept]
    /// The schemes that it is no longer in.
    public let formerSchemes: [ConceptScheme]
    /// The schemes that it was not in.
    public let newSchemes: [ConceptScheme]
  }

  /// A concept with other labels or notations.
  public struct Relabelling: Sendable, Hashable {
    /// The concept in the old edition.
    public let old: Concept
    /// The concept in the new edition.
    public let new: Concept
    /// Labels that it no longer has.
    public let removed: [Label]
    /// Labels that it did not have.
    public let added: [Label]
    /// Notations that it no longer has.
    public let removedNotations: [Literal]
    /// Notations that it did not have.
    public let addedNotations: [Literal]
  }

  /// A concept with other definitions.
  public struct Redefinition: Sendable, Hashable {
    /// The concept in the old edition.
    public let old: Concept
    /// The concept in the new edition.
    public let new: Concept
    /// Wordings that it no longer has.
    public let removed: [Literal]
    /// Wordings that it did not have.
    public let added: [Literal]
  }

  /// Compares all concepts of two editions.
  ///
  /// - Complexity: expected O(n log n) in the concepts with their labels and links.
  public init(from old: SKOSGraph, to new: SKOSGraph) {
    self.init(EditionPairing(old, Array(old.concepts), new, Array(new.concepts)))
  }

  /// Compares the concepts of two schemes, which may lie in one graph.
  ///
  /// - Complexity: expected O(n log n) in the concepts with their labels and links.
  public init(from old: ConceptScheme, to new: ConceptScheme) {
    self.init(EditionPairing(old.graph, old.concepts, new.graph, new.concepts))
  }

  private init(_ pairing: EditionPairing) {
    old = pairing.old
    new = pairing.new
    added = pairing.added
    removed = pairing.removed
    renamed = pairing.renamed
    splits = pairing.splits
    merges = pairing.merges
    let comparison = ConceptComparison(pairing)
    moves = pairing.pairs.compactMap(comparison.move)
    relabellings = pairing.pairs.compactMap(comparison.relabelling)
    redefinitions = pairing.pairs.compactMap(comparison.redefinition)
  }

  /// Whether nothing happened to any concept.
  public var isEmpty: Bool { counts.allSatisfy { $0.count == 0 } }

  /// The kinds of change with how often there is each, in the order in which they are told.
  public var counts: [(name: String, count: Int)] {
    [
      ("added", added.count), ("removed", removed.count), ("renamed", renamed.count),
      ("split", splits.count), ("merged", merges.count), ("moved", moves.count),
      ("relabelled", relabellings.count), ("redefined", redefinitions.count),
    ]
  }
}
