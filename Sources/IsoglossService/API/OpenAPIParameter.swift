import Isogloss
import SKOSVocabulary

/// A parameter of an operation as OpenAPI describes it.
struct OpenAPIParameter: Sendable {
  /// What values a parameter takes.
  enum Kind: Sendable {
    case text
    case words([String])
    case number(from: Double, to: Double)
    case integer(from: Int, to: Int?)
    /// `true`, `1` or nothing after the name.
    case flag
    /// Several values, with commas or repeated.
    case list
    /// Several IRIs, repeated.
    case iris
  }

  let name: String
  let kind: Kind
  let description: String
  let isRequired: Bool

  init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
    self.name = name
    self.kind = kind
    self.description = description
    self.isRequired = isRequired
  }

  /// The parameter object.
  ///
  /// Source: OpenAPI 3.1.1, section 4.8.12.
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("in", .string("query")),
      .init("description", .string(description)), .init("schema", schema),
    ]
    if isRequired { members.append(.init("required", .boolean(true))) }
    switch kind {
    case .flag: members.append(.init("allowEmptyValue", .boolean(true)))
    case .list: members.append(.init("explode", .boolean(false)))
    default: break
    }
    return .object(members)
  }

  /// What its values look like.
  var schema: JSONValue {
    switch kind {
    case .text: return .members(["type": .string("string")])
    case .words(let words):
      return .members(["type": .string("string"), "enum": .array(words.map { .string($0) })])
    case .number(let least, let most):
      return .members([
        "type": .string("number"), "minimum": .number(least), "maximum": .number(most),
      ])
    case .integer(let least, let most):
      var members: [JSONValue.Member] = [
        .init("type", .string("integer")), .init("minimum", .integer(least)),
      ]
      if let most { members.append(.init("maximum", .integer(most))) }
      return .object(members)
    case .flag: return .members(["type": .string("boolean")])
    case .list:
      return .members([
        "type": .string("array"), "items": .members(["type": .string("string")]),
      ])
    case .iris:
      return .members([
        "type": .string("array"),
        "items": .members(["type": .string("string"), "format": .string("iri")]),
      ])
    }
  }
}
