internal import ByteStorage
internal import RDFModel

/// The terminals that Turtle and TriG have beyond N-Triples.
extension TextCursor {
  /// Moves past white space and comments.
  mutating func skipSpace() throws(Interruption) {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index &+= 1
      case UInt8(ascii: "#"):
        let end = try endOfComment(from: index)
        if end == bytes.count, !isFinal { throw .needsMore }
        index = end
      default: return
      }
    }
  }

  /// The byte at hand, or nil at the end.
  @inline(__always)
  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  // MARK: Names

  /// A prefixed name; the prefix leaves its colon out.
  struct PrefixedName {
    let prefix: Range<Int>
    let local: Range<Int>
    let hasEscapes: Bool
  }

  /// Where the longest run ends that could be a prefix (PN_PREFIX), trailing dots included.
  private func endOfPrefix() throws(Interruption) -> Int {
    var offset = index
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 0x80 {
        guard
          NameCharacters.isLetter(byte)
            || offset > index
              && (NameCharacters.isNameCharacter(ascii: byte) || byte == UInt8(ascii: "."))
        else { return offset }
        offset &+= 1
      } else {
        let scalar = try scalar(at: offset)
        guard
          offset > index
            ? NameCharacters.isNameCharacter(scalar.value)
            : NameCharacters.isNameBase(scalar.value)
        else { return offset }
        offset += scalar.length
      }
    }
    if !isFinal { throw .needsMore }
    return offset
  }

  /// Whether a word of ASCII letters stands here that is no part of a prefixed name.
  func isAtKeyword(_ word: StaticString, ignoringCase: Bool = false) throws(Interruption) -> Bool {
    let end = try endOfPrefix()
    if end < bytes.count, bytes[end] == UInt8(ascii: ":") { return false }
    guard index + word.utf8CodeUnitCount <= end else { return false }
    var offset = index
    for expected in word.description.utf8 {
      let byte = ignoringCase ? bytes[offset] | 0x20 : bytes[offset]
      if byte != expected { return false }
      offset += 1
    }
    return offset == end || bytes[offset] == UInt8(ascii: ".")
  }

  /// Whether `a` stands here as a predicate; its first letter must.
  @inline(__always)
  func isAtTypeKeyword() throws(Interruption) -> Bool {
    if index &+ 1 < bytes.count, bytes[index &+ 1] <= 0x20 { return true }
    return try isAtKeyword("a")
  }

  /// Whether a directive's name stands here, after its at sign.
  func isAtDirective(_ word: StaticString) throws(Interruption) -> Bool {
    var offset = index
    for expected in word.description.utf8 {
      guard offset < bytes.count else {
        if isFinal { return false }
        throw .needsMore
      }
      if bytes[offset] != expected { return false }
      offset += 1
    }
    if offset == bytes.count, !isFinal { throw .needsMore }
    return offset == bytes.count
      || !NameCharacters.isLetterOrDigit(bytes[offset]) && bytes[offset] != UInt8(ascii: "-")
  }

  /// Scans a prefix and its colon; the token leaves the colon out.
  ///
  /// Source: RDF 1.1 Turtle, production PNAME_NS.
  mutating func scanPrefix() throws(Interruption) -> Range<Int> {
    let start = index
    let end = try endOfPrefix()
    guard end < bytes.count, bytes[end] == UInt8(ascii: ":"),
      end == start || bytes[end - 1] != UInt8(ascii: ".")
    else {
      throw unexpected(
        end > start ? "':' after the prefix" : "a prefix and ':'", at: end,
        remedy: "write names as prefix:name, and IRIs in angle brackets")
    }
    try checkName(start, end)
    index = end + 1
    return start..<end
  }

  /// Scans a prefixed name.
  ///
  /// Source: RDF 1.1 Turtle, productions PNAME_NS, PNAME_LN and PN_LOCAL.
  mutating func scanPrefixedName() throws(Interruption) -> PrefixedName {
    let start = index
    let prefix = try scanPrefix()
    let localStart = index
    // Until the whole name is known to be there, the cursor stays in front of it.
    index = start
    var offset = localStart
    var end = offset
    var hasEscapes = false
    scan: while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x80 {
        let scalar = try scalar(at: offset)
        guard
          offset > localStart
            ? NameCharacters.isNameCharacter(scalar.value)
            : NameCharacters.isNameBase(scalar.value)
        else { break }
        offset += scalar.length
        end = offset
        continue
      }
      if NameCharacters.isNameCharacter(ascii: byte) {
        if offset == localStart, byte == UInt8(ascii: "-") { break }
        offset &+= 1
        end = offset
        continue
      }
      switch byte {
      case UInt8(ascii: ":"):
        offset &+= 1
        end = offset
      case UInt8(ascii: "."):
        if offset == localStart { break scan }
        offset &+= 1
      case UInt8(ascii: "%"):
        offset = try endOfPercent(at: offset)
        end = offset
      case UInt8(ascii: "\\"):
        guard offset + 1 < bytes.count else { throw endFault("an escape") }
        guard NameCharacters.isLocalEscape(bytes[offset + 1]) else {
          throw unexpected(
            "an escape of a name", at: offset + 1, from: offset, code: .turtleInvalidEscape,
            after: "a backslash before ",
            remedy: "write the IRI in angle brackets")
        }
        hasEscapes = true
        offset &+= 2
        end = offset
      default: break scan
      }
    }
    if offset == bytes.count, !isFinal { throw .needsMore }
    try checkName(start, end)
    index = end
    return PrefixedName(prefix: prefix, local: localStart..<end, hasEscapes: hasEscapes)
  }

  private func endOfPercent(at offset: Int) throws(Interruption) -> Int {
    for position in offset + 1...offset + 2 {
      guard position < bytes.count else { throw endFault("two hexadecimal digits after %") }
      guard NameCharacters.hexValue(bytes[position]) != nil else {
        throw unexpected(
          "two hexadecimal digits after %", at: position,
          remedy: "write the percent sign itself as \\%")
      }
    }
    return offset + 3
  }

  /// Whether `<<` stands here; its first character must.
  @inline(__always)
  func isAtQuote() throws(Interruption) -> Bool {
    guard index &+ 1 < bytes.count else {
      if isFinal { return false }
      throw .needsMore
    }
    return bytes[index &+ 1] == UInt8(ascii: "<")
  }

  /// Whether a symbol of several characters stands here.
  func isAt(_ symbol: StaticString) throws(Interruption) -> Bool {
    var offset = index
    for expected in symbol.description.utf8 {
      guard offset < bytes.count else {
        if isFinal { return false }
        throw .needsMore
      }
      if bytes[offset] != expected { return false }
      offset += 1
    }
    return true
  }

  /// Moves past a symbol of several characters.
  mutating func scanSymbol(_ symbol: StaticString, remedy: String) throws(Interruption) {
    var offset = index
    for expected in symbol.description.utf8 {
      guard offset < bytes.count, bytes[offset] == expected else {
        throw unexpected("'\(symbol)'", at: offset, remedy: remedy)
      }
      offset += 1
    }
    index = offset
  }

  // MARK: Numbers

  /// Scans a number; its form decides on the datatype.
  ///
  /// Source: RDF 1.1 Turtle, productions INTEGER, DECIMAL and DOUBLE.
  mutating func scanNumber() throws(Interruption) -> (contents: Range<Int>, datatype: NumberForm) {
    let start = index
    var offset = start
    if bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let whole = offset
    offset = endOfDigits(offset)
    var form = NumberForm.integer
    var hasDigits = offset > whole
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      let fraction = endOfDigits(offset + 1)
      if fraction == bytes.count, !isFinal { throw .needsMore }
      if fraction > offset + 1 {
        (offset, form, hasDigits) = (fraction, .decimal, true)
      } else if hasDigits, endOfExponent(offset + 1) != nil {
        offset += 1
      }
    }
    if hasDigits, let exponent = endOfExponent(offset) {
      (offset, form) = (exponent, .double)
    }
    if !isFinal, offset >= bytes.count - 3 {
      // An exponent may be cut anywhere, after its sign too.
      throw .needsMore
    }
    guard hasDigits else {
      throw unexpected("a digit", at: offset, remedy: "write numbers as 1, 1.5 or 1.5e0")
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      throw unexpected("digits of an exponent", at: offset, remedy: "write numbers as 1.5e0")
    }
    try checkName(start, offset)
    index = offset
    return (start..<offset, form)
  }

  private func endOfDigits(_ start: Int) -> Int {
    var offset = start
    while offset < bytes.count, NameCharacters.isDigit(bytes[offset]) { offset &+= 1 }
    return offset
  }

  private func endOfExponent(_ start: Int) -> Int? {
    guard start < bytes.count, bytes[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var offset = start + 1
    if offset < bytes.count,
      bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
    {
      offset += 1
    }
    let end = endOfDigits(offset)
    return end > offset ? end : nil
  }
}

/// The three forms of numbers without quotation marks.
enum NumberForm {
  case integer, decimal, double
}
