import Synchronization

/// Results that are computed once for each key and kept, so many of them: who asks while one is
/// being computed waits for it and computes nothing.
///
/// Whoever waits takes no thread. A failure is told to all who waited, and is not kept.
final class SharedResults<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let task: Task<Value, any Error>
    var lastUse: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var uses = 0
    var computations = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  init(capacity: Int) { self.capacity = max(capacity, 1) }

  /// How many results were computed so far: the measure of the work.
  var computationCount: Int { state.withLock { $0.computations } }

  /// The result for a key: a kept one, or that of the computation.
  ///
  /// The computation is nobody's own: it goes on where the one who asked first has left.
  func value(
    for key: Key, _ compute: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = state.withLock { state in
      state.uses += 1
      if let known = state.entries[key] {
        state.entries[key]?.lastUse = state.uses
        return known.task
      }
      state.computations += 1
      let fresh = Task { try await compute() }
      state.entries[key] = Entry(task: fresh, lastUse: state.uses)
      if state.entries.count > capacity,
        let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.entries[oldest.key] = nil
      }
      return fresh
    }
    do {
      return try await task.value
    } catch {
      state.withLock { state in
        if state.entries[key]?.task == task { state.entries[key] = nil }
      }
      throw error
    }
  }
}
