import ByteStorage
import RDFModel
import Synchronization

extension GraphBuilder {
  /// Takes what a reader reads on another thread, while this one interns what has been read.
  ///
  /// Reading costs more than interning for RDF/XML, and about as much for N-Triples, so two
  /// threads take little more than half the time of one. What comes out is the same.
  ///
  /// - Parameters:
  ///   - read: reads the document into the pipe; runs on the other thread.
  ///   - watch: runs here, before each batch is taken; what it throws ends the reading.
  /// - Returns: false where the system gives no thread; nothing has been read then.
  /// - Throws: what `read` throws; `StreamError.sink` of what `watch` throws, or of a
  ///   `CapacityError`.
  public mutating func receive(
    fromThread read: @escaping @Sendable (inout BatchPipe) throws -> Void,
    watch: () throws -> Void = {}
  ) throws -> Bool {
    let channel = Channel<BatchPipe.Parcel>(capacity: BatchPipe.parcelCount) { BatchPipe.Parcel() }
    let outcome = Outcome()
    let thread = WorkerThread {
      var pipe = BatchPipe(channel)
      do {
        try read(&pipe)
        try pipe.finish()
      } catch {
        outcome.set(error)
      }
      channel.finish()
    }
    guard let thread else { return false }
    var failure: (any Error)?
    do {
      while try channel.use({ parcel throws in try take(parcel, watch) }) {}
    } catch {
      failure = error
      channel.cancel()
    }
    thread.join()
    // What went wrong here comes first: the reader was only told to stop.
    if let failure { throw StreamError.sink(failure) }
    if let error = outcome.error { throw error }
    return true
  }

  private mutating func take(
    _ parcel: borrowing BatchPipe.Parcel, _ watch: () throws -> Void
  ) throws {
    try watch()
    for (prefix, namespace) in parcel.prefixes { declare(prefix: prefix, namespace: namespace) }
    try receive(parcel.batch)
  }
}

/// What a reader's thread leaves behind.
private final class Outcome: Sendable {
  private let stored = Mutex<(any Error)?>(nil)

  var error: (any Error)? { stored.withLock { $0 } }

  func set(_ error: any Error) { stored.withLock { $0 = error } }
}
