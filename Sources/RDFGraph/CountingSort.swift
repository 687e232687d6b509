import ByteStorage

/// Rows that are to be put in the order of a number that each has.
protocol CountedRows: Sendable {
  /// How many rows there are.
  var rowCount: Int { get }
  /// The numbers are below this.
  var keyCount: Int { get }

  /// Counts the numbers of some rows.
  func count(_ rows: Range<Int>, into counts: UnsafeMutableBufferPointer<UInt32>)

  /// Writes some rows to where their numbers put them, and moves the places on.
  func move(_ rows: Range<Int>, to places: UnsafeMutableBufferPointer<UInt32>)
}

/// A stable counting sort on several threads.
///
/// Each thread has a run of rows: it counts their numbers for itself, then knows from the counts
/// of the runs before it where its own rows go. So the result is that of one thread.
enum CountingSort {
  /// Sorts; returns where the rows of each number start, and one more.
  ///
  /// - Complexity: O(n + k t) in the rows n, numbers k and threads t.
  static func sort(_ rows: some CountedRows, threads: Int) -> Column<UInt32> {
    let keys = rows.keyCount
    let places = ColumnFiller<UInt32>(count: keys * threads)
    let runs = Partition(rows.rowCount, into: threads)
    WorkerThread.concurrently(threads) { thread in
      unsafe rows.count(
        runs[thread], into: places.part(thread * keys..<(thread + 1) * keys))
    }
    let offsets = ColumnFiller<UInt32>(count: keys + 1)
    var next: UInt32 = 0
    for key in 0..<keys {
      offsets[key] = next
      for thread in 0..<threads {
        let count = places[thread * keys + key]
        places[thread * keys + key] = next
        next += count
      }
    }
    offsets[keys] = next
    WorkerThread.concurrently(threads) { thread in
      unsafe rows.move(runs[thread], to: places.part(thread * keys..<(thread + 1) * keys))
    }
    return offsets.finish()
  }
}

/// A number of things, cut into runs of about the same length.
struct Partition: Sendable {
  private let count: Int
  private let parts: Int

  init(_ count: Int, into parts: Int) {
    self.count = count
    self.parts = parts
  }

  subscript(part: Int) -> Range<Int> {
    count * part / parts..<count * (part + 1) / parts
  }
}
