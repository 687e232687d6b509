import ByteStorage

extension GraphSnapshot {
  /// The triples with the given terms; nil leaves a position open.
  ///
  /// - Complexity: O(log k) in the triples of the leading term, and O(log d) in the delta.
  public func match(
    subject: TermID? = nil, predicate: TermID? = nil, object: TermID? = nil
  ) -> TripleRange {
    switch (subject, predicate, object) {
    case (let subject?, nil, let object?):
      return range(.osp, object, subject, nil)
    case (let subject?, _, _):
      return range(.spo, subject, predicate, object)
    case (nil, let predicate?, _):
      return range(.pos, predicate, object, nil)
    case (nil, nil, let object?):
      return range(.osp, object, nil, nil)
    case (nil, nil, nil):
      let rows = 0..<permutations[0].count
      guard let delta else { return TripleRange(order: .spo, rows: rows) }
      return TripleRange(
        order: .spo, rows: rows, added: 0..<delta[.spo].permutation.count, in: delta[.spo])
    }
  }

  private func range(
    _ order: TripleOrder, _ leading: TermID, _ second: TermID?, _ third: TermID?
  ) -> TripleRange {
    let permutation = permutations[order.rawValue]
    var rows = ordinals[leading].map { permutation.rows(leading: $0) } ?? 0..<0
    if let second, !rows.isEmpty {
      rows = permutation.narrow(rows, second: second.rawValue, third: third?.rawValue)
    }
    guard let delta = delta?[order] else { return TripleRange(order: order, rows: rows) }
    let added = delta.rows(
      leading: leading.rawValue, second: second?.rawValue, third: third?.rawValue)
    return TripleRange(order: order, rows: rows, added: added, in: delta)
  }

  // MARK: Rows

  /// Calls `body` with the rows of a range, run by run in its order, and the permutation that
  /// each run's numbers refer to.
  ///
  /// - Complexity: O(r) in the runs: one without a delta, at most two per change else.
  public func forEachRun(
    _ range: TripleRange,
    _ body: (_ permutation: borrowing Permutation, _ rows: Range<Int>) throws -> Void
  ) rethrows {
    let base = permutations[range.order.rawValue]
    guard let delta = delta?[range.order] else {
      if !range.rows.isEmpty { try body(base, range.rows) }
      return
    }
    var cursor = RunCursor(rows: range.rows, added: range.added, in: delta)
    while let run = cursor.next(in: delta) {
      try body(run.isAdded ? delta.permutation : base, run.rows)
    }
  }

  /// The `k`th leading term of a permutation of this snapshot.
  public func leadingTerm(_ place: Int, of permutation: borrowing Permutation) -> TermID {
    permutation.leadings.map { TermID(rawValue: $0[place]) } ?? ordinals.id(place)
  }

  /// Calls `body` with each triple of a range, in its order, and the number of the set of graphs
  /// that hold it.
  func forEachRow(
    _ range: TripleRange,
    _ body: (_ subject: TermID, _ predicate: TermID, _ object: TermID, _ set: Int) throws -> Void
  ) rethrows {
    try forEachRun(range) { permutation, rows in
      var ordinal = permutation.leadingOrdinal(ofRow: rows.lowerBound)
      var leading = leadingTerm(ordinal, of: permutation)
      for row in rows {
        let now = permutation.leadingOrdinal(ofRow: row, from: ordinal)
        if now != ordinal {
          ordinal = now
          leading = leadingTerm(ordinal, of: permutation)
        }
        let second = TermID(rawValue: permutation.second[row])
        let third = TermID(rawValue: permutation.third[row])
        let set = permutation.graphSets.map { Int($0[row]) } ?? 0
        switch range.order {
        case .spo: try body(leading, second, third, set)
        case .pos: try body(third, leading, second, set)
        case .osp: try body(second, third, leading, set)
        }
      }
    }
  }

  /// Calls `body` with each triple of a range, in its order.
  ///
  /// - Complexity: O(k) in the rows, and O(log t) once per run in the terms.
  public func forEach(
    _ range: TripleRange, in selection: GraphSelection = .all,
    _ body: (_ subject: TermID, _ predicate: TermID, _ object: TermID) throws -> Void
  ) rethrows {
    try forEachRow(range) { subject, predicate, object, set in
      if selection.contains(set: set) { try body(subject, predicate, object) }
    }
  }

  /// The objects of a subject's property, ascending by identifier.
  public func objects(
    of subject: TermID, _ predicate: TermID, in selection: GraphSelection = .all
  ) -> [TermID] {
    thirds(match(subject: subject, predicate: predicate), selection)
  }

  /// The subjects that have an object as their property, ascending by identifier.
  public func subjects(
    _ predicate: TermID, _ object: TermID, in selection: GraphSelection = .all
  ) -> [TermID] {
    thirds(match(predicate: predicate, object: object), selection)
  }

  private func thirds(_ range: TripleRange, _ selection: GraphSelection) -> [TermID] {
    var result: [TermID] = []
    result.reserveCapacity(range.count)
    forEachRun(range) { permutation, rows in
      for row in rows where selection.contains(row: row, of: permutation) {
        result.append(TermID(rawValue: permutation.third[row]))
      }
    }
    return result
  }

  /// Whether some graph holds a triple.
  public func contains(subject: TermID, predicate: TermID, object: TermID) -> Bool {
    !match(subject: subject, predicate: predicate, object: object).isEmpty
  }

  /// The number of the set of graphs that hold a triple, or nil where no graph does.
  func graphSet(subject: TermID, predicate: TermID, object: TermID) -> UInt32? {
    let range = match(subject: subject, predicate: predicate, object: object)
    var found: UInt32?
    forEachRun(range) { permutation, rows in
      found = permutation.graphSets.map { $0[rows.lowerBound] } ?? 0
    }
    return found
  }

  /// Where a triple was first stated, if the snapshot was built with origins.
  public func origin(subject: TermID, predicate: TermID, object: TermID) -> TripleOrigin? {
    let range = match(subject: subject, predicate: predicate, object: object)
    guard let origins, !range.isEmpty, let row = range.rows.first else { return nil }
    let source = Int(origins.source[row])
    return source < sources.count
      ? TripleOrigin(source: sources[source], line: Int(origins.line[row])) : nil
  }
}
