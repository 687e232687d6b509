/// What stands at an offset of bytes that ought to be UTF-8.
@frozen
public enum DecodedScalar: Equatable, Sendable {
  /// A Unicode scalar value and its length in bytes.
  case scalar(UInt32, length: Int)
  /// Bytes that no continuation makes well-formed: overlong, surrogate, above U+10FFFF, or a
  /// continuation byte out of place.
  case illFormed
  /// The start of a scalar value that the end of the bytes cuts.
  case cut
}

extension Span where Element == UInt8 {
  /// Decodes the scalar value at an offset that is in range.
  ///
  /// Source: The Unicode Standard, table 3-7 (well-formed UTF-8 byte sequences).
  public func decodeScalar(at offset: Int) -> DecodedScalar {
    let lead = self[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return .scalar(UInt32(lead), length: 1)
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return .illFormed
    }
    guard offset + 1 < count else { return .cut }
    guard second.contains(self[offset + 1]) else { return .illFormed }
    let leadBits = UInt32(lead) & (0x7F >> UInt32(length))
    var value = leadBits << 6 | UInt32(self[offset + 1] & 0x3F)
    for position in 2..<max(length, 2) {
      guard offset + position < count else { return .cut }
      let byte = self[offset + position]
      guard byte & 0xC0 == 0x80 else { return .illFormed }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return .scalar(value, length: length)
  }

  /// The number of scalar values that start in the bytes.
  public var scalarCount: Int {
    var result = 0
    for index in 0..<count where self[index] & 0xC0 != 0x80 { result += 1 }
    return result
  }
}

extension GrowingColumn where Element == UInt8 {
  /// Appends the UTF-8 of a Unicode scalar value.
  public mutating func append(scalar: UInt32) {
    func continuation(_ shift: UInt32) -> UInt8 {
      0x80 | UInt8(truncatingIfNeeded: scalar >> shift & 0x3F)
    }
    switch scalar {
    case ..<0x80:
      append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
      append(continuation(0))
    case ..<0x1_0000:
      append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
      append(continuation(6))
      append(continuation(0))
    default:
      append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
      append(continuation(12))
      append(continuation(6))
      append(continuation(0))
    }
  }
}
