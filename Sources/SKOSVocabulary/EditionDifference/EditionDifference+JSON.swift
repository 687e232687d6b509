import RDFModel

extension EditionDifference {
  /// Everything that is different, and counts.
  ///
  /// - Parameter language: the language of the labels that name concepts.
  public func json(in language: String) -> JSONValue {
    .members([
      "added": .array(added.map { $0.reference(in: language) }),
      "removed": .array(removed.map { $0.reference(in: language) }),
      "renamed": .array(renamed.map { $0.json(in: language) }),
      "split": .array(splits.map { $0.json(in: language) }),
      "merged": .array(merges.map { $0.json(in: language) }),
      "moved": .array(moves.map { $0.json(in: language) }),
      "relabelled": .array(relabellings.map { $0.json(in: language) }),
      "redefined": .array(redefinitions.map { $0.json(in: language) }),
      "summary": .object(counts.map { .init($0.name, .integer($0.count)) }),
    ])
  }
}

extension EditionDifference.Continuation {
  fileprivate func json(in language: String) -> JSONValue {
    .members([
      "old": .array(old.map { $0.reference(in: language) }),
      "new": .array(new.map { $0.reference(in: language) }),
      "evidence": .string(evidence.rawValue),
    ])
  }
}

extension EditionDifference.Move {
  fileprivate func json(in language: String) -> JSONValue {
    .members([
      "concept": new.reference(in: language),
      "from": .array(formerBroader.map { $0.reference(in: language) }),
      "to": .array(newBroader.map { $0.reference(in: language) }),
      "fromSchemes": .array(formerSchemes.map { .string($0.iri) }),
      "toSchemes": .array(newSchemes.map { .string($0.iri) }),
    ])
  }
}

extension EditionDifference.Relabelling {
  fileprivate func json(in language: String) -> JSONValue {
    .members([
      "concept": new.reference(in: language),
      "removed": .array(
        removed.map(Self.json) + removedNotations.map { Self.json($0, property: "notation") }),
      "added": .array(
        added.map(Self.json) + addedNotations.map { Self.json($0, property: "notation") }),
    ])
  }

  private static func json(_ label: Label) -> JSONValue {
    json(label.literal, property: label.kind.name)
  }

  private static func json(_ literal: Literal, property: String) -> JSONValue {
    .members([
      "property": .string(property), "value": .string(literal.lexicalForm),
      "language": .optional(literal.language),
    ])
  }
}

extension EditionDifference.Redefinition {
  fileprivate func json(in language: String) -> JSONValue {
    .members([
      "concept": new.reference(in: language),
      "removed": .array(removed.map(\.json)),
      "added": .array(added.map(\.json)),
    ])
  }
}

extension Label.Kind {
  /// The name of the property, as SKOS has it.
  var name: String {
    switch self {
    case .preferred: "prefLabel"
    case .alternative: "altLabel"
    case .hidden: "hiddenLabel"
    }
  }
}
