import ByteStorage

extension GraphTransaction {
  /// Makes the snapshot that has the changes.
  ///
  /// Changes go to the delta of the next snapshot; when they outgrow it, base and delta are merged
  /// here and now, which a ``GraphStore`` does in the background before it comes to that.
  ///
  /// - Complexity: O(c log c + c log k + d) in the changes c of the transaction, the triples k of
  ///   a leading term and the changes d since the last merge; O(n) in the triples where the delta
  ///   has to be merged.
  public consuming func commit() -> GraphSnapshot {
    guard mayGoOn() else { return snapshot }
    let before = snapshot
    var checkpoint = checkpoint()
    do throws(Stopped) { return try committed(&checkpoint) } catch { return before }
  }

  private consuming func committed(
    _ checkpoint: inout Checkpoint<Stopped>
  ) throws(Stopped) -> GraphSnapshot {
    let changed = try changedTriples(&checkpoint)
    if changed.isEmpty, names.ids == snapshot.names.ids,
      droppedGraphs == snapshot.droppedGraphs, prefixes == snapshot.prefixes
    {
      return snapshot
    }
    let delta = try GraphDelta(
      snapshot.delta, over: snapshot, changes: changed, checkpoint: &checkpoint)
    let next = GraphSnapshot(
      dictionary: terms.finish(), permutations: snapshot.permutations, names: names,
      graphSets: GraphSets(members: sets.members), droppedGraphs: droppedGraphs,
      origins: snapshot.origins, prefixes: prefixes, sources: sources,
      documentCount: documentCount,
      statistics: snapshot.baseStatistics.adjusted(by: delta, over: snapshot),
      delta: delta.changeCount == 0 ? nil : delta,
      baseStatistics: snapshot.baseStatistics, layout: snapshot.layout)
    return delta.mustMerge(into: snapshot) ? try next.merged(&checkpoint) : next
  }

  /// What the triples that end up differently are in, beside what the base has them in.
  private borrowing func changedTriples(
    _ checkpoint: inout Checkpoint<Stopped>
  ) throws(Stopped) -> [TripleChange] {
    var result: [TripleChange] = []
    result.reserveCapacity(changes.count)
    let snapshot = snapshot
    try changes.forEach { (triple, set) throws(Stopped) in
      // Two look-ups take as long as some tens of steps.
      try checkpoint.pass(16)
      guard (snapshot.graphSet(of: triple) ?? GraphSetTable.none) != set else { return }
      result.append(TripleChange(triple, set: set, baseSet: snapshot.baseGraphSet(of: triple)))
    }
    return result
  }
}

extension GraphSnapshot {
  /// The set of graphs that hold a triple in the base, or ``GraphSetTable/none``.
  func baseGraphSet(of triple: IDTriple) -> UInt32 {
    let permutation = permutations[TripleOrder.spo.rawValue]
    guard let ordinal = ordinals[TermID(rawValue: triple.subject)] else {
      return GraphSetTable.none
    }
    let place = permutation.place(
      triple.predicate, triple.object, in: permutation.rows(leading: ordinal))
    guard place.isThere else { return GraphSetTable.none }
    return permutation.graphSets.map { $0[place.row] } ?? 0
  }
}

/// A triple with the set of graphs that it is to be in, and the one that the base has it in.
struct TripleChange {
  let triple: IDTriple
  let set: UInt32
  let baseSet: UInt32

  init(_ triple: IDTriple, set: UInt32, baseSet: UInt32) {
    self.triple = triple
    self.set = set
    self.baseSet = baseSet
  }

  var isInBase: Bool { baseSet != GraphSetTable.none }
  var isAdded: Bool { self.set != GraphSetTable.none && self.set != baseSet }
  var isDeleted: Bool { isInBase && self.set != baseSet }
}

extension GraphDelta {
  /// A delta with the changes of an earlier one over the same base, and more.
  convenience init<Failure>(
    _ earlier: GraphDelta?, over snapshot: GraphSnapshot, changes: [TripleChange],
    checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) {
    var orders: [DeltaOrder] = []
    for order in TripleOrder.allCases {
      let merger = DeltaMerger(
        earlier?[order] ?? .empty, over: snapshot.permutations[order.rawValue],
        snapshot.ordinals, room: changes.count)
      let sorted = try ArrangedChange.sorted(changes, order, &checkpoint)
      orders.append(try merger.merge(sorted, &checkpoint))
    }
    try checkpoint.ask()
    self.init(
      orders: orders,
      subjects: TermFilter(earlier?.subjects, adding: changes.lazy.map(\.triple.subject)),
      objects: TermFilter(earlier?.objects, adding: changes.lazy.map(\.triple.object)))
  }

  /// Whether the delta is so large that reading and copying it costs more than merging it.
  func mustMerge(into snapshot: GraphSnapshot) -> Bool {
    changeCount > 1 << 18
      || (changeCount > 1 << 10 && changeCount > snapshot.permutations[0].count / 2)
  }
}
