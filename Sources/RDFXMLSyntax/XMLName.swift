/// The lexical rules of names that libxml2 does not check for us.
enum XMLName {
  /// Whether bytes are an XML name without a colon.
  ///
  /// Source: XML 1.0 (fifth edition), productions 4 and 4a; Namespaces in XML, production 4.
  static func isNCName(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let (scalar, length) = decode(bytes, index)
      guard isNameScalar(scalar, first: index == 0) else { return false }
      index += length
    }
    return bytes.count > 0
  }

  /// Where the longest name without a colon begins that ends some text, or nil.
  static func localNameStart(_ bytes: Span<UInt8>) -> Int? {
    var start: Int?
    var index = 0
    while index < bytes.count {
      let (scalar, length) = decode(bytes, index)
      if start == nil || !isNameScalar(scalar, first: false) {
        start = isNameScalar(scalar, first: true) ? index : nil
      }
      index += length
    }
    return start
  }

  private static func isNameScalar(_ scalar: UInt32, first: Bool) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0x30...0x39, 0x2D...0x2E: !first
    case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D,
      0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    case 0xB7, 0x300...0x36F, 0x203F...0x2040: !first
    default: false
    }
  }

  /// The scalar at an offset of text that is known to be UTF-8, and its length in bytes.
  private static func decode(_ bytes: Span<UInt8>, _ index: Int) -> (UInt32, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (lead, 1) }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return (0, 1) }
    var scalar = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (scalar, length)
  }

  /// Whether bytes have the shape of a language tag: letters, then runs of letters and digits,
  /// each at most eight, with hyphens between.
  ///
  /// Source: BCP 47 (RFC 5646), section 2.1, without the registry; RDF 1.1 N-Triples, LANGTAG.
  static func isLanguageTag(_ bytes: Span<UInt8>) -> Bool {
    var length = 0
    var isFirst = true
    for index in 0..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "-"):
        if length == 0 { return false }
        length = 0
        isFirst = false
        continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if isFirst { return false }
      default: return false
      }
      length += 1
      if length > 8 { return false }
    }
    return length > 0
  }
}
