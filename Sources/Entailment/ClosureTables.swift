/// The numbers of triples, in a table with open addressing that holds no triples itself.
struct TripleNumbers: Sendable {
  /// For each place a number plus one, 0 where it is free.
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  private var count = 0

  var byteCount: Int { slots.count * 4 }

  @inline(__always)
  private static func hash(_ triple: IDTriple) -> Int {
    Hash.mix(Hash.mix(triple.subject, triple.predicate), UInt64(triple.object))
  }

  /// The number of a triple, or nil.
  func find(_ triple: IDTriple, in triples: [IDTriple]) -> Int? {
    let mask = slots.count - 1
    var slot = Self.hash(triple) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if triples[number] == triple { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Gives a triple its number; a triple that had one gets the new one.
  mutating func set(_ triple: IDTriple, _ number: Int32, in triples: [IDTriple]) {
    if (count + 1) * 3 > slots.count * 2 { grow(triples) }
    let mask = slots.count - 1
    var slot = Self.hash(triple) & mask
    while slots[slot] != 0 {
      if triples[Int(slots[slot]) - 1] == triple {
        slots[slot] = number + 1
        return
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = number + 1
    count += 1
  }

  private mutating func grow(_ triples: [IDTriple]) {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for held in old where held != 0 {
      var slot = Self.hash(triples[Int(held) - 1]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = held
    }
  }
}

/// The triples with a predicate and one end, each list linked through the triples' numbers.
struct EndLists: Sendable {
  private var slots: [Int32] = Array(repeating: 0, count: 64)
  private var predicates: [UInt32] = []
  private var ends: [UInt32] = []
  /// The last triple of each list.
  private var lasts: [Int32] = []
  /// For each triple the one before it in its list, or −1.
  private var earlier: [Int32] = []

  var byteCount: Int {
    slots.count * 4 + (predicates.capacity + ends.capacity + lasts.capacity + earlier.capacity) * 4
  }

  private func find(_ predicate: UInt32, _ end: UInt32) -> (slot: Int, list: Int?) {
    let mask = slots.count - 1
    var slot = Hash.mix(predicate, end) & mask
    while slots[slot] != 0 {
      let list = Int(slots[slot]) - 1
      if predicates[list] == predicate, ends[list] == end { return (slot, list) }
      slot = (slot + 1) & mask
    }
    return (slot, nil)
  }

  /// Adds the next triple, whose number is one more than that of the last.
  mutating func append(_ number: Int32, _ predicate: UInt32, _ end: UInt32) {
    let (slot, list) = find(predicate, end)
    guard let list else {
      earlier.append(-1)
      slots[slot] = Int32(predicates.count + 1)
      predicates.append(predicate)
      ends.append(end)
      lasts.append(number)
      if predicates.count * 3 > slots.count * 2 { grow() }
      return
    }
    earlier.append(lasts[list])
    lasts[list] = number
  }

  /// Whether the list of a predicate and an end holds a number that is looked for.
  func contains(
    _ predicate: UInt32, _ end: UInt32, where isWanted: (Int) -> Bool
  ) -> Bool {
    guard let list = find(predicate, end).list else { return false }
    var number = lasts[list]
    while number >= 0 {
      if isWanted(Int(number)) { return true }
      number = earlier[Int(number)]
    }
    return false
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for list in predicates.indices {
      var slot = Hash.mix(predicates[list], ends[list]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(list + 1)
    }
  }
}

/// Mixes identifiers into places of a table.
private enum Hash {
  @inline(__always)
  static func mix(_ a: UInt32, _ b: UInt32) -> Int {
    let product = (UInt64(a) << 32 | UInt64(b) ^ 0x243F_6A88).multipliedFullWidth(
      by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: (product.high ^ product.low) >> 1)
  }

  @inline(__always)
  static func mix(_ state: Int, _ value: UInt64) -> Int {
    let product = (UInt64(truncatingIfNeeded: state) ^ value).multipliedFullWidth(
      by: 0xD6E8_FEB8_6659_FD93)
    return Int(truncatingIfNeeded: (product.high ^ product.low) >> 1)
  }
}
