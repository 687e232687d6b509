import RDFGraph
import RDFModel
public import SKOSVocabulary

extension Resolution {
  /// The resolution in the shape and order that the interface promises.
  ///
  /// - Parameter language: the language of the labels, where they have one.
  public func json(in language: String = "en") -> JSONValue {
    json(language, matches: matches.map { $0.json(language) }, limits)
  }

  func json(
    _ language: String, matches: [JSONValue], _ limits: [ReachedLimit]
  ) -> JSONValue {
    .members([
      "term": concept.reference(in: language),
      "status": .string(status.rawValue),
      "matches": .array(matches),
      "negatives": .array(negatives.map { json($0, language) }),
      "falseFriends": .array(falseFriends.map { $0.json(in: language) }),
      "conflicts": .array(conflicts.map { json($0) }),
      "declaredUnmapped": .array(absences.map { json($0) }),
      "limits": .array(limits.map(\.json)),
      "notes": .array(limits.map { .string($0.message) }),
    ])
  }

  private func iri(_ node: TermID?) -> JSONValue {
    .optional(node.map { concept.graph.iriText($0) })
  }

  private func json(_ negative: Negative, _ language: String) -> JSONValue {
    .object(
      [
        .init("iri", .string(negative.concept.iri)),
        .init("curie", .string(negative.concept.curie)),
        .init("label", negative.concept.prefLabel(in: language)?.json ?? .null),
        .init("scheme", .optional(negative.concept.scheme?.id)),
        .init("predicate", .string(negative.predicate.curie)),
        .init("reason", .string(negative.reason)),
        .init("blocksInference", .boolean(negative.isBlockedInference)),
        .init("mappingSet", iri(negative.mappingSet)),
      ] + (negative.consensus?.members ?? []))
  }

  private func json(_ conflict: Conflict) -> JSONValue {
    .members([
      "kind": .string(conflict.kind.rawValue), "message": .string(conflict.message),
      "concepts": .array(conflict.concepts.map { iri($0) }),
      "mappingSets": .array(conflict.mappingSets.map { iri($0) }),
    ])
  }

  private func json(_ absence: DeclaredAbsence) -> JSONValue {
    let scheme = absence.scheme.flatMap { concept.graph.conceptScheme($0)?.id }
    return .object(
      [
        .init("scheme", scheme.map { .string($0) } ?? iri(absence.scheme)),
        .init("predicate", .string(absence.predicate.curie)),
        .init("comment", .optional(absence.comment)),
        .init("mappingSet", iri(absence.mappingSet)),
      ] + (absence.consensus?.members ?? []))
  }
}

extension ResolutionExplanation {
  /// The resolution as JSON, each match with all its derivations and whether these are all.
  public func json(in language: String = "en") -> JSONValue {
    let explained = matches.map { explanation -> JSONValue in
      guard case .object(let members) = explanation.match.json(language) else { return .null }
      return .object(
        members + [
          .init("derivations", .array(explanation.derivations.map(\.json))),
          .init("derivationsComplete", .boolean(explanation.isComplete)),
        ])
    }
    return resolution.json(language, matches: explained, limits)
  }
}

extension ReachedLimit {
  var json: JSONValue {
    .members(["option": .string(option), "value": .integer(value), "message": .string(message)])
  }
}

extension FalseFriend {
  /// The concept that looks the same, and the difference.
  public func json(in language: String) -> JSONValue {
    .object(
      [
        .init("iri", .string(concept.iri)), .init("curie", .string(concept.curie)),
        .init("label", .optional(concept.prefLabel(in: language)?.lexicalForm)),
        .init("scheme", .optional(concept.scheme?.id)),
        .init("difference", .string(difference)), .init("basis", .string(basis.rawValue)),
        .init("kind", .string(kind.rawValue)),
        .init("mappingSet", .optional(mappingSet.map { concept.graph.iriText($0) })),
      ] + (consensus?.members ?? []))
  }
}

extension Match {
  func json(_ language: String) -> JSONValue {
    let places = concept.schemes.flatMap(\.jurisdictions)
    return .members([
      "iri": .string(concept.iri), "curie": .string(concept.curie),
      "label": concept.prefLabel(in: language)?.json ?? .null,
      "scheme": .optional(concept.scheme?.id),
      "jurisdiction": places.isEmpty ? .null : .string(places.joined(separator: ", ")),
      "predicate": .string(predicate.curie), "inferred": .boolean(isInferred),
      "confidence": .optional(confidence), "confidenceRule": .string(confidenceRule),
      "derivation": .array(derivation.map(\.json)),
      "definitionDiffers": .boolean(definitionDiffers),
    ])
  }
}

extension Derivation {
  var json: JSONValue {
    .members([
      "confidence": .optional(confidence), "confidenceRule": .string(confidenceRule),
      "weakestStep": weakestStep.map { .integer($0) } ?? .null,
      "steps": .array(steps.map(\.json)),
    ])
  }
}

extension DerivationStep {
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("rule", .string(ruleName)), .init("subject", .string(link.subject)),
      .init("predicate", .string(link.predicate)), .init("object", .string(link.object)),
      .init("mappingSet", .optional(mappingSet)),
      .init("justification", .optional(justification)), .init("author", .optional(author)),
      .init("date", .optional(date)), .init("licence", .optional(licence)),
      .init("subjectEdition", .optional(subjectEdition)),
      .init("objectEdition", .optional(objectEdition)),
      .init("review", .string(review.rawValue)), .init("confidence", .optional(confidence)),
    ]
    if let checked { members.append(.init("checked", .string(checked))) }
    if let recordID { members.append(.init("recordID", .string(recordID))) }
    if let stated {
      members.append(
        .init(
          "stated",
          .members([
            "subject": .string(stated.subject), "predicate": .string(stated.predicate),
            "object": .string(stated.object),
          ])))
    }
    members += consensus?.members ?? []
    if let origin, origin.line > 0 {
      members.append(.init("file", .string(origin.source)))
      members.append(.init("line", .integer(origin.line)))
    }
    return .object(members)
  }
}
