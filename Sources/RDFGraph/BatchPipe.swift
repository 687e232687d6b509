import ByteStorage
public import RDFModel

/// The end of a pipe that a reader fills on a thread of its own, while a ``GraphBuilder`` takes
/// what comes out at the other end.
public struct BatchPipe: TripleSink, ~Copyable {
  /// What goes through at once.
  struct Parcel: ~Copyable, Sendable {
    var batch = TripleBatch()
    var prefixes: [(prefix: String, namespace: IRI)] = []
  }

  /// Enough for a side that was interrupted to find the other at work when it comes back.
  static let parcelCount = 8

  private let channel: Channel<Parcel>
  private var prefixes: [(prefix: String, namespace: IRI)] = []

  init(_ channel: Channel<Parcel>) { self.channel = channel }

  /// Passes a copy of the batch on, once there is room for it.
  ///
  /// - Throws: `CancellationError` where the builder wants no more.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    let prefixes = self.prefixes
    self.prefixes.removeAll()
    let isWanted = channel.fill { parcel in
      parcel.batch.copy(batch)
      parcel.prefixes = prefixes
    }
    guard isWanted else { throw CancellationError() }
  }

  /// Passes the prefix on with the next batch.
  public mutating func declare(prefix: String, namespace: IRI) {
    prefixes.append((prefix, namespace))
  }

  /// Passes on what was declared after the last batch.
  mutating func finish() throws {
    guard !prefixes.isEmpty else { return }
    try receive(TripleBatch())
  }
}
