public import SKOSVocabulary

/// A mapping that the matcher proposes, with its reasons.
public struct MatchProposal: Hashable, Sendable {
  /// The IRI of the source entity.
  public let source: String
  /// The IRI of the target entity.
  public let target: String
  /// What the source entity is.
  public let kind: EntityKind
  /// How the target entity corresponds to the source entity.
  public let relation: MappingRelation
  /// How surely the relation holds, from 0 to 1.
  public let confidence: Double
  /// The reasons.
  public let reasons: MatchReasons
}

/// What a proposal rests on.
public struct MatchReasons: Hashable, Sendable {
  /// A name for people.
  public let sourceLabel: String?
  /// A name for people.
  public let targetLabel: String?
  /// The name of the source entity that agrees best.
  public let sourceName: String?
  /// The name of the target entity that agrees best.
  public let targetName: String?
  /// The likeness of the names, from 0 to 1.
  public let nameSimilarity: Double
  /// The likeness of the definitions, from 0 to 1; nil where one has none.
  public let textSimilarity: Double?
  /// What else speaks for or against it, in sentences.
  public let remarks: [String]
}

/// All proposals between two vocabularies.
public struct MatchProposals: Sendable {
  /// The proposals, by source, then by confidence from the highest.
  public let proposals: [MatchProposal]
  /// How many entities the source has.
  public let sourceCount: Int
  /// How many entities the target has.
  public let targetCount: Int
  /// How many pairs were compared.
  public let comparedCount: Int
}
