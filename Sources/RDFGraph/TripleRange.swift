import ByteStorage

/// The triples that match a pattern: rows of one order, of the base and of the delta.
public struct TripleRange: Sendable {
  /// The order in which the rows lie.
  public let order: TripleOrder
  /// The rows of the base, those that the delta deletes included.
  public let rows: Range<Int>
  /// The rows of the delta.
  public let added: Range<Int>
  /// How many triples match, over all graphs.
  public let count: Int

  init(order: TripleOrder, rows: Range<Int>) {
    self.order = order
    self.rows = rows
    added = 0..<0
    count = rows.count
  }

  init(order: TripleOrder, rows: Range<Int>, added: Range<Int>, in delta: DeltaOrder) {
    self.order = order
    self.rows = rows
    self.added = added
    count = rows.count + added.count - delta.deletions(in: rows).count
  }

  /// Whether nothing matches.
  public var isEmpty: Bool { count == 0 }
}

/// What is left of a range over base and delta: gives it run by run, in its order.
///
/// Most of a range is untouched, so a run is long and whoever reads it has the columns of one
/// permutation before him, as without a delta.
@frozen
public struct RunCursor: BitwiseCopyable, Sendable {
  @usableFromInline var row: UInt32
  @usableFromInline var end: UInt32
  @usableFromInline var added: UInt32
  @usableFromInline var addedEnd: UInt32
  @usableFromInline var deletion: UInt32

  /// Nothing.
  @inlinable
  public init() { (row, end, added, addedEnd, deletion) = (0, 0, 0, 0, 0) }

  /// A range from its beginning.
  public init(rows: Range<Int>, added: Range<Int>, in delta: DeltaOrder) {
    row = UInt32(truncatingIfNeeded: rows.lowerBound)
    end = UInt32(truncatingIfNeeded: rows.upperBound)
    self.added = UInt32(truncatingIfNeeded: added.lowerBound)
    addedEnd = UInt32(truncatingIfNeeded: added.upperBound)
    deletion = UInt32(
      truncatingIfNeeded: delta.deleted.place(of: row, in: 0..<delta.deleted.count))
  }

  /// The rows of a leading term, those of the base being `rows`; for many terms that mostly ascend.
  ///
  /// - Parameter place: where the look-up before found changes.
  public init(
    leading: UInt32, rows: Range<Int>, in delta: DeltaOrder, near place: inout ChangePlace
  ) {
    self.init()
    if let leadings = delta.permutation.leadings {
      place.leading = leadings.place(of: leading, near: place.leading)
      if place.leading < leadings.count, leadings[place.leading] == leading {
        let rows = delta.permutation.rows(leading: place.leading)
        added = UInt32(truncatingIfNeeded: rows.lowerBound)
        addedEnd = UInt32(truncatingIfNeeded: rows.upperBound)
      }
    }
    guard !rows.isEmpty else { return }
    row = UInt32(truncatingIfNeeded: rows.lowerBound)
    end = UInt32(truncatingIfNeeded: rows.upperBound)
    place.deletion = delta.deleted.place(of: row, near: place.deletion)
    deletion = UInt32(truncatingIfNeeded: place.deletion)
  }

  /// Whether there may be more; a rest of deleted rows counts.
  @inlinable
  public var isEmpty: Bool { row >= end && added >= addedEnd }

  /// How many rows there are at most: those that were deleted count.
  @inlinable
  public var mostRows: Int { Int(end - min(row, end)) + Int(addedEnd - min(added, addedEnd)) }

  /// The next run, or nil at the end; `isAdded` says that its rows are those of the delta.
  public mutating func next(in delta: DeltaOrder) -> (rows: Range<Int>, isAdded: Bool)? {
    let deletions = delta.deleted.count
    while true {
      if added < addedEnd, row >= end || delta.positions[Int(added)] <= row {
        let start = added
        repeat {
          added += 1
        } while added < addedEnd && (row >= end || delta.positions[Int(added)] <= row)
        return (Int(start)..<Int(added), true)
      }
      guard row < end else { return nil }
      var stop = end
      if Int(deletion) < deletions {
        stop = min(stop, delta.deleted[Int(deletion)])
        if stop == row {
          row += 1
          deletion += 1
          continue
        }
      }
      if added < addedEnd { stop = min(stop, delta.positions[Int(added)]) }
      defer { row = stop }
      return (Int(row)..<Int(stop), false)
    }
  }
}

/// Where a look-up found the changes of a term: those of the next one are mostly close by.
public struct ChangePlace: BitwiseCopyable, Sendable {
  var leading = 0
  var deletion = 0

  /// The beginning.
  public init() {}
}
