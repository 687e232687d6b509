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

  /// How many rows there are at most: those that were deleted count.
  var mostRows: Int { rows.count + rest.mostRows }
}

/// Looks up triple patterns; the permutations are held so that a look-up copies none.
struct TripleIndex {
  let spo: Permutation
  let pos: Permutation
  let osp: Permutation
  let ordinals: TermOrdinals
  /// The places of all terms of the snapshot, those that updates have brought among them.
  let places: TermOrdinals
  // What has changed, held order by order, so that a look-up counts no reference.
  let changedSPO: DeltaOrder
  let changedPOS: DeltaOrder
  let changedOSP: DeltaOrder
  let hasDelta: Bool
  private let changedSubjects: TermFilter
  private let changedObjects: TermFilter

  init(_ snapshot: GraphSnapshot) {
    spo = snapshot.permutation(.spo)
    pos = snapshot.permutation(.pos)
    osp = snapshot.permutation(.osp)
    ordinals = snapshot.ordinals
    places = TermOrdinals(all: snapshot.dictionary)
    let delta = snapshot.delta
    hasDelta = delta != nil
    changedSPO = delta?[.spo] ?? .empty
    changedPOS = delta?[.pos] ?? .empty
    changedOSP = delta?[.osp] ?? .empty
    changedSubjects = delta?.subjects ?? TermFilter()
    changedObjects = delta?.objects ?? TermFilter()
  }

  private init(aside other: TripleIndex) {
    spo = other.spo.aside()
    pos = other.pos.aside()
    osp = other.osp.aside()
    ordinals = other.ordinals
    places = other.places
    hasDelta = other.hasDelta
    changedSPO = other.changedSPO
    changedPOS = other.changedPOS
    changedOSP = other.changedOSP
    changedSubjects = other.changedSubjects
    changedObjects = other.changedObjects
  }

  /// The same index for another thread; see `Column.aside()`.
  func aside() -> TripleIndex { TripleIndex(aside: self) }

  /// The ordinal of a term, or nil for terms that the base does not have.
  @inline(__always)
  func ordinal(_ raw: UInt32) -> Int? { ordinals[TermID(rawValue: raw)] }

  /// The place of a term among all of the snapshot, or nil for terms that the query made.
  @inline(__always)
  func place(_ raw: UInt32) -> Int? { places[TermID(rawValue: raw)] }

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
}
