import RDFGraph
import RDFModel
import SKOSVocabulary

extension Resolution {
  /// The resolution as JSON, in the shape and order that the interface promises, without a line
  /// break at the end.
  ///
  /// - Parameter language: the language of the labels, where they have one.
  public func json(language: String = "en") -> String { jsonValue(language: language).text }

  func jsonValue(language: String) -> JSONValue {
    .object([
      (
        "term",
        .object([
          ("iri", .string(concept.iri)), ("curie", .string(concept.curie)),
          ("label", concept.labelJSON(language)), ("scheme", concept.schemeJSON),
        ])
      ),
      ("status", .string(status.rawValue)),
      ("matches", .array(matches.map { $0.json(language) })),
      ("negatives", .array(negatives.map { json($0) })),
      ("falseFriends", .array(falseFriends.map { json($0, language) })),
      ("conflicts", .array(conflicts.map { json($0) })),
      ("declaredUnmapped", .array(absences.map { json($0) })),
      ("notes", .array(notes.map { .string($0) })),
    ])
  }

  private func iri(_ node: TermID?) -> JSONValue {
    .optional(node.map { concept.graph.iriText($0) })
  }

  private func json(_ negative: Negative) -> JSONValue {
    .object([
      ("iri", .string(negative.concept.iri)), ("curie", .string(negative.concept.curie)),
      ("predicate", .string(negative.predicate.curie)), ("reason", .string(negative.reason)),
      ("blocksInference", .bool(negative.isBlockedInference)),
      ("mappingSet", iri(negative.mappingSet)),
    ])
  }

  private func json(_ friend: FalseFriend, _ language: String) -> JSONValue {
    let label = friend.concept.prefLabel(in: language)?.lexicalForm
    return .object([
      ("iri", .string(friend.concept.iri)), ("label", .optional(label)),
      ("scheme", friend.concept.schemeJSON), ("difference", .string(friend.difference)),
      ("basis", .string(friend.basis.rawValue)), ("mappingSet", iri(friend.mappingSet)),
    ])
  }

  private func json(_ conflict: Conflict) -> JSONValue {
    .object([
      ("kind", .string(conflict.kind.rawValue)), ("message", .string(conflict.message)),
      ("concepts", .array(conflict.concepts.map { iri($0) })),
      ("mappingSets", .array(conflict.mappingSets.map { iri($0) })),
    ])
  }

  private func json(_ absence: DeclaredAbsence) -> JSONValue {
    let scheme = absence.scheme.flatMap { concept.graph.conceptScheme($0)?.id }
    return .object([
      ("scheme", scheme.map { .string($0) } ?? iri(absence.scheme)),
      ("predicate", .string(absence.predicate.curie)), ("comment", .optional(absence.comment)),
      ("mappingSet", iri(absence.mappingSet)),
    ])
  }
}

extension Match {
  func json(_ language: String) -> JSONValue {
    let places = concept.schemes.flatMap(\.jurisdictions)
    return .object([
      ("iri", .string(concept.iri)), ("curie", .string(concept.curie)),
      ("label", concept.labelJSON(language)), ("scheme", concept.schemeJSON),
      ("jurisdiction", places.isEmpty ? .null : .string(places.joined(separator: ", "))),
      ("predicate", .string(predicate.curie)), ("inferred", .bool(isInferred)),
      ("confidence", .optional(confidence)), ("confidenceRule", .string(confidenceRule)),
      ("derivation", .array(derivation.map(\.json))),
      ("definitionDiffers", .bool(definitionDiffers)),
    ])
  }
}

extension DerivationStep {
  var json: JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("rule", .string(ruleName)), ("subject", .string(link.subject)),
      ("predicate", .string(link.predicate)), ("object", .string(link.object)),
      ("mappingSet", .optional(mappingSet)), ("justification", .optional(justification)),
      ("author", .optional(author)), ("date", .optional(date)), ("licence", .optional(licence)),
      ("confidence", .optional(confidence)),
    ]
    if let recordID { members.append(("recordID", .string(recordID))) }
    if let stated {
      members.append(
        (
          "stated",
          .object([
            ("subject", .string(stated.subject)), ("predicate", .string(stated.predicate)),
            ("object", .string(stated.object)),
          ])
        ))
    }
    if let origin, origin.line > 0 {
      members.append(("file", .string(origin.source)))
      members.append(("line", .integer(origin.line)))
    }
    return .object(members)
  }
}

extension Concept {
  func labelJSON(_ language: String) -> JSONValue {
    guard let label = prefLabel(in: language) else { return .null }
    return .object([
      ("value", .string(label.lexicalForm)), ("language", .optional(label.language)),
    ])
  }

  var schemeJSON: JSONValue { .optional(scheme?.id) }
}
