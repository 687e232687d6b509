/// What a closure may cost.
public struct EntailmentLimits: Sendable {
  /// How long one call may take, or nil for no limit.
  public var timeout: Duration?
  /// How many triples may be derived.
  public var maximumTriples = 200_000_000
  /// How many bytes the closure may take beside its snapshot.
  public var maximumBytes = 8 << 30

  /// Makes the default limits, to be changed one by one.
  public init() {}
}

/// Why there is no closure: it passes a limit, or was cancelled.
public struct EntailmentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare.
  ///
  /// The set is open.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `entailment-timeout`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The closure took longer than ``EntailmentLimits/timeout``.
    public static let timeout = Code(rawValue: "entailment-timeout")
    /// More follows than ``EntailmentLimits/maximumTriples``.
    public static let tooManyTriples = Code(rawValue: "entailment-triple-limit")
    /// The closure needs more memory than ``EntailmentLimits/maximumBytes``.
    public static let tooMuchMemory = Code(rawValue: "entailment-memory-limit")
    /// The task that makes the closure was cancelled.
    public static let cancelled = Code(rawValue: "entailment-cancelled")
  }

  /// The kind of error.
  public let code: Code
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// Makes an error.
  public init(code: Code, message: String, remedy: String) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// The error on one line: `error CODE: message; remedy`.
  public var description: String { "error \(code.rawValue): \(message); \(remedy)" }
}

/// Watches over one call, whose work it counts.
struct EntailmentWatch {
  private let limits: EntailmentLimits
  private let deadline: ContinuousClock.Instant?
  private var steps = 0

  init(_ limits: EntailmentLimits) {
    self.limits = limits
    deadline = limits.timeout.map { .now + $0 }
  }

  /// Counts some steps, and looks at the clock every few thousand.
  mutating func count(_ added: Int, _ triples: ClosureTriples) throws(EntailmentError) {
    steps += added
    if steps >= 4096 {
      steps = 0
      try check(triples)
    }
  }

  private func check(_ triples: ClosureTriples) throws(EntailmentError) {
    if let deadline, ContinuousClock.now > deadline {
      throw EntailmentError(
        code: .timeout,
        message: "the closure took longer than the limit `timeout` of \(limits.timeout ?? .zero)",
        remedy: "use a smaller graph or a weaker regime, or raise the limit")
    }
    if triples.derivedCount > limits.maximumTriples {
      throw EntailmentError(
        code: .tooManyTriples,
        message: "more follows than the limit `maximumTriples` of \(limits.maximumTriples)",
        remedy: "use a smaller graph or a weaker regime, or raise the limit")
    }
    if triples.byteCount > limits.maximumBytes {
      throw EntailmentError(
        code: .tooMuchMemory,
        message: "the closure needs more than the limit `maximumBytes` of \(limits.maximumBytes)",
        remedy: "use a smaller graph or a weaker regime, or raise the limit")
    }
    if Task<Never, Never>.isCancelled {
      throw EntailmentError(
        code: .cancelled, message: "the closure was cancelled", remedy: "make it again")
    }
  }
}
