import ByteStorage

extension GraphSnapshot {
  /// This snapshot over the base of `merged`, which has the content of `start`, an earlier
  /// snapshot over the same base as this one, and how many triples differ from `start`; nil where
  /// this one has another base or other terms.
  ///
  /// - Complexity: O(d) in the changes since the base was made, in copies of memory, and
  ///   O(c log k) for those c since `start`.
  func rebased(
    from start: GraphSnapshot, onto merged: GraphSnapshot
  ) -> (snapshot: GraphSnapshot, changeCount: Int)? {
    if self === start { return (merged, 0) }
    guard permutations[0].second.isIdentical(to: start.permutations[0].second),
      dictionary.extends(start.dictionary)
    else { return nil }
    let changes = changedTriples(since: start).map { triple in
      TripleChange(
        triple, set: graphSet(of: triple) ?? GraphSetTable.none,
        baseSet: merged.baseGraphSet(of: triple))
    }
    var checkpoint = Checkpoint<Never>()
    let delta = GraphDelta(
      merged.delta, over: merged, changes: changes, checkpoint: &checkpoint)
    let snapshot = GraphSnapshot(
      dictionary: dictionary.rebased(onto: merged.dictionary), permutations: merged.permutations,
      names: names, graphSets: graphSets, droppedGraphs: droppedGraphs,
      origins: merged.origins, prefixes: prefixes, sources: sources,
      documentCount: documentCount,
      statistics: merged.baseStatistics.adjusted(by: delta, over: merged),
      delta: delta.changeCount == 0 ? nil : delta, baseStatistics: merged.baseStatistics)
    return (snapshot, changes.count)
  }

  /// The triples of which the deltas of two snapshots over one base say different things.
  private func changedTriples(since start: GraphSnapshot) -> [IDTriple] {
    var result: [IDTriple] = []
    let left = (delta?[.spo] ?? .empty).permutation
    let right = (start.delta?[.spo] ?? .empty).permutation
    var (one, other) = (0, 0)
    while one < left.leadingCount || other < right.leadingCount {
      let mine = one < left.leadingCount ? left.leadings?[one] : nil
      let theirs = other < right.leadingCount ? right.leadings?[other] : nil
      if let mine, mine == theirs {
        appendChanges(
          of: mine, left, left.rows(leading: one), right, right.rows(leading: other), to: &result)
        (one, other) = (one + 1, other + 1)
      } else if let mine, theirs.map({ mine < $0 }) ?? true {
        appendChanges(of: mine, left, left.rows(leading: one), right, 0..<0, to: &result)
        one += 1
      } else if let theirs {
        appendChanges(of: theirs, left, 0..<0, right, right.rows(leading: other), to: &result)
        other += 1
      } else {
        break
      }
    }
    appendDeletions(since: start, to: &result)
    return result
  }

  /// The triples of one subject that only one side adds, or each to other graphs.
  private func appendChanges(
    of subject: UInt32, _ left: Permutation, _ mine: Range<Int>, _ right: Permutation,
    _ theirs: Range<Int>, to result: inout [IDTriple]
  ) {
    var (one, other) = (mine.lowerBound, theirs.lowerBound)
    func triple(_ rows: Permutation, _ row: Int) -> IDTriple {
      IDTriple(
        TermID(rawValue: subject), TermID(rawValue: rows.second[row]),
        TermID(rawValue: rows.third[row]))
    }
    func key(_ rows: Permutation, _ row: Int) -> UInt64 {
      UInt64(rows.second[row]) << 32 | UInt64(rows.third[row])
    }
    while one < mine.upperBound || other < theirs.upperBound {
      if one < mine.upperBound, other < theirs.upperBound, key(left, one) == key(right, other) {
        if left.graphSets?[one] != right.graphSets?[other] { result.append(triple(left, one)) }
        (one, other) = (one + 1, other + 1)
      } else if one < mine.upperBound,
        other == theirs.upperBound || key(left, one) < key(right, other)
      {
        result.append(triple(left, one))
        one += 1
      } else {
        result.append(triple(right, other))
        other += 1
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
