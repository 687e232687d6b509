public import RDFGraph
public import SKOSVocabulary

/// What a resolution looks for, and how far it goes.
public struct ResolutionOptions: Sendable {
  /// Which matches count by the way they are known.
  public enum Evidence: Hashable, Sendable {
    /// Stated and inferred ones.
    case any
    /// Those that somebody stated, in either direction.
    case stated
    /// Those that follow from several statements.
    case inferred
  }

  /// The schemes to look in; nil for all.
  public var targetSchemes: Set<TermID>?
  /// The relations to report.
  public var relations: Set<MappingRelation>
  /// Which matches count by the way they are known.
  public var evidence: Evidence
  /// The least confidence of a match; one without a stated confidence does not reach it.
  public var minimumConfidence: Double?
  /// The most links in a derivation.
  public var maximumHops: Int
  /// The most mappings to look at; past it the resolution says that it was cut.
  public var maximumMappings: Int

  /// Makes options; all have defaults.
  public init(
    targetSchemes: Set<TermID>? = nil,
    relations: Set<MappingRelation> = Set(MappingRelation.allCases), evidence: Evidence = .any,
    minimumConfidence: Double? = nil, maximumHops: Int = 6, maximumMappings: Int = 200_000
  ) {
    self.targetSchemes = targetSchemes
    self.relations = relations
    self.evidence = evidence
    self.minimumConfidence = minimumConfidence
    self.maximumHops = maximumHops
    self.maximumMappings = maximumMappings
  }
}
