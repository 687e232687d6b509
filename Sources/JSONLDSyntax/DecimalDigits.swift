/// The shortest decimal digits that mean a double, as Swift's descriptions have them.
struct DecimalDigits {
  let isNegative: Bool
  /// The significant digits, from 0 to 9, without zeros at either end; empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten by which the first digit counts.
  private(set) var exponent: Int

  init(_ value: Double) {
    isNegative = value < 0
    var digits: [UInt8] = []
    var point: Int?
    var shift = 0
    let text = value.magnitude.description.utf8
    if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
      shift = Int(String(text[text.index(after: mark)...]) ?? "") ?? 0
    }
    for byte in text {
      if byte == UInt8(ascii: "e") { break }
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte & 0x0F) }
    }
    var exponent = (point ?? digits.count) - 1 + shift
    while digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  /// Rounds half up to a number of significant digits.
  mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let roundsUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if roundsUp {
      while let last = digits.last, last == 9 { digits.removeLast() }
      if digits.isEmpty {
        digits = [1]
        exponent += 1
      } else {
        digits[digits.count - 1] += 1
      }
    }
    while digits.last == 0 { digits.removeLast() }
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  /// The canonical form of `xsd:double`, as `1.5E0`.
  var canonicalDouble: String {
    guard let first = digits.first else { return "0.0E0" }
    let rest = digits.count == 1 ? "0" : Self.text(digits.dropFirst())
    return "\(isNegative ? "-" : "")\(first).\(rest)E\(exponent)"
  }

  /// All digits of a number without a fraction.
  var integer: String {
    guard !digits.isEmpty else { return "0" }
    let zeros = String(repeating: "0", count: max(exponent + 1 - digits.count, 0))
    return (isNegative ? "-" : "") + Self.text(digits) + zeros
  }

  /// The number as ECMAScript writes it, which RFC 8785 takes over.
  var ecmaScript: String {
    guard !digits.isEmpty else { return "0" }
    let sign = isNegative ? "-" : ""
    let all = Self.text(digits)
    if exponent >= 21 || exponent < -6 {
      let rest = digits.count == 1 ? "" : "." + Self.text(digits.dropFirst())
      return "\(sign)\(digits[0])\(rest)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + all }
    if digits.count <= exponent + 1 { return integer }
    return sign + Self.text(digits.prefix(exponent + 1)) + "."
      + Self.text(digits.dropFirst(exponent + 1))
  }
}
