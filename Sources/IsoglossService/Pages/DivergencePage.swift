import Hummingbird
import Isogloss
import RDFModel
import SKOSVocabulary
import TermAlignment

/// Where the same word means different things: one label, or the gravest of all.
struct DivergencePage: Page {
  let template = "divergence"
  let title: String
  let heading: String
  let labelText: String
  /// Made by ``HTMLReport``, which escapes what it takes.
  let report: String

  /// The most labels on a page.
  private static let limit = 50

  init(_ report: DivergenceReport, label: String?, language: String) {
    labelText = label ?? ""
    heading = label.map { "“\($0)”" } ?? "Same word, different thing"
    title = (label.map { "Divergence: \($0)" } ?? "Divergence") + " · Isogloss"
    let graph = report.designations.first?.senses.first?.concept.graph
    self.report = report.html(in: language, limit: Self.limit) { iri in
      graph.map { Self.address(iri, $0) }
    }
  }

  /// The page of a concept or scheme.
  static func address(_ iri: String, _ graph: SKOSGraph) -> String {
    graph.conceptScheme(iri: IRI(trusted: iri)) == nil
      ? Address.concept(iri: iri) : Address.scheme(iri: iri)
  }
}

extension PageEndpoint {
  /// `/divergence`, or `/divergence?label=`.
  func divergence(_ request: Request) async throws -> Answer {
    let (parameters, language) = try prepare(request)
    let label = try parameters.filled("label")
    let schemes = parameters.list("schemes")
    let jurisdictions = parameters.list("jurisdictions")
    let options = try await pool.run {
      try vocabulary.divergenceOptions(
        label, schemes: schemes, jurisdictions: jurisdictions, leastRisk: .mapped)
    }
    let report = try await reports.divergence(options)
    return try await pool.run {
      renderer.answer(DivergencePage(report, label: label, language: language))
    }
  }
}
