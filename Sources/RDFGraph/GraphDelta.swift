public import ByteStorage

/// What updates have changed since the base was made: triples added, rows of the base deleted.
///
/// A triple that changes only its graphs is deleted with the old set of graphs and added with the
/// new one, so each triple of a snapshot is either an undeleted row of the base or an added row,
/// never both. A delta is immutable like everything else of a snapshot; a commit makes the next
/// one by merging its few changes in, which costs O(d) in the delta and nothing in the base.
public final class GraphDelta: Sendable {
  let orders: [DeltaOrder]
  /// Subjects of triples that were added or deleted, and perhaps others.
  public let subjects: TermFilter
  /// Objects of triples that were added or deleted, and perhaps others.
  public let objects: TermFilter

  init(orders: [DeltaOrder], subjects: TermFilter, objects: TermFilter) {
    self.orders = orders
    self.subjects = subjects
    self.objects = objects
  }

  /// The changes in one order.
  public subscript(order: TripleOrder) -> DeltaOrder { orders[order.rawValue] }

  /// Added and deleted rows.
  public var changeCount: Int {
    orders[0].permutation.count + orders[0].deleted.count
  }

  var byteCount: Int { orders.reduce(0) { $0 + $1.byteCount } + 2 * TermFilter.byteCount }
}

/// The changes of a delta in one order.
public struct DeltaOrder: Sendable {
  /// The added triples; their leading terms are listed.
  public let permutation: Permutation
  /// The row of the base before which each added row stands.
  public let positions: Column<UInt32>
  /// The deleted rows of the base, ascending.
  public let deleted: Column<UInt32>

  /// No changes.
  public static let empty: DeltaOrder = {
    var offsets = GrowingColumn<UInt32>(capacity: 1)
    offsets.append(0)
    return DeltaOrder(
      permutation: Permutation(
        offsets: offsets.freeze(), second: Column(), third: Column(), graphSets: Column(),
        leadings: Column()),
      positions: Column(), deleted: Column())
  }()

  /// Where the deletions of some rows of the base stand in ``deleted``.
  public func deletions(in rows: Range<Int>) -> Range<Int> {
    let start = deleted.place(
      of: UInt32(truncatingIfNeeded: rows.lowerBound), in: 0..<deleted.count)
    let end = deleted.lowerBound(
      UInt32(truncatingIfNeeded: rows.upperBound), in: start..<deleted.count)
    return start..<end
  }

  func isDeleted(_ row: Int) -> Bool { !deletions(in: row..<row + 1).isEmpty }

  /// The added rows with some terms, given in this order.
  public func rows(leading: UInt32, second: UInt32? = nil, third: UInt32? = nil) -> Range<Int> {
    let rows = permutation.rows(listed: leading)
    guard let second, !rows.isEmpty else { return rows }
    return permutation.narrow(rows, second: second, third: third)
  }

  var byteCount: Int { permutation.byteCount + positions.byteCount + deleted.byteCount }
}

/// A set of terms that may say yes for a term that it does not hold, never no for one it does.
///
/// It spares nearly every look-up on a snapshot with a delta the search in the delta.
@frozen
public struct TermFilter: Sendable {
  @usableFromInline let words: Column<UInt64>

  /// A filter to keep where there is no delta; nobody may ask it.
  public init() { words = Column() }

  private static let wordCount = 1 << 14
  static var byteCount: Int { wordCount * 8 }

  /// The word that tells of a term, and its two bits there: one touch of memory for both.
  @inlinable
  static func bits(_ raw: UInt32) -> (word: Int, mask: UInt64) {
    let hash = UInt64(raw) &* 0x9E37_79B9_7F4A_7C15
    let mask: UInt64 = 1 << (hash >> 44 & 63) | 1 << (hash >> 38 & 63)
    return (Int(truncatingIfNeeded: hash >> 50), mask)
  }

  /// Makes a filter of another and more terms.
  init(_ earlier: TermFilter?, adding terms: some Sequence<UInt32>) {
    var fresh = GrowingColumn<UInt64>(capacity: Self.wordCount)
    if let earlier {
      fresh.append(earlier.words.span)
    } else {
      fresh.append(repeating: 0, count: Self.wordCount)
    }
    for term in terms {
      let (word, mask) = Self.bits(term)
      fresh[word] |= mask
    }
    words = fresh.freeze()
  }

  /// Whether a term may be in the set.
  @inlinable
  public func mayContain(_ raw: UInt32) -> Bool {
    let (word, mask) = Self.bits(raw)
    return words[word] & mask == mask
  }
}
