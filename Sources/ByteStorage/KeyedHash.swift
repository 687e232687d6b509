/// SipHash with one round per word and three at the end: a hash whose collisions cannot be aimed
/// at by anybody who does not know the key.
///
/// Some three times slower than ``ByteHash`` on terms, so tables turn to it only when they have
/// to.
///
/// Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012.
@usableFromInline
enum KeyedHash {
  private struct State {
    var v0: UInt64
    var v1: UInt64
    var v2: UInt64
    var v3: UInt64

    init(k0: UInt64, k1: UInt64) {
      v0 = k0 ^ 0x736F_6D65_7073_6575
      v1 = k1 ^ 0x646F_7261_6E64_6F6D
      v2 = k0 ^ 0x6C79_6765_6E65_7261
      v3 = k1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    mutating func round() {
      v0 &+= v1
      v2 &+= v3
      v1 = (v1 << 13 | v1 >> 51) ^ v0
      v3 = (v3 << 16 | v3 >> 48) ^ v2
      v0 = v0 << 32 | v0 >> 32
      v2 &+= v1
      v0 &+= v3
      v1 = (v1 << 17 | v1 >> 47) ^ v2
      v3 = (v3 << 21 | v3 >> 43) ^ v0
      v2 = v2 << 32 | v2 >> 32
    }

    @inline(__always)
    mutating func add(_ word: UInt64) {
      v3 ^= word
      round()
      v0 ^= word
    }

    consuming func finish() -> UInt64 {
      v2 ^= 0xFF
      round()
      round()
      round()
      return v0 ^ v1 ^ v2 ^ v3
    }
  }

  @usableFromInline
  static func hash(_ bytes: Span<UInt8>, qualifier: UInt32, key: UInt64) -> UInt64 {
    var state = State(k0: key, k1: ByteHash.mix(key, 0x9E37_79B9_7F4A_7C15))
    let count = bytes.count
    state.add(UInt64(qualifier) << 32 | UInt64(truncatingIfNeeded: count))
    return unsafe bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset &+ 8 <= count {
        state.add(unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
        offset &+= 8
      }
      var last: UInt64 = 0
      while offset < count {
        last = last << 8 | UInt64(unsafe raw[offset])
        offset &+= 1
      }
      state.add(last)
      return state.finish()
    }
  }
}
