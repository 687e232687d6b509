/// IRI references as bytes: checked against RFC 3987 and resolved against a base.
///
/// Works on UTF-8 and allocates nothing but the result; readers call it once per distinct
/// reference.
public enum IRIReference {
  /// Why bytes are not an IRI, as the rest of a sentence: "… holds a space".
  ///
  /// Characters are checked by RFC 3987's productions as far as RDF needs: what N-Triples and
  /// Turtle forbid inside `<>`, percent signs without two digits, private-use characters outside
  /// a query, and for an absolute IRI the scheme.
  ///
  /// - Returns: nil where nothing is wrong.
  /// - Complexity: O(n) in the bytes.
  public static func validate(_ bytes: Span<UInt8>, absolute: Bool) -> String? {
    if absolute, schemeEnd(bytes) == nil { return "has no scheme" }
    var index = 0
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      if byte < 0x80 {
        if forbidden(byte) { return "holds the forbidden character \(visible(byte))" }
        if byte == UInt8(ascii: "%") {
          guard index + 2 < count, isHexDigit(bytes[index + 1]), isHexDigit(bytes[index + 2])
          else { return "holds a % that two hexadecimal digits do not follow" }
        }
      }
      index += 1
    }
    return nil
  }

  /// Whether an ASCII byte may not stand in an IRI.
  @inlinable
  public static func forbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, 0x7F: true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "`"),
      UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  private static func visible(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? "'\(Character(UnicodeScalar(byte)))'"
      : "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// The offset of the colon that ends the scheme, or nil for a relative reference.
  public static func schemeEnd(_ bytes: Span<UInt8>) -> Int? {
    guard bytes.count > 0, isLetter(bytes[0]) else { return nil }
    var index = 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return index }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        break
      default: if !isLetter(byte) { return nil }
      }
      index += 1
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }
}
