import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment

/// Where words mean different things.
extension OperationEndpoint {
  static let divergenceParameters = [
    "label", "schemes", "jurisdictions", "language", "risk", "limit",
  ]

  /// `/api/v1/divergence`: a designation, or all of them, with its definitions and pairs.
  func divergence(_ request: Request) async throws -> Answer {
    let parameters = try jsonParameters(request)
    try parameters.allowOnly(Self.divergenceParameters)
    let limit = try parameters.integer("limit", default: 0)
    let language = try parameters.filled("language")
    let risk = try Self.risk(parameters)
    let options = try await pool.run {
      try vocabulary.divergenceOptions(
        parameters.filled("label"), schemes: parameters.list("schemes"),
        jurisdictions: parameters.list("jurisdictions"), language: language, leastRisk: risk)
    }
    let report = try await reports.divergence(options)
    return try await pool.run {
      Answer(json: report.prefix(limit == 0 ? .max : limit).json(in: language ?? "en"))
    }
  }

  private static func risk(_ parameters: FormParameters) throws(Problem) -> Divergence.Risk {
    guard let name = try parameters.filled("risk") else { return .mapped }
    guard let risk = Divergence.Risk(rawValue: name) else {
      throw Problem.badParameter(
        "risk", name,
        expected: Divergence.Risk.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return risk
  }

  static let comparisonParameters = ["a", "b", "language"]

  /// `/api/v1/compare`: two concepts side by side.
  func compare(_ request: Request) async throws -> Answer {
    let parameters = try jsonParameters(request)
    try parameters.allowOnly(Self.comparisonParameters)
    let example = "/api/v1/compare?a=eu-ai-act-2024:risk&b=iso-31000-2018:risk"
    guard let one = try parameters.filled("a") else {
      throw Problem.missingParameter("a", example: example)
    }
    guard let other = try parameters.filled("b") else {
      throw Problem.missingParameter("b", example: example)
    }
    return try await pool.run {
      let language = try parameters.filled("language") ?? "en"
      let comparison = vocabulary.comparison(
        try vocabulary.concept(one), try vocabulary.concept(other))
      return Answer(json: comparison.json(in: language))
    }
  }
}
