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

  /// The changes in an order: pieces are sorted, and merged pair by pair.
  static func sorted<Failure>(
    _ changes: [TripleChange], _ order: TripleOrder, _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> [ArrangedChange] {
    var result: [ArrangedChange] = []
    result.reserveCapacity(changes.count)
    var width = 4096
    for start in stride(from: 0, to: changes.count, by: width) {
      let end = min(start + width, changes.count)
      for place in start..<end { result.append(ArrangedChange(changes[place], order)) }
      result[start..<end].sort()
      try checkpoint.ask()
    }
    var other = result
    while width < changes.count {
      for start in stride(from: 0, to: changes.count, by: 2 * width) {
        let middle = min(start + width, changes.count)
        let end = min(middle + width, changes.count)
        var (left, right) = (start, middle)
        for place in start..<end {
          try checkpoint.pass()
          if right == end || (left < middle && result[left] < result[right]) {
            other[place] = result[left]
            left += 1
          } else {
            other[place] = result[right]
            right += 1
          }
        }
      }
      swap(&result, &other)
      width *= 2
    }
    return result
  }

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
///
/// What lies between two changes is copied as it lies, so a commit costs a few copies of memory for
/// each change and for the delta what copying its columns costs.
struct DeltaMerger: ~Copyable {
  let earlier: DeltaOrder
  let base: Permutation
  let ordinals: TermOrdinals
  private var rows: RowCollector
  private var deleted: GrowingColumn<UInt32>
  private var oldDeletion = 0
  /// The next row of the earlier delta, and the place of the term that leads it.
  private var oldRow = 0
  private var oldPlace = 0
  /// Where the triples that are still to come can stand in the base: after the last one.
  private var reached: (leading: UInt32, rows: Range<Int>)?

  init(_ earlier: DeltaOrder, over base: Permutation, _ ordinals: TermOrdinals, room: Int) {
    self.earlier = earlier
    self.base = base
    self.ordinals = ordinals
    rows = RowCollector(
      capacity: earlier.permutation.count + room,
      leadings: earlier.permutation.leadingCount + room)
    deleted = GrowingColumn(capacity: earlier.deleted.count + room)
  }

  consuming func merge<Failure>(
    _ changes: [ArrangedChange], _ checkpoint: inout Checkpoint<Failure>
  ) throws(Failure) -> DeltaOrder {
    for change in changes {
      try checkpoint.pass(8)
      let isKnown = keepRows(before: change)
      take(change)
      // What was said before is replaced.
      if isKnown { skipRow() }
    }
    keepRows(upTo: earlier.permutation.count, place: earlier.permutation.leadingCount)
    keepDeletions(before: .max)
    return rows.finish(deleted: deleted.freeze())
  }

  // MARK: Added rows

  /// Copies the earlier rows that come before a change and says whether its triple is the next.
  private mutating func keepRows(before change: ArrangedChange) -> Bool {
    guard let leadings = earlier.permutation.leadings, oldPlace < leadings.count else {
      return false
    }
    let place = leadings.lowerBound(change.leading, in: oldPlace..<leadings.count)
    guard place < leadings.count, leadings[place] == change.leading else {
      keepRows(
        upTo: place < leadings.count
          ? Int(earlier.permutation.offsets[place]) : earlier.permutation.count, place: place)
      return false
    }
    let within = earlier.permutation.rows(leading: place)
    let found = earlier.permutation.place(
      change.second, change.third, in: max(within.lowerBound, oldRow)..<within.upperBound)
    keepRows(upTo: found.row, place: place)
    return found.isThere
  }

  /// Copies the earlier rows up to one that the term at a place leads or would lead.
  private mutating func keepRows(upTo end: Int, place: Int) {
    if oldRow < end {
      let old = earlier.permutation
      let isInside = place < old.leadingCount && end > Int(old.offsets[place])
      rows.append(
        old, oldRow..<end, places: oldPlace..<(isInside ? place + 1 : place), earlier.positions)
    }
    oldRow = max(oldRow, end)
    oldPlace = max(oldPlace, place)
  }

  private mutating func skipRow() {
    oldRow += 1
    if oldRow >= Int(earlier.permutation.offsets[oldPlace + 1]) { oldPlace += 1 }
  }

  // MARK: Changes

  private mutating func take(_ arranged: ArrangedChange) {
    let place = placeInBase(arranged)
    let row = UInt32(truncatingIfNeeded: place)
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

  /// The row of the base where a triple stands or would stand, looked for after the one before.
  private mutating func placeInBase(_ arranged: ArrangedChange) -> Int {
    let within: Range<Int>
    if let reached, reached.leading == arranged.leading {
      within = reached.rows
    } else {
      let leading = TermID(rawValue: arranged.leading)
      within =
        ordinals[leading].map { base.rows(leading: $0) } ?? base.gap(before: leading, ordinals)
    }
    let row = base.place(arranged.second, arranged.third, in: within).row
    reached = (arranged.leading, row..<within.upperBound)
    return row
  }

  private mutating func keepDeletions(before row: UInt32) {
    let old = earlier.deleted
    let end = old.lowerBound(row, in: oldDeletion..<old.count)
    if end > oldDeletion { deleted.append(old.slice(oldDeletion, end - oldDeletion)) }
    oldDeletion = end
  }
}

/// Collects the rows of a ``DeltaOrder``, which come in its order.
struct RowCollector: ~Copyable {
  private var leadings: GrowingColumn<UInt32>
  private var offsets: GrowingColumn<UInt32>
  private var second: GrowingColumn<UInt32>
  private var third: GrowingColumn<UInt32>
  private var sets: GrowingColumn<UInt32>
  private var positions: GrowingColumn<UInt32>

  init(capacity: Int, leadings leadingCapacity: Int) {
    leadings = GrowingColumn(capacity: leadingCapacity)
    offsets = GrowingColumn(capacity: leadingCapacity + 1)
    second = GrowingColumn(capacity: capacity)
    third = GrowingColumn(capacity: capacity)
    sets = GrowingColumn(capacity: capacity)
    positions = GrowingColumn(capacity: capacity)
  }

  mutating func append(
    _ leading: UInt32, _ second: UInt32, _ third: UInt32, set: UInt32, position: UInt32
  ) {
    lead(leading)
    self.second.append(second)
    self.third.append(third)
    sets.append(set)
    positions.append(position)
  }

  /// Appends a stretch of rows that the terms at some places lead, the first of them perhaps in
  /// part.
  mutating func append(
    _ source: Permutation, _ rows: Range<Int>, places: Range<Int>, _ positions: Column<UInt32>
  ) {
    guard let listed = source.leadings, let first = places.first else { return }
    lead(listed[first])
    let shift = UInt32(truncatingIfNeeded: second.count - rows.lowerBound)
    leadings.append(listed.slice(first + 1, places.count - 1))
    offsets.append(source.offsets.slice(first + 1, places.count - 1), adding: shift)
    second.append(source.second.slice(rows.lowerBound, rows.count))
    third.append(source.third.slice(rows.lowerBound, rows.count))
    if let column = source.graphSets {
      sets.append(column.slice(rows.lowerBound, rows.count))
    } else {
      sets.append(repeating: 0, count: rows.count)
    }
    self.positions.append(positions.slice(rows.lowerBound, rows.count))
  }

  /// Makes a term lead the rows to come.
  private mutating func lead(_ leading: UInt32) {
    guard leadings.count == 0 || leadings[leadings.count - 1] != leading else { return }
    leadings.append(leading)
    offsets.append(UInt32(truncatingIfNeeded: second.count))
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
