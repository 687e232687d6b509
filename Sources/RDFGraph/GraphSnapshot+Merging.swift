import ByteStorage

extension GraphSnapshot {
  /// The same content with the same identifiers, all of it in a base.
  ///
  /// Untouched stretches of the columns are copied as they lie; nothing is sorted or hashed anew.
  ///
  /// - Complexity: O(n) in the triples and O(t) in the bytes of the terms.
  public func merged() -> GraphSnapshot {
    var checkpoint = Checkpoint<Never>()
    return merged(&checkpoint)
  }

  func merged<Failure>(
    _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> GraphSnapshot {
    guard let delta else { return self }
    let whole = try dictionary.merged(&checkpoint)
    let hasSets =
      permutations[0].graphSets != nil
      || delta[.spo].needsSets
    var permutations: [Permutation] = []
    for order in TripleOrder.allCases {
      permutations.append(
        try merged(order, delta[order], keepsSets: hasSets, TermOrdinals(whole), &checkpoint))
    }
    let origins = try mergedOrigins(delta[.spo], &checkpoint)
    let statistics = try GraphStatistics(
      permutations: permutations, dictionary: whole, checkpoint: &checkpoint)
    return GraphSnapshot(
      dictionary: whole, permutations: permutations, names: names,
      graphSets: graphSets, droppedGraphs: droppedGraphs, origins: origins,
      prefixes: prefixes, sources: sources, documentCount: documentCount,
      statistics: statistics)
  }

  private func merged<Failure>(
    _ order: TripleOrder, _ delta: DeltaOrder, keepsSets: Bool, _ ordinals: TermOrdinals,
    _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> Permutation {
    let base = permutations[order.rawValue]
    let count = tripleCount
    var second = GrowingColumn<UInt32>(capacity: count)
    var third = GrowingColumn<UInt32>(capacity: count)
    var sets = GrowingColumn<UInt32>(capacity: keepsSets ? count : 1)
    var cursor = RunCursor(
      rows: 0..<base.count, added: 0..<delta.permutation.count, in: delta)
    while let run = cursor.next(in: delta) {
      try checkpoint.pass(8 + run.rows.count >> 3)
      let source = run.isAdded ? delta.permutation : base
      let (start, length) = (run.rows.lowerBound, run.rows.count)
      second.append(source.second.slice(start, length))
      third.append(source.third.slice(start, length))
      guard keepsSets else { continue }
      if let column = source.graphSets {
        sets.append(column.slice(start, length))
      } else {
        sets.append(repeating: 0, count: length)
      }
    }
    return Permutation(
      offsets: try mergedOffsets(order, delta, ordinals, &checkpoint), second: second.freeze(),
      third: third.freeze(), graphSets: keepsSets ? sets.freeze() : nil)
  }

  /// Offsets by the places that the terms have after the merge.
  private func mergedOffsets<Failure>(
    _ order: TripleOrder, _ delta: DeltaOrder, _ ordinals: TermOrdinals,
    _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> Column<UInt32> {
    let base = permutations[order.rawValue]
    let leadingCount =
      switch order {
      case .spo: ordinals.literals
      case .pos: ordinals.blankNodes
      case .osp: ordinals.count
      }
    // First how many rows each term leads, one place on; then their sums.
    var offsets = GrowingColumn<UInt32>(capacity: leadingCount + 1)
    offsets.append(repeating: 0, count: leadingCount + 1)
    for kind in [TermID.Kind.iri, .blankNode, .literal, .tripleTerm] {
      let places = self.ordinals.places(kind).clamped(to: 0..<base.leadingCount)
      let shift = ordinals.places(kind).lowerBound - self.ordinals.places(kind).lowerBound
      for place in places {
        try checkpoint.pass()
        offsets[place + shift + 1] = UInt32(truncatingIfNeeded: base.rows(leading: place).count)
      }
    }
    for place in 0..<delta.permutation.leadingCount {
      try checkpoint.pass()
      guard let ordinal = ordinals[leadingTerm(place, of: delta.permutation)] else { continue }
      offsets[ordinal + 1] += UInt32(
        truncatingIfNeeded: delta.permutation.rows(leading: place).count)
    }
    var place = 0
    for index in 0..<delta.deleted.count {
      let row = Int(delta.deleted[index])
      try checkpoint.pass(2)
      if index == 0 || !base.rows(leading: place).contains(row) {
        place = base.leadingOrdinal(ofRow: row)
      }
      if let ordinal = ordinals[self.ordinals.id(place)] { offsets[ordinal + 1] &-= 1 }
    }
    for place in 0..<leadingCount { offsets[place + 1] &+= offsets[place] }
    return offsets.freeze()
  }

  private func mergedOrigins<Failure>(
    _ delta: DeltaOrder, _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> OriginColumns? {
    guard let origins else { return nil }
    var source = GrowingColumn<UInt16>(capacity: tripleCount)
    var line = GrowingColumn<UInt32>(capacity: tripleCount)
    var cursor = RunCursor(
      rows: 0..<permutations[0].count, added: 0..<delta.permutation.count, in: delta)
    while let run = cursor.next(in: delta) {
      try checkpoint.pass(8 + run.rows.count >> 3)
      if run.isAdded {
        source.append(repeating: OriginColumns.noSource, count: run.rows.count)
        line.append(repeating: 0, count: run.rows.count)
      } else {
        source.append(origins.source.slice(run.rows.lowerBound, run.rows.count))
        line.append(origins.line.slice(run.rows.lowerBound, run.rows.count))
      }
    }
    return OriginColumns(source: source.freeze(), line: line.freeze())
  }
}

extension DeltaOrder {
  /// Whether some added triple is not in the unnamed graph alone.
  fileprivate var needsSets: Bool {
    guard let sets = permutation.graphSets else { return false }
    return (0..<sets.count).contains { sets[$0] != 0 }
  }
}
