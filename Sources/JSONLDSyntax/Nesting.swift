internal import ByteStorage
internal import RDFModel

/// How deep documents and contexts may nest.
///
/// The algorithms of JSON-LD follow the nesting of what they work on, and so do the values of a
/// JSON text when they are freed. They run on a thread of their own whose stack holds what the
/// limit allows; the caller waits for it, as it would for its own computation.
enum Nesting {
  /// The most levels that a limit can allow.
  static let highest = 10_000

  /// The stack that a level of values and a level of contexts take together, with a margin:
  /// without optimisation the worst shapes take half of it.
  private static let bytesPerLevel = 64 << 10

  /// The levels that limits allow.
  static func limit(_ limits: ReaderLimits) -> Int { max(1, min(limits.depth, highest)) }

  /// Runs an algorithm where its recursion has room.
  ///
  /// - Returns: what comes of it; nil where the system has not the memory.
  static func run<Result, Failure>(
    _ limits: ReaderLimits, _ body: () throws(Failure) -> Result
  ) -> Swift.Result<Result, Failure>? {
    DeepStack.run(byteCount: (limit(limits) + 16) * bytesPerLevel) {
      () -> Swift.Result<Result, Failure> in
      do throws(Failure) { return .success(try body()) } catch { return .failure(error) }
    }
  }

  /// Runs an algorithm where its recursion has room.
  ///
  /// - Throws: what the algorithm throws; `limit-exceeded` where the system has not the memory.
  static func run<Result>(
    _ options: JSONLDOptions, _ body: () throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    guard let outcome = run(options.limits, body) else {
      throw SyntaxError(noMemory(options.limits), in: [(options.sourceName, [])])
    }
    return try outcome.get()
  }

  /// What to say where the system has not the memory.
  static func noMemory(_ limits: ReaderLimits) -> JSONLDFailure {
    JSONLDFailure(
      .memory, "the limit depth = \(limit(limits)) allows more than there is memory for a stack")
  }
}
