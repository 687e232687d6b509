import ByteStorage
import RDFGraph

/// The rows that match some bound terms: a run of a permutation, and what follows it.
struct MatchedRows {
  var order: TripleOrder
  /// The rows at hand.
  var rows: Range<Int>
  /// Whether they are those of the snapshot's delta.
  var isAdded = false
  /// The leading term, where one is bound.
  var leading: UInt32 = .max
  /// What the third column must be, where the range is wider than the pattern.
  var third: UInt32 = .max
  /// Further runs; there are some only on a snapshot with a delta.
  var rest = RunCursor()

  static let none = MatchedRows(order: .spo, rows: 0..<0)

  /// Whether neither rows at hand nor further ones are left.
  var isEmpty: Bool { rows.isEmpty && rest.isEmpty }
}

/// Looks up triple patterns; the permutations are held so that a look-up copies none.
struct TripleIndex {
  let spo: Permutation
  let pos: Permutation
  let osp: Permutation
  private let ordinals: TermOrdinals
  // What has changed, held order by order, so that a look-up counts no reference.
  private let changedSPO: DeltaOrder
  private let changedPOS: DeltaOrder
  private let changedOSP: DeltaOrder
  private let hasDelta: Bool
  private let changedSubjects: TermFilter
  private let changedObjects: TermFilter

  init(_ snapshot: GraphSnapshot) {
    spo = snapshot.permutation(.spo)
    pos = snapshot.permutation(.pos)
    osp = snapshot.permutation(.osp)
    ordinals = snapshot.ordinals
    let delta = snapshot.delta
    hasDelta = delta != nil
    changedSPO = delta?[.spo] ?? .empty
    changedPOS = delta?[.pos] ?? .empty
    changedOSP = delta?[.osp] ?? .empty
    changedSubjects = delta?.subjects ?? TermFilter()
    changedObjects = delta?.objects ?? TermFilter()
  }

  /// The ordinal of a term, or nil for terms that the base does not have.
  @inline(__always)
  func ordinal(_ raw: UInt32) -> Int? { ordinals[TermID(rawValue: raw)] }

  /// How many ordinals there are.
  var ordinalCount: Int { ordinals.count }

  /// Whether updates may have changed triples of a subject, so that its rows of the base do not
  /// tell all.
  @inline(__always)
  func mayHaveChanged(subject: UInt32) -> Bool {
    hasDelta && changedSubjects.mayContain(subject)
  }

  /// Whether updates may have changed triples of an object.
  @inline(__always)
  func mayHaveChanged(object: UInt32) -> Bool { hasDelta && changedObjects.mayContain(object) }

  /// The rows of the base in SPO that a subject leads.
  @inline(__always)
  func rows(subject: UInt32) -> Range<Int> {
    ordinal(subject).map { spo.rows(leading: $0) } ?? 0..<0
  }

  /// The rows with the given terms; `UInt32.max` leaves a position open.
  @inline(__always)
  func match(_ s: UInt32, _ p: UInt32, _ o: UInt32) -> MatchedRows {
    let matched = matchBase(s, p, o)
    guard hasDelta, s == .max || changedSubjects.mayContain(s),
      o == .max || changedObjects.mayContain(o)
    else { return matched }
    return layer(over: matched, s, p, o)
  }

  @inline(__always)
  private func matchBase(_ s: UInt32, _ p: UInt32, _ o: UInt32) -> MatchedRows {
    if s != .max {
      guard let ordinal = ordinal(s) else { return .none }
      if p == .max, o != .max {
        guard let object = self.ordinal(o) else { return .none }
        let rows = osp.narrow(osp.rows(leading: object), second: s)
        return MatchedRows(order: .osp, rows: rows, leading: o)
      }
      let rows = spo.rows(leading: ordinal)
      if p == .max { return MatchedRows(order: .spo, rows: rows, leading: s) }
      return MatchedRows(order: .spo, rows: narrowSubject(rows, p, o), leading: s)
    }
    if p != .max {
      guard let ordinal = ordinal(p) else { return .none }
      if o == .max { return MatchedRows(order: .pos, rows: pos.rows(leading: ordinal), leading: p) }
      guard let object = self.ordinal(o) else { return .none }
      let byObject = osp.rows(leading: object)
      // An object with few triples is looked through faster than a predicate is searched.
      if byObject.count <= 16 {
        return MatchedRows(order: .osp, rows: byObject, leading: o, third: p)
      }
      return MatchedRows(
        order: .pos, rows: pos.narrow(pos.rows(leading: ordinal), second: o), leading: p)
    }
    if o != .max {
      guard let object = ordinal(o) else { return .none }
      return MatchedRows(order: .osp, rows: osp.rows(leading: object), leading: o)
    }
    return MatchedRows(order: .spo, rows: 0..<spo.second.count)
  }

  /// The rows of a subject with a predicate: a subject has few, so they are looked through.
  @inline(__always)
  private func narrowSubject(_ rows: Range<Int>, _ p: UInt32, _ o: UInt32) -> Range<Int> {
    guard rows.count <= 32 else {
      return spo.narrow(rows, second: p, third: o == .max ? nil : o)
    }
    var start = rows.lowerBound
    while start < rows.upperBound, spo.second[start] < p { start += 1 }
    var end = start
    if o == .max {
      while end < rows.upperBound, spo.second[end] == p { end += 1 }
      return start..<end
    }
    while start < rows.upperBound, spo.second[start] == p, spo.third[start] < o { start += 1 }
    let found = start < rows.upperBound && spo.second[start] == p && spo.third[start] == o
    return found ? start..<start + 1 : start..<start
  }

  // MARK: Base and delta

  /// What base and delta hold together of a pattern, where the base holds `matched`.
  @inline(never)
  private func layer(
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
