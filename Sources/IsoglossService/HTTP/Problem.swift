import HTTPTypes
import Hummingbird
import Isogloss

/// Why a request has no answer, in a form for programs and for people.
///
/// Source: RFC 9457. `type` is left out, which means `about:blank`, so that `title` is the phrase
/// of the status; ``code`` is the stable word to compare.
struct Problem: Error, Sendable {
  /// The kind of problem: an open set of stable words.
  struct Code: RawRepresentable, Hashable, Sendable {
    let rawValue: String

    static let ambiguousScheme = Code(rawValue: "ambiguous-scheme")
    static let ambiguousTerm = Code(rawValue: "ambiguous-term")
    static let badEncoding = Code(rawValue: "bad-encoding")
    static let badParameter = Code(rawValue: "bad-parameter")
    static let cancelled = Code(rawValue: "cancelled")
    static let internalError = Code(rawValue: "internal-error")
    static let limitExceeded = Code(rawValue: "limit-exceeded")
    static let methodNotAllowed = Code(rawValue: "method-not-allowed")
    static let missingParameter = Code(rawValue: "missing-parameter")
    static let notAcceptable = Code(rawValue: "not-acceptable")
    static let notFound = Code(rawValue: "not-found")
    static let repeatedParameter = Code(rawValue: "repeated-parameter")
    static let shuttingDown = Code(rawValue: "shutting-down")
    static let unknownParameter = Code(rawValue: "unknown-parameter")
    static let unknownScheme = Code(rawValue: "unknown-scheme")
    static let unknownTerm = Code(rawValue: "unknown-term")
    static let unsupportedMediaType = Code(rawValue: "unsupported-media-type")
    static let updateRefused = Code(rawValue: "update-refused")
  }

  /// A concept that the request may have meant.
  struct Candidate: Hashable, Sendable {
    let iri: String
    let curie: String
    let label: String
    let language: String?
    let scheme: String?
    let definition: String?
  }

  let status: HTTPResponse.Status
  let code: Code
  /// What is wrong, in one sentence without a full stop.
  let detail: String
  /// What the client can do, in one sentence without a full stop.
  let remedy: String?
  var line: Int?
  var column: Int?
  /// The name of the limit that was passed.
  var limit: ServiceLimits.Name?
  var candidates: [Candidate] = []
  var suggestions: [Candidate] = []
  /// Further header fields, such as `Allow`.
  var headers = HTTPFields()

  init(_ status: HTTPResponse.Status, code: Code, detail: String, remedy: String? = nil) {
    self.status = status
    self.code = code
    self.detail = detail
    self.remedy = remedy
  }
}

extension Problem {
  static func badEncoding(_ detail: String) -> Problem {
    Problem(
      .badRequest, code: .badEncoding, detail: detail,
      remedy: "percent-encode the bytes of its UTF-8 form")
  }

  static func badParameter(_ name: String, _ value: String, expected: String) -> Problem {
    Problem(
      .badRequest, code: .badParameter,
      detail: "the parameter \(name) has the value “\(value)”", remedy: "give \(expected)")
  }

  static func missingParameter(_ name: String, example: String) -> Problem {
    Problem(
      .badRequest, code: .missingParameter, detail: "the parameter \(name) is missing",
      remedy: "write for example \(example)")
  }

  static func notFound(path: String) -> Problem {
    Problem(
      .notFound, code: .notFound, detail: "there is nothing at \(path)",
      remedy: "start from the home page at /")
  }

  static func limit(
    _ name: ServiceLimits.Name, _ status: HTTPResponse.Status, detail: String, remedy: String
  ) -> Problem {
    var problem = Problem(status, code: .limitExceeded, detail: detail, remedy: remedy)
    problem.limit = name
    return problem
  }
}

extension Problem {
  /// The members that RFC 9457 names, then those of our own.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("title", .string(status.reasonPhrase)), .init("status", .integer(status.code)),
      .init("code", .string(code.rawValue)), .init("detail", .string(detail)),
    ]
    if let remedy { members.append(.init("remedy", .string(remedy))) }
    if let line { members.append(.init("line", .integer(line))) }
    if let column { members.append(.init("column", .integer(column))) }
    if let limit { members.append(.init("limit", .string(limit.rawValue))) }
    if !candidates.isEmpty {
      members.append(.init("candidates", .array(candidates.map(\.json))))
    }
    if !suggestions.isEmpty {
      members.append(.init("suggestions", .array(suggestions.map(\.json))))
    }
    return .object(members)
  }
}

extension Problem.Candidate {
  fileprivate var json: JSONValue {
    .members([
      "iri": .string(iri), "curie": .string(curie),
      "label": .members(["value": .string(label), "language": .optional(language)]),
      "scheme": .optional(scheme), "definition": .optional(definition),
    ])
  }
}
