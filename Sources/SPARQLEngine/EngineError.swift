import RDFModel

/// Why a query has no answer: it asks for what the engine does not do, or passes a limit.
///
/// Errors inside expressions are not of this kind: they are values and concern one solution.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of error: a stable word that programs may compare.
  ///
  /// The set is open.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The word, for example `query-timeout`.
    public let rawValue: String

    /// Takes a word as a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The query needs something that the engine does not do.
    public static let unsupported = Code(rawValue: "query-unsupported")
    /// The query ran longer than ``QueryOptions/timeout``.
    public static let timeout = Code(rawValue: "query-timeout")
    /// The query made more solutions than ``QueryOptions/maximumRows``.
    public static let tooManyRows = Code(rawValue: "query-row-limit")
    /// The query needed more memory than ``QueryOptions/maximumBytes``.
    public static let tooMuchMemory = Code(rawValue: "query-memory-limit")
    /// The query nests deeper than the engine follows.
    public static let tooDeep = Code(rawValue: "query-depth-limit")
    /// The task that runs the query was cancelled.
    public static let cancelled = Code(rawValue: "query-cancelled")
    /// A prepared query was called with too many or too few values.
    public static let parameterCount = Code(rawValue: "query-parameter-count")
    /// A function or a property function was called with arguments that it does not take.
    public static let wrongArguments = Code(rawValue: "query-wrong-arguments")
    /// An update names a graph that there is not.
    public static let graphMissing = Code(rawValue: "update-graph-missing")
    /// CREATE names a graph that there is.
    public static let graphExists = Code(rawValue: "update-graph-exists")
    /// LOAD names a document that the host does not allow.
    public static let loadRefused = Code(rawValue: "update-load-refused")
    /// A document of LOAD could not be read.
    public static let loadFailed = Code(rawValue: "update-load-failed")
    /// SERVICE names an endpoint that the host does not allow.
    public static let serviceRefused = Code(rawValue: "query-service-refused")
    /// An endpoint gave no answer that can be used.
    public static let serviceFailed = Code(rawValue: "query-service-failed")
    /// The query made more distinct terms than identifiers can name.
    public static let tooManyTerms = Code(rawValue: "query-term-limit")
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

  /// A feature of SPARQL that the engine does not have.
  static func unsupported(_ feature: String) -> EngineError {
    EngineError(
      code: .unsupported, message: "\(feature) is not supported",
      remedy: "write the query without it")
  }

  static var tooDeepTripleTerm: EngineError {
    EngineError(
      code: .tooDeep,
      message: "triple terms nest deeper than the limit `tripleTermDepth` of "
        + "\(ReaderLimits.standard.tripleTermDepth)",
      remedy: "describe triple terms by reifiers instead of nesting them")
  }
}

extension Term {
  /// How many triple terms are within each other, this one included.
  var tripleTermDepth: Int {
    var (term, depth) = (self, 0)
    while case .tripleTerm(let triple) = term { (term, depth) = (triple.object, depth + 1) }
    return depth
  }
}
