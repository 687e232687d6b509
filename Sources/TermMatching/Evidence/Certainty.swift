/// How surely each candidate pair means the same, in rounds: what is sure of neighbours and
/// rivals in one round counts in the next.
struct Certainty: Sendable {
  private(set) var evidence: [PairEvidence]
  private(set) var values: [Float]

  /// How often neighbours are asked.
  private static let rounds = 2

  /// - Complexity: O(r × p × k²) in rounds, pairs and neighbours.
  init(
    _ evidence: [PairEvidence], _ pairs: CandidatePairs, _ source: EntityTable,
    _ target: EntityTable
  ) {
    self.evidence = evidence
    var buffer = [Float](repeating: 0, count: MatchingModel.features.count)
    values = evidence.map { MatchingModel.first.certainty($0, &buffer) }
    let support = NeighbourSupport(source, target, pairs)
    for _ in 0..<Self.rounds {
      support.update(&self.evidence, values)
      setMargins(pairs, sourceCount: source.count, targetCount: target.count)
      values = self.evidence.map { MatchingModel.second.certainty($0, &buffer) }
    }
  }

  private mutating func setMargins(
    _ pairs: CandidatePairs, sourceCount: Int, targetCount: Int
  ) {
    var best = [(Float, Float)](repeating: (0, 0), count: targetCount)
    for pair in 0..<pairs.count { Self.enter(values[pair], &best[Int(pairs.target[pair])]) }
    for source in 0..<sourceCount {
      var own: (Float, Float) = (0, 0)
      for pair in pairs.range(of: source) { Self.enter(values[pair], &own) }
      for pair in pairs.range(of: source) {
        let value = values[pair]
        evidence[pair].sourceMargin = value - (value == own.0 ? own.1 : own.0)
        let other = best[Int(pairs.target[pair])]
        evidence[pair].targetMargin = value - (value == other.0 ? other.1 : other.0)
      }
    }
  }

  /// Keeps the two best values.
  private static func enter(_ value: Float, _ best: inout (Float, Float)) {
    if value > best.0 {
      best = (value, best.0)
    } else if value > best.1 {
      best.1 = value
    }
  }
}
