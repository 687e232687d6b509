import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import IsoglossService

struct EvaluationPoolTests {
  private static func limits(concurrency: Int, waiting: Int) -> ServiceLimits {
    var limits = ServiceLimits()
    limits.maximumConcurrency = concurrency
    limits.maximumWaiting = waiting
    return limits
  }

  /// As many evaluations as would take all of Swift's own threads leave these free.
  @Test(.timeLimit(.minutes(1)))
  func runsWorkOnItsOwnThreads() async throws {
    let count = ProcessInfo.processInfo.activeProcessorCount + 2
    let pool = EvaluationPool(Self.limits(concurrency: count, waiting: 0))
    let started = DispatchSemaphore(value: 0)
    let gate = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          try await pool.run {
            started.signal()
            gate.wait()
          }
        }
      }
      await withCheckedContinuation { done in
        DispatchQueue.global().async {
          for _ in 0..<count { started.wait() }
          done.resume()
        }
      }
      #expect(await Task.detached { true }.value)
      for _ in 0..<count { gate.signal() }
      try await group.waitForAll()
    }
  }

  @Test func passesErrorsOn() async {
    struct Failure: Error {}
    let pool = EvaluationPool(ServiceLimits())
    await #expect(throws: Failure.self) { try await pool.run { throw Failure() } }
  }

  @Test func runsNoMoreAtOnceThanAllowed() async throws {
    let pool = EvaluationPool(Self.limits(concurrency: 2, waiting: 100))
    let gauge = Gauge()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await pool.run {
            gauge.enter()
            Thread.sleep(forTimeInterval: 0.002)
            gauge.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(gauge.most <= 2)
    #expect(gauge.now == 0)
  }

  /// How many run, and how many ran at most.
  private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var now: Int { counts.withLock { $0.now } }
    var most: Int { counts.withLock { $0.most } }

    func enter() {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
  }

  @Test func turnsAwayWhatDoesNotFit() async throws {
    let pool = EvaluationPool(Self.limits(concurrency: 1, waiting: 0))
    let gate = DispatchSemaphore(value: 0)
    let started = DispatchSemaphore(value: 0)
    async let first: Void = pool.run {
      started.signal()
      gate.wait()
    }
    await withCheckedContinuation { done in
      DispatchQueue.global().async {
        started.wait()
        done.resume()
      }
    }
    let problem = await #expect(throws: Problem.self) { try await pool.run {} }
    #expect(problem?.limit == .concurrency)
    #expect(problem?.status == .serviceUnavailable)
    #expect(problem?.headers[.retryAfter] != nil)
    gate.signal()
    try await first
    try await pool.run {}
  }

  @Test func cancellationReachesTheWork() async throws {
    let pool = EvaluationPool(ServiceLimits())
    let task = Task {
      try await pool.run {
        while !Task.isCancelled { Thread.sleep(forTimeInterval: 0.001) }
        return true
      }
    }
    task.cancel()
    // Cancelled before it began, or noticed by the work itself.
    let seen = try? await task.value
    #expect(seen == nil || seen == true)
  }
}
