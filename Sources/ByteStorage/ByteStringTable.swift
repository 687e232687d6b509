/// Byte strings, each stored once and known by a dense number: the arena under the dictionary.
///
/// Keys lie end to end in one buffer with their end offsets in a second; 64-bit slots (32 bits of
/// hash, 32 bits of number) form an open-addressed index whose growth never reads a key again.
/// A key may carry a qualifier (the datatype or language of a literal), which is part of its
/// identity.
///
/// - Complexity: interning and finding are expected O(n) in the bytes of the key.
public struct ByteStringTable: ~Copyable, Sendable {
  var bytes: ByteBuffer
  var ends: GrowingColumn<UInt32>
  var qualifiers: GrowingColumn<UInt32>
  var slots: GrowingColumn<UInt64>
  var mask: Int
  let qualified: Bool
  private let mostKeys: Int
  /// What the hashes start from; another one after crafted collisions were met.
  public private(set) var seed: UInt64

  /// Makes an empty table; `qualified` keys carry a number beside their bytes.
  ///
  /// - Parameters:
  ///   - seed: what the hashes start from; tables that are to be joined share one.
  ///   - mostKeys: how many keys the table takes; one more is an error.
  public init(
    qualified: Bool = false, expectedCount: Int = 64, seed: UInt64 = ByteHash.processSeed,
    mostKeys: Int = ByteStringTable.maximumCount
  ) {
    self.qualified = qualified
    self.mostKeys = mostKeys
    self.seed = seed
    bytes = ByteBuffer(capacity: expectedCount * 24)
    ends = GrowingColumn(capacity: expectedCount)
    qualifiers = GrowingColumn(capacity: qualified ? expectedCount : 1)
    var size = 64
    while size < expectedCount * 2 { size *= 2 }
    slots = GrowingColumn(capacity: size)
    slots.append(repeating: 0, count: size)
    mask = size - 1
  }

  /// The number of distinct keys.
  public var count: Int { ends.count }

  /// The bytes of all keys together.
  public var keyByteCount: Int { bytes.count }

  /// The number of a key, new or known.
  ///
  /// - Throws: ``CapacityError`` when the keys pass 4 GiB or the numbers 2³⁰.
  public mutating func intern(
    _ key: Span<UInt8>, qualifier: UInt32 = 0
  ) throws(CapacityError) -> UInt32 {
    try intern(key, qualifier: qualifier, tag: tag(key, qualifier: qualifier))
  }

  /// The part of a key's hash that its slot keeps and that decides where the slot is.
  ///
  /// It holds until the next key is interned.
  @inline(__always)
  public borrowing func tag(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32 {
    UInt32(truncatingIfNeeded: ByteHash.hash(key, qualifier: qualifier, seed: seed) >> 32)
  }

  /// The number of a key whose ``tag(_:qualifier:)`` is at hand.
  ///
  /// - Throws: ``CapacityError`` when the keys pass 4 GiB or the numbers 2³⁰.
  public mutating func intern(
    _ key: Span<UInt8>, qualifier: UInt32 = 0, tag: UInt32
  ) throws(CapacityError) -> UInt32 {
    let tag = UInt64(tag)
    let start = Int(truncatingIfNeeded: tag) & mask
    var slot = start
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if entry >> 32 == tag {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if matches(number, key, qualifier) { return UInt32(truncatingIfNeeded: number) }
      }
      slot = (slot + 1) & mask
    }
    let number = ends.count
    guard number < mostKeys, bytes.count + key.count <= Int(UInt32.max) else {
      throw CapacityError()
    }
    bytes.append(key)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    if qualified { qualifiers.append(qualifier) }
    slots[slot] = tag << 32 | UInt64(number + 1)
    if (slot - start) & mask > Self.longestProbe, seed & 1 == 0 { hashKeyed() }
    if (number + 1) * 3 > slots.count * 2 { growSlots() }
    return UInt32(truncatingIfNeeded: number)
  }

  /// The number of a key that was interned before, or nil.
  public borrowing func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    let tag = ByteHash.hash(key, qualifier: qualifier, seed: seed) >> 32
    var slot = Int(truncatingIfNeeded: tag) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if matches(number, key, qualifier) { return UInt32(truncatingIfNeeded: number) }
      }
      slot = (slot + 1) & mask
    }
  }

  /// The bytes of a key.
  @_lifetime(borrow self)
  public borrowing func key(_ number: Int) -> Span<UInt8> {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return bytes.slice(start, Int(ends[number]) - start)
  }

  /// The qualifier of a key; 0 in a table without qualifiers.
  public borrowing func qualifier(_ number: Int) -> UInt32 {
    qualified ? qualifiers[number] : 0
  }

  /// Chance does not lead further from a key's first slot than some 300 at two thirds full and
  /// 2³⁰ keys; who passes this has chosen keys that collide.
  static var longestProbe: Int { 1024 }

  /// More keys than this do not fit in an identifier beside its kind.
  public static var maximumCount: Int { (1 << 30) - 1 }

  private func matches(_ number: Int, _ key: Span<UInt8>, _ qualifier: UInt32) -> Bool {
    if qualified, qualifiers[number] != qualifier { return false }
    let start = number == 0 ? 0 : Int(ends[number - 1])
    let length = Int(ends[number]) - start
    return length == key.count && bytes.slice(start, length).equals(key)
  }

  /// Goes over to the keyed hash, against which nobody can choose keys; numbers stay.
  ///
  /// - Complexity: O(n) in the bytes of the keys, once in the life of a table.
  private mutating func hashKeyed() { rehash(ByteHash.keyed(seed)) }

  /// Places all keys by hashes from another seed, in the order of their numbers.
  ///
  /// - Complexity: O(n) in the bytes of the keys.
  mutating func rehash(_ newSeed: UInt64) {
    seed = newSeed
    for index in 0..<slots.count { slots[index] = 0 }
    for number in 0..<count {
      let tag = UInt64(tag(key(number), qualifier: qualifier(number)))
      var slot = Int(truncatingIfNeeded: tag) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = tag << 32 | UInt64(number + 1)
    }
  }

  private mutating func growSlots() {
    let size = slots.count * 2
    var fresh = GrowingColumn<UInt64>(capacity: size)
    fresh.append(repeating: 0, count: size)
    mask = size - 1
    for index in 0..<slots.count {
      let entry = slots[index]
      if entry == 0 { continue }
      var slot = Int(truncatingIfNeeded: entry >> 32) & mask
      while fresh[slot] != 0 { slot = (slot + 1) & mask }
      fresh[slot] = entry
    }
    slots = fresh
  }

  /// Makes the table immutable without copying its keys.
  public consuming func freeze() -> FrozenByteStringTable {
    FrozenByteStringTable(
      bytes: bytes.freeze(), ends: ends.freeze(),
      qualifiers: qualified ? qualifiers.freeze() : nil, slots: slots.freeze(), seed: seed)
  }
}

/// More terms or text than 32-bit identifiers can name.
public struct CapacityError: Error, Sendable {
  /// Makes the error.
  public init() {}
}
