import ByteStorage
import Foundation

/// Threads of its own for work that computes for long.
///
/// Swift's own threads are few and belong to everybody: a query that ran on them for half a minute
/// would hold up the requests of all others. A task that prefers this executor runs here instead
/// and is still a task, so that its cancellation reaches the evaluation.
final class EvaluationExecutor: TaskExecutor {
  /// Parsers and evaluators are tested on stacks of 512 KB; this leaves room beyond.
  private static let stackSize = 8 << 20

  private let queue = JobQueue()

  init(threads: Int) {
    for _ in 0..<max(threads, 1) {
      let thread = Thread { [queue] in
        while let job = queue.next() { job() }
      }
      thread.stackSize = Self.stackSize
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.append { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Lets the threads end once they have run what is waiting.
  func stop() { queue.close() }
}

/// Jobs that wait for a thread.
private final class JobQueue: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    var waiting: [Job] = []
    var isClosed = false
  }

  private let state = Monitor(State())

  func append(_ job: @escaping Job) {
    state.change { $0.waiting.append(job) }
  }

  /// The next job, or nil once the queue is closed and empty.
  func next() -> Job? {
    state.wait { state -> Job?? in
      if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
      return state.isClosed ? .some(nil) : nil
    }
  }

  func close() { state.change { $0.isClosed = true } }
}
