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
}

/// All triples in one order: offsets by the leading term, the other two terms as columns.
///
/// The rows of the leading term with ordinal `k` are `offsets[k] ..< offsets[k + 1]`; within them
/// the rows ascend by second, then third column. Nothing stores the leading term itself.
public struct Permutation: Sendable {
  /// One more offset than there are ordinals that can lead.
  public let offsets: Column<UInt32>
  /// The bits of the second term of each row.
  public let second: Column<UInt32>
  /// The bits of the third term of each row.
  public let third: Column<UInt32>
  /// Which set of graphs each row is in, where the snapshot has named graphs.
  public let graphSets: Column<UInt32>?

  /// The rows of a leading ordinal; empty for ordinals that never lead.
  @inlinable
  public func rows(leading ordinal: Int) -> Range<Int> {
    guard ordinal + 1 < offsets.count else { return 0..<0 }
    return Int(offsets[ordinal])..<Int(offsets[ordinal + 1])
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

  var byteCount: Int {
    offsets.byteCount + second.byteCount + third.byteCount + (graphSets?.byteCount ?? 0)
  }
}
