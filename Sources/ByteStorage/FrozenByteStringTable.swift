/// The immutable form of a ``ByteStringTable``, shared by all readers of a snapshot.
///
/// Its columns may lie in a mapped file that nobody has looked through yet. So nothing here trusts
/// a number that it reads: an offset beyond the bytes gives an empty key, a probe ends after all
/// slots, and no damage leads outside the columns.
public struct FrozenByteStringTable: Sendable {
  /// The bytes of all keys, end to end.
  public let bytes: Column<UInt8>
  /// Where the bytes of each key end.
  public let ends: Column<UInt32>
  /// The qualifiers of the keys, in a table that has them.
  public let qualifiers: Column<UInt32>?
  /// The open-addressed index: 32 bits of hash over one more than the number of the key.
  public let slots: Column<UInt64>
  /// What the hashes started from.
  public let seed: UInt64

  init(
    bytes: Column<UInt8>, ends: Column<UInt32>, qualifiers: Column<UInt32>?,
    slots: Column<UInt64>, seed: UInt64
  ) {
    self.bytes = bytes
    self.ends = ends
    self.qualifiers = qualifiers
    self.slots = slots
    self.seed = seed
  }

  /// Takes columns as a table, or nil where their lengths do not fit each other.
  ///
  /// What the columns hold is not looked at.
  ///
  /// - Complexity: O(1).
  public init?(
    checking bytes: Column<UInt8>, ends: Column<UInt32>, qualifiers: Column<UInt32>?,
    slots: Column<UInt64>, seed: UInt64
  ) {
    guard slots.count > ends.count, slots.count & (slots.count - 1) == 0,
      ends.count <= ByteStringTable.maximumCount, bytes.count <= Int(UInt32.max),
      qualifiers == nil || qualifiers?.count == ends.count
    else { return nil }
    self.init(bytes: bytes, ends: ends, qualifiers: qualifiers, slots: slots, seed: seed)
  }

  /// The number of distinct keys.
  public var count: Int { ends.count }

  /// The bytes of a key; none for a number that the table does not have.
  @_lifetime(borrow self)
  public borrowing func key(_ number: Int) -> Span<UInt8> {
    let range = ends.keyRange(number, of: bytes.count)
    return bytes.slice(range.lowerBound, range.count)
  }

  /// The qualifier of a key; 0 in a table without qualifiers.
  public func qualifier(_ number: Int) -> UInt32 {
    guard let qualifiers, number < qualifiers.count else { return 0 }
    return qualifiers[number]
  }

  /// The number of a key, or nil where the table does not hold it.
  ///
  /// - Complexity: expected O(n) in the bytes of the key.
  public func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    find(key, qualifier: qualifier, tag: tag(key, qualifier: qualifier))
  }

  /// The part of a key's hash that its slot keeps; the same in all tables of one ``seed``.
  public func tag(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt64 {
    ByteHash.hash(key, qualifier: qualifier, seed: seed) >> 32
  }

  /// The number of a key whose ``tag(_:qualifier:)`` is at hand, or nil.
  public func find(_ key: Span<UInt8>, qualifier: UInt32, tag: UInt64) -> UInt32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: tag) & mask
    for _ in 0..<slots.count {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let number = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
        if number >= 0, number < count, self.qualifier(number) == qualifier,
          self.key(number).equals(key)
        {
          return UInt32(truncatingIfNeeded: number)
        }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The memory held, in bytes.
  public var byteCount: Int {
    bytes.byteCount + ends.byteCount + (qualifiers?.byteCount ?? 0) + slots.byteCount
  }

  /// The keys of this table followed by those of another, which has none of them.
  ///
  /// With one seed no key is read again, because a slot keeps the hash that placed it.
  ///
  /// - Complexity: O(n) in the bytes of both tables.
  public func appending(_ other: FrozenByteStringTable) -> FrozenByteStringTable {
    if other.count == 0 { return self }
    var table = ByteStringTable(copying: self, room: other.count, bytes: other.bytes.count)
    table.bytes.append(other.bytes.span)
    let shift = UInt32(truncatingIfNeeded: bytes.count)
    for index in 0..<other.count { table.ends.append(other.ends[index] + shift) }
    if let more = other.qualifiers { table.qualifiers.append(more.span) }
    if other.seed != seed {
      table.rehash(ByteHash.keyed(seed))
      return table.freeze()
    }
    for index in 0..<other.slots.count {
      let entry = other.slots[index]
      if entry == 0 { continue }
      table.place(entry + UInt64(count))
    }
    return table.freeze()
  }

  /// The same keys with hashes from another seed, placed in the order of their numbers.
  ///
  /// - Complexity: expected O(n) in the bytes of the keys.
  public func reseeded(_ seed: UInt64) -> Column<UInt64> {
    var size = 64
    while size * 2 < count * 3 { size *= 2 }
    var fresh = GrowingColumn<UInt64>(capacity: size)
    fresh.append(repeating: 0, count: size)
    let mask = size - 1
    for number in 0..<count {
      let tag = ByteHash.hash(key(number), qualifier: qualifier(number), seed: seed) >> 32
      var slot = Int(truncatingIfNeeded: tag) & mask
      while fresh[slot] != 0 { slot = (slot + 1) & mask }
      fresh[slot] = tag << 32 | UInt64(number + 1)
    }
    return fresh.freeze()
  }
}

extension Column where Element == UInt32 {
  /// Where the key with a number lies among `total` bytes, if the column says where keys end;
  /// an empty range where that cannot be.
  @inlinable
  public func keyRange(_ number: Int, of total: Int) -> Range<Int> {
    guard number >= 0, number < count else { return 0..<0 }
    let start = number == 0 ? 0 : Int(self[number - 1])
    let end = Int(self[number])
    guard start <= end, end <= total else { return 0..<0 }
    return start..<end
  }
}

extension ByteStringTable {
  /// A table that starts with the keys of a frozen one, with room for more.
  ///
  /// - Complexity: O(n) in the bytes of the keys.
  public init(copying frozen: FrozenByteStringTable, room: Int = 0, bytes moreBytes: Int = 0) {
    self.init(qualified: frozen.qualifiers != nil, expectedCount: 1, seed: frozen.seed)
    bytes = ByteBuffer(capacity: frozen.bytes.count + moreBytes)
    bytes.append(frozen.bytes.span)
    ends = GrowingColumn(capacity: frozen.count + room)
    ends.append(frozen.ends.span)
    if let known = frozen.qualifiers {
      qualifiers = GrowingColumn(capacity: frozen.count + room)
      qualifiers.append(known.span)
    }
    var size = frozen.slots.count
    while (frozen.count + room + 1) * 3 > size * 2 { size *= 2 }
    mask = size - 1
    if size == frozen.slots.count {
      slots = GrowingColumn(capacity: size)
      slots.append(frozen.slots.span)
    } else {
      slots = GrowingColumn(capacity: size)
      slots.append(repeating: 0, count: size)
      for index in 0..<frozen.slots.count where frozen.slots[index] != 0 {
        place(frozen.slots[index])
      }
    }
  }

  /// Puts an entry into the first free slot that its hash leads to.
  mutating func place(_ entry: UInt64) {
    var slot = Int(truncatingIfNeeded: entry >> 32) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }
}
