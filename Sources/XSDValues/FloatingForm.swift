/// Lexical forms of `xsd:float` and `xsd:double`.
///
/// Source: XSD 1.1 part 2, sections 3.3.4 and 3.3.5.
enum FloatingForm {
  /// Whether bytes are a numeral of the two types; `INF`, `-INF`, `+INF` and `NaN` count.
  static func isValid(_ bytes: Span<UInt8>) -> Bool {
    var cursor = LexicalCursor(bytes)
    if cursor.take("N") { return cursor.take("a") && cursor.take("N") && cursor.isAtEnd }
    if !cursor.take("-") { _ = cursor.take("+") }
    if cursor.take("I") { return cursor.take("N") && cursor.take("F") && cursor.isAtEnd }
    var digits = 0
    while cursor.takeDigit() != nil { digits += 1 }
    if cursor.take(".") {
      while cursor.takeDigit() != nil { digits += 1 }
    }
    guard digits > 0 else { return false }
    if cursor.take("e") || cursor.take("E") {
      if !cursor.take("-") { _ = cursor.take("+") }
      guard cursor.takeDigit() != nil else { return false }
      while cursor.takeDigit() != nil {}
    }
    return cursor.isAtEnd
  }

  /// The form that the standard library reads: it wants a digit on both sides of the point.
  static func readable(_ bytes: Span<UInt8>) -> String {
    var result = ""
    var previousIsDigit = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      if byte == UInt8(ascii: "."), !previousIsDigit { result += "0" }
      if !isDigit, index > 0, bytes[index - 1] == UInt8(ascii: ".") { result += "0" }
      if byte == UInt8(ascii: "I") || byte == UInt8(ascii: "N") {
        return byte == UInt8(ascii: "I") ? result + "inf" : "nan"
      }
      result.unicodeScalars.append(UnicodeScalar(byte))
      previousIsDigit = isDigit
    }
    if bytes.count > 0, bytes[bytes.count - 1] == UInt8(ascii: ".") { result += "0" }
    return result
  }

  /// The canonical form of digits as the standard library prints them: `1.0E0`.
  ///
  /// Source: XSD 1.1 part 2, E.1.2 (doubleCanonicalMap).
  static func canonical(_ printed: String) -> String {
    switch printed {
    case "inf": return "INF"
    case "-inf": return "-INF"
    case "nan", "-nan": return "NaN"
    default: break
    }
    let negative = printed.hasPrefix("-")
    var digits = ""
    var pointAt: Int?
    var exponent = 0
    let body = negative ? printed.dropFirst() : Substring(printed)
    for (index, part) in body.split(separator: "e", omittingEmptySubsequences: false).enumerated() {
      if index == 1 {
        exponent = Int(part) ?? 0
        continue
      }
      for character in part.unicodeScalars {
        if character == "." {
          pointAt = digits.utf8.count
        } else {
          digits.unicodeScalars.append(character)
        }
      }
    }
    exponent += (pointAt ?? digits.utf8.count) - 1
    let leading = digits.utf8.prefix { $0 == UInt8(ascii: "0") }.count
    digits = String(digits.dropFirst(leading))
    exponent -= leading
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    guard let first = digits.first else { return negative ? "-0.0E0" : "0.0E0" }
    let rest = digits.dropFirst()
    return (negative ? "-" : "") + String(first) + "." + (rest.isEmpty ? "0" : String(rest)) + "E"
      + String(exponent)
  }
}
