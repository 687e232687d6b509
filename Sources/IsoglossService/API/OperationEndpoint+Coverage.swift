import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment

/// How much of one scheme is mapped to another.
extension OperationEndpoint {
  static let coverageParameters = ["a", "b", "language"]

  /// `/api/v1/coverage?a=&b=`: one pair; without `b` a scheme and all others; without both all.
  func coverage(_ request: Request) async throws -> Answer {
    let parameters = try jsonParameters(request)
    try parameters.allowOnly(Self.coverageParameters)
    let one = try parameters.filled("a")
    let other = try parameters.filled("b")
    guard one != nil || other == nil else {
      throw Problem.missingParameter(
        "a", example: "/api/v1/coverage?a=nist-ai-rmf-1.0&b=ai-verify-2025")
    }
    let language = try parameters.filled("language") ?? "en"
    if let one, let other {
      return try await pool.run {
        Answer(json: try vocabulary.coverage(of: one, by: other).json(in: language))
      }
    }
    let matrix = try await reports.coverageMatrix()
    return try await pool.run {
      let shown = try one.map { matrix.around(try vocabulary.scheme($0)) } ?? matrix
      return Answer(json: shown.json(in: language))
    }
  }
}
