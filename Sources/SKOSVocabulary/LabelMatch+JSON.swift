import RDFModel

extension LabelMatch {
  /// The concept that was found, and how.
  public func json(in language: String) -> JSONValue {
    .members([
      "iri": .string(concept.iri), "curie": .string(concept.curie),
      "label": concept.prefLabel(in: language)?.json ?? .null,
      "scheme": .optional(concept.scheme?.id),
      "jurisdiction": .optional(concept.scheme?.jurisdictions.first),
      "definition": .optional(concept.definition(in: language)?.text.lexicalForm),
      "matched": .members([
        "text": text.json, "field": .string(field.name), "fit": .string(fit.name),
        "distance": .integer(distance),
      ]),
    ])
  }
}

extension LabelMatch.Field {
  /// The name of the property, as SKOS has it.
  public var name: String {
    switch self {
    case .prefLabel: "prefLabel"
    case .altLabel: "altLabel"
    case .hiddenLabel: "hiddenLabel"
    case .notation: "notation"
    case .definition: "definition"
    }
  }
}

extension LabelMatch.Fit {
  /// The fit in a word.
  public var name: String {
    switch self {
    case .exact: "exact"
    case .prefix: "prefix"
    case .words: "words"
    case .similar: "similar"
    }
  }
}
