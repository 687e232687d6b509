public import RDFGraph
public import RDFModel

/// How much a finding matters.
public enum Severity: String, Comparable, Hashable, Sendable {
  /// The data contradicts a specification.
  case error
  /// The data is allowed and probably not what was meant.
  case warning
  /// Worth knowing.
  case info

  /// Errors first.
  public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}

/// A triple of the data, and where it stands.
public struct Statement: Hashable, Sendable {
  /// The triple.
  public let triple: Triple
  /// Source and line, where the snapshot keeps them.
  public let origin: TripleOrigin?
  /// Whether a mapping says that the triple does not hold.
  public let isDenied: Bool

  /// Makes a statement.
  public init(_ triple: Triple, origin: TripleOrigin? = nil, isDenied: Bool = false) {
    self.triple = triple
    self.origin = origin
    self.isDenied = isDenied
  }
}

/// What a check found: what is wrong with what, where, why, and what to do about it.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public let severity: Severity
  /// The rule: a condition of the SKOS Reference such as `S46`, or a word such as
  /// `orphan-concept`.
  public let code: String
  /// The IRI of what is at fault; for a blank node its label with `_:`.
  public let subject: String
  /// Source and line of the first cause, or of the subject where something is missing.
  public let origin: TripleOrigin?
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// The statements that together cause the finding, in the order in which they follow from
  /// each other; empty where something is missing.
  public let cause: [Statement]
  /// What the user can do, in one sentence without a full stop.
  public let remedy: String

  /// Makes a finding.
  public init(
    severity: Severity, code: String, subject: String, origin: TripleOrigin?, message: String,
    cause: [Statement] = [], remedy: String
  ) {
    self.severity = severity
    self.code = code
    self.subject = subject
    self.origin = origin
    self.message = message
    self.cause = cause
    self.remedy = remedy
  }

  /// The order of reports: by severity, source, line, code, subject, then message.
  public static func inReportOrder(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity < right.severity }
    let one = (left.origin?.source ?? "", right.origin?.source ?? "")
    if one.0 != one.1 { return one.0.utf8Precedes(one.1) }
    let lines = (left.origin?.line ?? 0, right.origin?.line ?? 0)
    if lines.0 != lines.1 { return lines.0 < lines.1 }
    if left.code != right.code { return left.code.utf8Precedes(right.code) }
    if left.subject != right.subject { return left.subject.utf8Precedes(right.subject) }
    return left.message.utf8Precedes(right.message)
  }
}
