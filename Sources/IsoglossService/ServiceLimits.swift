/// What one client may cost the service; every limit has an error that names it.
///
/// The limits are named in errors, and on the command line, as in ``Name``.
public struct ServiceLimits: Sendable, Hashable {
  /// How long the evaluation of a query may take; `timeout`.
  public var timeout: Duration = .seconds(30)
  /// How many bytes the text of a query may have; `max-query-bytes`.
  public var maximumQueryBytes = 256 << 10
  /// How many bytes the body of a request may have; `max-body-bytes`.
  public var maximumBodyBytes = 1 << 20
  /// How many solutions or triples a result may have; `max-rows`.
  public var maximumRows = 100_000
  /// How many bytes an answer may have; `max-result-bytes`.
  public var maximumResultBytes = 64 << 20
  /// How many bytes of tables the evaluation of a query may keep; `max-memory-bytes`.
  public var maximumMemoryBytes = 512 << 20
  /// How many evaluations run at once, each on a thread of its own; `max-concurrency`.
  public var maximumConcurrency = 4
  /// How many evaluations may wait for a thread; `max-waiting`.
  public var maximumWaiting = 64
  /// How many hits a search may ask for; `max-hits`.
  public var maximumHits = 1_000

  /// How many concepts two schemes may have together for an alignment; `max-aligned-concepts`.
  public var maximumAlignedConcepts = 20_000

  /// Makes the default limits, to be changed one by one.
  public init() {}

  /// What a limit is called in errors and options.
  public enum Name: String, Sendable, CaseIterable {
    /// ``ServiceLimits/timeout``.
    case timeout
    /// ``ServiceLimits/maximumQueryBytes``.
    case queryBytes = "max-query-bytes"
    /// ``ServiceLimits/maximumBodyBytes``.
    case bodyBytes = "max-body-bytes"
    /// ``ServiceLimits/maximumRows``.
    case rows = "max-rows"
    /// ``ServiceLimits/maximumResultBytes``.
    case resultBytes = "max-result-bytes"
    /// ``ServiceLimits/maximumMemoryBytes``.
    case memoryBytes = "max-memory-bytes"
    /// ``ServiceLimits/maximumConcurrency`` and ``ServiceLimits/maximumWaiting`` together.
    case concurrency = "max-concurrency"
    /// ``ServiceLimits/maximumHits``.
    case hits = "max-hits"
    /// ``ServiceLimits/maximumAlignedConcepts``.
    case alignedConcepts = "max-aligned-concepts"
  }
}
