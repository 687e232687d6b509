public import ByteStorage

/// The three orders in which a snapshot keeps its triples; each pattern of bound terms is one
/// contiguous range of one of them.
public enum TripleOrder: Int, CaseIterable, Sendable {
  /// Subject, predicate, object.
  case spo
  /// Predicate, object, subject.
  case pos
  /// Object, subject, predicate.
  case osp

  /// The terms of a triple in this order.
  @inlinable
  func arrange(_ s: UInt32, _ p: UInt32, _ o: UInt32) -> (UInt32, UInt32, UInt32) {
    switch self {
    case .spo: (s, p, o)
    case .pos: (p, o, s)
    case .osp: (o, s, p)
    }
  }
}

/// Triples in one order: offsets by the leading term, the other two terms as columns.
///
/// The rows of the `k`th leading term are `offsets[k] ..< offsets[k + 1]`; within them the rows
/// ascend by second, then third column. In the permutations of a base every term has a place
/// among the leading ones, its ordinal, and nothing stores it; those of a delta list their few
/// leading terms.
///
/// The columns may lie in a mapped file that nobody has looked through yet: offsets that cannot
/// be give no rows.
public struct Permutation: Sendable {
  /// One more offset than there are ordinals that can lead.
  public let offsets: Column<UInt32>
  /// The bits of the second term of each row.
  public let second: Column<UInt32>
  /// The bits of the third term of each row.
  public let third: Column<UInt32>
  /// Which set of graphs each row is in, where the snapshot has named graphs.
  public let graphSets: Column<UInt32>?
  /// The bits of the leading terms, ascending, where they are listed.
  public let leadings: Column<UInt32>?

  init(
    offsets: Column<UInt32>, second: Column<UInt32>, third: Column<UInt32>,
    graphSets: Column<UInt32>?, leadings: Column<UInt32>? = nil
  ) {
    self.offsets = offsets
    self.second = second
    self.third = third
    self.graphSets = graphSets
    self.leadings = leadings
  }

  /// The same rows for another thread; see `Column.aside()`.
  public func aside() -> Permutation {
    Permutation(
      offsets: offsets.aside(), second: second.aside(), third: third.aside(),
      graphSets: graphSets?.aside(), leadings: leadings?.aside())
  }

  /// How many triples there are.
  @inlinable
  public var count: Int { second.count }

  /// How many terms can lead.
  @inlinable
  public var leadingCount: Int { max(offsets.count - 1, 0) }

  /// The rows of a leading ordinal; empty for ordinals that never lead.
  @inlinable
  public func rows(leading ordinal: Int) -> Range<Int> {
    guard ordinal + 1 < offsets.count else { return 0..<0 }
    let (start, end) = (Int(offsets[ordinal]), Int(offsets[ordinal + 1]))
    return start <= end && end <= count ? start..<end : 0..<0
  }

  /// The rows of a leading term that is listed.
  func rows(listed leading: UInt32) -> Range<Int> {
    guard let leadings else { return 0..<0 }
    let place = leadings.place(of: leading, in: 0..<leadings.count)
    return place < leadings.count && leadings[place] == leading ? rows(leading: place) : 0..<0
  }

  /// The leading ordinal of a row.
  ///
  /// - Complexity: O(log t) in the terms that can lead.
  public func leadingOrdinal(ofRow row: Int) -> Int {
    var low = 0
    var high = offsets.count - 1
    while high - low > 1 {
      let middle = (low + high) >> 1
      if Int(offsets[middle]) <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// The leading ordinal of a row, when `ordinal` leads an earlier one.
  @inlinable
  public func leadingOrdinal(ofRow row: Int, from ordinal: Int) -> Int {
    var ordinal = ordinal
    while ordinal + 2 < offsets.count, row >= Int(offsets[ordinal + 1]) { ordinal += 1 }
    return ordinal
  }

  /// Narrows rows of one leading term to those with a second term, and a third where given.
  ///
  /// - Complexity: O(log k) in the rows.
  public func narrow(_ rows: Range<Int>, second key: UInt32, third other: UInt32? = nil) -> Range<
    Int
  > {
    let start = second.lowerBound(key, in: rows)
    let end =
      key == .max ? rows.upperBound : second.lowerBound(key + 1, in: start..<rows.upperBound)
    guard let other else { return start..<end }
    let low = third.lowerBound(other, in: start..<end)
    return low < end && third[low] == other ? low..<low + 1 : low..<low
  }

  /// Where a triple stands among some rows of its leading term, or would stand.
  func place(_ key: UInt32, _ other: UInt32, in rows: Range<Int>) -> (row: Int, isThere: Bool) {
    let within = narrow(rows, second: key)
    let row = third.lowerBound(other, in: within)
    return (row, row < within.upperBound && third[row] == other)
  }

  var byteCount: Int {
    offsets.byteCount + second.byteCount + third.byteCount + (graphSets?.byteCount ?? 0)
      + (leadings?.byteCount ?? 0)
  }
}
