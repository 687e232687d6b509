import Isogloss
import SKOSVocabulary
import TermAlignment

extension OpenAPIDocument {
  /// The members of answers that other programs build on; answers may have more.
  static var schemas: JSONValue {
    .members([
      "Problem": object(
        [
          "title": text, "status": integer, "code": text, "detail": text, "remedy": text,
          "line": integer, "column": integer,
          "limit": words(ServiceLimits.Name.allCases.map(\.rawValue)),
          "candidates": objects, "suggestions": objects,
        ], required: ["title", "status", "code", "detail"]),
      "Resolution": object(
        [
          "term": anyObject, "status": text, "matches": objects, "negatives": objects,
          "falseFriends": objects, "conflicts": objects,
        ], required: ["term", "status", "matches", "negatives", "falseFriends", "conflicts"]),
      "Search": object(["text": text, "matches": objects], required: ["text", "matches"]),
      "Divergence": object(
        ["designations": objects, "summary": anyObject, "notes": texts],
        required: ["designations", "summary", "notes"]),
      "Comparison": anyObject,
      "Coverage": anyObject,
      "MappingSet": object(
        ["mapping_set_id": text, "license": text, "mappings": objects],
        required: ["mapping_set_id", "mappings"]),
      "Health": object(
        ["status": text, "schemes": integer, "concepts": integer, "triples": integer],
        required: ["status"]),
    ])
  }

  private static let text = JSONValue.members(["type": .string("string")])
  private static let integer = JSONValue.members(["type": .string("integer")])
  private static let anyObject = JSONValue.members(["type": .string("object")])
  private static let objects = array(of: anyObject)
  private static let texts = array(of: text)

  private static func array(of items: JSONValue) -> JSONValue {
    .members(["type": .string("array"), "items": items])
  }

  private static func words(_ words: [String]) -> JSONValue {
    .members(["type": .string("string"), "enum": .array(words.map { .string($0) })])
  }

  private static func object(
    _ properties: KeyValuePairs<String, JSONValue>, required: [String]
  ) -> JSONValue {
    .members([
      "type": .string("object"), "properties": .members(properties),
      "required": .array(required.map { .string($0) }),
    ])
  }
}
