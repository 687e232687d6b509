/// Takes out equivalences that turn the hierarchy over: *a* below *b* in the source, and what *a*
/// is mapped to above what *b* is mapped to in the target.
struct CoherenceRepair {
  private let comparison: Comparison

  init(_ comparison: Comparison) { self.comparison = comparison }

  /// The pairs without the less sure of each two that contradict each other.
  ///
  /// - Complexity: O(n × k²) in the pairs and what stands above an entity, at most 12.
  func repaired(_ pairs: [(pair: Int, source: Int)]) -> [(pair: Int, source: Int)] {
    let odds = comparison.certainty.logOdds
    var targetOf: [Int32: (target: Int32, pair: Int)] = [:]
    for (pair, source) in pairs {
      targetOf[Int32(source)] = (comparison.pairs.target[pair], pair)
    }
    var removed: Set<Int> = []
    for (pair, source) in pairs where !removed.contains(pair) {
      let own = comparison.pairs.target[pair]
      for reach in comparison.sourceAbove[source] {
        guard let above = targetOf[reach.entity], !removed.contains(above.pair),
          comparison.targetAbove[Int(above.target)].contains(where: { $0.entity == own }),
          // A cycle in the target is the target's own contradiction.
          !comparison.targetAbove[Int(own)].contains(where: { $0.entity == above.target })
        else { continue }
        if odds[above.pair] < odds[pair] {
          removed.insert(above.pair)
        } else {
          removed.insert(pair)
          break
        }
      }
    }
    return pairs.filter { !removed.contains($0.pair) }
  }
}
