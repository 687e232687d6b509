public import RDFGraph
public import SKOSVocabulary

/// What a resolution looks for, by which rules, on whose word, and how far it goes.
///
/// ```swift
/// var options = ResolutionOptions(minimumConfidence: 0.5)
/// options.rules.remove(.transitivity)
/// options.jurisdictions = ["EU"]
/// options.confidenceRule = .product
/// ```
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

  // MARK: What is reported

  /// The schemes to look in; nil for all.
  public var targetSchemes: Set<TermID>?
  /// The concepts to report; nil for all.
  public var targets: Set<TermID>?
  /// The jurisdictions to look in, as schemes state them; nil for all.
  public var jurisdictions: Set<String>?
  /// The editions to look in, as schemes state them; nil for all.
  public var editions: Set<String>?
  /// The relations to report.
  public var relations: Set<MappingRelation>
  /// Which matches count by the way they are known.
  public var evidence: Evidence

  // MARK: On whose word

  /// The mapping sets to believe, as if no other were loaded; nil for all.
  public var mappingSets: Set<TermID>?
  /// The authors to believe, by name or identifier in any case; nil for all.
  ///
  /// A mapping without an author counts as its set's creator's.
  public var authors: Set<String>?
  /// The states of review to believe; nil for all.
  public var reviewStates: Set<ReviewState>?
  /// The least confidence of a match; one without a stated confidence does not reach it.
  public var minimumConfidence: Double?

  // MARK: How it follows

  /// The rules that are on.
  public var rules: Set<ResolutionRule> = ResolutionRule.switchable
  /// How the confidence of a derivation follows from those of its links.
  public var confidenceRule = ConfidenceRule.weakestLink
  /// Whether derivations that are independent of each other raise the confidence of a match.
  ///
  /// Independent are derivations without a statement, a mapping set or an author in common, all
  /// of them named. They are joined by noisy-or: the match fails only where all of them fail.
  /// This is the one way for a confidence to pass that of the best derivation, and
  /// ``Match/confidenceRule`` says so.
  public var combinesIndependentEvidence = false

  /// What comes of the positions that people took on a mapping; it changes no match, as nothing is
  /// merged away.
  public var consensusRule = ConsensusRule.noRejection

  // MARK: How far it goes

  /// The most links in a derivation.
  public var maximumHops: Int
  /// The most mappings to look at; past it the resolution says that it was cut.
  public var maximumMappings: Int
  /// The most matches to report; past it the resolution says that there are more.
  public var maximumMatches = 1000
  /// The most derivations to give for a match, the best first.
  public var maximumDerivations = 16
  /// The most mappings to look at for the derivations of one match.
  public var maximumMappingsPerExplanation = 20_000

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

/// A bound that a resolution reached, so that its answer may not be all there is.
public struct ReachedLimit: Hashable, Sendable {
  /// The name of the option that sets the bound.
  public let option: String
  /// The bound.
  public let value: Int
  /// What is left out because of it, in one sentence.
  public let message: String
}
