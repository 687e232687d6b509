import Hummingbird
import Isogloss
import SKOSVocabulary
import TermAlignment

/// How much of one scheme is mapped to another, or the mappings among all.
struct CoveragePage: Page {
  let template = "coverage"
  let title: String
  let heading: String
  let sourceText: String
  let targetText: String
  /// Made by ``HTMLReport``, which escapes what it takes.
  let report: String

  /// The most pairs on the page of all.
  private static let limit = 100

  init(_ coverage: Coverage, language: String) {
    let names = [coverage.source, coverage.target].map { $0.displayName(in: language) }
    heading = "\(names[0]) by \(names[1])"
    title = "Coverage of \(names[0]) by \(names[1]) · Isogloss"
    sourceText = coverage.source.id
    targetText = coverage.target.id
    let graph = coverage.source.graph
    report = coverage.html(in: language) { DivergencePage.address($0, graph) }
  }

  init(_ matrix: CoverageMatrix, around scheme: String?, language: String) {
    heading = "Coverage"
    title = "Coverage · Isogloss"
    sourceText = scheme ?? ""
    targetText = ""
    report = matrix.html(
      in: language, limit: Self.limit, linking: { Address.scheme(iri: $0) },
      linkingPair: { source, target in
        "/coverage?a=\(PercentEncoding.encode(source.id))&b=\(PercentEncoding.encode(target.id))"
      })
  }
}

extension PageEndpoint {
  /// `/coverage`, `/coverage?a=` and `/coverage?a=&b=`.
  func coverage(_ request: Request) async throws -> Answer {
    let (parameters, language) = try prepare(request)
    let one = try parameters.filled("a")
    let other = try parameters.filled("b")
    if let one, let other {
      return try await pool.run {
        renderer.answer(
          CoveragePage(try vocabulary.coverage(of: one, by: other), language: language))
      }
    }
    let matrix = try await reports.coverageMatrix()
    let name = one ?? other
    return try await pool.run {
      let shown = try name.map { matrix.around(try vocabulary.scheme($0)) } ?? matrix
      return renderer.answer(CoveragePage(shown, around: name, language: language))
    }
  }
}
