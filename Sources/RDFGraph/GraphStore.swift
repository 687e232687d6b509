import ByteStorage
import Synchronization

/// A dataset that changes: the current snapshot, one writer at a time, and merging behind both.
///
/// Readers take ``snapshot`` once and keep it as long as they read; they wait for nobody and
/// nobody waits for them. Writers queue up. Each commit costs what it changes; when the changes
/// since the last merge pass a threshold, a thread of its own merges them into a new base while
/// readers and writers go on, and what was committed meanwhile is carried over to it, step by step,
/// until so little is left that the writers need not notice. Only writers who bring so much that
/// merging cannot keep up wait for it.
public final class GraphStore: Sendable {
  private let current: Mutex<GraphSnapshot>
  private let writing = Mutex(())
  private let isMerging = Monitor(false)
  /// How many changes there may be before they are merged.
  private let threshold: Int
  /// How many changes there may be before writers wait until they are merged.
  private let limit: Int

  /// Starts with a snapshot; one from a large file should be verified before.
  ///
  /// - Parameter mergingThreshold: how many changes start a merge; nil for what suits most.
  public init(_ snapshot: GraphSnapshot, mergingThreshold: Int? = nil) {
    current = Mutex(snapshot)
    threshold = mergingThreshold ?? 1 << 15
    limit = 1 << 18
  }

  /// The dataset as it is now.
  public var snapshot: GraphSnapshot { current.withLock { $0 } }

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
        install(next)
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

  /// Makes a snapshot the current one.
  private func install(_ next: GraphSnapshot) {
    // The one before goes after the lock, which readers take.
    let before = current.withLock { snapshot in
      defer { snapshot = next }
      return snapshot
    }
    withExtendedLifetime(before) {}
  }

  // MARK: Merging

  /// Merges the changes now, on the calling thread.
  public func merge() {
    let start = snapshot
    if start.delta != nil, let close = mergedAndCarriedOver(start) { finish(close) }
  }

  /// Merges as long as many changes come; readers and writers go first until the last step.
  private func mergeBehindOthers() {
    repeat {
      let start = snapshot
      guard start.delta != nil else { return }
      let close = WorkerThread.behindOthers { [self] in mergedAndCarriedOver(start) }
      if let close { finish(close) }
    } while hasManyChanges
  }

  /// Waits until no merge is under way.
  public func waitForMerging() { isMerging.wait { $0 ? nil : () } }

  private func mergeIfNeeded(_ snapshot: GraphSnapshot) {
    guard let delta = snapshot.delta, delta.changeCount >= threshold else { return }
    let isFirst = isMerging.change { isMerging in
      defer { isMerging = true }
      return !isMerging
    }
    if isFirst {
      let thread = WorkerThread { [self] in
        mergeBehindOthers()
        isMerging.change { $0 = false }
      }
      if let thread {
        thread.detach()
      } else {
        isMerging.change { $0 = false }
      }
    }
    if delta.changeCount >= limit { waitForMerging() }
  }

  private var hasManyChanges: Bool {
    snapshot.delta.map { $0.changeCount >= threshold } ?? false
  }

  /// A snapshot that is nearly the current one, on a base that is merged.
  private struct Merged: Sendable {
    let snapshot: GraphSnapshot
    /// The one on the old base that has the same content.
    let counterpart: GraphSnapshot
  }

  /// Merges a snapshot and carries over to its new base what came since, beside the writers, and
  /// what came during that, until it is little; nil where the current one has another base by then.
  private func mergedAndCarriedOver(_ start: GraphSnapshot) -> Merged? {
    var reached = Merged(snapshot: start.merged(), counterpart: start)
    for _ in 0..<Self.mostRounds {
      let met = snapshot
      guard let close = met.rebased(from: reached.counterpart, onto: reached.snapshot)
      else { return nil }
      reached = Merged(snapshot: close.snapshot, counterpart: met)
      if close.changeCount <= Self.few { break }
    }
    return reached
  }

  /// Carries over the last changes while the writers wait.
  private func finish(_ close: Merged) {
    writing.withLock { _ in
      let last = snapshot.rebased(from: close.counterpart, onto: close.snapshot)
      if let last { install(last.snapshot) }
    }
  }

  /// Changes that are carried over in a fraction of a millisecond.
  private static let few = 128
  /// Writers who bring as much as is carried over meanwhile wait after so many rounds.
  private static let mostRounds = 16
}
