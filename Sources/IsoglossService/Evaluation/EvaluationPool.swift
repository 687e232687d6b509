import HTTPTypes
import Hummingbird
import Synchronization

/// Runs evaluations, so many at once and so many waiting, and turns further ones away.
final class EvaluationPool: Sendable {
  private let executor: EvaluationExecutor
  private let concurrency: Int
  private let capacity: Int
  private let admitted = Mutex(0)

  init(_ limits: ServiceLimits) {
    concurrency = max(limits.maximumConcurrency, 1)
    capacity = concurrency + max(limits.maximumWaiting, 0)
    executor = EvaluationExecutor(threads: concurrency)
  }

  deinit { executor.stop() }

  /// Runs work that may compute for long on a thread of the pool.
  ///
  /// - Throws: ``Problem`` for the limit `max-concurrency`, or what the work throws.
  func run<Result: Sendable>(
    _ work: @escaping @Sendable () throws -> Result
  ) async throws -> Result {
    try enter()
    defer { leave() }
    return try await withTaskExecutorPreference(executor) {
      try Task.checkCancellation()
      return try work()
    }
  }

  private func enter() throws(Problem) {
    let isAdmitted = admitted.withLock { count in
      guard count < capacity else { return false }
      count += 1
      return true
    }
    guard isAdmitted else {
      var problem = Problem.limit(
        .concurrency, .serviceUnavailable,
        detail: "\(concurrency) evaluations run and \(capacity - concurrency) wait, which is the "
          + "limit `max-concurrency`",
        remedy: "try again in a few seconds")
      problem.headers[.retryAfter] = "5"
      throw problem
    }
  }

  private func leave() { admitted.withLock { $0 -= 1 } }
}
