import Foundation

/// A JSON value as a test looks at it.
enum DecodedJSON: Decodable, CustomStringConvertible {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case array([DecodedJSON])
  case object([String: DecodedJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let items = try? value.decode([DecodedJSON].self) {
      self = .array(items)
    } else {
      self = .object(try value.decode([String: DecodedJSON].self))
    }
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(DecodedJSON.self, from: Data(text.utf8))
  }

  subscript(name: String) -> DecodedJSON? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var items: [DecodedJSON]? { if case .array(let items) = self { items } else { nil } }

  /// The types of JSON Schema that it has.
  var types: [String] {
    switch self {
    case .null: ["null"]
    case .boolean: ["boolean"]
    case .number(let number): number == number.rounded() ? ["integer", "number"] : ["number"]
    case .text: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }

  var description: String {
    switch self {
    case .text(let text): "“\(text)”"
    case .number(let number): "\(number)"
    default: types[0]
    }
  }
}

/// Compares answers with the schemas of a description, strictly: what a schema does not name is
/// a mistake too, so that descriptions stay whole.
struct SchemaValidator {
  /// The schemas by name.
  let schemas: DecodedJSON

  /// What is wrong with a value, each with where it stands.
  func mistakes(in value: DecodedJSON, _ schema: DecodedJSON, at path: String = "$") -> [String] {
    if let reference = schema["$ref"]?.text {
      let name = String(reference.split(separator: "/").last ?? "")
      guard let target = schemas[name] else { return ["\(path): no schema \(name)"] }
      return mistakes(in: value, target, at: path)
    }
    if let choices = schema["anyOf"]?.items {
      let found = choices.map { mistakes(in: value, $0, at: path) }
      return found.contains(where: \.isEmpty) ? [] : found.min { $0.count < $1.count } ?? []
    }
    let types = schema["type"].map { $0.items?.compactMap(\.text) ?? [$0.text ?? ""] } ?? []
    guard types.contains(where: value.types.contains) else {
      return ["\(path): \(value) is none of \(types)"]
    }
    switch value {
    case .text(let word):
      let words = schema["enum"]?.items?.compactMap(\.text) ?? [word]
      return words.contains(word) ? [] : ["\(path): \(word) is none of \(words)"]
    case .array(let items):
      guard let schema = schema["items"] else { return [] }
      return items.enumerated().flatMap {
        mistakes(in: $0.element, schema, at: "\(path)[\($0.offset)]")
      }
    case .object(let members): return mistakes(in: members, schema, at: path)
    default: return []
    }
  }

  private func mistakes(
    in members: [String: DecodedJSON], _ schema: DecodedJSON, at path: String
  ) -> [String] {
    let (known, others) = (schema["properties"], schema["additionalProperties"])
    // What another specification describes.
    guard known != nil || others != nil else { return [] }
    let required = schema["required"]?.items?.compactMap(\.text) ?? []
    let missing = required.filter { members[$0] == nil }.map { "\(path).\($0) is missing" }
    return members.sorted { $0.key < $1.key }.reduce(into: missing) { found, member in
      if let schema = known?[member.key] ?? others {
        if case .boolean(true) = schema { return }
        found += mistakes(in: member.value, schema, at: "\(path).\(member.key)")
      } else {
        found.append("\(path).\(member.key) is not named")
      }
    }
  }
}
