import Isogloss
import SKOSVocabulary

/// What a JSON value looks like, as far as descriptions of answers need it.
///
/// Source: JSON Schema 2020-12.
struct JSONSchema: Sendable {
  let json: JSONValue

  private init(_ members: KeyValuePairs<String, JSONValue>) { json = .members(members) }

  private init(type: String) { self.init(["type": .string(type)]) }

  static let text = JSONSchema(type: "string")
  static let integer = JSONSchema(type: "integer")
  static let number = JSONSchema(type: "number")
  static let boolean = JSONSchema(type: "boolean")
  /// An object that another specification describes.
  static let anyObject = JSONSchema(type: "object")

  static let optionalText = JSONSchema(["type": .array([.string("string"), .string("null")])])
  static let optionalInteger = JSONSchema(["type": .array([.string("integer"), .string("null")])])
  static let optionalNumber = JSONSchema(["type": .array([.string("number"), .string("null")])])

  static let iri = JSONSchema(["type": .string("string"), "format": .string("iri")])

  static func word(_ words: [String]) -> JSONSchema {
    JSONSchema(["type": .string("string"), "enum": .array(words.map { .string($0) })])
  }

  /// One of the words of an enumeration.
  static func word<Word: CaseIterable & RawRepresentable<String>>(of type: Word.Type) -> JSONSchema
  {
    .word(Word.allCases.map(\.rawValue))
  }

  static func number(from least: Double, to most: Double) -> JSONSchema {
    JSONSchema([
      "type": .string("number"), "minimum": .number(least), "maximum": .number(most),
    ])
  }

  static func integer(from least: Int, to most: Int?) -> JSONSchema {
    guard let most else {
      return JSONSchema(["type": .string("integer"), "minimum": .integer(least)])
    }
    return JSONSchema([
      "type": .string("integer"), "minimum": .integer(least), "maximum": .integer(most),
    ])
  }

  static func array(of items: JSONSchema) -> JSONSchema {
    JSONSchema(["type": .string("array"), "items": items.json])
  }

  /// An object whose members under names that are not known are alike.
  static func map(to value: JSONSchema) -> JSONSchema {
    JSONSchema(["type": .string("object"), "additionalProperties": value.json])
  }

  /// An object with the members that it always has and those that it may have.
  ///
  /// - Parameter isOpen: whether another specification has further members.
  static func object(
    _ members: KeyValuePairs<String, JSONSchema>,
    optional: KeyValuePairs<String, JSONSchema> = [:], isOpen: Bool = false
  ) -> JSONSchema {
    let all = (Array(members) + Array(optional)).map { JSONValue.Member($0.key, $0.value.json) }
    let required = JSONValue.array(members.map { .string($0.key) })
    guard isOpen else {
      return JSONSchema([
        "type": .string("object"), "properties": .object(all), "required": required,
      ])
    }
    return JSONSchema([
      "type": .string("object"), "properties": .object(all), "required": required,
      "additionalProperties": .boolean(true),
    ])
  }

  /// A schema among the components of the document.
  static func reference(_ name: String) -> JSONSchema {
    JSONSchema(["$ref": .string("#/components/schemas/" + name)])
  }

  static func either(_ schemas: JSONSchema...) -> JSONSchema {
    JSONSchema(["anyOf": .array(schemas.map(\.json))])
  }

  /// The same, or `null`.
  var orNull: JSONSchema { .either(self, JSONSchema(type: "null")) }
}
