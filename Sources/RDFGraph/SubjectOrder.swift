import ByteStorage

/// What is sorted within a subject: predicate and object, and where it came from if that matters.
protocol SubjectRow: BitwiseCopyable, Comparable, Sendable {
  /// Predicate above object.
  var key: UInt64 { get }
  /// The number of the row as it came in; 0 where nobody asks for it.
  var number: UInt32 { get }

  init(key: UInt64, number: UInt32)
}

/// A row of a graph without names and origins: nothing but its key, half the memory.
struct PlainRow: SubjectRow {
  let key: UInt64
  var number: UInt32 { 0 }

  init(key: UInt64, number: UInt32) { self.key = key }

  static func < (left: Self, right: Self) -> Bool { left.key < right.key }
}

/// A row with its number, by which its graph and its origin are found again.
struct NumberedRow: SubjectRow {
  let key: UInt64
  let number: UInt32

  static func < (left: Self, right: Self) -> Bool {
    left.key == right.key ? left.number < right.number : left.key < right.key
  }
}

/// The SPO order and what belongs to it.
struct LeadingOrder {
  var permutation: Permutation
  var graphSets = GraphSets(members: [[0]])
  var origins: OriginColumns?
}

/// Makes the SPO order: one way for all graphs, compiled for both kinds of row.
enum SubjectOrder<Row: SubjectRow> {
  static func sort(
    _ rows: consuming FrozenRows, _ ordinals: TermOrdinals, threads: Int
  ) -> LeadingOrder {
    let payload = rows.payload
    let scattered = ScatteredRows<Row>(rows, ordinals)
    let starts = CountingSort.sort(scattered, threads: threads)
    let grouped = scattered.target
    let offsets = sortGroups(grouped, starts, threads: threads)
    return emit(grouped, starts, offsets, payload, threads: threads)
  }

  /// The subjects of each thread, cut so that all have about as many rows.
  private static func subjects(
    _ thread: Int, of threads: Int, _ starts: Column<UInt32>
  ) -> Range<Int> {
    let rows = Partition(Int(starts[starts.count - 1]), into: threads)[thread]
    let first = starts.lowerBound(UInt32(rows.lowerBound), in: 0..<starts.count - 1)
    let last =
      thread == threads - 1
      ? starts.count - 1
      : starts.lowerBound(UInt32(rows.upperBound), in: 0..<starts.count - 1)
    return (thread == 0 ? 0 : first)..<last
  }

  /// Sorts the rows of each subject; where the distinct rows of each will start, and one more.
  private static func sortGroups(
    _ grouped: ColumnFiller<Row>, _ starts: Column<UInt32>, threads: Int
  ) -> Column<UInt32> {
    let offsets = ColumnFiller<UInt32>(count: starts.count)
    WorkerThread.concurrently(threads) { thread in
      for subject in subjects(thread, of: threads, starts) {
        let group = unsafe grouped.part(Int(starts[subject])..<Int(starts[subject + 1]))
        unsafe sortGroup(group)
        var distinct: UInt32 = 0
        for index in 0..<group.count
        where unsafe index == 0 || group[index].key != group[index - 1].key { distinct += 1 }
        offsets[subject + 1] = distinct
      }
    }
    for subject in 0..<starts.count - 1 { offsets[subject + 1] += offsets[subject] }
    return offsets.finish()
  }

  /// Insertion sort for the small groups that vocabularies consist of, the library's sort else.
  private static func sortGroup(_ group: UnsafeMutableBufferPointer<Row>) {
    guard group.count <= 24 else {
      var sorted = unsafe group
      return unsafe sorted.sort()
    }
    var index = 1
    while index < group.count {
      let row = unsafe group[index]
      var hole = index
      while hole > 0, unsafe row < group[hole - 1] {
        unsafe group[hole] = group[hole - 1]
        hole -= 1
      }
      unsafe group[hole] = row
      index += 1
    }
  }

  private static func emit(
    _ grouped: ColumnFiller<Row>, _ starts: Column<UInt32>, _ offsets: Column<UInt32>,
    _ payload: RowPayload, threads: Int
  ) -> LeadingOrder {
    let count = Int(offsets[offsets.count - 1])
    let second = ColumnFiller<UInt32>(count: count)
    let third = ColumnFiller<UInt32>(count: count)
    WorkerThread.concurrently(threads) { thread in
      for subject in subjects(thread, of: threads, starts) {
        var row = Int(offsets[subject])
        var last: UInt64?
        for index in Int(starts[subject])..<Int(starts[subject + 1]) {
          let key = grouped[index].key
          if key == last { continue }
          last = key
          second[row] = UInt32(truncatingIfNeeded: key >> 32)
          third[row] = UInt32(truncatingIfNeeded: key)
          row += 1
        }
      }
    }
    // Sets of graphs are numbered as they appear, which only one thread can do.
    var collector = PayloadCollector(payload)
    if !payload.isEmpty {
      for subject in 0..<starts.count - 1 {
        let group = Int(starts[subject])..<Int(starts[subject + 1])
        for index in group {
          let isFirst = index == group.lowerBound || grouped[index].key != grouped[index - 1].key
          collector.add(row: Int(grouped[index].number), isFirst: isFirst)
        }
      }
    }
    return collector.finish(offsets: offsets, second: second.finish(), third: third.finish())
  }
}

/// Rows as they came in, on their way to their subjects.
private struct ScatteredRows<Row: SubjectRow>: CountedRows {
  let rows: FrozenRows
  let ordinals: TermOrdinals
  let target: ColumnFiller<Row>

  init(_ rows: FrozenRows, _ ordinals: TermOrdinals) {
    self.rows = rows
    self.ordinals = ordinals
    target = ColumnFiller(count: rows.subjects.count)
  }

  var rowCount: Int { rows.subjects.count }
  var keyCount: Int { ordinals.subjectCount }

  func count(_ range: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt32>) {
    for row in range { unsafe counts[ordinals.ordinal(rows.subjects[row])] += 1 }
  }

  func move(_ range: Range<Int>, to places: UnsafeMutableBufferPointer<UInt32>) {
    for row in range {
      let key = ordinals.ordinal(rows.subjects[row])
      let place = unsafe Int(places[key])
      unsafe places[key] += 1
      target[place] = Row(
        key: UInt64(rows.predicates[row]) << 32 | UInt64(rows.objects[row]),
        number: UInt32(truncatingIfNeeded: row))
    }
  }
}
