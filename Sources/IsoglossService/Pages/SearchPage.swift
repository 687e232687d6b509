import RDFModel
import SKOSVocabulary

/// What a search found.
struct SearchPage: Page {
  struct Hit: Sendable {
    let address: String
    let label: LocalText
    /// The text by which the concept was found, where that is not its label.
    let matched: LocalText?
    let scheme: String
    let definition: LocalText?
  }

  let template = "search"
  let title: String
  let hasOwnSearch = true
  let searchText: String
  let heading: String
  let outcome: String?
  let hasHits: Bool
  let hits: [Hit]

  init(_ text: String, _ matches: [LabelMatch], language: String, limit: Int) {
    searchText = text
    heading = text.isEmpty ? "Search" : "“\(text)”"
    title = text.isEmpty ? "Search · Isogloss" : "\(text) · Isogloss"
    hits = matches.map { match in
      let concept = match.concept
      let label = concept.prefLabel(in: language).map(LocalText.init) ?? LocalText(concept.curie)
      let matched = LocalText(match.text)
      return Hit(
        address: Address.concept(iri: concept.iri), label: label,
        matched: matched == label || match.field == .definition ? nil : matched,
        scheme: SchemeDirectory.place(of: concept, in: language),
        definition: concept.definition(in: language).map { LocalText($0.text) })
    }
    hasHits = !hits.isEmpty
    if text.isEmpty {
      outcome = nil
    } else if matches.isEmpty {
      outcome = "Nothing here is called so, or nearly so."
    } else if matches.count == limit {
      outcome = "The best \(limit)."
    } else {
      outcome = SchemeDirectory.counted(matches.count, "concept", "concepts") + "."
    }
  }
}

extension SchemeDirectory {
  /// Where a concept is from: the name of its scheme, then the jurisdiction where that says more.
  static func place(of concept: Concept, in language: String) -> String {
    guard let scheme = concept.scheme else { return "not loaded" }
    let parts = [
      name(of: scheme, in: language).text, Jurisdiction.names(of: scheme.jurisdictions),
      concept.notations.first?.lexicalForm ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}
