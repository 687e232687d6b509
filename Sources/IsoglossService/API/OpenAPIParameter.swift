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
      .init("description", .string(description)), .init("schema", schema.json),
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
  var schema: JSONSchema {
    switch kind {
    case .text: .text
    case .words(let words): .word(words)
    case .number(let least, let most): .number(from: least, to: most)
    case .integer(let least, let most): .integer(from: least, to: most)
    case .flag: .boolean
    case .list: .array(of: .text)
    case .iris: .array(of: .iri)
    }
  }
}
