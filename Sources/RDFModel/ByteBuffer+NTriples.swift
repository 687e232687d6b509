public import ByteStorage

/// Terms as canonical N-Triples writes them.
///
/// Source: RDF 1.2 N-Triples, section 4 (canonical form); RDF Dataset Canonicalization, section 5.
extension GrowingColumn where Element == UInt8 {
  /// Appends an IRI in angle brackets; characters that would end it early are escaped.
  public mutating func append(iri: Span<UInt8>) {
    append(UInt8(ascii: "<"))
    var plain = 0
    var offset = 0
    while true {
      offset = iri.endOfPlainIRI(from: offset)
      guard offset < iri.count else { break }
      let byte = iri[offset]
      if IRIReference.forbidden(byte) {
        append(iri.extracting(plain..<offset))
        append(unicodeEscape: byte)
        plain = offset + 1
      }
      offset += 1
    }
    append(iri.extracting(plain..<offset))
    append(UInt8(ascii: ">"))
  }

  /// Appends a string in quotation marks, with the escapes of canonical N-Triples.
  public mutating func append(quoted text: Span<UInt8>) {
    let quote = UInt8(ascii: "\"")
    append(quote)
    var plain = 0
    var offset = 0
    while true {
      offset = text.endOfPlainString(from: offset, quote: quote)
      guard offset < text.count else { break }
      let byte = text[offset]
      if byte < 0x80 {
        append(text.extracting(plain..<offset))
        append(escaped: byte)
        plain = offset + 1
      } else if byte == 0xEF, offset + 2 < text.count, text[offset + 1] == 0xBF,
        text[offset + 2] >= 0xBE
      {
        // U+FFFE and U+FFFF are no characters.
        append(text.extracting(plain..<offset))
        append(text[offset + 2] == 0xBE ? "\\uFFFE" : "\\uFFFF")
        plain = offset + 3
      }
      offset += 1
    }
    append(text.extracting(plain..<offset))
    append(quote)
  }

  /// Appends an ASCII character of a string as its escape: a letter where there is one.
  public mutating func append(escaped byte: UInt8) {
    let letter: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0A: letter = UInt8(ascii: "n")
    case 0x0C: letter = UInt8(ascii: "f")
    case 0x0D: letter = UInt8(ascii: "r")
    default: return append(unicodeEscape: byte)
    }
    append(UInt8(ascii: "\\"))
    append(letter)
  }

  private mutating func append(unicodeEscape byte: UInt8) {
    append("\\u00")
    for digit in [byte >> 4, byte & 0x0F] {
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
    }
  }
}
