import ByteStorage
import Synchronization

/// Bytes that several threads make, piece by piece, and that go out in the order of the pieces.
enum OrderedPieces {
  /// How many rows a piece has: they take a thread about a millisecond.
  private static let rowCount = 4096

  /// Whether so many rows are worth more than one thread.
  static func pays(rows: Int, threads: Int) -> Bool { threads > 1 && rows >= 4 * rowCount }

  /// Makes the pieces of some rows, and passes each on with its rows.
  ///
  /// - Throws: what `make` throws, once all pieces before it are passed on, and what `pass` throws.
  static func write(
    rows count: Int, threads: Int, make: @escaping @Sendable (Range<Int>) throws -> ByteBuffer,
    pass: (borrowing ByteBuffer, Range<Int>) throws -> Void
  ) throws {
    let pieces = stride(from: 0, to: count, by: rowCount).map {
      Piece($0..<min($0 + rowCount, count))
    }
    let line = Line(count: pieces.count, ahead: 4 * threads)
    let helpers = WorkerThread {
      WorkerThread.concurrently(threads - 1) { _ in
        while let number = line.take() {
          pieces[number].make(make)
          line.finish(number)
        }
      }
    }
    let passed = Result {
      for piece in pieces {
        while let number = line.takeUnlessTurnIsReady() {
          pieces[number].make(make)
          line.finish(number)
        }
        try piece.pass(pass)
        line.advance()
      }
    }
    line.stop()
    if let helpers { helpers.join() }
    try passed.get()
  }

  /// Some rows and what has been made of them.
  private final class Piece: Sendable {
    private let rows: Range<Int>
    private let state = Mutex(State())

    private struct State: ~Copyable {
      var bytes = ByteBuffer(capacity: 1)
      var error: (any Error)?
    }

    init(_ rows: Range<Int>) { self.rows = rows }

    func make(_ body: (Range<Int>) throws -> ByteBuffer) {
      state.withLock { state in
        do { state.bytes = try body(rows) } catch { state.error = error }
      }
    }

    func pass(_ body: (borrowing ByteBuffer, Range<Int>) throws -> Void) throws {
      try state.withLock { state in
        if let error = state.error { throw error }
        try body(state.bytes, rows)
        state.bytes = ByteBuffer(capacity: 1)
      }
    }
  }

  /// Which piece is next to be made, and which to go out.
  private final class Line: Sendable {
    private struct State {
      var next = 0
      var turn = 0
      var made: Set<Int> = []
      var isStopped = false
    }

    private let state = Monitor(State())
    private let count: Int
    private let ahead: Int

    init(count: Int, ahead: Int) {
      self.count = count
      self.ahead = ahead
    }

    /// The next piece to be made, as soon as not too many wait; nil at the end.
    func take() -> Int? {
      state.wait { state -> Int?? in
        if state.isStopped || state.next >= count { return .some(nil) }
        guard state.next <= state.turn + ahead else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    /// A piece to be made meanwhile, or nil once the one whose turn it is has been made.
    func takeUnlessTurnIsReady() -> Int? {
      state.wait { state -> Int?? in
        if state.made.contains(state.turn) { return .some(nil) }
        guard state.next < count, state.next <= state.turn + ahead else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func finish(_ number: Int) { state.change { _ = $0.made.insert(number) } }

    func advance() {
      state.change { state in
        state.made.remove(state.turn)
        state.turn += 1
      }
    }

    func stop() { state.change { $0.isStopped = true } }
  }
}
