internal import ByteStorage
internal import RDFModel

extension GrowingColumn where Element == UInt8 {
  /// Appends a term of a batch as canonical N-Triples writes it; language tags turn to lower case
  /// only where asked for.
  ///
  /// Source: RDF 1.2 N-Triples, section 4 (canonical form).
  mutating func append(
    _ index: TripleBatch.TermIndex, of batch: borrowing TripleBatch, lowercasing: Bool
  ) {
    let record = batch.record(index)
    switch record.kind {
    case .iri: append(iri: batch.content(record))
    case .blankNode:
      append(UInt8(ascii: "_"))
      append(UInt8(ascii: ":"))
      append(batch.content(record))
    case .language: append(batch.content(record))
    case .literal:
      append(quoted: batch.content(record))
      guard record.qualifier > 0 else { return }
      let qualifier = batch.record(record.qualifier - 1)
      if qualifier.kind == .iri {
        append("^^")
        append(iri: batch.content(qualifier))
      } else {
        append(UInt8(ascii: "@"))
        append(language: batch.content(qualifier), lowercasing: lowercasing)
      }
    case .tripleTerm:
      append("<<( ")
      append(record.start, of: batch, lowercasing: lowercasing)
      append(UInt8(ascii: " "))
      append(record.length, of: batch, lowercasing: lowercasing)
      append(UInt8(ascii: " "))
      append(record.qualifier, of: batch, lowercasing: lowercasing)
      append(" )>>")
    }
  }

  private mutating func append(language tag: Span<UInt8>, lowercasing: Bool) {
    guard lowercasing else { return append(tag) }
    for offset in 0..<tag.count {
      let byte = tag[offset]
      append(NameCharacters.isLetter(byte) ? byte | 0x20 : byte)
    }
  }

  /// Appends an IRI in angle brackets; characters that would end it early are escaped.
  mutating func append(iri: Span<UInt8>) {
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
  mutating func append(quoted text: Span<UInt8>) {
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

  mutating func append(escaped byte: UInt8) {
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
    append("\\u")
    append(TextCursor.hexadecimal(UInt32(byte)))
  }
}
