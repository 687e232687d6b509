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
        while let job = queue.next() { job.run() }
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
///
/// `@unchecked Sendable`: `waiting` and `isClosed` are touched under `condition` only.
private final class JobQueue: @unchecked Sendable {
  struct Job {
    let run: @Sendable () -> Void
  }

  private let condition = NSCondition()
  private var waiting: [Job] = []
  private var isClosed = false

  func append(_ run: @escaping @Sendable () -> Void) {
    condition.withLock {
      waiting.append(Job(run: run))
      condition.signal()
    }
  }

  /// The next job, or nil once the queue is closed and empty.
  func next() -> Job? {
    condition.withLock {
      while waiting.isEmpty {
        if isClosed { return nil }
        condition.wait()
      }
      return waiting.removeFirst()
    }
  }

  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }
}
