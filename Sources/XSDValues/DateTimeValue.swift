/// A value of one of the types of dates and times: a moment, or a part of one that repeats.
///
/// Fractions of seconds are exact to 18 digits; more are cut off. Years reach ± 99,999,999,999.
///
/// Source: XSD 1.1 part 2, section 3.3.7 and D.2.1 (the seven-property model).
public struct DateTimeValue: Hashable, Sendable {
  /// Which of the properties a value has.
  public enum Kind: UInt8, Sendable {
    /// `xsd:dateTime`
    case dateTime
    /// `xsd:date`
    case date
    /// `xsd:time`
    case time
    /// `xsd:gYear`
    case gYear
    /// `xsd:gYearMonth`
    case gYearMonth
    /// `xsd:gMonth`
    case gMonth
    /// `xsd:gMonthDay`
    case gMonthDay
    /// `xsd:gDay`
    case gDay

    /// The datatype of the kind.
    public var datatype: XSDDatatype {
      switch self {
      case .dateTime: .dateTime
      case .date: .date
      case .time: .time
      case .gYear: .gYear
      case .gYearMonth: .gYearMonth
      case .gMonth: .gMonth
      case .gMonthDay: .gMonthDay
      case .gDay: .gDay
      }
    }

    var hasDate: Bool { self == .dateTime || self == .date }
  }

  /// Which of the properties the value has.
  public let kind: Kind
  /// The offset from UTC in minutes, or nil where none is stated.
  public let timezone: Int?
  /// Seconds since the start of year 1 on the clock that shows the value.
  let localSeconds: Int
  /// The fraction of the second in units of 10⁻¹⁸.
  let fraction: Int

  static let fractionUnit = 1_000_000_000_000_000_000
  static let secondsPerDay = 86_400
  static let yearLimit = 99_999_999_999

  init(kind: Kind, localSeconds: Int, fraction: Int, timezone: Int?) {
    self.kind = kind
    self.localSeconds = localSeconds
    self.fraction = fraction
    self.timezone = timezone
  }

  /// A moment, from the seconds since 1 January 1970 in UTC.
  public init(secondsSince1970 seconds: Int, nanoseconds: Int = 0) {
    self.init(
      kind: .dateTime, localSeconds: seconds + 719_162 * Self.secondsPerDay,
      fraction: nanoseconds * 1_000_000_000, timezone: 0)
  }

  var calendarDate: CalendarDate {
    CalendarDate(dayNumber: CalendarDate.floorDivide(localSeconds, Self.secondsPerDay))
  }

  private var secondOfDay: Int {
    localSeconds - CalendarDate.floorDivide(localSeconds, Self.secondsPerDay) * Self.secondsPerDay
  }

  /// The year, where the kind has one.
  public var year: Int? {
    kind.hasDate || kind == .gYear || kind == .gYearMonth ? calendarDate.year : nil
  }

  /// The month, where the kind has one.
  public var month: Int? {
    switch kind {
    case .dateTime, .date, .gYearMonth, .gMonth, .gMonthDay: calendarDate.month
    default: nil
    }
  }

  /// The day of the month, where the kind has one.
  public var day: Int? {
    switch kind {
    case .dateTime, .date, .gMonthDay, .gDay: calendarDate.day
    default: nil
    }
  }

  /// The hour, where the kind has one.
  public var hour: Int? {
    kind == .dateTime || kind == .time ? secondOfDay / 3600 : nil
  }

  /// The minute, where the kind has one.
  public var minute: Int? {
    kind == .dateTime || kind == .time ? secondOfDay / 60 % 60 : nil
  }

  /// The second with its fraction, where the kind has one.
  public var second: DecimalValue? {
    guard kind == .dateTime || kind == .time else { return nil }
    return DecimalValue(
      coefficient: Int128(secondOfDay % 60) * Int128(Self.fractionUnit) + Int128(fraction),
      scale: 18)
  }

  /// Attoseconds on the time line, taking the stated timezone or `assumed` minutes for none.
  func timeline(assuming assumed: Int = 0) -> Int128 {
    let utc = localSeconds - (timezone ?? assumed) * 60
    return Int128(utc) * Int128(Self.fractionUnit) + Int128(fraction)
  }

  /// Compares two values of one kind.
  ///
  /// - Returns: nil for different kinds, and where one value states a timezone and the other
  ///   does not and the answer depends on which it would be (within 14 hours).
  ///
  /// Source: XSD 1.1 part 2, section 3.3.7.2 (order).
  public static func compare(
    _ left: DateTimeValue, _ right: DateTimeValue
  ) -> NumericValue.Ordering? {
    guard left.kind == right.kind else { return nil }
    if (left.timezone == nil) == (right.timezone == nil) {
      return NumericValue.compare(left.timeline(), right.timeline())
    }
    let widest = 14 * 60
    if left.timezone == nil {
      // Assuming -14:00 gives the latest moment that the left side can mean.
      if left.timeline(assuming: -widest) < right.timeline() { return .less }
      if left.timeline(assuming: widest) > right.timeline() { return .greater }
    } else {
      if left.timeline() < right.timeline(assuming: widest) { return .less }
      if left.timeline() > right.timeline(assuming: -widest) { return .greater }
    }
    return nil
  }

  /// The value as another kind, as casts between dates and times have it; nil where the value
  /// lacks what the other kind needs.
  public func converted(to other: Kind) -> DateTimeValue? {
    if other == kind { return self }
    let date = calendarDate
    switch (kind, other) {
    case (.dateTime, .time):
      return DateTimeValue(
        kind: .time, localSeconds: Self.referenceDay * Self.secondsPerDay + secondOfDay,
        fraction: fraction, timezone: timezone)
    case (.date, .dateTime):
      return DateTimeValue(
        kind: .dateTime, localSeconds: localSeconds, fraction: 0, timezone: timezone)
    case (.dateTime, _), (.date, _):
      guard other != .time else { return nil }
      return Self.make(
        other, year: date.year, month: date.month, day: date.day, timezone: timezone)
    default: return nil
    }
  }

  /// A day in a leap year, on which times lie and which lends its year to what has none.
  static let referenceDate = CalendarDate(year: 1972, month: 12, day: 31)
  static let referenceDay = referenceDate.dayNumber

  /// A value at midnight, with the properties that `kind` lacks taken from the reference date.
  static func make(
    _ kind: Kind, year: Int, month: Int, day: Int, timezone: Int?
  ) -> DateTimeValue? {
    var date = CalendarDate(year: 1972, month: 12, day: 31)
    switch kind {
    case .dateTime, .date: date = CalendarDate(year: year, month: month, day: day)
    case .gYear: date = CalendarDate(year: year, month: 12, day: 31)
    case .gYearMonth:
      date = CalendarDate(
        year: year, month: month, day: CalendarDate.dayCount(year: year, month: month))
    case .gMonth:
      date = CalendarDate(
        year: 1972, month: month, day: CalendarDate.dayCount(year: 1972, month: month))
    case .gMonthDay: date = CalendarDate(year: 1972, month: month, day: day)
    case .gDay: date.day = day
    case .time: break
    }
    guard abs(date.year) <= yearLimit, (1...12).contains(date.month), date.day >= 1,
      date.day <= CalendarDate.dayCount(year: date.year, month: date.month)
    else { return nil }
    return DateTimeValue(
      kind: kind, localSeconds: date.dayNumber * secondsPerDay, fraction: 0, timezone: timezone)
  }
}

extension DateTimeValue {
  /// Orders two values of one kind for sorting: as ``compare(_:_:)`` where it answers, else as if
  /// the missing timezone were UTC.
  public static func totalOrder(_ left: DateTimeValue, _ right: DateTimeValue)
    -> NumericValue.Ordering
  {
    let (a, b) = (left.timeline(), right.timeline())
    if a != b { return a < b ? .less : .greater }
    // Of two equal moments the one without a timezone comes first.
    if (left.timezone == nil) == (right.timezone == nil) { return .equal }
    return left.timezone == nil ? .less : .greater
  }
}
