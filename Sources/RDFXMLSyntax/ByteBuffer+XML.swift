internal import ByteStorage
internal import RDFModel

extension GrowingColumn where Element == UInt8 {
  /// Appends text with its markup characters escaped, for an element's content or, with
  /// `inAttribute`, for a value between quotation marks.
  ///
  /// - Throws: ``WritingError`` with the code `rdfxml-unwritable-character`.
  ///
  /// Source: XML 1.0, productions 2 Char, 10 AttValue and 14 CharData.
  mutating func append(
    escaping text: Span<UInt8>, inAttribute: Bool = false
  ) throws(WritingError) {
    var plain = 0
    for index in 0..<text.count {
      let byte = text[index]
      // Nearly all bytes are letters; 0xEF may begin one of two scalars that are no characters.
      if byte > UInt8(ascii: ">"), byte != 0xEF { continue }
      guard let replacement = try Self.replacement(text, index, inAttribute: inAttribute) else {
        continue
      }
      append(text.extracting(plain..<index))
      append(replacement)
      plain = index + 1
    }
    append(text.extracting(plain..<text.count))
  }

  /// What stands for the byte at an offset, where it cannot stand for itself.
  private static func replacement(
    _ text: Span<UInt8>, _ index: Int, inAttribute: Bool
  ) throws(WritingError) -> String? {
    switch text[index] {
    case UInt8(ascii: "&"): return "&amp;"
    case UInt8(ascii: "<"): return "&lt;"
    case UInt8(ascii: ">"): return "&gt;"
    case UInt8(ascii: "\""): return inAttribute ? "&quot;" : nil
    case 0x09: return inAttribute ? "&#9;" : nil
    case 0x0A: return inAttribute ? "&#10;" : nil
    // A parser would make a line feed of it, in text too.
    case 0x0D: return "&#13;"
    case 0x00..<0x20: throw .character(UInt32(text[index]), in: text)
    case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
      throw .character(text[index + 2] == 0xBE ? 0xFFFE : 0xFFFF, in: text)
    default: return nil
    }
  }
}
