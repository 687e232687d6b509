import ByteStorage

/// Who takes which portion of a scan's rows, and what has come of portions whose turn is yet to
/// come.
///
/// Portions are taken in their order, a few ahead of the one whose turn it is; what lies ready of
/// one is bounded, so that a thread that is ahead waits.
final class PortionQueue: Sendable {
  /// Rows on their way out, or what went wrong.
  enum Item {
    case batch(Batch)
    case failure(EngineError)
    case end
  }

  /// What the thread that was asked does next.
  enum Step {
    case take(Item)
    /// The portion is nobody's yet.
    case work(Int)
    /// A helper is at it.
    case wait
  }

  private struct State {
    /// The next portion that nobody has taken.
    var next: Int
    /// The portion whose rows go out.
    var turn: Int
    var isStopped = false
    /// What lies ready, by portion.
    var ready: [Int: Ready] = [:]
  }

  private struct Ready {
    var items: [Item] = []
    var place = 0
    var rows = 0
  }

  /// How many rows of a portion may lie ready.
  private static let mostRows = 16 * Batch.target

  private let state: Monitor<State>
  private let count: Int
  private let ahead: Int

  /// - Parameters:
  ///   - first: the first portion that is left.
  ///   - count: how many portions there are.
  ///   - ahead: how many portions may be taken that come after the one whose turn it is.
  init(first: Int, count: Int, ahead: Int) {
    state = Monitor(State(next: first, turn: first))
    self.count = count
    self.ahead = ahead
  }

  // MARK: The thread that was asked

  /// What to do for the portion whose turn it is.
  ///
  /// - Parameters:
  ///   - nanoseconds: how long to wait for something to do.
  ///   - own: the portion that this thread has begun, if any.
  func step(waiting nanoseconds: Int, own: Int?) -> Step {
    state.wait(upTo: nanoseconds) { state -> Step? in
      if var ready = state.ready[state.turn], ready.place < ready.items.count {
        // Taken out, so that what stays behind is not copied.
        state.ready[state.turn] = nil
        let item = ready.items[ready.place]
        // Whoever takes the rows is the only one to hold them.
        ready.items[ready.place] = .end
        ready.place += 1
        if case .batch(let batch) = item { ready.rows -= batch.count }
        if ready.place == ready.items.count {
          ready.items.removeAll(keepingCapacity: true)
          ready.place = 0
        }
        state.ready[state.turn] = ready
        return .take(item)
      }
      if let own {
        let rows = state.ready[own]?.rows ?? 0
        return rows < Self.mostRows ? .work(own) : nil
      }
      return Self.take(&state, count, ahead).map { .work($0) }
    } ?? .wait
  }

  /// Whether a portion has its turn, and nothing of it lies ready.
  func isTurn(of portion: Int) -> Bool {
    state.change { $0.turn == portion && $0.ready[portion]?.items.isEmpty ?? true }
  }

  /// Passes to the next portion; false at the end.
  func advance() -> Bool {
    state.change { state in
      state.ready[state.turn] = nil
      state.turn += 1
      return state.turn < count
    }
  }

  /// Ends the work of all.
  func stop() { state.change { $0.isStopped = true } }

  // MARK: All threads

  /// Puts something down that has come of a portion.
  func put(_ item: Item, of portion: Int) {
    state.change { Self.put(item, of: portion, &$0) }
  }

  private static func put(_ item: Item, of portion: Int, _ state: inout State) {
    if case .batch(let batch) = item { state.ready[portion, default: Ready()].rows += batch.count }
    state.ready[portion, default: Ready()].items.append(item)
  }

  private static func take(_ state: inout State, _ count: Int, _ ahead: Int) -> Int? {
    guard state.next < count, state.next <= state.turn + ahead else { return nil }
    defer { state.next += 1 }
    return state.next
  }

  // MARK: Helpers

  /// A portion to work on, or nil at the end; waits until one may be taken.
  func takePortion() -> Int? {
    state.wait { state -> Int?? in
      if state.isStopped || state.next >= count { return .some(nil) }
      return Self.take(&state, count, ahead).map { .some($0) }
    }
  }

  /// Puts rows down once there is room for them; false if nobody waits for them any more.
  func deliver(_ item: Item, of portion: Int) -> Bool {
    state.wait { state -> Bool? in
      if state.isStopped { return false }
      guard (state.ready[portion]?.rows ?? 0) < Self.mostRows else { return nil }
      Self.put(item, of: portion, &state)
      return true
    }
  }
}
