internal import RDFModel

/// Numbers as Turtle abbreviates them: without quotes and datatype.
enum TurtleNumber {
  /// The datatype that a bare number has, or nil where the text is none.
  ///
  /// Source: RDF 1.1 Turtle, productions [19] to [21].
  static func datatype(of text: Span<UInt8>) -> IRI? {
    var index = 0
    if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
      index += 1
    }
    let whole = skipDigits(text, &index)
    var fraction = 0
    var hasDot = false
    if index < text.count, text[index] == UInt8(ascii: ".") {
      hasDot = true
      index += 1
      fraction = skipDigits(text, &index)
    }
    guard whole + fraction > 0 else { return nil }
    if index == text.count {
      if !hasDot { return XSD.integer }
      return fraction > 0 ? XSD.decimal : nil
    }
    guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
      index += 1
    }
    return skipDigits(text, &index) > 0 && index == text.count ? XSD.double : nil
  }

  /// Whether a lexical form may stand bare for a literal of the datatype.
  static func isAbbreviation(_ form: Span<UInt8>, of datatype: Span<UInt8>) -> Bool {
    guard let bare = Self.datatype(of: form) else { return false }
    let expected = bare.value.utf8Span.span
    guard expected.count == datatype.count else { return false }
    for index in 0..<expected.count where expected[index] != datatype[index] { return false }
    return true
  }

  /// Whether text is a local name that needs no escapes: ASCII letters, digits and underscores,
  /// and further on hyphens and, but for the end, dots.
  static func isPlainLocalName(_ text: String) -> Bool {
    guard text.utf8.last != UInt8(ascii: ".") else { return false }
    return text.utf8.enumerated().allSatisfy { position, byte in
      isNameByte(byte)
        || (position > 0 && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")))
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
  }

  private static func skipDigits(_ text: Span<UInt8>, _ index: inout Int) -> Int {
    let start = index
    while index < text.count, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") {
      index += 1
    }
    return index - start
  }
}
