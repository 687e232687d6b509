import ByteStorage

/// The triples that match a pattern: some rows of one order.
public struct TripleRange: Sendable {
  /// The order in which the rows lie.
  public let order: TripleOrder
  /// The rows.
  public let rows: Range<Int>

  /// How many triples match, over all graphs.
  public var count: Int { rows.count }

  /// Whether nothing matches.
  public var isEmpty: Bool { rows.isEmpty }
}

extension GraphSnapshot {
  /// The triples with the given terms; nil leaves a position open.
  ///
  /// - Complexity: O(log k) in the triples of the leading term.
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
      return TripleRange(order: .spo, rows: 0..<tripleCount)
    }
  }

  private func range(
    _ order: TripleOrder, _ leading: TermID, _ second: TermID?, _ third: TermID?
  ) -> TripleRange {
    let permutation = permutation(order)
    let rows = permutation.rows(leading: dictionary.ordinal(leading))
    guard let second, !rows.isEmpty else { return TripleRange(order: order, rows: rows) }
    return TripleRange(
      order: order,
      rows: permutation.narrow(rows, second: second.rawValue, third: third?.rawValue))
  }

  /// Calls `body` with each triple of a range, in its order.
  ///
  /// - Complexity: O(k) in the rows, and O(log t) once in the terms.
  public func forEach(
    _ range: TripleRange, in selection: GraphSelection = .all,
    _ body: (_ subject: TermID, _ predicate: TermID, _ object: TermID) throws -> Void
  ) rethrows {
    guard !range.isEmpty else { return }
    let permutation = permutation(range.order)
    var ordinal = permutation.leadingOrdinal(ofRow: range.rows.lowerBound)
    var leading = dictionary.id(ordinal: ordinal)
    for row in range.rows {
      if row >= Int(permutation.offsets[ordinal + 1]) {
        repeat { ordinal += 1 } while row >= Int(permutation.offsets[ordinal + 1])
        leading = dictionary.id(ordinal: ordinal)
      }
      guard selection.contains(row: row, of: permutation) else { continue }
      let second = TermID(rawValue: permutation.second[row])
      let third = TermID(rawValue: permutation.third[row])
      switch range.order {
      case .spo: try body(leading, second, third)
      case .pos: try body(third, leading, second)
      case .osp: try body(second, third, leading)
      }
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
    let permutation = permutation(range.order)
    var result: [TermID] = []
    result.reserveCapacity(range.count)
    for row in range.rows where selection.contains(row: row, of: permutation) {
      result.append(TermID(rawValue: permutation.third[row]))
    }
    return result
  }

  /// Whether some graph holds a triple.
  public func contains(subject: TermID, predicate: TermID, object: TermID) -> Bool {
    !match(subject: subject, predicate: predicate, object: object).isEmpty
  }

  /// Where a triple was first stated, if the snapshot was built with origins.
  public func origin(subject: TermID, predicate: TermID, object: TermID) -> TripleOrigin? {
    let range = match(subject: subject, predicate: predicate, object: object)
    guard let origins, !range.isEmpty else { return nil }
    let row = range.rows.lowerBound
    return TripleOrigin(
      source: sources[Int(origins.source[row])], line: Int(origins.line[row]))
  }
}
