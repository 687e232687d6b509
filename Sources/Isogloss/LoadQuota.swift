import SPARQLEngine

/// How much of a document of LOAD is read: as much as the limits of its update allow.
struct LoadQuota {
  private let limits: RemainingLimits
  private let start = ContinuousClock.now
  private var byteCount = 0
  /// How many times its bytes a document takes in memory at least.
  private var factor = 1

  init(_ limits: RemainingLimits) { self.limits = limits }

  /// The quota of a document that is kept as a tree until it ends.
  var ofDocumentsKeptWhole: LoadQuota {
    var quota = self
    quota.factor = 16
    return quota
  }

  /// Counts bytes that are about to be read, after decompression.
  ///
  /// - Throws: `EngineError` that names the limit.
  mutating func take(_ count: Int, of name: String) throws {
    byteCount += count
    if byteCount > limits.maximumBytes / factor {
      throw EngineError(
        code: .tooMuchMemory,
        message: "the document \(name) is longer than the limit `maximumBytes` leaves room for",
        remedy: "load a smaller document, or raise the limit")
    }
    if let timeout = limits.timeout, ContinuousClock.now - start > timeout {
      throw EngineError(
        code: .timeout,
        message: "reading the document \(name) took longer than the limit `timeout` leaves",
        remedy: "load a smaller document, or raise the limit")
    }
  }
}
