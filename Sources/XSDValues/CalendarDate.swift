/// A day of the proleptic Gregorian calendar; year 0 is 1 BCE, as in XSD 1.1.
struct CalendarDate: Hashable, Sendable {
  var year: Int
  var month: Int
  var day: Int

  /// Days since 1 January of year 1.
  ///
  /// Counts years from March, so that the leap day is the last of its year.
  var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = Self.floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 306
  }

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day that lies so many days after 1 January of year 1.
  init(dayNumber: Int) {
    let shifted = dayNumber + 306
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The number of days in a month.
  static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The date some months later, on the last day of the month where the day does not exist.
  func adding(months: Int) -> CalendarDate {
    let total = month - 1 + months
    let years = Self.floorDivide(total, 12)
    let newYear = year + years
    let newMonth = total - years * 12 + 1
    return CalendarDate(
      year: newYear, month: newMonth,
      day: min(day, Self.dayCount(year: newYear, month: newMonth)))
  }

  static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }
}
