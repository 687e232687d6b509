import ByteStorage

/// A change with its terms in the sequence of an order.
struct ArrangedChange: Comparable {
  let leading: UInt32
  let second: UInt32
  let third: UInt32
  let change: TripleChange

  init(_ change: TripleChange, _ order: TripleOrder) {
    let triple = change.triple
    (leading, second, third) = order.arrange(triple.subject, triple.predicate, triple.object)
    self.change = change
  }

  var key: TripleOfBits { TripleOfBits(leading, second, third) }

  static func < (left: Self, right: Self) -> Bool { left.key < right.key }
  static func == (left: Self, right: Self) -> Bool { left.key == right.key }
}

/// Three terms in the sequence of an order, comparable.
struct TripleOfBits: Comparable {
  let leading: UInt32
  let rest: UInt64

  init(_ leading: UInt32, _ second: UInt32, _ third: UInt32) {
    self.leading = leading
    rest = UInt64(second) << 32 | UInt64(third)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.leading == right.leading ? left.rest < right.rest : left.leading < right.leading
  }
}

/// Merges changes, sorted, into an order; a changed triple replaces what was said of it before.
struct DeltaMerger: ~Copyable {
  let earlier: DeltaOrder
  let base: Permutation
  let ordinals: TermOrdinals
  private var rows: RowCollector
  private var deleted: GrowingColumn<UInt32>
  private var oldDeletion = 0

  init(_ earlier: DeltaOrder, over base: Permutation, _ ordinals: TermOrdinals, room: Int) {
    self.earlier = earlier
    self.base = base
    self.ordinals = ordinals
    rows = RowCollector(capacity: earlier.permutation.count + room)
    deleted = GrowingColumn(capacity: earlier.deleted.count + room)
  }

  consuming func merge(_ changes: [ArrangedChange]) -> DeltaOrder {
    let old = earlier.permutation
    var next = 0
    for place in 0..<old.leadingCount {
      guard let leading = old.leadings?[place] else { break }
      for row in old.rows(leading: place) {
        let key = TripleOfBits(leading, old.second[row], old.third[row])
        while next < changes.count, changes[next].key < key {
          take(changes[next])
          next += 1
        }
        if next < changes.count, changes[next].key == key { continue }
        rows.append(
          leading, old.second[row], old.third[row], set: old.graphSets?[row] ?? 0,
          position: earlier.positions[row])
      }
    }
    while next < changes.count {
      take(changes[next])
      next += 1
    }
    keepDeletions(before: .max)
    return rows.finish(deleted: deleted.freeze())
  }

  private mutating func take(_ arranged: ArrangedChange) {
    let leading = TermID(rawValue: arranged.leading)
    let within =
      ordinals[leading].map { base.rows(leading: $0) } ?? base.gap(before: leading, ordinals)
    let place = base.place(arranged.second, arranged.third, in: within)
    let row = UInt32(truncatingIfNeeded: place.row)
    if arranged.change.isAdded {
      rows.append(
        arranged.leading, arranged.second, arranged.third, set: arranged.change.set, position: row)
    }
    guard arranged.change.isInBase else { return }
    keepDeletions(before: row)
    if oldDeletion < earlier.deleted.count, earlier.deleted[oldDeletion] == row {
      oldDeletion += 1
    }
    if arranged.change.isDeleted { deleted.append(row) }
  }

  private mutating func keepDeletions(before row: UInt32) {
    while oldDeletion < earlier.deleted.count, earlier.deleted[oldDeletion] < row {
      deleted.append(earlier.deleted[oldDeletion])
      oldDeletion += 1
    }
  }
}

/// Collects the rows of a ``DeltaOrder``, which come in its order.
struct RowCollector: ~Copyable {
  private var leadings = GrowingColumn<UInt32>()
  private var offsets = GrowingColumn<UInt32>()
  private var second: GrowingColumn<UInt32>
  private var third: GrowingColumn<UInt32>
  private var sets: GrowingColumn<UInt32>
  private var positions: GrowingColumn<UInt32>

  init(capacity: Int) {
    second = GrowingColumn(capacity: capacity)
    third = GrowingColumn(capacity: capacity)
    sets = GrowingColumn(capacity: capacity)
    positions = GrowingColumn(capacity: capacity)
  }

  mutating func append(
    _ leading: UInt32, _ second: UInt32, _ third: UInt32, set: UInt32, position: UInt32
  ) {
    if leadings.count == 0 || leadings[leadings.count - 1] != leading {
      leadings.append(leading)
      offsets.append(UInt32(truncatingIfNeeded: self.second.count))
    }
    self.second.append(second)
    self.third.append(third)
    sets.append(set)
    positions.append(position)
  }

  consuming func finish(deleted: Column<UInt32>) -> DeltaOrder {
    offsets.append(UInt32(truncatingIfNeeded: second.count))
    return DeltaOrder(
      permutation: Permutation(
        offsets: offsets.freeze(), second: second.freeze(), third: third.freeze(),
        graphSets: sets.freeze(), leadings: leadings.freeze()),
      positions: positions.freeze(), deleted: deleted)
  }
}

extension Permutation {
  /// The place, as an empty range, where rows of a term that the base does not have would stand.
  fileprivate func gap(before id: TermID, _ ordinals: TermOrdinals) -> Range<Int> {
    let ordinal = ordinals.precedence(id)
    let row = ordinal < offsets.count ? min(Int(offsets[ordinal]), count) : count
    return row..<row
  }
}
