#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Gives the memory of large columns back to the system, on a thread of its own and piece by piece.
///
/// Whoever drops the last reference to a graph may be a reader between two queries or a writer in
/// a commit, and half a gigabyte takes the system tens of milliseconds, in which no thread of the
/// process can map anything. So neither the one nor the others wait for it.
@safe
enum ColumnReclaimer {
  /// Columns from here on are worth a thread.
  static let smallest = 4 << 20

  /// What the system takes back in a fraction of a millisecond.
  private static let pieceByteCount = 2 << 20

  private struct Run: Sendable {
    let address: UInt
    let byteCount: Int
  }

  private struct State {
    var runs: [Run] = []
    var isWorking = false
  }

  private static let state = Monitor(State())

  /// Takes over pages that were mapped for a column, which nobody may use any more.
  @unsafe
  static func free(_ base: UnsafeMutableRawPointer, byteCount: Int) {
    let run = Run(address: UInt(bitPattern: base), byteCount: byteCount)
    let startsWork = state.change { state in
      state.runs.append(run)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    guard startsWork else { return }
    guard let thread = WorkerThread(stackByteCount: 256 << 10, work) else { return work() }
    thread.detach()
  }

  private static func work() {
    while true {
      let next = state.change { state in
        if state.runs.isEmpty { state.isWorking = false }
        return state.runs.popLast()
      }
      guard let run = next else { return }
      for start in stride(from: 0, to: run.byteCount, by: pieceByteCount) {
        let length = min(pieceByteCount, run.byteCount - start)
        if let piece = unsafe UnsafeMutableRawPointer(bitPattern: run.address + UInt(start)) {
          _ = unsafe munmap(piece, length)
        }
        // The lock of the address space is free for a moment, for those who wait for it.
        sched_yield()
      }
    }
  }
}
