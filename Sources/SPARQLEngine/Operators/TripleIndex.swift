import ByteStorage
import RDFGraph

/// The rows of a permutation that match some bound terms.
struct MatchedRows {
  var order: TripleOrder
  var rows: Range<Int>
  /// The leading term, where one is bound.
  var leading: UInt32 = .max
  /// What the third column must be, where the range is wider than the pattern.
  var third: UInt32 = .max

  static let none = MatchedRows(order: .spo, rows: 0..<0)
}

/// Looks up triple patterns; the permutations are held so that a look-up copies none.
struct TripleIndex {
  let spo: Permutation
  let pos: Permutation
  let osp: Permutation
  private let counts: [Int]
  private let bases: [Int]

  init(_ snapshot: GraphSnapshot) {
    spo = snapshot.permutation(.spo)
    pos = snapshot.permutation(.pos)
    osp = snapshot.permutation(.osp)
    let dictionary = snapshot.dictionary
    let kinds: [TermID.Kind] = [.iri, .blankNode, .literal, .tripleTerm]
    counts = kinds.map { dictionary.count($0) }
    var bases: [Int] = []
    var base = 0
    for count in counts {
      bases.append(base)
      base += count
    }
    self.bases = bases
  }

  /// The ordinal of a term, or nil for terms that the query made.
  @inline(__always)
  private func ordinal(_ raw: UInt32) -> Int? {
    let kind = Int(raw >> 30)
    let index = Int(raw & 0x3FFF_FFFF)
    return index < counts[kind] ? bases[kind] + index : nil
  }

  /// The rows with the given terms; `UInt32.max` leaves a position open.
  @inline(__always)
  func match(_ s: UInt32, _ p: UInt32, _ o: UInt32) -> MatchedRows {
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

  /// The permutation of an order.
  @inline(__always)
  func withPermutation<Result>(_ order: TripleOrder, _ body: (borrowing Permutation) -> Result)
    -> Result
  {
    switch order {
    case .spo: body(spo)
    case .pos: body(pos)
    case .osp: body(osp)
    }
  }
}
