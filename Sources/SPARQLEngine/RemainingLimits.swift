/// What is left of the limits of a query or an update, for those who answer on its behalf: the
/// endpoints of SERVICE, the documents of LOAD.
///
/// Who keeps to them stops early; what comes back is counted in any case.
public struct RemainingLimits: Hashable, Sendable {
  /// How long the answer may take, or nil for no limit.
  public var timeout: Duration?
  /// How many solutions or triples may come back.
  public var maximumRows: Int
  /// How many bytes what comes back may take in memory.
  public var maximumBytes: Int

  /// Makes limits.
  public init(timeout: Duration?, maximumRows: Int, maximumBytes: Int) {
    self.timeout = timeout
    self.maximumRows = maximumRows
    self.maximumBytes = maximumBytes
  }
}

extension ExecutionContext {
  /// What is left for whoever is asked to help.
  var remainingLimits: RemainingLimits {
    RemainingLimits(
      timeout: remainingTime, maximumRows: options.maximumRows,
      maximumBytes: max(0, options.maximumBytes - keptBytes))
  }
}
