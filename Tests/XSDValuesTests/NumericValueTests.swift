import Testing
import XSDValues

private func number(_ text: String, _ datatype: XSDDatatype = .decimal) -> NumericValue? {
  NumericValue(lexical: text.utf8Span.span, datatype: datatype)
}

/// XSD 1.1 part 2, section 3.3 (numbers), and XPath Functions and Operators 3.1, section 4.
@Suite struct NumericValueTests {
  @Test(arguments: [
    ("1", XSDDatatype.integer, "1"), ("+007", .integer, "7"), ("-0", .integer, "0"),
    ("1.50", .decimal, "1.5"), (".5", .decimal, "0.5"), ("-5.", .decimal, "-5"),
    ("-0.050", .decimal, "-0.05"), ("0.123456789012345678", .decimal, "0.123456789012345678"),
    ("1e3", .double, "1.0E3"), ("-1.25E-7", .double, "-1.25E-7"), (".5e1", .double, "5.0E0"),
    ("123456", .double, "1.23456E5"), ("0", .double, "0.0E0"), ("-0.0", .double, "-0.0E0"),
    ("INF", .double, "INF"), ("-INF", .float, "-INF"), ("NaN", .float, "NaN"),
    ("1.", .float, "1.0E0"), ("0.1", .float, "1.0E-1"), ("1e22", .double, "1.0E22"),
    ("127", .byte, "127"), ("18446744073709551615", .unsignedLong, "18446744073709551615"),
  ])
  func canonicalForms(_ text: String, _ datatype: XSDDatatype, _ canonical: String) {
    #expect(number(text, datatype)?.canonicalForm == canonical)
  }

  @Test(arguments: [
    ("", XSDDatatype.integer), ("1.0", .integer), ("+", .integer), (" 1", .integer),
    ("128", .byte), ("-1", .unsignedInt), ("0", .positiveInteger), ("0", .negativeInteger),
    (".", .decimal), ("1e0", .decimal), ("1.2.3", .decimal), ("", .decimal),
    ("1e", .double), ("e1", .double), ("inf", .double), ("Infinity", .double), ("0x1", .double),
    ("nan", .float), ("1 ", .double), ("--1", .float),
  ])
  func refusedForms(_ text: String, _ datatype: XSDDatatype) {
    #expect(number(text, datatype) == nil)
  }

  @Test(arguments: [
    ("1", "3", "0.333333333333333333"), ("2", "-3", "-0.666666666666666666"),
    ("10", "4", "2.5"), ("0.000001", "3", "0.000000333333333333"), ("1", "0.0001", "10000"),
    ("100000000000000000000", "7", "14285714285714285714.285714285714285714"),
  ])
  func decimalQuotients(_ a: String, _ b: String, _ quotient: String) throws {
    let left = try #require(number(a))
    let right = try #require(number(b))
    #expect(NumericValue.apply(.divide, left, right)?.canonicalForm == quotient)
  }

  @Test func promotion() throws {
    let one = try #require(number("1", .integer))
    #expect(NumericValue.apply(.add, one, .decimal(DecimalValue(2)))?.datatype == .decimal)
    #expect(NumericValue.apply(.add, one, .float(2)) == .float(3))
    #expect(NumericValue.apply(.add, .float(1), .double(2)) == .double(3))
    #expect(NumericValue.apply(.divide, one, .integer(2))?.datatype == .decimal)
    #expect(NumericValue.apply(.divide, one, .integer(0)) == nil)
    #expect(NumericValue.apply(.divide, .double(1), .integer(0)) == .double(.infinity))
    #expect(NumericValue.apply(.add, .integer(.max), one) == nil)
  }

  @Test func decimalsStayExact() throws {
    let tenth = try #require(number("0.1"))
    let fifth = try #require(number("0.2"))
    #expect(NumericValue.apply(.add, tenth, fifth)?.canonicalForm == "0.3")
    let long = try #require(number("0.123456789012345678"))
    #expect(
      NumericValue.apply(.multiply, long, long)?.canonicalForm
        == "0.015241578753238836527968299765279684")
    let huge = try #require(number("99999999999999999999"))
    #expect(
      NumericValue.apply(.multiply, huge, long)?.canonicalForm
        == "12345678901234567799.876543210987654322")
  }

  @Test func comparison() throws {
    let a = try #require(number("99999999999999999999999999999999999.5"))
    let b = try #require(number("0.00000000000000000000000000001"))
    #expect(NumericValue.compare(a, b) == .greater)
    #expect(NumericValue.compare(.integer(1), .double(1)) == .equal)
    #expect(NumericValue.compare(.double(.nan), .integer(1)) == nil)
    #expect(NumericValue.compare(try #require(number("-0.5")), .integer(0)) == .less)
  }

  @Test(arguments: [
    ("2.5", "3", "2", "3"), ("-2.5", "-2", "-3", "-2"), ("2.4999", "2", "2", "3"),
    ("-0.4", "0", "-1", "0"),
  ])
  func rounding(_ text: String, _ round: String, _ floor: String, _ ceiling: String) throws {
    let value = try #require(number(text))
    #expect(value.rounded.canonicalForm == round)
    #expect(value.floor.canonicalForm == floor)
    #expect(value.ceiling.canonicalForm == ceiling)
  }

  @Test func castsToStringAndDecimal() {
    #expect(NumericValue.double(1e6).stringForm == "1.0E6")
    #expect(NumericValue.double(123456.5).stringForm == "123456.5")
    #expect(NumericValue.double(0.000001).stringForm == "0.000001")
    #expect(NumericValue.float(3).stringForm == "3")
    #expect(NumericValue.double(1.1).decimal?.canonicalForm == "1.1")
    #expect(
      NumericValue.double(1e30).decimal?.canonicalForm == "1" + String(repeating: "0", count: 30))
    #expect(NumericValue.double(.infinity).decimal == nil)
    #expect(NumericValue.double(-1.9).truncatedInteger == -1)
  }

  private static let manyDigits: [(String, Double)] = [
    ("9007199254740993.\(zeros(900))", 9_007_199_254_740_992),
    ("9007199254740993.\(zeros(900))1", 9_007_199_254_740_994),
    ("-9007199254740993\(zeros(900))1e-901", -9_007_199_254_740_994),
    ("1\(zeros(400))", Double.infinity), ("-1\(zeros(400))e-400", -1),
    ("0.\(zeros(399))1e+400", 1), (".\(zeros(400))1", 0),
    ("\(zeros(5000))7.\(zeros(5000))", 7), ("+\(zeros(900)).\(zeros(900))e9", 0),
    ("1e\(zeros(900))2", 100), ("1e99999999999999999999999", .infinity),
    ("1e-99999999999999999999999", 0),
  ]

  /// However many digits are written, the number is that of all of them.
  @Test(arguments: manyDigits)
  func digitsBeyondCounting(form: String, value: Double) {
    #expect(
      NumericValue(lexical: form.utf8Span.span, datatype: .double) == .double(value))
    #expect(
      NumericValue(lexical: form.utf8Span.span, datatype: .float) == .float(Float(value)))
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  @Test func leadingZerosSayNothing() {
    for (form, datatype, canonical) in [
      (Self.zeros(5000) + "7", XSDDatatype.integer, "7"), ("-" + Self.zeros(50), .integer, "0"),
      (Self.zeros(5000) + "7.50", .decimal, "7.5"), ("+00.5", .decimal, "0.5"),
      ("0" + Self.zeros(50) + ".", .decimal, "0"), ("00", .integer, "0"),
    ] {
      let value = NumericValue(lexical: form.utf8Span.span, datatype: datatype)
      #expect(value?.canonicalForm == canonical)
    }
    for form in ["-", "+", ""] {
      #expect(NumericValue(lexical: form.utf8Span.span, datatype: .integer) == nil)
      #expect(NumericValue(lexical: form.utf8Span.span, datatype: .decimal) == nil)
    }
  }
}
