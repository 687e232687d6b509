import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment

/// The operations of the command line, with the same JSON.
struct OperationEndpoint: Sendable {
  let vocabulary: Vocabulary
  let limits: ServiceLimits
  let pool: EvaluationPool

  // MARK: /api/v1/resolve

  private static let resolveParameters = [
    "term", "in", "to", "relations", "language", "min-confidence", "evidence",
  ]

  /// What corresponds to a term elsewhere.
  func resolve(_ request: Request) async throws -> Answer {
    let parameters = try jsonParameters(request)
    try parameters.allowOnly(Self.resolveParameters)
    guard let term = try parameters.filled("term") else {
      throw Problem.missingParameter(
        "term", example: "/api/v1/resolve?term=provider&in=eu-ai-act-2024")
    }
    return try await pool.run {
      let language = try parameters.filled("language")
      let resolution = try vocabulary.resolve(
        term, in: parameters.filled("in"), to: parameters.list("to"), language: language,
        options: Self.options(parameters))
      return Answer(json: resolution.json(in: language ?? "en"))
    }
  }

  private static func options(_ parameters: FormParameters) throws -> ResolutionOptions {
    var options = ResolutionOptions()
    let names = parameters.list("relations")
    if !names.isEmpty { options.relations = try Set(names.map(relation)) }
    switch try parameters.filled("evidence") {
    case nil, "any": break
    case "stated": options.evidence = .stated
    case "inferred": options.evidence = .inferred
    case let other?:
      throw Problem.badParameter("evidence", other, expected: "any, stated or inferred")
    }
    if let text = try parameters.filled("min-confidence") {
      guard let value = Double(text), value >= 0, value <= 1 else {
        throw Problem.badParameter("min-confidence", text, expected: "a number from 0 to 1")
      }
      options.minimumConfidence = value
    }
    return options
  }

  private static func relation(_ name: String) throws -> MappingRelation {
    switch name {
    case "exact": .exactMatch
    case "close": .closeMatch
    case "broad": .broadMatch
    case "narrow": .narrowMatch
    case "related": .relatedMatch
    case "counterpart": .functionalCounterpart
    default:
      throw Problem.badParameter(
        "relations", name, expected: "exact, close, broad, narrow, related or counterpart")
    }
  }

  // MARK: /api/v1/search

  private static let searchParameters = ["q", "scheme", "jurisdiction", "language", "limit"]

  /// Ranked concepts for a text.
  func search(_ request: Request) async throws -> Answer {
    let parameters = try jsonParameters(request)
    try parameters.allowOnly(Self.searchParameters)
    guard let text = try parameters.filled("q") else {
      throw Problem.missingParameter("q", example: "/api/v1/search?q=bias")
    }
    let limit = try parameters.integer("limit", default: 20, atLeast: 1)
    guard limit <= limits.maximumHits else {
      throw Problem.limit(
        .hits, .badRequest,
        detail: "the parameter limit is \(limit) and the limit `max-hits` is "
          + "\(limits.maximumHits)",
        remedy: "ask for fewer hits")
    }
    return try await pool.run {
      let language = try parameters.filled("language")
      let matches = try vocabulary.search(
        text,
        options: SearchOptions(
          schemes: try parameters.list("scheme").map(vocabulary.scheme),
          jurisdictions: parameters.list("jurisdiction"), language: language, limit: limit))
      return Answer(
        json: .members([
          "text": .string(text),
          "matches": .array(
            matches.map { $0.json(in: language ?? "en", warnedBy: vocabulary.resolver) }),
        ]))
    }
  }

  /// The parameters of a request that is answered in JSON.
  func jsonParameters(_ request: Request) throws -> FormParameters {
    let accept = AcceptHeader(request)
    // Browsers take everything along; who excludes JSON by name gets to know.
    guard accept.quality(of: .json) > 0 else {
      throw Problem(
        .notAcceptable, code: .notAcceptable, detail: "the answer is application/json",
        remedy: "accept application/json")
    }
    let parameters = try FormParameters(decoding: (request.uri.query ?? "").utf8)
    for (name, value) in parameters.pairs where value.utf8.count > limits.maximumQueryBytes {
      throw Problem.limit(
        .queryBytes, .contentTooLarge,
        detail: "the parameter \(name) is longer than the limit `max-query-bytes` of "
          + "\(limits.maximumQueryBytes)",
        remedy: "shorten it")
    }
    return parameters
  }
}
