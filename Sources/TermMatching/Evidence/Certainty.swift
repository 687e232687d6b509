/// How surely each candidate pair means the same, in rounds: what is sure of neighbours and
/// rivals in one round counts in the next.
struct Certainty: Sendable {
  private(set) var evidence: [PairEvidence]
  /// The logarithms of the odds: probabilities near 1 could not be told apart.
  private(set) var logOdds: [Float]
  /// The probabilities.
  var values: [Float] { logOdds.map(logistic) }

  /// How often neighbours are asked.
  private static let rounds = 2
  /// What a rival is worth that is not there.
  private static let noRival: Float = -8

  /// - Complexity: O(r × p × k²) in rounds, pairs and neighbours.
  init(
    _ evidence: [PairEvidence], _ pairs: CandidatePairs, _ support: NeighbourSupport,
    _ model: MatchingModel, sourceCount: Int, targetCount: Int
  ) {
    let evidence = Self.withNotationTrust(evidence)
    self.evidence = evidence
    var buffer = [Float](repeating: 0, count: MatchingModel.features.count)
    logOdds = evidence.map { MatchingModel.logOdds($0, model.first, &buffer) }
    for (pair, inverse) in support.inverses where logOdds[inverse] > logOdds[pair] {
      self.evidence[pair].takeNames(ofInverse: evidence[inverse])
    }
    for (pair, _) in support.inverses {
      logOdds[pair] = MatchingModel.logOdds(self.evidence[pair], model.first, &buffer)
    }
    for _ in 0..<Self.rounds {
      support.update(&self.evidence, values)
      setMargins(pairs, sourceCount: sourceCount, targetCount: targetCount)
      logOdds = self.evidence.map { MatchingModel.logOdds($0, model.second, &buffer) }
    }
  }

  /// The fewest shared notations, and the likeness of names, that tell one numbering from two.
  private static let fewestNotations = 5
  private static let likeName: Float = 0.5

  private static func withNotationTrust(_ evidence: [PairEvidence]) -> [PairEvidence] {
    let shared = evidence.indices.filter { evidence[$0].isNotationShared }
    guard shared.count >= fewestNotations else { return evidence }
    let alike = shared.count { evidence[$0].name >= likeName }
    let trust = max(2 * Float(alike) / Float(shared.count) - 1, 0)
    var result = evidence
    for pair in shared { result[pair].notationTrust = trust }
    return result
  }

  private mutating func setMargins(
    _ pairs: CandidatePairs, sourceCount: Int, targetCount: Int
  ) {
    let none = (Self.noRival, Self.noRival)
    var best = [(Float, Float)](repeating: none, count: targetCount)
    for pair in 0..<pairs.count { Self.enter(logOdds[pair], &best[Int(pairs.target[pair])]) }
    for source in 0..<sourceCount {
      var own = none
      for pair in pairs.range(of: source) { Self.enter(logOdds[pair], &own) }
      for pair in pairs.range(of: source) {
        evidence[pair].sourceMargin = Self.margin(logOdds[pair], own)
        evidence[pair].targetMargin = Self.margin(logOdds[pair], best[Int(pairs.target[pair])])
      }
    }
  }

  /// How far a value is ahead of its best rival, or behind, from -1 to 1.
  private static func margin(_ value: Float, _ best: (Float, Float)) -> Float {
    let rival = value == best.0 ? best.1 : best.0
    return min(max((value - rival) / 4, -1), 1)
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
