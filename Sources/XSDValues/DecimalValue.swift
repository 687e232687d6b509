/// An exact decimal number: a 128-bit coefficient and a count of fraction digits.
///
/// Holds at least 37 significant digits. A result that needs more loses fraction digits first
/// (XPath lets an implementation round there) and is nil when its integer part does not fit.
/// Values are normalised: no trailing zero in the fraction, so equal values are equal fields.
///
/// Source: XSD 1.1 part 2, section 3.3.3.
public struct DecimalValue: Hashable, Sendable {
  /// The digits of the number as an integer.
  public let coefficient: Int128
  /// How many of the digits stand after the point.
  public let scale: UInt8

  static let maximumScale = 37

  /// Makes `coefficient` × 10 to the power of −`scale`.
  init(coefficient: Int128, scale: Int) {
    var coefficient = coefficient
    var scale = scale
    while scale > 0 {
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: 10)
      if remainder != 0 { break }
      coefficient = quotient
      scale -= 1
    }
    self.coefficient = coefficient
    self.scale = UInt8(scale)
  }

  /// Makes a whole number.
  public init(_ integer: Int128) {
    coefficient = integer
    scale = 0
  }

  /// Reads a lexical form of `xsd:decimal`.
  ///
  /// - Returns: nil where the form is not one, or its integer part does not fit.
  public init?(lexical: Span<UInt8>) {
    var cursor = LexicalCursor(lexical)
    let negative = cursor.take("-")
    if !negative { _ = cursor.take("+") }
    // They say nothing, however many there are.
    var digits = cursor.takeZeros() ? 1 : 0
    var scale = 0
    var inFraction = false
    // As many digits as a machine word holds, which nearly all numbers are.
    var word = 0
    while digits < 18, scale < Self.maximumScale {
      if !inFraction, cursor.take(".") {
        inFraction = true
        continue
      }
      guard let digit = cursor.takeDigit() else { break }
      word = word * 10 + digit
      digits += 1
      if inFraction { scale += 1 }
    }
    var coefficient = Int128(word)
    while !cursor.isAtEnd {
      if !inFraction, cursor.take(".") {
        inFraction = true
        continue
      }
      guard let digit = cursor.takeDigit() else { return nil }
      digits += 1
      // Fraction digits that no longer fit are dropped.
      if inFraction, scale >= Self.maximumScale { continue }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int128(digit))
      if overflow || carry {
        guard inFraction else { return nil }
        scale = Self.maximumScale + 1
        continue
      }
      coefficient = sum
      if inFraction { scale += 1 }
      if scale > Self.maximumScale { return nil }
    }
    guard digits > 0 else { return nil }
    self.init(coefficient: negative ? -coefficient : coefficient, scale: scale)
  }

  /// The shortest decimal that reads back as a double, or nil where it does not fit or is not
  /// a number.
  public init?(_ double: Double) {
    guard double.isFinite, abs(double) < 1e37 else { return nil }
    self.init(shortest: double.description)
  }

  /// The shortest decimal that reads back as a float, or nil.
  public init?(_ float: Float) {
    guard float.isFinite, abs(float) < 1e37 else { return nil }
    self.init(shortest: float.description)
  }

  /// Reads what the standard library prints: digits, a point, perhaps an exponent.
  private init?(shortest text: String) {
    var coefficient: Int128 = 0
    var scale = 0
    var exponent = 0
    var negative = false
    var inFraction = false
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "-"): negative = true
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "e"):
        var rest = ""
        while let byte = bytes.next() { rest.unicodeScalars.append(UnicodeScalar(byte)) }
        exponent = Int(rest) ?? 0
      default:
        coefficient = coefficient * 10 + Int128(byte - UInt8(ascii: "0"))
        if inFraction { scale += 1 }
      }
    }
    scale -= exponent
    if scale < 0 {
      guard let power = Self.powerOfTen(-scale) else { return nil }
      let (product, overflow) = coefficient.multipliedReportingOverflow(by: power)
      if overflow { return nil }
      coefficient = product
      scale = 0
    }
    while scale > Self.maximumScale {
      coefficient /= 10
      scale -= 1
    }
    self.init(coefficient: negative ? -coefficient : coefficient, scale: scale)
  }

  /// 10 to a power, or nil where it does not fit.
  static func powerOfTen(_ exponent: Int) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The whole number, where there is no fraction.
  public var integer: Int128? { scale == 0 ? coefficient : nil }

  /// The number without its fraction.
  public var truncated: Int128 {
    scale == 0 ? coefficient : coefficient / (Self.powerOfTen(Int(scale)) ?? 1)
  }

  /// The nearest double.
  public var double: Double {
    if scale == 0 { return Double(coefficient) }
    // Both operands are exact, so that the one rounding is the division's.
    if scale <= 22, coefficient.magnitude < 1 << 53 {
      return Double(coefficient) / Double(Self.powerOfTen(Int(scale)) ?? 1)
    }
    return Double(canonicalForm) ?? Double(coefficient)
  }

  /// The number as XPath casts it to a string: no point where there is no fraction.
  ///
  /// Source: XSD 1.1 part 2, E.1.1 (decimalCanonicalMap).
  public var canonicalForm: String {
    if scale == 0 { return String(coefficient) }
    var digits = String(coefficient.magnitude)
    if digits.utf8.count <= Int(scale) {
      digits = String(repeating: "0", count: Int(scale) + 1 - digits.utf8.count) + digits
    }
    let whole = digits.dropLast(Int(scale))
    return (coefficient < 0 ? "-" : "") + whole + "." + digits.suffix(Int(scale))
  }
}
