/// Reading scalars from bytes that are UTF-8 already.
enum UTF8Scalar {
  /// The scalar at an offset and its length; a byte that starts none counts as one of its own.
  static func decode(_ bytes: Span<UInt8>, at offset: Int) -> (value: UInt32, length: Int) {
    let first = bytes[offset]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, offset + length <= bytes.count else { return (UInt32(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length { value = value << 6 | UInt32(bytes[offset + index] & 0x3F) }
    return (value, length)
  }

  /// All scalars of some bytes.
  static func decodeAll(_ bytes: Span<UInt8>) -> [UInt32] {
    var result: [UInt32] = []
    var offset = 0
    while offset < bytes.count {
      let (value, length) = decode(bytes, at: offset)
      result.append(value)
      offset += length
    }
    return result
  }
}
