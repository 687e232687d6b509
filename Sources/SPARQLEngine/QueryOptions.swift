import ByteStorage
public import RDFModel
public import XSDValues

/// What a query may cost, and where its default graph is.
public struct QueryOptions: Sendable {
  /// How long the evaluation may take, or nil for no limit.
  public var timeout: Duration?
  /// How many solutions the result may have.
  public var maximumRows = 100_000_000
  /// How many bytes the query may keep: results, sorts, joins, groups, and the terms that it makes.
  public var maximumBytes = 4 << 30
  /// How many bytes a string may have that the query makes, with CONCAT, REPLACE and their like.
  public var maximumStringBytes = 4 << 20
  /// The graph that patterns outside GRAPH are matched in, where the query has no FROM.
  public var defaultGraph = DefaultGraph.unnamed

  /// How many threads an evaluation may take, its own among them.
  ///
  /// They are taken for work that is estimated to be worth it; the result is the same, in the same
  /// order, whatever their number. Prepared queries and streams run where they are asked.
  public var threads = WorkerThread.coreCount

  /// The moment that NOW() gives, or nil for that of the evaluation.
  public var now: DateTimeValue?

  /// When the request began of which the query is a part; nil for the evaluation itself.
  var start: ContinuousClock.Instant?
  /// What the request keeps beside the query, in bytes.
  var bytesInUse = 0

  /// What the planner may do beside the plain way, which gives the same solutions.
  package var planner = PlannerFeatures.all

  /// How many rows of a scan a thread takes at a time, for tests on small graphs: all that can be
  /// shared out is, from the start; nil to decide by what the work is estimated to be.
  package var portionRows: Int?

  /// Where triples outside GRAPH come from.
  public enum DefaultGraph: Hashable, Sendable {
    /// The graph without a name.
    case unnamed
    /// All graphs of the snapshot, named or not, each triple once.
    case union
    /// These graphs, merged, and the graph without a name where so said.
    case graphs([IRI], withUnnamed: Bool = false)
  }

  /// Makes the default options, to be changed one by one.
  public init() {}
}
