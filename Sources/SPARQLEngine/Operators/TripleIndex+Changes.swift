import ByteStorage
import RDFGraph

/// Sorted rows with changes: what base and delta hold together, run by run, in one order.
///
/// Runs are read where they lie; who goes back and forth in a column has them put side by side.
extension TripleIndex {
  /// What base and delta hold together of a pattern, where the base holds `matched`.
  @inline(never)
  func layer(
    over matched: MatchedRows, _ s: UInt32, _ p: UInt32, _ o: UInt32
  ) -> MatchedRows {
    if matched.third != .max {
      return combine(matched, changedOSP.rows(leading: o), changedOSP)
    }
    var matched = matched
    if s != .max, p == .max, o != .max {
      (matched.order, matched.leading) = (.osp, o)
      return combine(matched, changedOSP.rows(leading: o, second: s), changedOSP)
    }
    if s != .max {
      (matched.order, matched.leading) = (.spo, s)
      let added = changedSPO.rows(
        leading: s, second: p == .max ? nil : p, third: o == .max ? nil : o)
      return combine(matched, added, changedSPO)
    }
    if p != .max {
      (matched.order, matched.leading) = (.pos, p)
      let added = changedPOS.rows(leading: p, second: o == .max ? nil : o)
      return combine(matched, added, changedPOS)
    }
    if o != .max {
      (matched.order, matched.leading) = (.osp, o)
      return combine(matched, changedOSP.rows(leading: o), changedOSP)
    }
    return combine(matched, 0..<changedSPO.permutation.count, changedSPO)
  }

  /// The rows of the base with those that were added and without those that were deleted.
  @inline(__always)
  private func combine(
    _ matched: MatchedRows, _ added: Range<Int>, _ changes: borrowing DeltaOrder
  ) -> MatchedRows {
    // Nearly always a changed term has changed in other triples, or is new.
    if matched.rows.isEmpty || changes.deletions(in: matched.rows).isEmpty {
      if added.isEmpty { return matched }
      if matched.rows.isEmpty {
        var result = matched
        (result.rows, result.isAdded) = (added, true)
        return result
      }
    }
    var result = matched
    result.rest = RunCursor(rows: matched.rows, added: added, in: copy changes)
    result.rows = 0..<0
    advance(&result)
    return result
  }

  /// Puts the next run at hand; without one, no rows are left.
  @inline(never)
  func advance(_ matched: inout MatchedRows) {
    let run =
      switch matched.order {
      case .spo: matched.rest.next(in: changedSPO)
      case .pos: matched.rest.next(in: changedPOS)
      case .osp: matched.rest.next(in: changedOSP)
      }
    guard let run else {
      matched.rows = 0..<0
      matched.rest = RunCursor()
      return
    }
    (matched.rows, matched.isAdded) = run
  }

  /// The permutation that the rows at hand are of.
  @inline(__always)
  func withPermutation<Result>(
    of matched: MatchedRows, _ body: (borrowing Permutation) -> Result
  ) -> Result {
    switch (matched.order, matched.isAdded) {
    case (.spo, false): body(spo)
    case (.pos, false): body(pos)
    case (.osp, false): body(osp)
    case (.spo, true): body(changedSPO.permutation)
    case (.pos, true): body(changedPOS.permutation)
    case (.osp, true): body(changedOSP.permutation)
    }
  }

  /// Calls `body` with run after run and the permutation that it is of.
  @inline(__always)
  func forEachRun(
    _ matched: MatchedRows, _ body: (borrowing Permutation, Range<Int>) -> Void
  ) {
    var matched = matched
    while true {
      if !matched.rows.isEmpty { withPermutation(of: matched) { body($0, matched.rows) } }
      if matched.rest.isEmpty { return }
      advance(&matched)
    }
  }

  /// The rows of a property, or those with an object, in POS.
  func matchProperty(_ predicate: UInt32, object: UInt32 = .max) -> MatchedRows {
    var rows = ordinal(predicate).map { pos.rows(leading: $0) } ?? 0..<0
    if object != .max { rows = pos.narrow(rows, second: object) }
    let matched = MatchedRows(order: .pos, rows: rows, leading: predicate)
    guard hasDelta, object == .max || mayHaveChanged(object: object) else { return matched }
    return layer(over: matched, .max, predicate, object)
  }

  /// The rows of a subject in SPO, which updates may have changed.
  ///
  /// - Parameter place: where the look-up before found changes.
  func runs(ofSubject subject: UInt32, near place: inout ChangePlace) -> RunCursor {
    RunCursor(leading: subject, rows: rows(subject: subject), in: changedSPO, near: &place)
  }

  /// One column of rows, side by side: where they lie if they are one run, else copied.
  func sideBySide(
    _ matched: MatchedRows, _ column: (borrowing Permutation) -> Column<UInt32>
  ) -> (column: Column<UInt32>, rows: Range<Int>) {
    if matched.rest.isEmpty {
      return (withPermutation(of: matched) { column($0) }, matched.rows)
    }
    var whole = GrowingColumn<UInt32>(capacity: matched.mostRows)
    var matched = matched
    while true {
      let piece = withPermutation(of: matched) { column($0) }
      whole.append(piece.slice(matched.rows.lowerBound, matched.rows.count))
      if matched.rest.isEmpty { break }
      advance(&matched)
    }
    let count = whole.count
    return (whole.freeze(), 0..<count)
  }

  /// The terms that lead a triple in some order, each once.
  func leadingTerms(_ order: TripleOrder) -> [UInt32] {
    let permutation = order == .spo ? spo : order == .pos ? pos : osp
    var result: [UInt32] = []
    for place in 0..<permutation.leadingCount where !permutation.rows(leading: place).isEmpty {
      result.append(ordinals.id(place).rawValue)
    }
    let changes = order == .spo ? changedSPO : order == .pos ? changedPOS : changedOSP
    guard let listed = changes.permutation.leadings else { return result }
    for place in 0..<listed.count {
      let isKnown = ordinal(listed[place]).map { !permutation.rows(leading: $0).isEmpty }
      if isKnown != true { result.append(listed[place]) }
    }
    return result
  }
}
