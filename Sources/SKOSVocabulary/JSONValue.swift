/// A JSON value whose members keep their order, so that the same result is the same text.
///
/// Source: RFC 8259.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number without a fraction.
  case integer(Int)
  /// A number; `null` where it is not finite.
  case number(Double)
  /// Text.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Names and values in order; names are distinct.
  case object([Member])

  /// A name and its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Makes a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Text, or `null` where there is none.
  public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// A number, or `null` where there is none.
  public static func optional(_ number: Double?) -> JSONValue {
    number.map { .number($0) } ?? .null
  }

  /// The members as an object.
  public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member($0.key, $0.value) })
  }
}

extension JSONValue: CustomStringConvertible {
  /// The text on one line.
  public var description: String {
    var result = ""
    append(to: &result, indent: nil)
    return result
  }

  /// The text over several lines, indented by two spaces, with a line break at the end.
  public var prettyPrinted: String {
    var result = ""
    append(to: &result, indent: 0)
    return result + "\n"
  }

  private func append(to result: inout String, indent: Int?) {
    switch self {
    case .null: result += "null"
    case .boolean(let value): result += value ? "true" : "false"
    case .integer(let value): result += String(value)
    case .number(let value): result += value.isFinite ? Self.text(of: value) : "null"
    case .string(let text): Self.append(text, to: &result)
    case .array(let values):
      Self.append(values, "[", "]", to: &result, indent: indent) { value, result, indent in
        value.append(to: &result, indent: indent)
      }
    case .object(let members):
      Self.append(members, "{", "}", to: &result, indent: indent) { member, result, indent in
        Self.append(member.name, to: &result)
        result += indent == nil ? ":" : ": "
        member.value.append(to: &result, indent: indent)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], _ open: String, _ close: String, to result: inout String, indent: Int?,
    _ body: (Element, inout String, Int?) -> Void
  ) {
    result += open
    let inner = indent.map { $0 + 2 }
    for (position, element) in elements.enumerated() {
      if position > 0 { result += "," }
      if let inner { result += "\n" + String(repeating: " ", count: inner) }
      body(element, &result, inner)
    }
    if let indent, !elements.isEmpty { result += "\n" + String(repeating: " ", count: indent) }
    result += close
  }

  /// The shortest digits that read back as the number, without a needless fraction.
  private static func text(of value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func append(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
