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

  /// Digits beyond these only tell that a number is more than they say: halfway between two doubles
  /// stand 767 digits at most.
  private static let mostDigits = 800

  /// The same number, of bytes that are valid, in a form that the standard library reads: significant
  /// digits and an exponent, however many digits are written.
  static func readable(_ bytes: Span<UInt8>) -> String {
    var form: [UInt8] = []
    form.reserveCapacity(min(bytes.count, mostDigits) + 16)
    var digits = 0
    // The power of ten that the last digit stands for.
    var exponent = 0
    var isMore = false
    var inFraction = false
    for index in 0..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "-"): form.append(UInt8(ascii: "-"))
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "I"): return form.isEmpty ? "inf" : "-inf"
      case UInt8(ascii: "N"): return "nan"
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.exponent(bytes.extracting(index + 1..<bytes.count))
        return numeral(form, digits, exponent, isMore)
      case let digit:
        if digits < mostDigits {
          // Zeros before the first other digit only move the point.
          if digits > 0 || digit != UInt8(ascii: "0") {
            form.append(digit)
            digits += 1
          }
          if inFraction { exponent -= 1 }
        } else {
          if digit != UInt8(ascii: "0") { isMore = true }
          if !inFraction { exponent += 1 }
        }
      }
    }
    return numeral(form, digits, exponent, isMore)
  }

  private static func numeral(
    _ signAndDigits: [UInt8], _ digits: Int, _ exponent: Int, _ isMore: Bool
  ) -> String {
    let form = String(decoding: signAndDigits, as: UTF8.self)
    if digits == 0 { return form + "0" }
    return isMore ? form + "1e\(exponent - 1)" : form + "e\(exponent)"
  }

  /// The exponent that is written; far beyond what there are numbers for one is as good as another.
  private static func exponent(_ bytes: Span<UInt8>) -> Int {
    var value = 0
    for index in 0..<bytes.count where value < 1 << 40 {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0") { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
    }
    return bytes.count > 0 && bytes[0] == UInt8(ascii: "-") ? -value : value
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
