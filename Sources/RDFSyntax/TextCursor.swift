internal import ByteStorage
internal import RDFModel

/// A place in the bytes at hand, and the scanning of the terminals that N-Triples, N-Quads,
/// Turtle and TriG share.
///
/// A scan either moves past a whole terminal or throws and leaves ``index`` where it was, so that
/// a reader can try again when more bytes have come.
struct TextCursor: ~Escapable {
  let bytes: Span<UInt8>
  var index: Int
  /// Whether nothing follows the bytes at hand.
  let isFinal: Bool
  let limits: ReaderLimits
  let validatesIRIs: Bool

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at index: Int, isFinal: Bool, options: ReaderOptions) {
    self.bytes = bytes
    self.index = index
    self.isFinal = isFinal
    limits = options.limits
    validatesIRIs = options.validatesIRIs
  }

  /// An escaped or plain run between delimiters.
  struct Token {
    let contents: Range<Int>
    let hasEscapes: Bool
  }

  // MARK: Faults

  /// What the end of the bytes means in the middle of a terminal.
  func endFault(_ expected: String) -> Interruption {
    isFinal
      ? Interruption(
        .unexpectedEnd, at: bytes.count, "expected \(expected), found the end of the source",
        remedy: "check whether the source was cut short")
      : .needsMore
  }

  /// That something else stands at an offset than the grammar asks for.
  ///
  /// - Parameter start: where the error is reported, if not there.
  func unexpected(
    _ expected: String, at offset: Int, from start: Int? = nil,
    code: SyntaxError.Code = .turtleUnexpectedToken, after lead: String = "", remedy: String
  ) -> Interruption {
    guard offset < bytes.count else { return endFault(expected) }
    // What stands there has to be whole before it can be named.
    do throws(Interruption) {
      let found = Self.name(try scalar(at: offset).value)
      return Interruption(
        code, at: start ?? offset, "expected \(expected), found \(lead)\(found)", remedy: remedy)
    } catch {
      return error
    }
  }

  /// What messages call a scalar value.
  private static func name(_ value: UInt32) -> String {
    switch value {
    case 0x0A, 0x0D: return "the end of the line"
    case 0x20: return "a space"
    default:
      guard let scalar = Unicode.Scalar(value) else { return "U+" + hexadecimal(value) }
      if value > 0x20, value < 0x7F { return "'\(scalar)'" }
      return "U+" + hexadecimal(value) + (scalar.properties.isAlphabetic ? " '\(scalar)'" : "")
    }
  }

  static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The length of the scalar value at an offset, which must be well-formed.
  @inline(never)
  func scalarLength(at offset: Int) throws(Interruption) -> Int {
    try scalar(at: offset).length
  }

  /// The scalar value at an offset, which must be well-formed.
  func scalar(at offset: Int) throws(Interruption) -> (value: UInt32, length: Int) {
    switch bytes.decodeScalar(at: offset) {
    case .scalar(let value, let length): return (value, length)
    case .cut where !isFinal: throw .needsMore
    case .cut, .illFormed:
      throw Interruption(
        .invalidUTF8, at: offset, "expected UTF-8, found a byte sequence that is ill-formed",
        remedy: "convert the source to UTF-8")
    }
  }

  // MARK: Space

  /// Moves past spaces and tabs.
  @inline(__always)
  mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index &+= 1 }
  }

  /// Moves past a comment up to the line break that ends it.
  mutating func skipComment() throws(Interruption) {
    index = try endOfComment(from: index)
  }

  /// Where the comment that starts at an offset ends.
  func endOfComment(from start: Int) throws(Interruption) -> Int {
    var offset = start
    while true {
      offset = bytes.endOfPlainLine(from: offset)
      if offset == bytes.count || bytes[offset] < 0x80 { return offset }
      offset += try scalarLength(at: offset)
    }
  }

  // MARK: Escapes

  /// Scans `\uXXXX` or `\UXXXXXXXX`; the offset is that of the backslash.
  func unicodeEscape(at offset: Int) throws(Interruption) -> (value: UInt32, length: Int) {
    guard offset + 1 < bytes.count else { throw endFault("an escape") }
    let digits: Int
    switch bytes[offset + 1] {
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default:
      throw unexpected(
        "an escape", at: offset + 1, from: offset, code: .turtleInvalidEscape,
        after: "a backslash before ",
        remedy: "write the backslash itself as \\\\ in strings, and as %5C in IRIs")
    }
    var value: UInt32 = 0
    for position in offset + 2..<offset + 2 + digits {
      guard position < bytes.count else { throw endFault("\(digits) hexadecimal digits") }
      guard let digit = NameCharacters.hexValue(bytes[position]) else {
        throw unexpected(
          "\(digits) hexadecimal digits", at: position, code: .turtleInvalidEscape,
          remedy: "write \\u with four digits or \\U with eight")
      }
      value = value << 4 | digit
    }
    guard Unicode.Scalar(value) != nil else {
      throw Interruption(
        .turtleInvalidEscape, at: offset,
        "expected a Unicode scalar value, found U+\(Self.hexadecimal(value))",
        remedy: "write characters beyond U+FFFF as one \\U escape, not as two surrogates")
    }
    return (value, digits + 2)
  }

  /// The character that a one-letter escape of a string means (ECHAR), or nil.
  static func characterEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): byte
    default: nil
    }
  }

  /// Appends what a scanned token means to the term being written.
  func append(_ token: Token, to batch: inout TripleBatch) throws(Interruption) {
    guard token.hasEscapes else { return batch.append(bytes.extracting(token.contents)) }
    var offset = token.contents.lowerBound
    var plain = offset
    while offset < token.contents.upperBound {
      guard bytes[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      batch.append(bytes.extracting(plain..<offset))
      if let byte = Self.characterEscape(bytes[offset + 1]) {
        batch.append(byte)
        offset += 2
      } else {
        let escape = try unicodeEscape(at: offset)
        batch.append(scalar: escape.value)
        offset += escape.length
      }
      plain = offset
    }
    batch.append(bytes.extracting(plain..<offset))
  }
}
