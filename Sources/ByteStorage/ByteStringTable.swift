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

  /// Makes an empty table; `qualified` keys carry a number beside their bytes.
  public init(qualified: Bool = false, expectedCount: Int = 64) {
    self.qualified = qualified
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

  /// The number of a key, new or known.
  ///
  /// - Throws: ``CapacityError`` when the keys pass 4 GiB or the numbers 2³⁰.
  public mutating func intern(
    _ key: Span<UInt8>, qualifier: UInt32 = 0
  ) throws(CapacityError) -> UInt32 {
    let hash = ByteHash.hash(key, qualifier: qualifier)
    let tag = hash >> 32
    var slot = Int(truncatingIfNeeded: tag) & mask
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
    guard number < Self.maximumCount, bytes.count + key.count <= Int(UInt32.max) else {
      throw CapacityError()
    }
    bytes.append(key)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    if qualified { qualifiers.append(qualifier) }
    slots[slot] = tag << 32 | UInt64(number + 1)
    if (number + 1) * 3 > slots.count * 2 { growSlots() }
    return UInt32(truncatingIfNeeded: number)
  }

  /// The number of a key that was interned before, or nil.
  public borrowing func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    let tag = ByteHash.hash(key, qualifier: qualifier) >> 32
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

  /// More keys than this do not fit in an identifier beside its kind.
  public static var maximumCount: Int { (1 << 30) - 1 }

  private func matches(_ number: Int, _ key: Span<UInt8>, _ qualifier: UInt32) -> Bool {
    if qualified, qualifiers[number] != qualifier { return false }
    let start = number == 0 ? 0 : Int(ends[number - 1])
    let length = Int(ends[number]) - start
    return length == key.count && bytes.slice(start, length).equals(key)
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
      qualifiers: qualified ? qualifiers.freeze() : nil, slots: slots.freeze())
  }
}

/// More terms or text than 32-bit identifiers can name.
public struct CapacityError: Error, Sendable {
  /// Makes the error.
  public init() {}
}

/// The immutable form of a ``ByteStringTable``, shared by all readers of a snapshot.
public struct FrozenByteStringTable: Sendable {
  /// The bytes of all keys, end to end.
  public let bytes: Column<UInt8>
  /// Where the bytes of each key end.
  public let ends: Column<UInt32>
  /// The qualifiers of the keys, in a table that has them.
  public let qualifiers: Column<UInt32>?
  let slots: Column<UInt64>

  /// The number of distinct keys.
  public var count: Int { ends.count }

  /// The bytes of a key.
  @_lifetime(borrow self)
  public borrowing func key(_ number: Int) -> Span<UInt8> {
    let start = number == 0 ? 0 : Int(ends[number - 1])
    return bytes.slice(start, Int(ends[number]) - start)
  }

  /// The qualifier of a key; 0 in a table without qualifiers.
  public func qualifier(_ number: Int) -> UInt32 {
    qualifiers?[number] ?? 0
  }

  /// The number of a key, or nil where the table does not hold it.
  ///
  /// - Complexity: expected O(n) in the bytes of the key.
  public func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    let tag = ByteHash.hash(key, qualifier: qualifier) >> 32
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: tag) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if self.qualifier(number) == qualifier, self.key(number).equals(key) {
          return UInt32(truncatingIfNeeded: number)
        }
      }
      slot = (slot + 1) & mask
    }
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    bytes.byteCount + ends.byteCount + (qualifiers?.byteCount ?? 0) + slots.byteCount
  }
}
