public import SKOSVocabulary

/// What can be checked of a mapping set beyond what a reader must refuse.
///
/// Source: SSSOM 1.1, data model and the rules of the schema.
public enum MappingSetRule: String, CaseIterable, Hashable, Sendable {
  /// A set has an identifier and a licence.
  case requiredSlot = "sssom-required-slot"
  /// Either all mappings of a set have a record identifier, each its own, or none has one.
  case recordID = "sssom-record-id"
  /// `mapping_cardinality` is what counting within `cardinality_scope` gives.
  case cardinality = "sssom-cardinality"
  /// `sssom_version` is the lowest version that has the slots in use.
  case version = "sssom-version"
  /// `sssom:NoTermFound` stands for a subject or object only, with the source that was searched.
  case noTermFound = "sssom-no-term-found"
  /// A review has a reviewer.
  case reviewer = "sssom-reviewer"
  /// URIs have a scheme.
  case relativeURI = "sssom-relative-uri"
  /// A slot that counts for all mappings is not stated by some of them too.
  case propagation = "sssom-propagation"
  /// Positions have an agent, a stance, and a date that is one.
  case positions = "sssom-positions"
  /// Extension slots are defined.
  case undefinedExtension = "sssom-undefined-extension"

  /// How much a finding of this rule matters.
  public var severity: Severity {
    switch self {
    case .requiredSlot, .recordID, .reviewer, .positions: .error
    case .cardinality, .version, .noTermFound, .relativeURI, .propagation: .warning
    case .undefinedExtension: .info
    }
  }
}
