import Foundation

/// JSON as another library than the one that is tested reads it.
enum JSONTree: Equatable, Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(parsing bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: Data(bytes))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONTree].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// Whether two documents of JSON-LD are the same; order matters in lists and in JSON literals
  /// only.
  func isSame(as other: JSONTree, ordered: Bool = false) -> Bool {
    switch (self, other) {
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.allSatisfy { name, value in
          right[name].map {
            value.isSame(as: $0, ordered: ordered || name == "@list" || name == "@value")
          } ?? false
        }
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      if ordered { return zip(left, right).allSatisfy { $0.isSame(as: $1, ordered: true) } }
      var rest = right
      for item in left {
        guard let index = rest.firstIndex(where: { item.isSame(as: $0) }) else { return false }
        rest.remove(at: index)
      }
      return true
    default: return self == other
    }
  }
}
