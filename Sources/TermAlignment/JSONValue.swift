/// A JSON value whose members keep their order, so that the same answer is the same bytes.
///
/// Source: RFC 8259.
enum JSONValue {
  case null
  case bool(Bool)
  case number(Double)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }

  /// The value as text, two spaces a level.
  var text: String {
    var result = ""
    write(into: &result, indent: "")
    return result
  }

  private func write(into result: inout String, indent: String) {
    switch self {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .integer(let value): result += String(value)
    case .number(let value):
      // JSON knows no infinities; a whole number needs no point.
      if !value.isFinite {
        result += "null"
      } else if value == value.rounded(), abs(value) < 1e15 {
        result += String(Int(value))
      } else {
        result += String(value)
      }
    case .string(let value): Self.write(value, into: &result)
    case .array(let values):
      if values.isEmpty {
        result += "[]"
      } else {
        result += "["
        for (index, value) in values.enumerated() {
          result += (index == 0 ? "\n" : ",\n") + indent + "  "
          value.write(into: &result, indent: indent + "  ")
        }
        result += "\n" + indent + "]"
      }
    case .object(let members):
      if members.isEmpty {
        result += "{}"
      } else {
        result += "{"
        for (index, member) in members.enumerated() {
          result += (index == 0 ? "\n" : ",\n") + indent + "  "
          Self.write(member.key, into: &result)
          result += ": "
          member.value.write(into: &result, indent: indent + "  ")
        }
        result += "\n" + indent + "}"
      }
    }
  }

  private static func write(_ text: String, into result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
