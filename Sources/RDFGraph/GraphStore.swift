import ByteStorage
import Synchronization

/// A dataset that changes: the current snapshot, one writer at a time, and merging behind both.
///
/// Readers take ``snapshot`` once and keep it as long as they read; they wait for nobody and
/// nobody waits for them. Writers queue up. Each commit costs what it changes; when the changes
/// since the last merge pass a threshold, a thread of the pool merges them into a new base while
/// readers and writers go on, and what was committed meanwhile is carried over to it.
public final class GraphStore: Sendable {
  private struct State {
    var snapshot: GraphSnapshot
    var isMerging = false
  }

  private let state: Mutex<State>
  private let writing = Mutex(())
  /// How many changes there may be before they are merged.
  private let threshold: Int

  /// Starts with a snapshot; one from a large file should be verified before.
  ///
  /// - Parameter mergingThreshold: how many changes start a merge; nil for what suits most.
  public init(_ snapshot: GraphSnapshot, mergingThreshold: Int? = nil) {
    state = Mutex(State(snapshot: snapshot))
    threshold = mergingThreshold ?? 1 << 15
  }

  /// The dataset as it is now.
  public var snapshot: GraphSnapshot { state.withLock { $0.snapshot } }

  /// Replaces the current snapshot by what `body` makes of it; on an error nothing changes.
  ///
  /// Writers come one after the other, so `body` sees the newest snapshot and nobody changes it
  /// meanwhile. A request of several operations makes a transaction for each on the snapshot that
  /// the one before left, and readers see all of them or none. `body` must not call the store to
  /// change it, because it would wait for itself.
  ///
  /// - Throws: what `body` throws.
  @discardableResult
  public func update<Failure: Error>(
    _ body: (GraphSnapshot) throws(Failure) -> GraphSnapshot
  ) throws(Failure) -> GraphSnapshot {
    let result = writing.withLock { _ -> Result<GraphSnapshot, Failure> in
      do throws(Failure) {
        let next = try body(snapshot)
        state.withLock { $0.snapshot = next }
        return .success(next)
      } catch {
        return .failure(error)
      }
    }
    let next = try result.get()
    mergeIfNeeded(next)
    return next
  }

  /// Applies the changes of one transaction; on an error nothing changes.
  ///
  /// - Throws: what `body` throws.
  @discardableResult
  public func commit<Failure: Error>(
    _ body: (inout GraphTransaction) throws(Failure) -> Void
  ) throws(Failure) -> GraphSnapshot {
    try update { (snapshot) throws(Failure) in
      var transaction = GraphTransaction(on: snapshot)
      try body(&transaction)
      return transaction.commit()
    }
  }

  // MARK: Merging

  /// Merges the changes now, on the calling thread.
  public func merge() {
    let start = snapshot
    if start.delta != nil { install(start.merged(), madeOf: start) }
  }

  private func mergeIfNeeded(_ snapshot: GraphSnapshot) {
    guard let delta = snapshot.delta, delta.changeCount >= threshold else { return }
    let isFirst = state.withLock { state in
      defer { state.isMerging = true }
      return !state.isMerging
    }
    guard isFirst else { return }
    Task.detached(priority: .utility) { [self] in
      install(snapshot.merged(), madeOf: snapshot)
      state.withLock { $0.isMerging = false }
    }
  }

  /// Makes `merged`, which has the content of `start`, the base of the current snapshot.
  private func install(_ merged: GraphSnapshot, madeOf start: GraphSnapshot) {
    // What came since is carried over beside the writers first, and what came during that, which
    // is little, while they wait.
    let met = snapshot
    guard let close = met.rebased(from: start, onto: merged) else { return }
    writing.withLock { _ in
      guard let last = snapshot.rebased(from: met, onto: close) else { return }
      state.withLock { $0.snapshot = last }
    }
  }
}
