/// A length of time: months and seconds, which cannot be converted into each other.
///
/// Source: XSD 1.1 part 2, section 3.3.6.
public struct DurationValue: Hashable, Sendable {
  /// Which of the two parts a value may have.
  public enum Kind: UInt8, Sendable {
    /// `xsd:duration`
    case duration
    /// `xsd:dayTimeDuration`
    case dayTime
    /// `xsd:yearMonthDuration`
    case yearMonth

    /// The datatype of the kind.
    public var datatype: XSDDatatype {
      switch self {
      case .duration: .duration
      case .dayTime: .dayTimeDuration
      case .yearMonth: .yearMonthDuration
      }
    }
  }

  /// Which of the parts the value may have.
  public let kind: Kind
  /// Whole months, negative for a negative duration.
  public let months: Int
  /// Seconds, negative for a negative duration.
  public let seconds: DecimalValue

  /// Makes a duration; months and seconds must not have different signs.
  public init(kind: Kind, months: Int = 0, seconds: DecimalValue = DecimalValue(0)) {
    self.kind = kind
    self.months = months
    self.seconds = seconds
  }

  /// Reads a lexical form of a type of durations; nil where it is not one.
  public init?(lexical bytes: Span<UInt8>, kind: Kind) {
    var cursor = LexicalCursor(bytes)
    let negative = cursor.take("-")
    guard cursor.take("P") else { return nil }
    var months = 0
    var seconds = 0
    var fraction: DecimalValue?
    var inTime = false
    // Designators must come in this order, each at most once.
    let designators: [(letter: UnicodeScalar, inTime: Bool)] = [
      ("Y", false), ("M", false), ("D", false), ("H", true), ("M", true), ("S", true),
    ]
    var position = 0
    var partsInSection = 0
    while !cursor.isAtEnd {
      if !inTime, cursor.take("T") {
        inTime = true
        partsInSection = 0
        continue
      }
      guard let number = cursor.takeNumber() else { return nil }
      let start = cursor.offset
      var fractionEnd: Int?
      if cursor.take(".") {
        while cursor.takeDigit() != nil {}
        guard inTime, cursor.offset > start + 1 else { return nil }
        fractionEnd = cursor.offset
      }
      while position < designators.count,
        designators[position].inTime != inTime || !cursor.take(designators[position].letter)
      { position += 1 }
      guard position < designators.count, fractionEnd == nil || position == 5 else { return nil }
      // With at most 18 digits a number stays within the range of the checks below.
      let unit = [12, 1, 86_400, 3_600, 60, 1][position]
      let (product, overflow) = number.value.multipliedReportingOverflow(by: unit)
      guard !overflow, product < 1 << 60 else { return nil }
      if position < 2 { months += product } else { seconds += product }
      guard months < 1 << 60, seconds < 1 << 60 else { return nil }
      if let fractionEnd {
        fraction = DecimalValue(lexical: bytes.extracting(start..<fractionEnd))
      }
      position += 1
      partsInSection += 1
    }
    guard partsInSection > 0 else { return nil }
    if kind == .dayTime, months != 0 || Self.names(bytes, ["Y"], beforeT: "M") { return nil }
    if kind == .yearMonth, inTime || Self.names(bytes, ["D"], beforeT: nil) { return nil }
    guard let total = DecimalValue(Int128(seconds)).adding(fraction ?? DecimalValue(0)),
      let opposite = total.negated
    else { return nil }
    self.init(
      kind: kind, months: negative ? -months : months, seconds: negative ? opposite : total)
  }

  /// Whether a form uses a designator, even with the number zero.
  private static func names(
    _ bytes: Span<UInt8>, _ letters: [UnicodeScalar], beforeT: UnicodeScalar?
  ) -> Bool {
    var inTime = false
    for index in 0..<bytes.count {
      let scalar = UnicodeScalar(bytes[index])
      if scalar == "T" { inTime = true }
      if letters.contains(scalar) || (!inTime && scalar == beforeT) { return true }
    }
    return false
  }

  /// The canonical lexical form, `PT0S` or `P0M` for nothing.
  ///
  /// Source: XSD 1.1 part 2, E.2 (durationCanonicalMap).
  public var canonicalForm: String {
    if months == 0, seconds.coefficient == 0 { return kind == .yearMonth ? "P0M" : "PT0S" }
    var result = months < 0 || seconds.coefficient < 0 ? "-P" : "P"
    let months = abs(months)
    if months >= 12 { result += "\(months / 12)Y" }
    if months % 12 != 0 { result += "\(months % 12)M" }
    let positive = seconds.coefficient < 0 ? seconds.negated ?? seconds : seconds
    let whole = Int(positive.truncated)
    if whole >= 86_400 { result += "\(whole / 86_400)D" }
    guard let rest = positive.adding(DecimalValue(Int128(-(whole / 60 * 60)))) else {
      return result
    }
    let hours = whole % 86_400 / 3_600
    let minutes = whole % 3_600 / 60
    if hours == 0, minutes == 0, rest.coefficient == 0 { return result }
    result += "T"
    if hours > 0 { result += "\(hours)H" }
    if minutes > 0 { result += "\(minutes)M" }
    if rest.coefficient != 0 { result += rest.canonicalForm + "S" }
    return result
  }
}
