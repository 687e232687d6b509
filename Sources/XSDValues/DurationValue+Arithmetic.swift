extension DurationValue {
  /// Compares two durations; nil where the answer depends on the lengths of the months.
  ///
  /// Source: XSD 1.1 part 2, section 3.3.6.1.
  public static func compare(
    _ left: DurationValue, _ right: DurationValue
  ) -> NumericValue.Ordering? {
    if left.months == right.months { return NumericValue.compare(left.seconds, right.seconds) }
    var answer: NumericValue.Ordering?
    for start in referenceStarts {
      guard let a = start.adding(left), let b = start.adding(right),
        let order = NumericValue.compare(a.timeline(), b.timeline()),
        answer == nil || answer == order
      else { return nil }
      answer = order
    }
    return answer
  }

  /// The four moments at which durations are compared.
  private static let referenceStarts: [DateTimeValue] = [
    (1696, 9), (1697, 2), (1903, 3), (1903, 7),
  ].compactMap { DateTimeValue.make(.dateTime, year: $0.0, month: $0.1, day: 1, timezone: 0) }

  /// The sum; nil where the parts would have different signs or do not fit.
  public func adding(_ other: DurationValue) -> DurationValue? {
    let (months, overflow) = months.addingReportingOverflow(other.months)
    guard !overflow, abs(months) < 1 << 60, let seconds = seconds.adding(other.seconds),
      !(months > 0 && seconds.coefficient < 0), !(months < 0 && seconds.coefficient > 0)
    else { return nil }
    return DurationValue(
      kind: kind == other.kind ? kind : .duration, months: months, seconds: seconds)
  }

  /// The opposite duration, or nil where it does not fit.
  public var negated: DurationValue? {
    seconds.negated.map { DurationValue(kind: kind, months: -months, seconds: $0) }
  }
}

extension DateTimeValue {
  /// The moment that lies a duration later; nil where the kind has no date, or it does not fit.
  ///
  /// Months are added first; a day that the month does not have becomes its last.
  ///
  /// Source: XSD 1.1 part 2, E.3.3 (dateTimePlusDuration).
  public func adding(_ duration: DurationValue) -> DateTimeValue? {
    guard kind.hasDate || (kind == .time && duration.months == 0) else { return nil }
    guard abs(duration.months) <= 12 * Self.yearLimit else { return nil }
    let date = calendarDate.adding(months: duration.months)
    let clock = localSeconds - calendarDate.dayNumber * Self.secondsPerDay
    let unit = Int128(Self.fractionUnit)
    let whole = duration.seconds.truncated
    guard abs(date.year) <= Self.yearLimit, abs(whole) < 1 << 60,
      let part = duration.seconds.adding(DecimalValue(-whole))?.multiplied(by: DecimalValue(unit))
    else { return nil }
    var seconds = date.dayNumber * Self.secondsPerDay + clock + Int(whole)
    var fraction = self.fraction + Int(part.truncated)
    if fraction < 0 {
      fraction += Self.fractionUnit
      seconds -= 1
    } else if fraction >= Self.fractionUnit {
      fraction -= Self.fractionUnit
      seconds += 1
    }
    var day = CalendarDate.floorDivide(seconds, Self.secondsPerDay)
    guard abs(CalendarDate(dayNumber: day).year) <= Self.yearLimit else { return nil }
    let secondOfDay = seconds - day * Self.secondsPerDay
    switch kind {
    case .date: (seconds, fraction) = (day * Self.secondsPerDay, 0)
    case .time:
      day = Self.referenceDay
      seconds = day * Self.secondsPerDay + secondOfDay
    default: break
    }
    return DateTimeValue(
      kind: kind, localSeconds: seconds, fraction: fraction, timezone: timezone)
  }

  /// How long it is from another moment of the same kind to this one; nil where the kind has
  /// no date or time of day, or only one of the two states a timezone.
  public func subtracting(_ other: DateTimeValue) -> DurationValue? {
    guard kind == other.kind, kind.hasDate || kind == .time,
      (timezone == nil) == (other.timezone == nil)
    else { return nil }
    return DurationValue(
      kind: .dayTime,
      seconds: DecimalValue(coefficient: timeline() - other.timeline(), scale: 18))
  }
}
