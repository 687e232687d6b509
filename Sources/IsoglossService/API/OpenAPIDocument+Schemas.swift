import Isogloss
import SKOSVocabulary

/// What the answers of the service look like; later versions may add members.
extension OpenAPIDocument {
  /// The schemas by their names.
  static var schemas: JSONValue {
    let all = general + resolutions + divergences + coverages
    return .object(all.map { JSONValue.Member($0.key, $0.value.json) })
  }

  typealias Schemas = [(key: String, value: JSONSchema)]

  private static var general: Schemas {
    let candidate = JSONSchema.reference("Candidate")
    return [
      (
        "Problem",
        .object(
          ["title": .text, "status": .integer, "code": .text, "detail": .text],
          optional: [
            "remedy": .text, "line": .integer, "column": .integer,
            "limit": .word(of: ServiceLimits.Name.self), "candidates": .array(of: candidate),
            "suggestions": .array(of: candidate),
          ])
      ),
      (
        "Candidate",
        .object([
          "iri": .text, "curie": .text, "label": .reference("Text"), "scheme": .optionalText,
          "definition": .optionalText,
        ])
      ),
      // Labels may say how far they were checked.
      (
        "Text",
        .object(["value": .text, "language": .optionalText], optional: ["checked": .text])
      ),
      (
        "ConceptReference",
        .object([
          "iri": .text, "curie": .text, "label": .reference("Text").orNull,
          "scheme": .optionalText,
        ])
      ),
      (
        "Search",
        .object(["text": .text, "matches": .array(of: .reference("LabelMatch"))])
      ),
      (
        "LabelMatch",
        .object([
          "iri": .text, "curie": .text, "label": .reference("Text").orNull,
          "scheme": .optionalText, "jurisdiction": .optionalText, "definition": .optionalText,
          "matched": .object([
            "text": .reference("Text"), "field": .text, "fit": .text, "distance": .integer,
          ]),
          "falseFriends": .array(of: .reference("FalseFriend")),
        ])
      ),
      // Its members are those of SSSOM.
      (
        "MappingSet",
        .object(
          ["mapping_set_id": .text, "mappings": .array(of: .anyObject)],
          optional: ["license": .text], isOpen: true)
      ),
      (
        "Health",
        .object(
          ["status": .text],
          optional: ["schemes": .integer, "concepts": .integer, "triples": .integer])
      ),
    ]
  }
}
