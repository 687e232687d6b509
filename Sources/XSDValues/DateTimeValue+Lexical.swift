extension DateTimeValue {
  /// Reads a lexical form of a type of dates and times; nil where it is not one.
  ///
  /// Source: XSD 1.1 part 2, sections 3.3.7 to 3.3.14.
  public init?(lexical bytes: Span<UInt8>, kind: Kind) {
    var cursor = LexicalCursor(bytes)
    var date = Self.referenceDate
    switch kind {
    case .time: break
    case .gMonth, .gMonthDay, .gDay:
      guard cursor.take("-"), cursor.take("-") else { return nil }
    default:
      guard let year = Self.takeYear(&cursor) else { return nil }
      date.year = year
    }
    switch kind {
    case .dateTime, .date:
      guard cursor.take("-"), let month = cursor.takeTwoDigits(), cursor.take("-"),
        let day = cursor.takeTwoDigits()
      else { return nil }
      (date.month, date.day) = (month, day)
    case .gYearMonth:
      guard cursor.take("-"), let month = cursor.takeTwoDigits() else { return nil }
      date.month = month
    case .gMonth:
      guard let month = cursor.takeTwoDigits() else { return nil }
      date.month = month
    case .gMonthDay:
      guard let month = cursor.takeTwoDigits(), cursor.take("-"), let day = cursor.takeTwoDigits()
      else { return nil }
      (date.month, date.day) = (month, day)
    case .gDay:
      guard cursor.take("-"), let day = cursor.takeTwoDigits() else { return nil }
      date.day = day
    case .gYear, .time: break
    }
    var clock = (seconds: 0, fraction: 0)
    if kind == .dateTime { guard cursor.take("T") else { return nil } }
    if kind == .dateTime || kind == .time {
      guard let taken = Self.takeClock(&cursor) else { return nil }
      clock = taken
    }
    var timezone: Int?
    if !cursor.isAtEnd {
      guard let taken = Self.takeTimezone(&cursor), cursor.isAtEnd else { return nil }
      timezone = taken
    }
    guard
      let midnight = Self.make(
        kind, year: date.year, month: date.month, day: date.day, timezone: timezone)
    else { return nil }
    // 24:00:00 is midnight of the following day; as a time it is midnight itself.
    let seconds = kind == .time ? clock.seconds % Self.secondsPerDay : clock.seconds
    self.init(
      kind: kind, localSeconds: midnight.localSeconds + seconds, fraction: clock.fraction,
      timezone: timezone)
  }

  private static func takeYear(_ cursor: inout LexicalCursor) -> Int? {
    let negative = cursor.take("-")
    let startsWithZero = cursor.next == UInt8(ascii: "0")
    guard let year = cursor.takeNumber(), year.digits >= 4, year.digits == 4 || !startsWithZero,
      year.value <= yearLimit
    else { return nil }
    return negative ? -year.value : year.value
  }

  private static func takeClock(
    _ cursor: inout LexicalCursor
  ) -> (seconds: Int, fraction: Int)? {
    guard let hour = cursor.takeTwoDigits(), cursor.take(":"),
      let minute = cursor.takeTwoDigits(), cursor.take(":"),
      let second = cursor.takeTwoDigits(), hour <= 24, minute <= 59, second <= 59
    else { return nil }
    var fraction = 0
    if cursor.take(".") {
      guard cursor.nextIsDigit else { return nil }
      var unit = fractionUnit
      while let digit = cursor.takeDigit() {
        unit /= 10
        fraction += digit * unit
      }
    }
    if hour == 24, minute != 0 || second != 0 || fraction != 0 { return nil }
    return (hour * 3600 + minute * 60 + second, fraction)
  }

  private static func takeTimezone(_ cursor: inout LexicalCursor) -> Int? {
    if cursor.take("Z") { return 0 }
    let negative = cursor.take("-")
    guard negative || cursor.take("+"), let hour = cursor.takeTwoDigits(), cursor.take(":"),
      let minute = cursor.takeTwoDigits(), minute <= 59, hour * 60 + minute <= 14 * 60
    else { return nil }
    let offset = hour * 60 + minute
    return negative ? -offset : offset
  }

  /// The canonical lexical form; the stated timezone is kept.
  ///
  /// Source: XSD 1.1 part 2, E.3.6.
  public var canonicalForm: String {
    let date = calendarDate
    let month = Self.twoDigits(date.month)
    let day = Self.twoDigits(date.day)
    let body =
      switch kind {
      case .dateTime: "\(Self.fourDigits(date.year))-\(month)-\(day)T\(clockForm)"
      case .date: "\(Self.fourDigits(date.year))-\(month)-\(day)"
      case .time: clockForm
      case .gYear: Self.fourDigits(date.year)
      case .gYearMonth: "\(Self.fourDigits(date.year))-\(month)"
      case .gMonth: "--\(month)"
      case .gMonthDay: "--\(month)-\(day)"
      case .gDay: "---\(day)"
      }
    return body + (timezoneForm ?? "")
  }

  private var clockForm: String {
    let second = second?.canonicalForm ?? "0"
    let padded = second.utf8.prefix { $0 != UInt8(ascii: ".") }.count < 2 ? "0" + second : second
    return "\(Self.twoDigits(hour ?? 0)):\(Self.twoDigits(minute ?? 0)):\(padded)"
  }

  /// The timezone as it is written, `Z` or `+02:00`; nil for none.
  public var timezoneForm: String? {
    guard let timezone else { return nil }
    if timezone == 0 { return "Z" }
    let minutes = abs(timezone)
    return (timezone < 0 ? "-" : "+") + Self.twoDigits(minutes / 60) + ":"
      + Self.twoDigits(minutes % 60)
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : String(value)
  }

  private static func fourDigits(_ year: Int) -> String {
    let digits = String(abs(year))
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    return (year < 0 ? "-" : "") + padding + digits
  }
}
