public import RDFGraph

/// What a divergence report is about, and how far it goes.
public struct DivergenceOptions: Hashable, Sendable {
  /// The designation; nil for all of them.
  public var label: String?
  /// The schemes to compare: among several, or one with all others; nil for all.
  public var schemes: Set<TermID>?
  /// The jurisdictions to compare, likewise; empty for all.
  public var jurisdictions: [String]
  /// The language of the designations, as a primary subtag; nil for all, each pair of concepts
  /// under one of them.
  public var language: String?
  /// The least grave risk to report.
  public var leastRisk: Divergence.Risk
  /// The most concepts of one designation that are compared with each other.
  public var maximumSenses: Int
  /// The most pairs of concepts that are compared; past it the report says that it was cut.
  public var maximumPairs: Int

  /// Makes options; all have defaults.
  public init(
    label: String? = nil, schemes: Set<TermID>? = nil, jurisdictions: [String] = [],
    language: String? = nil, leastRisk: Divergence.Risk = .none, maximumSenses: Int = 64,
    maximumPairs: Int = 100_000
  ) {
    self.label = label
    self.schemes = schemes
    self.jurisdictions = jurisdictions
    self.language = language
    self.leastRisk = leastRisk
    self.maximumSenses = maximumSenses
    self.maximumPairs = maximumPairs
  }
}
