import Testing

@testable import ByteStorage

/// Keys that somebody who knows the seed has chosen, so that they all start in one slot.
@Suite("Crafted collisions")
struct CraftedCollisionTests {
  /// Keys whose tags agree in their lowest `bits` under a seed.
  static func keys(_ count: Int, seed: UInt64, bits: Int) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var number = 0
    let mask = UInt64(1) << UInt64(bits) - 1
    while found.count < count {
      let key = Array("http://example.org/\(number)".utf8)
      if (ByteHash.hash(key.span, seed: seed) >> 32) & mask == 0 { found.append(key) }
      number += 1
    }
    return found
  }

  @Test("keys that share a slot make a table hash with a key, and keep their numbers")
  func fallsBack() throws {
    let seed: UInt64 = 42
    // 2^12 slots hold up to 2730 keys; all of these start in the first slot.
    let keys = Self.keys(2_000, seed: seed, bits: 12)
    var table = ByteStringTable(seed: seed)
    for (number, key) in keys.enumerated() {
      #expect(try table.intern(key.span) == UInt32(number))
    }
    #expect(table.seed == ByteHash.keyed(seed))
    for (number, key) in keys.enumerated() {
      #expect(table.find(key.span) == UInt32(number))
      #expect(try table.intern(key.span) == UInt32(number))
    }
    let frozen = table.freeze()
    #expect(frozen.seed == ByteHash.keyed(seed))
    for (number, key) in keys.enumerated() {
      #expect(frozen.find(key.span) == UInt32(number))
    }
    #expect(frozen.find(Array("absent".utf8).span) == nil)
  }

  @Test("looking crafted keys up takes few steps after the change")
  func probesStayShort() throws {
    let seed: UInt64 = 42
    let keys = Self.keys(2_000, seed: seed, bits: 12)
    var table = ByteStringTable(seed: seed)
    for key in keys { _ = try table.intern(key.span) }
    #expect(table.longestDistance < 100)
  }

  @Test(
    "keys that nobody has chosen leave the fast hash in place", arguments: [0, 1 << 20] as [UInt32])
  func staysFast(qualifier: UInt32) throws {
    var table = ByteStringTable(qualified: qualifier > 0)
    for number in 0..<100_000 {
      _ = try table.intern(Array("k\(number)".utf8).span, qualifier: qualifier)
    }
    #expect(table.seed == ByteHash.processSeed)
    #expect(table.longestDistance < 300)
  }

  @Test("qualifiers count in the keyed hash too")
  func qualifiers() throws {
    var table = ByteStringTable(qualified: true, seed: 43)
    let key = Array("v".utf8)
    #expect(try table.intern(key.span, qualifier: 1) == 0)
    #expect(try table.intern(key.span, qualifier: 2) == 1)
    #expect(table.find(key.span, qualifier: 1) == 0)
    #expect(table.find(key.span, qualifier: 3) == nil)
  }

  @Test("a second factor that an attacker knows to be zero does not blind the fast hash")
  func blindMultiplication() {
    // The constant of the second factor, as a key's last eight bytes: without the seed in it, the
    // product would be zero whatever came before.
    let constant: UInt64 = 0xD6E8_FEB8_6659_FD93
    let tail = (0..<8).map { UInt8(truncatingIfNeeded: constant >> UInt64($0 * 8)) }
    let hashes = (0..<50).map { first in
      ByteHash.hash(([UInt8](repeating: UInt8(first), count: 8) + tail).span, seed: 42)
    }
    #expect(Set(hashes).count == hashes.count)
  }
}

extension ByteStringTable {
  /// How far from the slot that its hash leads to a key lies at most.
  fileprivate var longestDistance: Int {
    var longest = 0
    for slot in 0..<slots.count where slots[slot] != 0 {
      let first = Int(truncatingIfNeeded: slots[slot] >> 32) & mask
      longest = max(longest, (slot - first) & mask)
    }
    return longest
  }
}
