import Testing
import XSDValues

private func value(_ text: String, _ datatype: XSDDatatype) -> XSDValue? {
  XSDValue(lexical: text.utf8Span.span, datatype: datatype)
}

private func moment(_ text: String, _ kind: DateTimeValue.Kind = .dateTime) -> DateTimeValue? {
  DateTimeValue(lexical: text.utf8Span.span, kind: kind)
}

private func duration(_ text: String, _ kind: DurationValue.Kind = .duration) -> DurationValue? {
  DurationValue(lexical: text.utf8Span.span, kind: kind)
}

/// XSD 1.1 part 2, sections 3.3.6 to 3.3.15.
@Suite struct DateTimeValueTests {
  @Test(arguments: [
    ("2024-02-29T23:59:59.500Z", XSDDatatype.dateTime, "2024-02-29T23:59:59.5Z"),
    ("2023-12-31T24:00:00", .dateTime, "2024-01-01T00:00:00"),
    ("-0001-01-01T00:00:00+14:00", .dateTime, "-0001-01-01T00:00:00+14:00"),
    ("12345-06-07-05:30", .date, "12345-06-07-05:30"), ("0000-01-01", .date, "0000-01-01"),
    ("24:00:00", .time, "00:00:00"), ("01:02:03.040Z", .time, "01:02:03.04Z"),
    ("2024", .gYear, "2024"), ("2024-05Z", .gYearMonth, "2024-05Z"), ("--02", .gMonth, "--02"),
    ("--02-29", .gMonthDay, "--02-29"), ("---31+01:00", .gDay, "---31+01:00"),
    ("P1Y14M", .duration, "P2Y2M"), ("PT36H", .dayTimeDuration, "P1DT12H"),
    ("-P1DT0.5S", .dayTimeDuration, "-P1DT0.5S"), ("P0Y", .yearMonthDuration, "P0M"),
    ("P0D", .duration, "PT0S"), ("PT60S", .duration, "PT1M"), ("P3D", .duration, "P3D"),
    ("1", .boolean, "true"), ("false", .boolean, "false"),
  ])
  func canonicalForms(_ text: String, _ datatype: XSDDatatype, _ canonical: String) {
    #expect(value(text, datatype)?.canonicalForm == canonical)
  }

  @Test(arguments: [
    ("2023-02-29T00:00:00", XSDDatatype.dateTime), ("2024-13-01", .date), ("24-01-01", .date),
    ("02024-01-01", .date), ("2024-01-01T24:00:01", .dateTime), ("2024-01-01T00:00", .dateTime),
    ("2024-01-01T00:00:00+14:01", .dateTime), ("2024-01-01T00:00:00.", .dateTime),
    ("2024-01-01 ", .date), ("2024-1-1", .date), ("--13", .gMonth), ("--02-30", .gMonthDay),
    ("2024-01-01T00:00:00", .dateTimeStamp), ("P", .duration), ("PT", .duration),
    ("P1S", .duration), ("P1M1Y", .duration), ("P1DT", .duration), ("P1.5D", .duration),
    ("P1Y", .dayTimeDuration), ("P0M", .dayTimeDuration), ("P1D", .yearMonthDuration),
    ("PT0.S", .duration), ("TRUE", .boolean), ("", .boolean), ("99999999999999-01-01", .date),
  ])
  func refusedForms(_ text: String, _ datatype: XSDDatatype) {
    #expect(value(text, datatype) == nil)
  }

  @Test(arguments: [
    ("2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00", NumericValue.Ordering.equal),
    ("2024-01-01T00:00:00", "2024-01-01T00:00:01", .less),
    ("2024-01-01T00:00:00", "2024-01-01T14:00:01Z", .less),
    ("2024-01-01T14:00:01", "2024-01-01T00:00:00Z", .greater),
    ("2024-01-01T00:00:00Z", "2024-01-01T14:00:01", .less),
    ("-0001-12-31T23:59:59", "0000-01-01T00:00:00", .less),
  ])
  func order(_ a: String, _ b: String, _ order: NumericValue.Ordering) throws {
    let left = try #require(moment(a))
    let right = try #require(moment(b))
    #expect(DateTimeValue.compare(left, right) == order)
  }

  @Test func missingTimezoneMayDecide() throws {
    let bare = try #require(moment("2024-01-01T00:00:00"))
    let zoned = try #require(moment("2024-01-01T13:59:59Z"))
    #expect(DateTimeValue.compare(bare, zoned) == nil)
    #expect(DateTimeValue.compare(zoned, bare) == nil)
  }

  @Test func parts() throws {
    let value = try #require(moment("2011-01-10T14:45:13.815-05:00"))
    #expect(value.year == 2011 && value.month == 1 && value.day == 10)
    #expect(value.hour == 14 && value.minute == 45)
    #expect(value.second?.canonicalForm == "13.815")
    #expect(value.timezone == -300 && value.timezoneForm == "-05:00")
    #expect(value.converted(to: .date)?.canonicalForm == "2011-01-10-05:00")
    #expect(value.converted(to: .gMonthDay)?.canonicalForm == "--01-10-05:00")
    #expect(DateTimeValue(secondsSince1970: 0).canonicalForm == "1970-01-01T00:00:00Z")
  }

  @Test func arithmetic() throws {
    let month = try #require(duration("P1M", .yearMonth))
    #expect(try #require(moment("2024-01-31", .date)).adding(month)?.canonicalForm == "2024-02-29")
    let span = try #require(duration("-PT0.5S", .dayTime))
    #expect(
      try #require(moment("2024-01-01T00:00:00")).adding(span)?.canonicalForm
        == "2023-12-31T23:59:59.5")
    let start = try #require(moment("2024-02-28T12:00:00Z"))
    let end = try #require(moment("2024-03-01T12:00:00+01:00"))
    #expect(end.subtracting(start)?.canonicalForm == "P1DT23H")
  }

  @Test func durationOrder() throws {
    let year = try #require(duration("P1Y"))
    #expect(DurationValue.compare(year, try #require(duration("P12M"))) == .equal)
    #expect(DurationValue.compare(year, try #require(duration("P364D"))) == .greater)
    #expect(DurationValue.compare(year, try #require(duration("P365D"))) == nil)
  }

  @Test func daysRoundTrip() throws {
    var day = try #require(moment("1899-12-31", .date))
    let one = try #require(duration("P1D", .dayTime))
    for _ in 0..<1_500 {
      let again = try #require(moment(day.canonicalForm, .date))
      #expect(again == day)
      day = try #require(day.adding(one))
    }
    #expect(day.canonicalForm == "1904-02-09")
  }
}
