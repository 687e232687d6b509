extension JSONElement {
  /// The canonical JSON text of the value.
  ///
  /// Source: RFC 8785 (JSON Canonicalization Scheme).
  var canonicalText: String {
    var result = ""
    writeCanonical(to: &result)
    return result
  }

  private func writeCanonical(to result: inout String) {
    switch self {
    case .null: result += "null"
    case .boolean(let value): result += value ? "true" : "false"
    case .number(let text): result += Double(text).map { DecimalDigits($0).ecmaScript } ?? text
    case .string(let text): Self.write(text, to: &result)
    case .array(let items):
      result += "["
      for (index, item) in items.enumerated() {
        if index > 0 { result += "," }
        item.writeCanonical(to: &result)
      }
      result += "]"
    case .object(let object):
      result += "{"
      let names = object.names.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
      for (index, name) in names.enumerated() {
        if index > 0 { result += "," }
        Self.write(name, to: &result)
        result += ":"
        object[name]?.writeCanonical(to: &result)
      }
      result += "}"
    }
  }

  private static func write(_ text: String, to result: inout String) {
    result += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{08}": result += "\\b"
      case "\u{0C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..<"\u{20}":
        result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    result += "\""
  }
}
