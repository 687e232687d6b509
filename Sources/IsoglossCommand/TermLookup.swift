import Isogloss
import RDFModel
import SKOSVocabulary

/// Finds what a user means by a term or a scheme, and says what went wrong where that is not one
/// thing.
struct TermLookup {
  private let vocabulary: Vocabulary
  private let common: CommonOptions

  init(_ vocabulary: Vocabulary, _ common: CommonOptions) {
    self.vocabulary = vocabulary
    self.common = common
  }

  /// The scheme that a text names.
  func scheme(_ text: String) throws -> ConceptScheme {
    try explaining { try vocabulary.scheme(text) }
  }

  /// The concept that a text means.
  func concept(_ text: String, in scheme: String?) throws -> Concept {
    try explaining(in: scheme) {
      do {
        return try vocabulary.concept(text, in: scheme, language: common.language)
      } catch LookupError.unknownConcept where common.language != nil {
        // `--language` narrows the search; say what that kept from being found.
        let found = try vocabulary.concept(text, in: scheme, language: nil)
        throw Failure(
          .negative,
          [
            "isogloss: no concept is called '\(text)' in '\(common.language ?? "")'; "
              + "without --language that means:", line(found),
          ])
      }
    }
  }

  private func explaining<Result>(
    in scheme: String? = nil, _ look: () throws -> Result
  ) throws -> Result {
    do {
      return try look()
    } catch let error as LookupError {
      throw Failure(.negative, lines(of: error, in: scheme))
    }
  }

  private func lines(of error: LookupError, in scheme: String?) -> [String] {
    switch error {
    case .ambiguousConcept(let text, let candidates):
      return [
        "isogloss: '\(text)' fits \(candidates.count) concepts; "
          + "name one by its CURIE, or its scheme with --in:"
      ] + candidates.map(line)
    case .unknownConcept(let text, let suggestions):
      let place = scheme.map { " in \($0)" } ?? ""
      let hint = suggestions.isEmpty ? "" : "; did you mean:"
      return ["isogloss: no concept\(place) is called '\(text)'\(hint)"]
        + suggestions.map { line($0.concept) }
    case .ambiguousScheme(let text, let candidates):
      return ["isogloss: '\(text)' names \(candidates.count) schemes; use the id of one:"]
        + candidates.map(line)
    case .unknownScheme(let text, let suggestions):
      let hint =
        suggestions.isEmpty ? "; `isogloss info` lists those that are loaded" : "; did you mean:"
      return ["isogloss: no scheme is called '\(text)'\(hint)"] + suggestions.map(line)
    }
  }

  // MARK: Lines

  private func line(_ scheme: ConceptScheme) -> String {
    "  \(common.messageStyle.bold(scheme.id))  \(scheme.displayName(in: common.displayLanguage))"
  }

  private func line(_ concept: Concept) -> String {
    let style = common.messageStyle
    let label = concept.prefLabel(in: common.displayLanguage)
    var line = "  " + style.bold(concept.curie)
    if let label { line += "  \(label.lexicalForm)" + (label.language.map { " @\($0)" } ?? "") }
    if let scheme = concept.scheme {
      line += "  (\(scheme.displayName(in: common.displayLanguage)))"
    }
    if let definition = concept.definition(in: common.displayLanguage) {
      line += "  " + style.faint(definition.text.lexicalForm)
    }
    return line
  }
}
