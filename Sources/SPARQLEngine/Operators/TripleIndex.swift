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
  private let delta: GraphDelta?
  // Held beside the delta, so that a look-up counts no reference.
  private let hasDelta: Bool
  private let changedSubjects: TermFilter
  private let changedObjects: TermFilter

  init(_ snapshot: GraphSnapshot) {
    spo = snapshot.permutation(.spo)
    pos = snapshot.permutation(.pos)
    osp = snapshot.permutation(.osp)
    ordinals = snapshot.ordinals
    delta = snapshot.delta
    hasDelta = delta != nil
    changedSubjects = delta?.subjects ?? TermFilter()
    changedObjects = delta?.objects ?? TermFilter()
  }

  /// The ordinal of a term, or nil for terms that the base does not have.
  @inline(__always)
  private func ordinal(_ raw: UInt32) -> Int? { ordinals[TermID(rawValue: raw)] }

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
    guard let delta else { return matched }
    var result = matched
    let added: Range<Int>
    if matched.third != .max {
      added = delta[.osp].rows(leading: o)
    } else if s != .max, p == .max, o != .max {
      (result.order, result.leading) = (.osp, o)
      added = delta[.osp].rows(leading: o, second: s)
    } else if s != .max {
      (result.order, result.leading) = (.spo, s)
      added = delta[.spo].rows(
        leading: s, second: p == .max ? nil : p, third: o == .max ? nil : o)
    } else if p != .max {
      (result.order, result.leading) = (.pos, p)
      added = delta[.pos].rows(leading: p, second: o == .max ? nil : o)
    } else if o != .max {
      (result.order, result.leading) = (.osp, o)
      added = delta[.osp].rows(leading: o)
    } else {
      added = 0..<delta[.spo].permutation.count
    }
    result.rest = RunCursor(rows: matched.rows, added: added, in: delta[result.order])
    result.rows = 0..<0
    advance(&result)
    return result
  }

  /// Puts the next run at hand; without one, no rows are left.
  @inline(never)
  func advance(_ matched: inout MatchedRows) {
    guard let delta, let run = matched.rest.next(in: delta[matched.order]) else {
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
    if matched.isAdded, let delta { return body(delta[matched.order].permutation) }
    switch matched.order {
    case .spo: return body(spo)
    case .pos: return body(pos)
    case .osp: return body(osp)
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
    guard let listed = delta?[order].permutation.leadings else { return result }
    for place in 0..<listed.count {
      let isKnown = ordinal(listed[place]).map { !permutation.rows(leading: $0).isEmpty }
      if isKnown != true { result.append(listed[place]) }
    }
    return result
  }
}
