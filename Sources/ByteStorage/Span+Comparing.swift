extension Span where Element == UInt8 {
  /// How many bytes two runs have in common at their start.
  @inlinable
  public func sharedPrefixLength(with other: Span<UInt8>) -> Int {
    let shared = Swift.min(count, other.count)
    return unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        var offset = 0
        while offset &+ 8 <= shared {
          let a = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          let b = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          if a != b {
            return offset &+ (a.littleEndian ^ b.littleEndian).trailingZeroBitCount &>> 3
          }
          offset &+= 8
        }
        while offset < shared, unsafe left[offset] == right[offset] { offset &+= 1 }
        return offset
      }
    }
  }

  /// Eight bytes from an offset on as a number that orders as they do in ``precedes(_:)``; what is
  /// past the end counts as zero, so that equal numbers say nothing.
  @inlinable
  public func orderWord(from start: Int) -> UInt64 {
    precondition(start >= 0 && start <= count, "start out of range")
    return unsafe withUnsafeBytes { raw in
      if start &+ 8 <= raw.count {
        return UInt64(bigEndian: unsafe raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      }
      var word: UInt64 = 0
      for offset in start..<start &+ 8 {
        word = word &<< 8 | (offset < raw.count ? UInt64(unsafe raw[offset]) : 0)
      }
      return word
    }
  }

  /// Whether the bytes come before others in lexicographic order, which for UTF-8 is the order of
  /// the Unicode scalar values.
  @inlinable
  public func precedes(_ other: Span<UInt8>) -> Bool {
    let shared = sharedPrefixLength(with: other)
    guard shared < count, shared < other.count else { return count < other.count }
    return self[shared] < other[shared]
  }
}
