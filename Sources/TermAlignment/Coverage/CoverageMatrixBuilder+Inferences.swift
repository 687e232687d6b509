import ByteStorage
import RDFGraph
import SKOSVocabulary

extension CoverageMatrixBuilder {
  /// The mapped concepts of a scheme, those first that take the fewest steps to look at.
  private struct Turn {
    let scheme: UInt32
    var nodes: [Int] = []
    var cost = 0
  }

  /// Counts the pairs that follow and that nobody stated.
  ///
  /// Every scheme has its share of the steps, and what the small ones leave goes to the larger, so
  /// that one large cluster of exact matches takes nothing from any other pair of schemes. A pair
  /// of concepts is counted at the end that is looked at first: a pair of schemes is complete as
  /// soon as one of the two was looked through.
  mutating func countInferences() {
    let turns = turns()
    var isDone = BitSet(capacity: index.nodeTerms.count)
    var isCut = BitSet(capacity: index.nodeTerms.count)
    var doneCount = 0
    var remaining = maximumMatches
    for (place, turn) in turns.enumerated() {
      let share = remaining / (turns.count - place)
      var spent = 0
      for node in turn.nodes where !isDone.contains(node) {
        guard spent < share else { break }
        let resolution = resolver.resolve(
          graph.view(index.term(ofNode: node)),
          options: ResolutionOptions(maximumMappings: Self.maximumMappings))
        countInferences(of: resolution, isDone)
        spent += 1 + resolution.matches.count
        if !resolution.limits.isEmpty { isCut.insert(node) }
        isDone.insert(node)
        doneCount += 1
      }
      remaining = max(remaining - spent, 0)
    }
    completeSchemes = Set(
      turns.filter { $0.nodes.allSatisfy(isDone.contains) }.map(\.scheme))
    cutSchemes = Set(turns.filter { $0.nodes.contains(where: isCut.contains) }.map(\.scheme))
    guard completeSchemes.count < turns.count || !cutSchemes.isEmpty else { return }
    let all = Set(turns.flatMap(\.nodes)).count
    notes.append(
      "inferences are counted for \(doneCount) of \(all) mapped concepts, of each scheme for as "
        + "many as its share of \(maximumMatches) steps allows; pairs of schemes that may have "
        + "more say so")
  }

  /// The schemes, those that take the fewest steps first.
  private func turns() -> [Turn] {
    let costs = clusterSizes()
    var turns: [UInt32: Turn] = [:]
    for node in 0..<index.nodeTerms.count {
      for place in index.schemes(ofNode: node) {
        let scheme = index.schemes[Int(index.schemeNumbers[place])]
        guard let number = numbers[scheme], only.map({ $0.node == scheme }) ?? true else {
          continue
        }
        turns[number, default: Turn(scheme: number)].nodes.append(node)
        turns[number]?.cost += costs[node]
      }
    }
    return turns.values.map { turn in
      var turn = turn
      turn.nodes.sort { (costs[$0], $0) < (costs[$1], $1) }
      return turn
    }.sorted { ($0.cost, $0.scheme) < ($1.cost, $1.scheme) }
  }

  /// How many nodes exact matches join to each, itself included: roughly what a resolution finds.
  private func clusterSizes() -> [Int] {
    let count = index.nodeTerms.count
    var clusters = DisjointSets(count: count)
    for node in 0..<count {
      for edge in index.affirmed.edges(of: node)
      where index.affirmed.relations[edge] == MappingCode.exact.rawValue {
        clusters.join(UInt32(node), index.affirmed.targets[edge])
      }
    }
    return clusters.sizes()
  }

  /// Counts what follows from a concept, but for pairs that were counted from their other end.
  private mutating func countInferences(of resolution: Resolution, _ isDone: BitSet) {
    for match in resolution.matches where match.isInferred {
      guard let end = index.node(of: match.concept.node), !isDone.contains(end) else { continue }
      let relation = match.predicate
      for left in index.schemes(of: resolution.concept.node) {
        for right in index.schemes(of: match.concept.node) {
          guard let one = numbers[left], let other = numbers[right], one != other,
            isWanted(left, right)
          else { continue }
          let isForth = one < other
          let key = isForth ? Key(one: one, other: other) : Key(one: other, other: one)
          tallies[key, default: Tally()].inferred[
            CoverageClass(isForth ? relation : relation.inverse)] += 1
        }
      }
    }
  }
}
