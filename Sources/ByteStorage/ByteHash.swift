/// 64-bit hashes of bytes, by a seed: fast by default, keyed where somebody aims at collisions.
///
/// The fast hash multiplies and folds, eight bytes at a time. Its seed is drawn once per process
/// and goes into both factors, so that a crafted file cannot aim at the slots of a table without
/// knowing it. A table that meets collisions all the same goes over to ``keyed(_:)``. Nothing that
/// is written or ordered depends on a hash.
@frozen
public enum ByteHash {
  // Even: the lowest bit of a seed chooses the hash.
  @usableFromInline static let seed = UInt64.random(in: .min ... .max) & ~1

  /// The seed of the keyed hash that belongs to a seed.
  @inlinable
  public static func keyed(_ seed: UInt64) -> UInt64 { seed | 1 }

  /// The seed of this process.
  @inlinable public static var processSeed: UInt64 { seed }

  /// Multiplies to 128 bits and folds both halves together.
  @inlinable
  static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of some bytes and a number that qualifies them.
  ///
  /// - Complexity: O(n) in the bytes.
  @inlinable
  public static func hash(
    _ bytes: Span<UInt8>, qualifier: UInt32 = 0, seed: UInt64 = ByteHash.processSeed
  ) -> UInt64 {
    if seed & 1 == 1 { return KeyedHash.hash(bytes, qualifier: qualifier, key: seed) }
    let k0: UInt64 = 0x9E37_79B9_7F4A_7C15
    let k1: UInt64 = 0xD6E8_FEB8_6659_FD93 ^ (seed << 32 | seed >> 32)
    let count = bytes.count
    var state = seed ^ (UInt64(qualifier) &* k1) ^ UInt64(truncatingIfNeeded: count)
    return unsafe bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset &+ 16 <= count {
        let a = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let b = unsafe raw.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
        state = mix(state ^ a ^ k0, b ^ k1)
        offset &+= 16
      }
      var a: UInt64 = 0
      var b: UInt64 = 0
      let rest = count &- offset
      if rest >= 8 {
        a = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        b = unsafe raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      } else if rest >= 4 {
        a = UInt64(unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        b = UInt64(unsafe raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      } else {
        while offset < count {
          a = (a << 8) | UInt64(unsafe raw[offset])
          offset &+= 1
        }
      }
      return mix(mix(state ^ a ^ k0, b ^ k1), k0)
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether two runs hold the same bytes.
  @inlinable
  public func equals(_ other: Span<UInt8>) -> Bool {
    let count = self.count
    guard count == other.count else { return false }
    return unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        var offset = 0
        while offset &+ 8 <= count {
          let a = unsafe left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          let b = unsafe right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          if a != b { return false }
          offset &+= 8
        }
        while offset < count {
          if unsafe left[offset] != right[offset] { return false }
          offset &+= 1
        }
        return true
      }
    }
  }
}
