import SKOSVocabulary

/// Chooses proposals among the pairs that were compared.
struct ProposalSelection {
  private let comparison: Comparison
  private let options: MatcherOptions

  init(_ comparison: Comparison, _ options: MatcherOptions) {
    self.comparison = comparison
    self.options = options
  }

  private static let equivalenceThreshold: Float = 0.5

  func proposals() -> MatchProposals {
    let pairs = comparison.pairs
    let values = comparison.certainty.values
    var order: [(pair: Int, source: Int)] = []
    for source in 0..<comparison.source.count {
      for pair in pairs.range(of: source) where values[pair] >= Self.equivalenceThreshold {
        order.append((pair, source))
      }
    }
    order.sort { values[$0.pair] != values[$1.pair] ? values[$0.pair] > values[$1.pair] : $0.pair < $1.pair }
    var usedSource = Set<Int>()
    var usedTarget = Set<Int32>()
    var result: [MatchProposal] = []
    for (pair, source) in order {
      guard !usedSource.contains(source), !usedTarget.contains(pairs.target[pair]) else { continue }
      usedSource.insert(source)
      usedTarget.insert(pairs.target[pair])
      result.append(proposal(pair, source, .exactMatch, Double(values[pair])))
    }
    return MatchProposals(
      proposals: result, sourceCount: comparison.source.count,
      targetCount: comparison.target.count, comparedCount: pairs.count)
  }

  private func proposal(
    _ pair: Int, _ source: Int, _ relation: MappingRelation, _ confidence: Double
  ) -> MatchProposal {
    let target = Int(comparison.pairs.target[pair])
    let evidence = comparison.certainty.evidence[pair]
    return MatchProposal(
      source: comparison.source.iri(source), target: comparison.target.iri(target),
      kind: comparison.source.kinds[source], relation: relation, confidence: confidence,
      reasons: MatchReasons(
        sourceLabel: comparison.source.name(source), targetLabel: comparison.target.name(target),
        sourceName: nil, targetName: nil, nameSimilarity: Double(evidence.name),
        textSimilarity: evidence.areBothDefined ? Double(evidence.text) : nil, remarks: []))
  }
}
