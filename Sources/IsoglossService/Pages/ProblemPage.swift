import HTTPTypes

/// A problem as people read it.
struct ProblemPage: Page {
  /// A concept that may have been meant.
  struct Choice: Sendable {
    let address: String
    let label: LocalText
    let scheme: String?
    let definition: LocalText?

    init(_ candidate: Problem.Candidate) {
      address = Address.concept(iri: candidate.iri)
      label = LocalText(candidate.label, language: candidate.language)
      scheme = candidate.scheme
      definition = candidate.definition.map { LocalText($0) }
    }
  }

  let template = "problem"
  let title: String
  let heading: String
  let detail: String
  let remedy: String?
  let place: String?
  let status: String
  let code: String
  let hasChoices: Bool
  let choicesHeading: String
  let choices: [Choice]

  init(_ problem: Problem) {
    heading = problem.status.reasonPhrase
    title = "\(problem.status.reasonPhrase) · Isogloss"
    detail = problem.detail.sentence
    remedy = problem.remedy?.sentence
    place = problem.line.map { "Line \($0), column \(problem.column ?? 1)" }
    status = "\(problem.status.code)"
    code = problem.code.rawValue
    choices = (problem.candidates + problem.suggestions).map(Choice.init)
    hasChoices = !choices.isEmpty
    choicesHeading = problem.candidates.isEmpty ? "Near to it" : "It may be one of these"
  }
}

extension String {
  /// With a capital at the start, as a sentence has it.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}
