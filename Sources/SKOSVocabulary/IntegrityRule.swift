/// What can be checked of a vocabulary.
///
/// Conditions of the SKOS Reference are errors: data that breaks one is not consistent with the
/// SKOS data model. The other rules are warnings: few, and each points at something that a
/// reader or a program trips over.
public enum IntegrityRule: String, CaseIterable, Hashable, Sendable {
  /// A concept scheme is not a concept.
  case s9 = "S9"
  /// No literal is a preferred, alternative and hidden label of one thing at once.
  case s13 = "S13"
  /// At most one preferred label per language tag, and at most one without a tag.
  case s14 = "S14"
  /// What is related is not broader, over any number of steps.
  case s27 = "S27"
  /// A collection is neither a concept nor a concept scheme.
  case s37 = "S37"
  /// What matches exactly, over any number of steps, is not a broader or related match.
  case s46 = "S46"
  /// A match is denied, and stated or given by exact matches.
  case affirmedAndDenied = "affirmed-and-denied"
  /// Exact matches join two concepts of one scheme.
  case sameSchemeMatch = "same-scheme-match"
  /// Mappings and hierarchies together put a concept above itself.
  case hierarchyInversion = "hierarchy-inversion"
  /// A concept is broader than itself.
  case broaderCycle = "broader-cycle"
  /// A concept has no preferred label in the main language of its scheme.
  case missingLabel = "missing-label"
  /// A concept has neither a definition nor a note.
  case undocumentedConcept = "undocumented-concept"
  /// A concept is linked to nothing in a scheme whose other concepts are.
  case orphanConcept = "orphan-concept"
  /// A mapping ends at a concept that its vocabulary, which is loaded, does not have.
  case unknownMappingTarget = "unknown-mapping-target"
  /// A wording of our own passes forty words.
  case longDefinition = "long-definition"
  /// An entry or definition of Isogloss does not say how far it was checked.
  case uncheckedEntry = "unchecked-entry"

  /// The rules about mappings as a whole, which an index of mappings is needed to check: `S46`
  /// here too, so that a check with such an index names every cause of it.
  public static let mappingRules: Set<IntegrityRule> = [
    .s46, .affirmedAndDenied, .sameSchemeMatch, .hierarchyInversion,
  ]

  /// The rules that only a check with an index of mappings can check.
  static let alignmentRules = mappingRules.subtracting([.s46])

  /// How much a finding of this rule matters.
  public var severity: Severity {
    switch self {
    case .s9, .s13, .s14, .s27, .s37, .s46, .affirmedAndDenied: .error
    default: .warning
    }
  }

  /// What the rule asks for, in one sentence without a full stop.
  public var requirement: String {
    switch self {
    case .s9: "a concept scheme is not a concept"
    case .s13: "no literal is a label of two kinds of one thing"
    case .s14: "a thing has at most one preferred label per language"
    case .s27: "related concepts are not broader or narrower, over any number of steps"
    case .s37: "a collection is neither a concept nor a concept scheme"
    case .s46: "concepts that match exactly are not broader, narrower or related matches"
    case .affirmedAndDenied: "no match is both stated, or given by exact matches, and denied"
    case .sameSchemeMatch: "exact matches do not join two concepts of one scheme"
    case .hierarchyInversion: "mappings put no concept above itself"
    case .broaderCycle: "no concept is broader than itself"
    case .missingLabel: "each concept has a preferred label in the main language of its scheme"
    case .undocumentedConcept: "each concept has a definition or a note"
    case .orphanConcept: "each concept is linked to something"
    case .unknownMappingTarget: "mappings end at concepts that exist"
    case .longDefinition: "our own wordings have at most forty words"
    case .uncheckedEntry: "each entry and definition says how far it was checked"
    }
  }

  /// Where the rule is stated.
  public var specification: String {
    switch self {
    case .s9: "SKOS Reference, section 4.4"
    case .s13, .s14: "SKOS Reference, section 5.4"
    case .s27: "SKOS Reference, section 8.4"
    case .s37: "SKOS Reference, section 9.4"
    case .s46: "SKOS Reference, section 10.4"
    default: "Isogloss"
    }
  }
}
