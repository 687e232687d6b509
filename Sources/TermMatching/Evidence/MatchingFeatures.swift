/// What a model saw of the pairs that were compared: what its weights are fitted to.
package struct MatchingFeatures: Sendable {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// Calls a function for each pair with the IRIs, the values of ``MatchingModel/features``, and
  /// what is added to their weighted sum by judgement.
  package func forEach(
    _ body: (_ source: String, _ target: String, _ values: [Float], _ judged: Float) -> Void
  ) {
    var values = [Float](repeating: 0, count: MatchingModel.features.count)
    for source in 0..<comparison.source.count {
      for pair in comparison.pairs.range(of: source) {
        let evidence = comparison.certainty.evidence[pair]
        MatchingModel.values(evidence, into: &values)
        body(
          comparison.source.iri(source),
          comparison.target.iri(Int(comparison.pairs.target[pair])), values,
          MatchingModel.judged(evidence))
      }
    }
  }
}
