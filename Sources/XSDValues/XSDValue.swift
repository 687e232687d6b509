/// A value of a datatype of XML Schema.
public enum XSDValue: Hashable, Sendable {
  /// A truth value.
  case boolean(Bool)
  /// A number.
  case numeric(NumericValue)
  /// A moment, a day, a time of day or a part of a date.
  case dateTime(DateTimeValue)
  /// A length of time.
  case duration(DurationValue)

  /// Maps a lexical form to its value.
  ///
  /// White space is not stripped: in RDF a literal with it is ill-typed.
  ///
  /// - Returns: nil where the form is not in the lexical space of the datatype, or the value
  ///   is beyond what this module holds.
  /// - Complexity: O(n) in the bytes.
  public init?(lexical bytes: Span<UInt8>, datatype: XSDDatatype) {
    switch datatype {
    case .boolean:
      guard let value = Self.boolean(bytes) else { return nil }
      self = .boolean(value)
    case .duration, .dayTimeDuration, .yearMonthDuration:
      let kind: DurationValue.Kind =
        datatype == .duration ? .duration : datatype == .dayTimeDuration ? .dayTime : .yearMonth
      guard let value = DurationValue(lexical: bytes, kind: kind) else { return nil }
      self = .duration(value)
    default:
      if let kind = Self.dateTimeKind(datatype) {
        guard let value = DateTimeValue(lexical: bytes, kind: kind),
          datatype != .dateTimeStamp || value.timezone != nil
        else { return nil }
        self = .dateTime(value)
      } else {
        guard let value = NumericValue(lexical: bytes, datatype: datatype) else { return nil }
        self = .numeric(value)
      }
    }
  }

  /// Maps text to a value as a cast from `xsd:string` does: white space at both ends is ignored.
  public init?(casting text: String, to datatype: XSDDatatype) {
    let bytes = text.utf8Span.span
    self.init(lexical: bytes.extracting(bytes.trimmed()), datatype: datatype)
  }

  private static func boolean(_ bytes: Span<UInt8>) -> Bool? {
    switch bytes.count {
    case 1 where bytes[0] == UInt8(ascii: "1"): return true
    case 1 where bytes[0] == UInt8(ascii: "0"): return false
    case 4 where bytes.equals("true"): return true
    case 5 where bytes.equals("false"): return false
    default: return nil
    }
  }

  private static func dateTimeKind(_ datatype: XSDDatatype) -> DateTimeValue.Kind? {
    switch datatype {
    case .dateTime, .dateTimeStamp: .dateTime
    case .date: .date
    case .time: .time
    case .gYear: .gYear
    case .gYearMonth: .gYearMonth
    case .gMonth: .gMonth
    case .gMonthDay: .gMonthDay
    case .gDay: .gDay
    default: nil
    }
  }

  /// The datatype of a literal with this value.
  public var datatype: XSDDatatype {
    switch self {
    case .boolean: .boolean
    case .numeric(let value): value.datatype
    case .dateTime(let value): value.kind.datatype
    case .duration(let value): value.kind.datatype
    }
  }

  /// The canonical lexical form.
  public var canonicalForm: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .numeric(let value): value.canonicalForm
    case .dateTime(let value): value.canonicalForm
    case .duration(let value): value.canonicalForm
    }
  }

  /// How two values stand to each other; nil where their types do not compare, one is NaN, or
  /// a timezone or the length of a month would decide.
  public static func compare(_ left: XSDValue, _ right: XSDValue) -> NumericValue.Ordering? {
    switch (left, right) {
    case (.boolean(let a), .boolean(let b)): return a == b ? .equal : b ? .less : .greater
    case (.numeric(let a), .numeric(let b)): return NumericValue.compare(a, b)
    case (.dateTime(let a), .dateTime(let b)): return DateTimeValue.compare(a, b)
    case (.duration(let a), .duration(let b)): return DurationValue.compare(a, b)
    default: return nil
    }
  }
}
