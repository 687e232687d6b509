internal import ByteStorage

/// Text as the formats want it: runs of plain bytes are copied whole.
extension GrowingColumn where Element == UInt8 {
  /// Appends text, replacing each byte for which `escape` gives a replacement.
  private mutating func append(_ text: Span<UInt8>, escaping escape: (UInt8) -> String?) {
    var start = 0
    for index in 0..<text.count {
      guard let replacement = escape(text[index]) else { continue }
      append(text.extracting(start..<index))
      append(replacement)
      start = index + 1
    }
    append(text.extracting(start..<text.count))
  }

  private static func codepoint(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func backslashEscape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    case 0x08: "\\b"
    case 0x0C: "\\f"
    case 0..<0x20, 0x7F: codepoint(byte)
    default: nil
    }
  }

  /// Appends text with what a string in quotes may not hold escaped.
  private mutating func appendEscaped(_ text: Span<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      // Passes over plain ASCII a word at a time; what is beyond ASCII stands as it is.
      index = text.endOfPlainString(from: index, quote: UInt8(ascii: "\""))
      guard index < text.count else { break }
      if let replacement = Self.backslashEscape(text[index]) {
        append(text.extracting(start..<index))
        append(replacement)
        start = index + 1
      }
      index += 1
    }
    append(text.extracting(start..<text.count))
  }

  /// Appends the inside of a JSON string (RFC 8259, section 7).
  mutating func appendJSON(_ text: Span<UInt8>) { appendEscaped(text) }

  /// Appends a string as Turtle and TSV write it, in quotes and on one line.
  mutating func appendTurtle(string text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    appendEscaped(text)
    append(UInt8(ascii: "\""))
  }

  /// Appends an IRI in angle brackets; what may not stand there becomes an escape.
  mutating func appendTurtle(iri value: Span<UInt8>) {
    append(UInt8(ascii: "<"))
    append(value) { byte in
      switch byte {
      case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "\\"):
        Self.codepoint(byte)
      default: nil
      }
    }
    append(UInt8(ascii: ">"))
  }

  /// Appends text that may stand in XML between tags and inside quotes.
  ///
  /// - Throws: ``ResultsWritingError`` for characters that XML 1.0 does not have.
  mutating func appendXML(_ text: Span<UInt8>) throws {
    for index in 0..<text.count {
      let byte = text[index]
      let isNoncharacter =
        byte == 0xEF && index + 2 < text.count && text[index + 1] == 0xBF
        && text[index + 2] >= 0xBE
      if isNoncharacter || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) {
        throw ResultsWritingError(
          code: .characterNotInXML,
          message: "a value holds a character that XML cannot hold",
          remedy: "ask for the results as JSON or TSV")
      }
    }
    append(text) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case 0x0D: "&#13;"
      default: nil
      }
    }
  }

  /// Quotes what was written from `start` on, if CSV needs that (RFC 4180, section 2).
  mutating func quoteCSV(from start: Int) {
    guard span.endOfPlainCell(from: start) < count else { return }
    var cell: [UInt8] = []
    cell.reserveCapacity(count - start)
    for index in start..<count { cell.append(self[index]) }
    truncate(to: start)
    append(UInt8(ascii: "\""))
    append(cell.span) { $0 == UInt8(ascii: "\"") ? "\"\"" : nil }
    append(UInt8(ascii: "\""))
  }
}
