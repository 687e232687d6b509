internal import ByteStorage
internal import RDFModel

extension TextCursor {
  // MARK: IRIREF

  /// Scans `<…>` from the opening bracket, which must be there.
  ///
  /// Source: RDF 1.1 Turtle, production IRIREF.
  mutating func scanIRI() throws(Interruption) -> Token {
    let start = index &+ 1
    var offset = start
    var hasEscapes = false
    while true {
      offset = bytes.endOfPlainIRI(from: offset)
      guard offset < bytes.count else {
        try checkName(start, offset)
        throw endFault("'>' at the end of the IRI")
      }
      let byte = bytes[offset]
      if byte == UInt8(ascii: ">") { break }
      offset &+= try scanUnusualIRICharacter(at: offset, escapes: &hasEscapes)
    }
    try checkName(start, offset)
    index = offset &+ 1
    return Token(contents: start..<offset, hasEscapes: hasEscapes)
  }

  /// The length of a character of an IRI that is not plain.
  @inline(never)
  private func scanUnusualIRICharacter(
    at offset: Int, escapes: inout Bool
  ) throws(Interruption) -> Int {
    let byte = bytes[offset]
    if byte >= 0x80 { return try scalarLength(at: offset) }
    switch byte {
    case UInt8(ascii: "\\"):
      let escape = try unicodeEscape(at: offset)
      if escape.value < 0x80, let byte = UInt8(exactly: escape.value), isForbidden(byte) {
        throw Interruption(
          .invalidIRI, at: offset,
          "expected a character of an IRI, found an escape of U+\(Self.hexadecimal(escape.value))",
          remedy: Self.howToWriteIRIs)
      }
      escapes = true
      return escape.length
    case UInt8(ascii: "%"):
      guard validatesIRIs else { return 1 }
      for position in offset + 1...offset + 2 {
        guard position < bytes.count else { throw endFault("two hexadecimal digits after %") }
        guard NameCharacters.hexValue(bytes[position]) != nil else {
          throw unexpected(
            "two hexadecimal digits after %", at: position, from: offset, code: .invalidIRI,
            remedy: "write the percent sign itself as %25")
        }
      }
      return 3
    default:
      guard isForbidden(byte) else { return 1 }
      throw unexpected(
        "a character of an IRI", at: offset, code: .invalidIRI, remedy: Self.howToWriteIRIs)
    }
  }

  private func isForbidden(_ byte: UInt8) -> Bool {
    IRIReference.forbidden(byte) && (byte != 0x7F || validatesIRIs)
  }

  private static var howToWriteIRIs: String {
    "percent-encode the character, or close the IRI with '>'"
  }

  @inline(__always)
  func checkName(_ start: Int, _ end: Int) throws(Interruption) {
    if end &- start > limits.nameBytes {
      throw .limit("nameBytes", limits.nameBytes, at: start)
    }
  }

  // MARK: Strings

  /// Scans a string from its opening quotation mark, which must be there; `"""` and `'''` open a
  /// long one where `allowsLong` says so.
  ///
  /// Source: RDF 1.1 Turtle, productions STRING_LITERAL_QUOTE to
  /// STRING_LITERAL_LONG_SINGLE_QUOTE.
  mutating func scanString(allowsLong: Bool) throws(Interruption) -> Token {
    let quote = bytes[index]
    if allowsLong {
      guard index &+ 2 < bytes.count || isFinal else { throw .needsMore }
      if index &+ 2 < bytes.count, bytes[index &+ 1] == quote, bytes[index &+ 2] == quote {
        return try scanLongString(quote)
      }
    }
    let start = index &+ 1
    var offset = start
    var hasEscapes = false
    while true {
      offset = bytes.endOfPlainString(from: offset, quote: quote)
      guard offset < bytes.count else {
        try checkLiteral(start, offset)
        throw endFault("the quotation mark that ends the string")
      }
      let byte = bytes[offset]
      if byte == quote { break }
      if byte == 0x0A || byte == 0x0D {
        throw Interruption(
          .turtleLineBreakInString, at: offset,
          "expected the quotation mark that ends the string, found the end of the line",
          remedy: allowsLong
            ? "close the string, or use three quotation marks on both sides"
            : "close the string, or write the line break as \\n")
      }
      offset &+= try scanUnusualStringCharacter(at: offset, escapes: &hasEscapes)
    }
    try checkLiteral(start, offset)
    index = offset &+ 1
    return Token(contents: start..<offset, hasEscapes: hasEscapes)
  }

  private mutating func scanLongString(_ quote: UInt8) throws(Interruption) -> Token {
    let start = index + 3
    var offset = start
    var hasEscapes = false
    while true {
      offset = bytes.endOfPlainString(from: offset, quote: quote)
      guard offset + 2 < bytes.count else {
        try checkLiteral(start, offset)
        if offset < bytes.count, bytes[offset] != quote {
          offset += try scanUnusualStringCharacter(at: offset, escapes: &hasEscapes)
          continue
        }
        throw endFault("the three quotation marks that end the string")
      }
      if bytes[offset] != quote {
        offset += try scanUnusualStringCharacter(at: offset, escapes: &hasEscapes)
      } else if bytes[offset + 1] == quote, bytes[offset + 2] == quote {
        break
      } else {
        offset += 1
      }
    }
    try checkLiteral(start, offset)
    index = offset + 3
    return Token(contents: start..<offset, hasEscapes: hasEscapes)
  }

  @inline(never)
  private func scanUnusualStringCharacter(
    at offset: Int, escapes: inout Bool
  ) throws(Interruption) -> Int {
    let byte = bytes[offset]
    if byte >= 0x80 {
      // Text that is not ASCII comes in runs.
      var end = offset + (try scalarLength(at: offset))
      while end < bytes.count, bytes[end] >= 0x80 {
        guard case .scalar(_, let length) = bytes.decodeScalar(at: end) else { break }
        end += length
      }
      return end - offset
    }
    guard byte == UInt8(ascii: "\\") else { return 1 }
    guard offset + 1 < bytes.count else { throw endFault("an escape") }
    escapes = true
    if Self.characterEscape(bytes[offset + 1]) != nil { return 2 }
    return try unicodeEscape(at: offset).length
  }

  @inline(__always)
  private func checkLiteral(_ start: Int, _ end: Int) throws(Interruption) {
    if end &- start > limits.literalBytes {
      throw .limit("literalBytes", limits.literalBytes, at: start)
    }
  }

  // MARK: LANGTAG

  /// Scans `@…` from the at sign, which must be there; the token leaves it out.
  ///
  /// Source: RDF 1.1 Turtle, production LANGTAG; RDF 1.2 Turtle, production LANG_DIR.
  mutating func scanLanguageTag() throws(Interruption) -> Range<Int> {
    let start = index &+ 1
    var offset = start
    while offset < bytes.count, NameCharacters.isLetter(bytes[offset]) { offset &+= 1 }
    if offset == bytes.count, !isFinal { throw .needsMore }
    guard offset > start else { throw languageFault(at: offset) }
    try checkSubtag(start, offset)
    while offset < bytes.count, bytes[offset] == UInt8(ascii: "-") {
      offset &+= 1
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") {
        offset = try endOfDirection(from: offset &+ 1)
        break
      }
      let subtag = offset
      while offset < bytes.count, NameCharacters.isLetterOrDigit(bytes[offset]) { offset &+= 1 }
      if offset == bytes.count, !isFinal { throw .needsMore }
      guard offset > subtag else { throw languageFault(at: offset) }
      try checkSubtag(subtag, offset)
    }
    try checkName(start, offset)
    if offset == bytes.count, !isFinal { throw .needsMore }
    index = offset
    return start..<offset
  }

  /// No subtag is longer than eight characters (BCP 47, section 2.1).
  private func checkSubtag(_ start: Int, _ end: Int) throws(Interruption) {
    guard end - start > 8 else { return }
    throw Interruption(
      .invalidLanguageTag, at: start,
      "expected at most eight characters between the hyphens of a language tag, found \(end - start)",
      remedy: "write a tag of BCP 47, such as @en or @zh-Hans")
  }

  private func endOfDirection(from start: Int) throws(Interruption) -> Int {
    var offset = start
    while offset < bytes.count, NameCharacters.isLetter(bytes[offset]) { offset &+= 1 }
    if offset == bytes.count, !isFinal { throw .needsMore }
    let direction = String(bytes: bytes.extracting(start..<offset))
    guard BaseDirection(rawValue: direction) != nil else {
      throw Interruption(
        .invalidLanguageTag, at: start, "expected ltr or rtl, found '\(direction)'",
        remedy: "write the base direction as --ltr or --rtl")
    }
    return offset
  }

  private func languageFault(at offset: Int) -> Interruption {
    unexpected(
      "a language tag", at: offset, code: .invalidLanguageTag,
      remedy: "write a tag such as @en or @zh-Hans: letters, then letters or digits after hyphens")
  }

  // MARK: BLANK_NODE_LABEL

  /// Scans `_:…` from the underscore, which must be there; the token leaves `_:` out.
  ///
  /// Source: RDF 1.1 Turtle, production BLANK_NODE_LABEL.
  mutating func scanBlankNodeLabel() throws(Interruption) -> Range<Int> {
    guard index + 1 < bytes.count else { throw endFault("':' after '_'") }
    guard bytes[index + 1] == UInt8(ascii: ":") else {
      throw unexpected(
        "':' after '_'", at: index + 1, remedy: "write blank nodes as _: and a label")
    }
    let start = index + 2
    var offset = start
    var end = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80 {
        if NameCharacters.isNameCharacter(ascii: byte) {
          if offset == start, byte == UInt8(ascii: "-") { break }
          end = offset &+ 1
        } else if byte != UInt8(ascii: ".") || offset == start {
          break
        }
        offset &+= 1
      } else {
        let scalar = try scalar(at: offset)
        guard
          offset == start
            ? NameCharacters.isNameBase(scalar.value)
            : NameCharacters.isNameCharacter(scalar.value)
        else { break }
        offset += scalar.length
        end = offset
      }
    }
    try checkName(start, end)
    if offset == bytes.count, !isFinal { throw .needsMore }
    guard end > start else {
      throw unexpected(
        "a blank node label", at: start,
        remedy: "start the label with a letter, a digit or an underscore")
    }
    index = end
    return start..<end
  }
}
