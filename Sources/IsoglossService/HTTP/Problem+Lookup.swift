import HTTPTypes
import Isogloss
import SKOSVocabulary

extension Problem {
  /// A text that names nothing, with what comes close, or several things, with all of them.
  init(_ error: LookupError) {
    switch error {
    case .unknownConcept(let text, let suggestions):
      self.init(
        .notFound, code: .unknownTerm, detail: "no concept is called “\(text)”",
        remedy: "check the spelling, or search for it")
      self.suggestions = suggestions.map { Candidate($0.concept) }
    case .ambiguousConcept(let text, let candidates):
      self.init(
        .conflict, code: .ambiguousTerm, detail: "“\(text)” fits \(candidates.count) concepts",
        remedy: "name one by its IRI or CURIE, or say which vocabulary it is in")
      self.candidates = candidates.map { Candidate($0) }
    case .unknownScheme(let text, let suggestions):
      let names = suggestions.map(\.id).joined(separator: ", ")
      self.init(
        .notFound, code: .unknownScheme, detail: "no vocabulary is called “\(text)”",
        remedy: names.isEmpty ? "the home page lists those that are loaded" : "try \(names)")
    case .ambiguousScheme(let text, let candidates):
      self.init(
        .conflict, code: .ambiguousScheme, detail: "“\(text)” fits several vocabularies",
        remedy: "use one of \(candidates.map(\.id).joined(separator: ", "))")
    }
  }
}

extension Problem.Candidate {
  init(_ concept: Concept) {
    let label = concept.prefLabel(in: "en")
    self.init(
      iri: concept.iri, curie: concept.curie, label: label?.lexicalForm ?? concept.curie,
      language: label?.language, scheme: concept.scheme?.displayName(),
      definition: concept.definition(in: "en")?.text.lexicalForm)
  }
}
