/// A number of one of the four types that SPARQL computes with.
///
/// Source: SPARQL 1.1 Query Language, section 17.1; XPath and XQuery Functions and Operators
/// 3.1, section 4.
public enum NumericValue: Hashable, Sendable {
  /// `xsd:integer` and all types derived from it.
  case integer(Int128)
  /// `xsd:decimal`
  case decimal(DecimalValue)
  /// `xsd:float`
  case float(Float)
  /// `xsd:double`
  case double(Double)

  /// Reads a lexical form of a numeric datatype; nil where it is not one or does not fit.
  public init?(lexical bytes: Span<UInt8>, datatype: XSDDatatype) {
    switch datatype {
    case .decimal:
      guard let value = DecimalValue(lexical: bytes) else { return nil }
      self = .decimal(value)
    case .double:
      guard FloatingForm.isValid(bytes), let value = Double(FloatingForm.readable(bytes))
      else { return nil }
      self = .double(value)
    case .float:
      guard FloatingForm.isValid(bytes), let value = Float(FloatingForm.readable(bytes))
      else { return nil }
      self = .float(value)
    default:
      guard datatype.isInteger, let value = Self.integer(lexical: bytes) else { return nil }
      let bounds = datatype.integerBounds
      if let least = bounds.least, value < least { return nil }
      if let greatest = bounds.greatest, value > greatest { return nil }
      self = .integer(value)
    }
  }

  private static func integer(lexical bytes: Span<UInt8>) -> Int128? {
    var cursor = LexicalCursor(bytes)
    let negative = cursor.take("-")
    if !negative { _ = cursor.take("+") }
    guard cursor.takeZeros() || cursor.nextIsDigit else { return nil }
    // As many digits as a machine word holds, which nearly all numbers are.
    var word = 0
    var count = 0
    while count < 18, let digit = cursor.takeDigit() {
      word = word * 10 + digit
      count += 1
    }
    var value = Int128(word)
    while let digit = cursor.takeDigit() {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int128(digit))
      if overflow || carry { return nil }
      value = sum
    }
    return cursor.isAtEnd ? (negative ? -value : value) : nil
  }

  /// The datatype that a result with this value has.
  public var datatype: XSDDatatype {
    switch self {
    case .integer: .integer
    case .decimal: .decimal
    case .float: .float
    case .double: .double
    }
  }

  /// The canonical lexical form in the type of the value.
  public var canonicalForm: String {
    switch self {
    case .integer(let value): String(value)
    case .decimal(let value): value.canonicalForm
    case .float(let value): FloatingForm.canonical(value.description)
    case .double(let value): FloatingForm.canonical(value.description)
    }
  }

  /// The number as `xsd:string(…)` prints it: doubles of ordinary size without an exponent.
  ///
  /// Source: XPath and XQuery Functions and Operators 3.1, section 19.1.2.2.
  public var stringForm: String {
    let plain: DecimalValue?
    switch self {
    case .integer, .decimal: return canonicalForm
    case .double(let value):
      if value == 0 { return value.sign == .minus ? "-0" : "0" }
      plain = abs(value) >= 1e-6 && abs(value) < 1e6 ? DecimalValue(value) : nil
    case .float(let value):
      if value == 0 { return value.sign == .minus ? "-0" : "0" }
      plain = abs(value) >= 1e-6 && abs(value) < 1e6 ? DecimalValue(value) : nil
    }
    return plain?.canonicalForm ?? canonicalForm
  }

  /// The nearest double.
  public var double: Double {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value): value.double
    case .float(let value): Double(value)
    case .double(let value): value
    }
  }

  /// The nearest float.
  public var float: Float {
    switch self {
    case .integer(let value): Float(value)
    case .decimal(let value): Float(value.canonicalForm) ?? Float(value.double)
    case .float(let value): value
    case .double(let value): Float(value)
    }
  }

  /// The number as an exact decimal, or nil where it is not finite or does not fit.
  public var decimal: DecimalValue? {
    switch self {
    case .integer(let value): DecimalValue(value)
    case .decimal(let value): value
    case .float(let value): DecimalValue(value)
    case .double(let value): DecimalValue(value)
    }
  }

  /// The number without its fraction, or nil where it is not finite or does not fit.
  public var truncatedInteger: Int128? {
    switch self {
    case .integer(let value): value
    case .decimal(let value): value.truncated
    case .float(let value): Int128(exactly: value.rounded(.towardZero))
    case .double(let value): Int128(exactly: value.rounded(.towardZero))
    }
  }

  /// Whether the number is NaN.
  public var isNaN: Bool {
    switch self {
    case .integer, .decimal: false
    case .float(let value): value.isNaN
    case .double(let value): value.isNaN
    }
  }

  /// Whether the effective boolean value is true: neither zero nor NaN.
  public var isTrue: Bool {
    switch self {
    case .integer(let value): value != 0
    case .decimal(let value): value.coefficient != 0
    case .float(let value): !(value == 0 || value.isNaN)
    case .double(let value): !(value == 0 || value.isNaN)
    }
  }
}
