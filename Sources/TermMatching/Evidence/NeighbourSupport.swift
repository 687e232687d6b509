/// How far the neighbours of two entities correspond, given how surely all pairs do so far.
struct NeighbourSupport {
  private let source: EntityTable
  private let target: EntityTable
  private let pairs: CandidatePairs
  private let sourceAbove: AboveLists
  private let targetAbove: AboveLists

  /// How many properties of a vocabulary have the same ends as each.
  private let sourceRivals: [Int32]
  private let targetRivals: [Int32]

  private let isAnythingDisjoint: Bool

  private static let mostBelow = 24
  private static let mostOpposites = 8
  private static let decay: [Float] = [1, 1, 0.85, 0.7, 0.6, 0.5, 0.4]

  init(
    _ source: EntityTable, _ sourceAbove: AboveLists, _ target: EntityTable,
    _ targetAbove: AboveLists, _ pairs: CandidatePairs
  ) {
    self.source = source
    self.target = target
    self.pairs = pairs
    sourceRivals = Self.rivals(source)
    targetRivals = Self.rivals(target)
    self.sourceAbove = sourceAbove
    self.targetAbove = targetAbove
    isAnythingDisjoint = !source.disjointness.isEmpty || !target.disjointness.isEmpty
  }

  private struct Ends: Hashable {
    var domains: [Int32]
    var ranges: [Int32]
    var datatypes: [String]
  }

  private static func rivals(_ table: EntityTable) -> [Int32] {
    var counts: [Ends: Int32] = [:]
    func ends(_ entity: Int) -> Ends {
      Ends(
        domains: Array(table.domains[entity]), ranges: Array(table.ranges[entity]),
        datatypes: table.datatypes[entity].sorted())
    }
    let properties = (0..<table.count).filter { table.kinds[$0].isProperty }
    for property in properties { counts[ends(property), default: 0] += 1 }
    var result = [Int32](repeating: 0, count: table.count)
    for property in properties { result[property] = counts[ends(property)] ?? 0 }
    return result
  }

  /// The pairs of properties whose inverses are compared, too, and the pairs of these.
  var inverses: [(pair: Int, inverse: Int)] {
    (0..<source.count).filter { !source.inverses[$0].isEmpty }.flatMap { entity in
      pairs.range(of: entity).flatMap { pair in
        source.inverses[entity].flatMap { one in
          target.inverses[Int(pairs.target[pair])].compactMap { other in
            pairs.index(Int(one), Int(other)).map { (pair, $0) }
          }
        }
      }
    }
  }

  /// Adds the support to the evidence of all pairs.
  ///
  /// - Complexity: O(p × k²) in the pairs and the neighbours, at most 24.
  func update(_ evidence: inout [PairEvidence], _ certainty: [Float]) {
    let best = best(certainty)
    for entity in 0..<source.count {
      for pair in pairs.range(of: entity) {
        let other = Int(pairs.target[pair])
        aboveSupport(entity, other, certainty, best, &evidence[pair])
        if isAnythingDisjoint, !evidence[pair].areProperties {
          evidence[pair].contradiction = contradiction(entity, other, certainty)
        }
        belowSupport(entity, other, certainty, &evidence[pair])
        evidence[pair].beside = self.best(
          source.related[entity], target.related[other], certainty)
        if evidence[pair].areProperties {
          endSupport(entity, other, certainty, best, &evidence[pair])
        }
      }
    }
  }

  /// How surely each entity corresponds to anything.
  private struct Best {
    var source: [Float]
    var target: [Float]
  }

  private func best(_ certainty: [Float]) -> Best {
    var result = Best(
      source: [Float](repeating: 0, count: source.count),
      target: [Float](repeating: 0, count: target.count))
    for entity in 0..<source.count {
      for pair in pairs.range(of: entity) {
        let other = Int(pairs.target[pair])
        result.source[entity] = max(result.source[entity], certainty[pair])
        result.target[other] = max(result.target[other], certainty[pair])
      }
    }
    return result
  }

  /// How surely two classes are kinds of things that share nothing: one is a kind of something
  /// that corresponds to what the other is said to be none of.
  private func contradiction(_ left: Int, _ right: Int, _ certainty: [Float]) -> Float {
    var result: Float = 0
    let first = source.disjointness.kindsAbove[left].map(\.entity)
    let second = target.disjointness.kindsAbove[right].map(\.entity)
    for other in CollectionOfOne(Int32(right)) + second {
      for opposite in target.disjointness.opposites[Int(other)].prefix(Self.mostOpposites) {
        for one in first { result = max(result, value(one, opposite, certainty)) }
      }
    }
    for one in CollectionOfOne(Int32(left)) + first {
      for opposite in source.disjointness.opposites[Int(one)].prefix(Self.mostOpposites) {
        for other in second { result = max(result, value(opposite, other, certainty)) }
      }
    }
    return result
  }

  private func value(_ left: Int32, _ right: Int32, _ certainty: [Float]) -> Float {
    pairs.index(Int(left), Int(right)).map { certainty[$0] } ?? 0
  }

  private func aboveSupport(
    _ left: Int, _ right: Int, _ certainty: [Float], _ sure: Best,
    _ evidence: inout PairEvidence
  ) {
    let first = sourceAbove[left]
    let second = targetAbove[right]
    evidence.haveBothAbove = !first.isEmpty && !second.isEmpty
    var best: Float = 0
    for one in first {
      for other in second {
        let decay = Self.decay[Int(one.steps + other.steps) - 1]
        guard decay > best else { continue }
        best = max(best, value(one.entity, other.entity, certainty) * decay)
      }
    }
    evidence.above = best
    let sureLeft = first.reduce(0) { max($0, sure.source[Int($1.entity)]) }
    let sureRight = second.reduce(0) { max($0, sure.target[Int($1.entity)]) }
    evidence.astray = max(min(sureLeft, sureRight) - best, 0)
  }

  private func belowSupport(
    _ left: Int, _ right: Int, _ certainty: [Float], _ evidence: inout PairEvidence
  ) {
    let first = source.parts[left].prefix(Self.mostBelow)
    let second = target.parts[right].prefix(Self.mostBelow)
    evidence.haveBothBelow = !first.isEmpty && !second.isEmpty
    guard evidence.haveBothBelow else {
      evidence.below = 0
      return
    }
    var sum: Float = 0
    for one in first {
      var best: Float = 0
      for other in second { best = max(best, value(one, other, certainty)) }
      sum += best
    }
    // One more than there are: a single child that corresponds is little evidence.
    evidence.below = sum / Float(min(first.count, second.count) + 1)
  }

  private func best(
    _ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>, _ certainty: [Float]
  ) -> Float {
    var best: Float = 0
    for one in first.prefix(Self.mostBelow) {
      for other in second.prefix(Self.mostBelow) {
        best = max(best, value(one, other, certainty))
      }
    }
    return best
  }

  private func endSupport(
    _ left: Int, _ right: Int, _ certainty: [Float], _ sure: Best,
    _ evidence: inout PairEvidence
  ) {
    let domains = endPair(source.domains[left], target.domains[right], certainty)
    var ranges = endPair(source.ranges[left], target.ranges[right], certainty)
    if !source.datatypes[left].isEmpty, !target.datatypes[right].isEmpty {
      ranges = source.datatypes[left].contains(where: target.datatypes[right].contains) ? 1 : 0.3
    }
    evidence.endsAstray = max(
      astray(source.domains[left], target.domains[right], domains, sure),
      astray(source.ranges[left], target.ranges[right], ranges, sure))
    evidence.haveBothEnds = domains != nil && ranges != nil
    let crossed = (
      endPair(source.domains[left], target.ranges[right], certainty),
      endPair(source.ranges[left], target.domains[right], certainty)
    )
    evidence.endsLeast = min(domains ?? 0, ranges ?? 0)
    evidence.endsAlone = evidence.endsLeast / Float(max(sourceRivals[left], targetRivals[right], 1))
    evidence.inverse = best(source.inverses[left], target.inverses[right], certainty)
    evidence.crossedEnds = ((crossed.0 ?? 0) + (crossed.1 ?? 0)) / 2
    evidence.ends = ((domains ?? 0) + (ranges ?? 0)) / 2
  }

  /// The share of two lists that has a counterpart in the other.
  private func coverage(
    _ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>, _ certainty: [Float]
  ) -> Float {
    let (first, second) = (first.prefix(Self.mostBelow), second.prefix(Self.mostBelow))
    var sum: Float = 0
    for one in first { sum += best([one], second, certainty) }
    for other in second { sum += best(first, [other], certainty) }
    return sum / Float(first.count + second.count)
  }

  private func astray(
    _ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>, _ support: Float?, _ sure: Best
  ) -> Float {
    let sureLeft = first.reduce(0) { max($0, sure.source[Int($1)]) }
    let sureRight = second.reduce(0) { max($0, sure.target[Int($1)]) }
    return max(min(sureLeft, sureRight) - (support ?? 0), 0)
  }

  /// How surely the ends of two properties correspond; what lies one step above or below counts
  /// in part, for vocabularies differ in how generally they state an end.
  private func endPair(
    _ first: ArraySlice<Int32>, _ second: ArraySlice<Int32>, _ certainty: [Float]
  ) -> Float? {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    var result = best(first, second, certainty)
    for one in first.prefix(8) {
      result = max(result, 0.7 * best(source.wholes[Int(one)], second, certainty))
      result = max(result, 0.8 * best(source.parts[Int(one)], second, certainty))
    }
    for other in second.prefix(8) {
      result = max(result, 0.7 * best(first, target.wholes[Int(other)], certainty))
      result = max(result, 0.8 * best(first, target.parts[Int(other)], certainty))
    }
    // What either states beside counts too: *person or conference* is not *person*.
    return first.count + second.count > 2
      ? (result + coverage(first, second, certainty)) / 2 : result
  }
}
