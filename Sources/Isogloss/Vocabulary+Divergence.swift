public import SKOSVocabulary
public import TermAlignment

extension Vocabulary {
  /// Where the same word means different things: for a designation, or for all of them, the
  /// definitions across schemes, and each pair classified and ranked by risk.
  ///
  /// ```swift
  /// for designation in try vocabulary.divergence("risk").designations {
  ///   for pair in designation.divergences {
  ///     print(pair.risk, pair.kind, pair.difference())
  ///   }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - label: the designation; nil for all.
  ///   - schemes: the schemes to compare, one with all others or several among each other.
  ///   - jurisdictions: likewise, such as `EU`.
  ///   - language: the language of the designations, as a primary subtag.
  /// - Throws: ``LookupError`` for a scheme that is not there.
  public func divergence(
    _ label: String? = nil, schemes: [String] = [], jurisdictions: [String] = [],
    language: String? = nil, leastRisk: Divergence.Risk = .none
  ) throws -> DivergenceReport {
    resolver.divergence(
      try divergenceOptions(
        label, schemes: schemes, jurisdictions: jurisdictions, language: language,
        leastRisk: leastRisk))
  }

  /// The options of ``divergence(_:schemes:jurisdictions:language:leastRisk:)``, to be changed or
  /// compared before they are used.
  ///
  /// - Throws: ``LookupError`` for a scheme that is not there.
  public func divergenceOptions(
    _ label: String? = nil, schemes: [String] = [], jurisdictions: [String] = [],
    language: String? = nil, leastRisk: Divergence.Risk = .none
  ) throws -> DivergenceOptions {
    let nodes = try schemes.map { try scheme($0).node }
    return DivergenceOptions(
      label: label, schemes: nodes.isEmpty ? nil : Set(nodes), jurisdictions: jurisdictions,
      language: language, leastRisk: leastRisk)
  }

  /// Two concepts side by side, their definitions split into genus and characteristics.
  public func comparison(_ one: Concept, _ other: Concept) -> ConceptComparison {
    resolver.comparison(one, other)
  }
}
