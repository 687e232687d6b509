import ByteStorage

extension GraphSnapshot {
  /// This snapshot over the base of `merged`, which has the content of `start`, an earlier
  /// snapshot over the same base as this one; nil where this one has another base or other terms.
  ///
  /// - Complexity: O(d) in the changes since the base was made, and O(c log k) for those c since
  ///   `start`.
  func rebased(from start: GraphSnapshot, onto merged: GraphSnapshot) -> GraphSnapshot? {
    if self === start { return merged }
    guard permutations[0].second.isIdentical(to: start.permutations[0].second),
      dictionary.extends(start.dictionary)
    else { return nil }
    let changes = changedTriples(since: start).map { triple in
      TripleChange(
        triple, set: graphSet(of: triple) ?? GraphSetTable.none,
        baseSet: merged.baseGraphSet(of: triple))
    }
    let delta = GraphDelta(merged.delta, over: merged, changes: changes)
    return GraphSnapshot(
      dictionary: dictionary.rebased(onto: merged.dictionary), permutations: merged.permutations,
      graphNames: graphNames, graphSets: graphSets, droppedGraphs: droppedGraphs,
      origins: merged.origins, prefixes: prefixes, sources: sources,
      documentCount: documentCount,
      statistics: merged.baseStatistics.adjusted(by: delta, over: merged),
      delta: delta.changeCount == 0 ? nil : delta, baseStatistics: merged.baseStatistics)
  }

  /// The triples of which the deltas of two snapshots over one base say different things.
  private func changedTriples(since start: GraphSnapshot) -> [IDTriple] {
    var result: [IDTriple] = []
    var left = AddedRows(delta?[.spo] ?? .empty)
    var right = AddedRows(start.delta?[.spo] ?? .empty)
    while true {
      switch (left.current, right.current) {
      case (nil, nil):
        appendDeletions(since: start, to: &result)
        return result
      case (let one?, let other?) where one.key == other.key:
        if one.set != other.set { result.append(one.triple) }
        left.advance()
        right.advance()
      case (let one?, let other) where other.map { one.key < $0.key } ?? true:
        result.append(one.triple)
        left.advance()
      case (_, let other):
        if let other { result.append(other.triple) }
        right.advance()
      }
    }
  }

  /// The triples of the base that only one of two snapshots deletes, but for those that are in
  /// the result because they were added again.
  private func appendDeletions(since start: GraphSnapshot, to result: inout [IDTriple]) {
    let known = Set(result)
    let (left, right) = (delta?[.spo].deleted ?? Column(), start.delta?[.spo].deleted ?? Column())
    let base = permutations[0]
    var (one, other) = (0, 0)
    while one < left.count || other < right.count {
      let row: UInt32
      if other == right.count || (one < left.count && left[one] < right[other]) {
        row = left[one]
        one += 1
      } else if one == left.count || right[other] < left[one] {
        row = right[other]
        other += 1
      } else {
        one += 1
        other += 1
        continue
      }
      let triple = IDTriple(
        ordinals.id(base.leadingOrdinal(ofRow: Int(row))),
        TermID(rawValue: base.second[Int(row)]), TermID(rawValue: base.third[Int(row)]))
      if !known.contains(triple) { result.append(triple) }
    }
  }
}

/// Walks over the added rows of a delta in the order SPO.
private struct AddedRows {
  private let permutation: Permutation
  private var place = 0
  private var row = 0

  init(_ order: DeltaOrder) { permutation = order.permutation }

  var current: (key: TripleOfBits, triple: IDTriple, set: UInt32)? {
    guard row < permutation.count, let leading = permutation.leadings?[place] else { return nil }
    let (second, third) = (permutation.second[row], permutation.third[row])
    return (
      TripleOfBits(leading, second, third),
      IDTriple(
        TermID(rawValue: leading), TermID(rawValue: second), TermID(rawValue: third)),
      permutation.graphSets?[row] ?? 0
    )
  }

  mutating func advance() {
    row += 1
    if row < permutation.count { place = permutation.leadingOrdinal(ofRow: row, from: place) }
  }
}
