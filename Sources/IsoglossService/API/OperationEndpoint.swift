import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment

/// The operations of the command line, with the same JSON.
struct OperationEndpoint: Sendable {
  let vocabulary: Vocabulary
  let limits: ServiceLimits
  let pool: EvaluationPool
  let reports: Reports
  /// The version of Isogloss, for what names the tool that made it.
  let version: String

  // MARK: /api/v1/resolve

  static let resolveParameters =
    ["term", "in", "to", "with", "language", "mapping-set", "explain", "format"]
    + ResolutionOptions.Word.allCases.map(\.rawValue)

  /// What corresponds to a term elsewhere.
  func resolve(_ request: Request) async throws -> Answer {
    let parameters = try self.parameters(request)
    try parameters.allowOnly(Self.resolveParameters)
    guard let term = try parameters.filled("term") else {
      throw Problem.missingParameter(
        "term", example: "/api/v1/resolve?term=provider&in=eu-ai-act-2024")
    }
    let format = try ResolutionForm(parameters)
    if format == .json { try requireJSON(request) }
    return try await pool.run {
      let language = try parameters.filled("language")
      var options = try self.options(parameters)
      if let other = try parameters.filled("with") {
        options.targets = [try vocabulary.concept(other, language: language).node]
      }
      let resolution = try vocabulary.resolve(
        term, in: parameters.filled("in"), to: parameters.list("to"), language: language,
        options: options)
      let explains = try parameters.flag("explain")
      return try format.answer(
        resolution, explains: explains, language: language ?? "en", limits)
    }
  }

  private func options(_ parameters: FormParameters) throws -> ResolutionOptions {
    var options = ResolutionOptions()
    for option in ResolutionOptions.Word.allCases {
      // Names of people may have commas.
      let words =
        option == .authors ? parameters.all(option.rawValue) : parameters.list(option.rawValue)
      if words.isEmpty { continue }
      do { try options.set(option, to: words) } catch {
        throw Problem.badParameter(option.rawValue, error.word, expected: error.expected)
      }
    }
    let names = parameters.list("mapping-set")
    if names.isEmpty { return options }
    options.mappingSets = Set(
      try names.flatMap { name in
        let sets = vocabulary.mappings.mappingSets(named: name)
        if sets.isEmpty {
          throw Problem.badParameter(
            "mapping-set", name, expected: "the IRI of a mapping set that is loaded, or its end")
        }
        return sets
      })
    return options
  }

  // MARK: /api/v1/search

  static let searchParameters = ["q", "scheme", "jurisdiction", "language", "limit"]

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
    try requireJSON(request)
    return try parameters(request)
  }

  func requireJSON(_ request: Request) throws {
    let accept = AcceptHeader(request)
    // Browsers take everything along; who excludes JSON by name gets to know.
    guard accept.quality(of: .json) > 0 else {
      throw Problem(
        .notAcceptable, code: .notAcceptable, detail: "the answer is application/json",
        remedy: "accept application/json")
    }
  }

  func parameters(_ request: Request) throws -> FormParameters {
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
