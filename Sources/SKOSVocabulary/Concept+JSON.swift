public import RDFModel

extension Concept {
  /// The concept in a word: IRI, CURIE, label, scheme.
  public func reference(in language: String) -> JSONValue {
    .members([
      "iri": .string(iri), "curie": .string(curie),
      "label": prefLabel(in: language)?.json ?? .null,
      "scheme": .optional(scheme?.id),
    ])
  }

  /// Everything that is said of the concept.
  public func json(in language: String) -> JSONValue {
    .members([
      "iri": .string(iri), "curie": .string(curie),
      "label": prefLabel(in: language)?.json ?? .null,
      "scheme": .optional(scheme?.id),
      "schemes": .array(schemes.map { .string($0.iri) }),
      "kind": .optional(termKind),
      "checked": .optional(checked),
      "notations": .array(notations.map { .string($0.lexicalForm) }),
      "prefLabels": json(of: .preferred), "altLabels": json(of: .alternative),
      "hiddenLabels": json(of: .hidden),
      "definitions": .array(definitions.map(\.json)),
      "notes": .array(
        notes.map { note in
          .members(["kind": .string(note.kind.rawValue), "text": note.text.json])
        }),
      "broader": .array(broader.map { $0.reference(in: language) }),
      "narrower": .array(narrower.map { $0.reference(in: language) }),
      "related": .array(related.map { $0.reference(in: language) }),
      "mappings": .array(mappingLinks.map { $0.json(in: language) }),
    ])
  }

  private func json(of kind: Label.Kind) -> JSONValue {
    .array(labels.filter { $0.kind == kind }.map(\.json))
  }
}

extension Label {
  /// The text with its language, and how far it was checked where that is said.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("value", .string(text)), .init("language", .optional(language)),
    ]
    if let checked { members.append(.init("checked", .string(checked))) }
    return .object(members)
  }
}

extension Literal {
  /// The text with its language.
  public var json: JSONValue {
    .members(["value": .string(lexicalForm), "language": .optional(language)])
  }
}

extension Definition {
  /// The wording and where it is from.
  public var json: JSONValue {
    .members([
      "text": text.json,
      "source": .optional(source),
      "citation": .optional(citations.first?.lexicalForm),
      "clause": .optional(clause),
      "rights": .optional(rights.first?.lexicalForm),
      "licence": .optional(license),
      "checked": .optional(checked),
    ])
  }
}

extension MappingLink {
  /// The link as it holds from the concept.
  public func json(in language: String) -> JSONValue {
    .members([
      "predicate": .string(predicateToOther),
      "direction": .string(direction.rawValue),
      "concept": other.reference(in: language),
      "mappingSets": .array(
        mappingSets.map { .string(other.graph.iriText($0)) }),
      "checked": .array(checked.map { .string($0) }),
    ])
  }
}
