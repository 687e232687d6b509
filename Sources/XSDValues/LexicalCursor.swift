/// Walks over the bytes of a lexical form; every step that does not fit returns nil.
struct LexicalCursor: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var offset = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { offset == bytes.count }

  /// The next byte without taking it; 0 at the end, which no lexical form holds.
  var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  var nextIsDigit: Bool { next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9") }

  /// Takes a byte if it is the one named.
  @_lifetime(self: copy self)
  mutating func take(_ byte: UnicodeScalar) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: byte) else { return false }
    offset += 1
    return true
  }

  /// Takes a digit and returns its value.
  @_lifetime(self: copy self)
  mutating func takeDigit() -> Int? {
    guard nextIsDigit else { return nil }
    offset += 1
    return Int(bytes[offset - 1] - UInt8(ascii: "0"))
  }

  /// Takes the zeros that stand here and says whether there are any.
  @_lifetime(self: copy self)
  mutating func takeZeros() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "0") { offset += 1 }
    return offset > start
  }

  /// Takes exactly two digits.
  @_lifetime(self: copy self)
  mutating func takeTwoDigits() -> Int? {
    guard let tens = takeDigit(), let ones = takeDigit() else { return nil }
    return tens * 10 + ones
  }

  /// Takes as many digits as there are, at least one.
  ///
  /// - Returns: nil without a digit and when the number passes 18 digits.
  @_lifetime(self: copy self)
  mutating func takeNumber() -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while let digit = takeDigit() {
      guard digits < 18 || value == 0 else { return nil }
      value = value * 10 + digit
      digits += 1
    }
    return digits > 0 ? (value, digits) : nil
  }
}

extension Span where Element == UInt8 {
  /// The bytes without XML white space at both ends, as the `collapse` facet asks of casts.
  func trimmed() -> Range<Int> {
    var low = 0
    var high = count
    while low < high, Self.isSpace(self[low]) { low += 1 }
    while high > low, Self.isSpace(self[high - 1]) { high -= 1 }
    return low..<high
  }

  /// Whether the bytes are those of a text.
  func equals(_ text: String) -> Bool {
    let other = text.utf8Span.span
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
