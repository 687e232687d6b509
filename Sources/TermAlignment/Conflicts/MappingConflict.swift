public import RDFGraph
public import SKOSVocabulary

/// Statements over mappings that cannot all be right: what they break, the minimal sets of
/// statements that cause it, and what could be done, the cheapest first.
public struct MappingConflict: Sendable {
  /// A statement that takes part.
  public struct Cause: Hashable, Sendable {
    /// The subject.
    public let subject: TermID
    /// The predicate.
    public let predicate: TermID
    /// The object.
    public let object: TermID
    /// The mapping by its number in the index; nil for a statement of a hierarchy.
    public let mapping: Int?
    /// Whether the statement denies its relation.
    public let isDenial: Bool
  }

  /// Something that would end the conflict.
  public struct Repair: Sendable {
    /// What is done to the statements.
    public enum Action: String, Hashable, Sendable {
      /// An exact match becomes a close one, which does not chain.
      case weaken
      /// The statement is removed.
      case remove
      /// A denial is withdrawn.
      case withdraw
    }

    /// What is done.
    public let action: Action
    /// The statements to which it is done.
    public let statements: [Cause]
    /// How many correspondences follow from them now and would not any more.
    public let lost: Int
    /// The least confidence that they state; nil where none states one.
    public let confidence: Double?
  }

  /// The condition that is broken.
  public let rule: IntegrityRule
  /// The first of the two concepts that cannot stand so to each other.
  public let subject: TermID
  /// The second.
  public let object: TermID
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// Minimal sets of statements that cause it, the shortest first.
  ///
  /// Without any one statement of a set, the rest of the set is sound.
  public let causes: [[Cause]]
  /// Whether there may be more sets than were looked for.
  public let isCut: Bool
  /// What would end the conflict: what loses least first.
  public let repairs: [Repair]
}

/// The conflicts of a vocabulary.
public struct ConflictReport: Sendable {
  /// The conflicts, by rule, then by the IRIs of the concepts.
  public let conflicts: [MappingConflict]
  /// How many there are of each rule that was checked, those beyond the limit included.
  public let counts: [IntegrityRule: Int]
}
