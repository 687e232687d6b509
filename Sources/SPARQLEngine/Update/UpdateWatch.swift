import RDFGraph

/// Watches over one update request: the time, the changes and the memory of all its operations
/// together.
final class UpdateWatch {
  private let options: QueryOptions
  private let start = ContinuousClock.now
  private var steps = 0
  /// What the operations that are committed have changed, and what that takes.
  private var earlierChanges = 0
  private var earlierBytes = 0
  /// What stopped a transaction in the middle of an operation.
  private var interruption: EngineError?

  init(_ options: QueryOptions) { self.options = options }

  /// A transaction that stops where a limit is passed.
  func makeTransaction(on snapshot: GraphSnapshot) -> GraphTransaction {
    var transaction = GraphTransaction(on: snapshot)
    transaction.goesOn = { [self] changes, bytes in
      do throws(EngineError) {
        try check(changes: changes, bytes: bytes)
        return true
      } catch {
        interruption = error
        return false
      }
    }
    return transaction
  }

  /// The snapshot with the changes of a transaction.
  func commit(_ transaction: consuming GraphTransaction) throws(EngineError) -> GraphSnapshot {
    try check(transaction)
    let (changes, bytes) = (transaction.changeCount, transaction.byteCount)
    let next = transaction.commit()
    earlierChanges += changes
    earlierBytes += bytes
    if let interruption { throw interruption }
    try check(changes: 0, bytes: 0)
    return next
  }

  /// What a pattern may cost, which is what the request has left.
  func patternOptions(_ transaction: borrowing GraphTransaction) -> QueryOptions {
    var options = options
    options.start = start
    options.bytesInUse = bytes(transaction.byteCount)
    return options
  }

  /// What a document of LOAD may cost.
  func remainingLimits(_ transaction: borrowing GraphTransaction) -> RemainingLimits {
    RemainingLimits(
      timeout: options.timeout.map { max(.zero, $0 - (ContinuousClock.now - start)) },
      maximumRows: max(0, options.maximumRows - earlierChanges - transaction.changeCount),
      maximumBytes: max(0, options.maximumBytes - bytes(transaction.byteCount)))
  }

  /// Counts steps, and looks at the limits every few thousand.
  ///
  /// - Parameter kept: what solutions and their like take beside the transaction, in bytes.
  func count(
    _ added: Int, keeping kept: Int = 0, _ transaction: borrowing GraphTransaction
  ) throws(EngineError) {
    steps += added
    guard steps >= 1024 else { return }
    steps = 0
    try check(transaction, keeping: kept)
  }

  /// Looks at the limits.
  func check(
    _ transaction: borrowing GraphTransaction, keeping kept: Int = 0
  ) throws(EngineError) {
    if let interruption { throw interruption }
    try check(changes: transaction.changeCount, bytes: transaction.byteCount, keeping: kept)
  }

  /// Committing takes as much again, for a while.
  private func bytes(_ current: Int) -> Int { earlierBytes + 2 * current }

  private func check(changes: Int, bytes: Int, keeping kept: Int = 0) throws(EngineError) {
    if let timeout = options.timeout, ContinuousClock.now - start > timeout {
      throw EngineError(
        code: .timeout,
        message: "the update ran longer than the limit `timeout` of \(timeout)",
        remedy: "change less at once or raise the limit")
    }
    if Task<Never, Never>.isCancelled {
      throw EngineError(
        code: .cancelled, message: "the update was cancelled", remedy: "run it again")
    }
    if earlierChanges + changes > options.maximumRows {
      throw EngineError(
        code: .tooManyRows,
        message:
          "the update changes more triples than the limit `maximumRows` of \(options.maximumRows)",
        remedy: "change less at once or raise the limit")
    }
    if self.bytes(bytes) + kept > options.maximumBytes {
      throw EngineError(
        code: .tooMuchMemory,
        message:
          "the update keeps more than the limit `maximumBytes` of \(options.maximumBytes)",
        remedy: "change less at once or raise the limit")
    }
  }
}

extension EngineError {
  /// Whether a limit was passed or the work cancelled, which SILENT does not silence.
  var isLimit: Bool {
    [.timeout, .cancelled, .tooManyRows, .tooMuchMemory, .tooManyTerms].contains(code)
  }
}
