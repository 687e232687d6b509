/// A ring of values between two threads: one fills them, the other uses them, in order.
///
/// The values are made once and go round, so that nothing is allocated on the way. The lock is
/// held to move an index, never while a value is filled or used; a side that finds the ring full
/// or empty sleeps.
@safe
public final class Channel<Element: ~Copyable> {
  private struct Indexes {
    var filled = 0
    var used = 0
    var isFinished = false
    var isCancelled = false
  }

  private let elements: UnsafeMutablePointer<Element>
  private let capacity: Int
  private let indexes = Monitor(Indexes())

  /// Makes a ring of `capacity` values.
  public init(capacity: Int, makeElement: () -> Element) {
    self.capacity = max(capacity, 1)
    unsafe elements = .allocate(capacity: self.capacity)
    for index in 0..<self.capacity { unsafe (elements + index).initialize(to: makeElement()) }
  }

  deinit {
    unsafe elements.deinitialize(count: capacity)
    unsafe elements.deallocate()
  }

  // MARK: The side that fills

  /// Waits for a value that is free, has it filled and passes it on; false where the other side
  /// wants no more, and then nothing was filled.
  public func fill(_ body: (inout Element) -> Void) -> Bool {
    let capacity = self.capacity
    let index = indexes.wait { indexes -> Int? in
      if indexes.isCancelled { return -1 }
      return indexes.filled - indexes.used < capacity ? indexes.filled % capacity : nil
    }
    guard index >= 0 else { return false }
    // Between the indexes the value belongs to this side alone.
    unsafe body(&elements[index])
    indexes.change { $0.filled += 1 }
    return true
  }

  /// Says that nothing more will come.
  public func finish() {
    indexes.change { $0.isFinished = true }
  }

  // MARK: The side that uses

  /// Waits for the next value and has it used; false where nothing more will come.
  ///
  /// - Throws: what `body` throws; the value counts as used then.
  public func use<Failure: Error>(
    _ body: (borrowing Element) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let capacity = self.capacity
    let index = indexes.wait { indexes -> Int? in
      if indexes.filled > indexes.used { return indexes.used % capacity }
      return indexes.isFinished ? -1 : nil
    }
    guard index >= 0 else { return false }
    defer { indexes.change { $0.used += 1 } }
    try unsafe body(elements[index])
    return true
  }

  /// Says that no more values are wanted; a side that waits to fill one wakes up.
  public func cancel() {
    indexes.change { $0.isCancelled = true }
  }
}

// Indexes and flags are only touched under the lock, a value only by the side whose turn it is.
extension Channel: @unchecked Sendable where Element: Sendable & ~Copyable {}
