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
  /// The name of the source entity for people.
  public let sourceLabel: String?
  /// The name of the target entity for people.
  public let targetLabel: String?
  /// The name of the source entity that agrees best.
  public let sourceName: String?
  /// The name of the target entity that agrees best.
  public let targetName: String?
  /// Whether these are the same but for case, diacritics and spaces.
  public let areNamesSame: Bool
  /// The likeness of the names, from 0 to 1.
  public let nameSimilarity: Double
  /// The likeness of the definitions, from 0 to 1; nil where one has none.
  public let textSimilarity: Double?
  /// The likeness of the texts with those around them, from 0 to 1; nil where there are none.
  public let themeSimilarity: Double?
  /// How surely what stands above or below corresponds; nil where nothing stands there.
  public let neighbourSupport: Double?
  /// Whether statements in the data join the two.
  public let isBridged: Bool
  /// What speaks for it and against it, in words.
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
