internal import RDFModel

extension SPARQLLexer {
  /// The end of `IRIREF`, or nil where `<` starts something else.
  func iriEnd(_ start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { return index + 1 }
      let isEscape = byte == UInt8(ascii: "\\") && self.byte(index + 1) | 0x20 == UInt8(ascii: "u")
      if !isEscape, byte != 0x7F, IRIReference.forbidden(byte) { return nil }
      index += 1
    }
    return nil
  }

  /// A number, a dot, a plus or a minus.
  func number(_ start: Int) -> SPARQLToken {
    let first = bytes[start]
    let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
    let whole = isSigned ? start + 1 : start
    var end = digitsEnd(whole)
    var kind = SPARQLToken.Kind.integer
    if byte(end) == UInt8(ascii: ".") {
      let fraction = digitsEnd(end + 1)
      // `1.` is an integer and a dot, but `1.e0` is a double.
      if fraction > end + 1 || (end > whole && exponentEnd(fraction) != nil) {
        end = fraction
        kind = .decimal
      }
    }
    if end > whole, let exponent = exponentEnd(end) {
      end = exponent
      kind = .double
    }
    if end > whole { return SPARQLToken(kind: kind, start: start, end: end) }
    let sign: SPARQLToken.Kind =
      first == UInt8(ascii: "+") ? .plus : first == UInt8(ascii: "-") ? .minus : .dot
    return SPARQLToken(kind: sign, start: start, end: start + 1)
  }

  private func digitsEnd(_ index: Int) -> Int {
    var end = index
    while Self.isDigit(byte(end)) { end += 1 }
    return end
  }

  /// The end of `EXPONENT`.
  private func exponentEnd(_ index: Int) -> Int? {
    guard byte(index) | 0x20 == UInt8(ascii: "e") else { return nil }
    let sign = byte(index + 1)
    let digits = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? index + 2 : index + 1
    let end = digitsEnd(digits)
    return end > digits ? end : nil
  }

  // MARK: Strings

  /// Whether three quotes start the string at `start`.
  private func isLong(_ start: Int) -> Bool {
    let quote = bytes[start]
    return byte(start + 1) == quote && byte(start + 2) == quote
  }

  /// The offset after the closing quotes of a string.
  func stringEnd(_ start: Int) throws(Halt) -> Int {
    let quote = bytes[start]
    let long = isLong(start)
    var index = start + (long ? 3 : 1)
    while index < bytes.count {
      switch bytes[index] {
      case quote where !long:
        return index + 1
      case quote where byte(index + 1) == quote && byte(index + 2) == quote:
        return index + 3
      case UInt8(ascii: "\\"):
        index += 2
      case 0x0A where !long, 0x0D where !long:
        throw fail(
          .sparqlInvalidToken, "a string in single quotes runs over the end of its line",
          remedy: "close it on the line, or write three quotes on both sides", at: start)
      default:
        index += 1
      }
    }
    throw fail(
      .unexpectedEnd, "the query ends inside a string", remedy: "close the string", at: start)
  }

  /// Whether a string token stands between three quotes.
  func isLongString(_ token: SPARQLToken) -> Bool {
    isLong(token.start) && token.end - token.start >= 6
  }

  /// What a string token says, escapes read.
  func stringValue(_ token: SPARQLToken) throws(Halt) -> String {
    let quotes = isLongString(token) ? 3 : 1
    return try unescape((token.start + quotes)..<(token.end - quotes), inString: true)
  }

  /// What stands between the brackets of an IRI token, escapes read.
  func iriValue(_ token: SPARQLToken) throws(Halt) -> String {
    try unescape((token.start + 1)..<(token.end - 1), inString: false)
  }

  /// The local part of a prefixed name, without the backslashes of `PN_LOCAL_ESC`.
  func localName(_ token: SPARQLToken) -> String {
    let local = bytes[(token.colon + 1)..<token.end]
    guard local.contains(UInt8(ascii: "\\")) else { return text(local.indices) }
    return String(decoding: local.filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
  }

  private func unescape(_ range: Range<Int>, inString: Bool) throws(Halt) -> String {
    guard bytes[range].contains(UInt8(ascii: "\\")) else { return text(range) }
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let letter = byte(index + 1)
      if letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
        let length = letter == UInt8(ascii: "u") ? 4 : 8
        result.append(contentsOf: Array(String(try codepoint(index, length)).utf8))
        index += 2 + length
      } else if inString, let character = Self.stringEscape(letter) {
        result.append(character)
        index += 2
      } else {
        throw fail(
          .sparqlInvalidToken, "'\\' and \(visible(index + 1)) make no escape",
          remedy:
            "write '\\\\' for a backslash; known are \\t \\b \\n \\r \\f \\\" \\' \\\\ \\u \\U",
          at: index)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The scalar that `\u` or `\U` with `length` digits means.
  private func codepoint(_ start: Int, _ length: Int) throws(Halt) -> Unicode.Scalar {
    var value: UInt32 = 0
    for index in (start + 2)..<(start + 2 + length) {
      guard let digit = Self.hexDigit(byte(index)) else {
        throw fail(
          .sparqlInvalidToken, "a codepoint escape needs \(length) hexadecimal digits",
          remedy: "write \\u with four digits or \\U with eight", at: start)
      }
      value = value << 4 | digit
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw fail(
        .sparqlInvalidToken, "a codepoint escape names no character, but a surrogate or nothing",
        remedy: "write the character itself, or \\U with its eight digits", at: start)
    }
    return scalar
  }

  /// `ECHAR`.
  private static func stringEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): letter
    default: nil
    }
  }
}
