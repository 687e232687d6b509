import ByteStorage
import RDFGraph
public import RDFModel

/// Reads the documents that LOAD names.
///
/// The engine has no loader unless its host gives it one, and reads nothing else.
public protocol DocumentLoader: Sendable {
  /// Reads a document into a sink, which throws where the update passes a limit.
  ///
  /// - Parameter limits: what is left of the limits of the update.
  /// - Throws: anything, also to refuse a source; LOAD SILENT goes on without the document.
  func load<Sink: TripleSink & ~Copyable>(
    _ source: IRI, into sink: inout Sink, within limits: RemainingLimits
  ) throws
}

extension UpdateEngine {
  /// LOAD: a document that cannot be read to its end leaves nothing behind, because whoever is
  /// silent about it gave it a transaction of its own.
  func load(
    _ source: IRI, into graph: IRI?, _ transaction: inout GraphTransaction, _ watch: UpdateWatch
  ) throws(EngineError) {
    guard let loader else {
      throw EngineError(
        code: .loadRefused, message: "LOAD <\(source.value)> is not allowed here",
        remedy: "load the document by other means, or allow its source")
    }
    let limits = watch.remainingLimits(transaction)
    var sink = WatchedTransaction(transaction, watch)
    var failure: EngineError?
    do {
      try sink.transaction.beginDocument(source: source.value, graph: graph)
      try loader.load(source, into: &sink, within: limits)
    } catch let error as EngineError {
      failure = error
    } catch {
      failure = EngineError(
        code: .loadFailed, message: "LOAD <\(source.value)> failed: \(error)",
        remedy: "check the document, or write LOAD SILENT")
    }
    // A reader wraps what its sink throws.
    failure = sink.failure ?? failure
    transaction = sink.transaction
    if let failure { throw failure }
  }
}

/// A transaction that takes the batches of a document within the limits of its request.
private struct WatchedTransaction: TripleSink, ~Copyable {
  var transaction: GraphTransaction
  private let watch: UpdateWatch
  /// The limit that a batch has passed.
  private(set) var failure: EngineError?

  init(_ transaction: consuming GraphTransaction, _ watch: UpdateWatch) {
    self.transaction = transaction
    self.watch = watch
  }

  mutating func receive(_ batch: borrowing TripleBatch) throws {
    do throws(EngineError) {
      if let failure { throw failure }
      do throws(CapacityError) { try transaction.receive(batch) } catch {
        throw UpdateEngine.tooManyTerms
      }
      try watch.check(transaction)
    } catch {
      failure = error
      throw error
    }
  }

  mutating func declare(prefix: String, namespace: IRI) {
    transaction.declare(prefix: prefix, namespace: namespace)
  }
}
