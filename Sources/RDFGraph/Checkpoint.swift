/// Work was stopped in the middle.
struct Stopped: Error {}

/// Where long work asks now and then whether to go on; work that nobody stops has one that fails
/// with `Never`.
struct Checkpoint<Failure: Error> {
  private let question: (() throws(Failure) -> Void)?
  private var steps = 0

  /// Asks nobody.
  init() { question = nil }

  /// Asks by calling `question`, which throws where work has to end.
  init(_ question: @escaping () throws(Failure) -> Void) { self.question = question }

  /// Counts steps of some ten nanoseconds, and asks every few thousand.
  @inline(__always)
  mutating func pass(_ count: Int = 1) throws(Failure) {
    steps &+= count
    if steps >= 1 << 14 { try ask() }
  }

  /// Asks now.
  @inline(never)
  mutating func ask() throws(Failure) {
    steps = 0
    if let question { try question() }
  }
}
