import RDFModel

/// Text as a YAML scalar: plain where that reads back as the same text, else in double quotes.
///
/// Source: YAML 1.2.2, sections 7.3.1, 7.3.3 and 10.3.2 (what plain scalars resolve to).
enum YAMLScalar {
  static func written(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last else { return false }
    if first == " " || last == " " || last == ":" || resolves(text) { return false }
    if "-?:".unicodeScalars.contains(first) {
      if scalars.count == 1 || scalars[1] == " " { return false }
    } else if ",[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) {
      return false
    }
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        return false
      case "#" where index > 0 && scalars[index - 1] == " ": return false
      case ":" where index + 1 < scalars.count && scalars[index + 1] == " ": return false
      default: break
      }
    }
    return true
  }

  /// Whether a plain scalar would be read as null, a truth value or a number.
  private static func resolves(_ text: String) -> Bool {
    let words: Set<String> = ["~", "null", "true", "false", ".nan"]
    let lowered = text.lowercased()
    if words.contains(lowered) { return true }
    let unsigned = lowered.first == "-" || lowered.first == "+" ? lowered.dropFirst() : lowered[...]
    if unsigned == ".inf" { return true }
    guard let first = unsigned.utf8.first,
      (0x30...0x39).contains(first) || first == UInt8(ascii: ".")
    else { return false }
    if unsigned.hasPrefix("0x") { return unsigned.dropFirst(2).allSatisfy(\.isHexDigit) }
    if unsigned.hasPrefix("0o") {
      return unsigned.dropFirst(2).utf8.allSatisfy { (0x30...0x37).contains($0) }
    }
    let isNumeric = unsigned.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e")
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }
    let hasDigit = unsigned.utf8.contains { (0x30...0x39).contains($0) }
    return isNumeric && hasDigit && (Double(unsigned) != nil || Double(unsigned + "0") != nil)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
