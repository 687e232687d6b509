/// The set of graphs that each changed triple is to be in, ``GraphSetTable/none`` for none.
///
/// They lie in parts that grow one by one: a table of millions that grows as a whole keeps its
/// thread busy for a tenth of a second, in which nobody could stop the transaction.
struct TripleChanges {
  private static let partCount = 64
  private var parts: [[IDTriple: UInt32]] = Array(repeating: [:], count: partCount)
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// What the tables take, in bytes, about.
  var byteCount: Int {
    // One that grows has two tables, of 16 bytes a place.
    parts.reduce(0) { $0 + $1.capacity } * 32 + count * 64
  }

  private static func part(of triple: IDTriple) -> Int {
    let mixed =
      (UInt64(triple.subject) << 32 ^ UInt64(triple.object) ^ UInt64(triple.predicate) << 16)
      &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 58)
  }

  subscript(triple: IDTriple) -> UInt32? { parts[Self.part(of: triple)][triple] }

  mutating func set(_ triple: IDTriple, to set: UInt32) {
    if parts[Self.part(of: triple)].updateValue(set, forKey: triple) == nil { count += 1 }
  }

  /// Calls `body` with each changed triple and its set.
  func forEach<Failure>(
    _ body: (_ triple: IDTriple, _ set: UInt32) throws(Failure) -> Void
  ) throws(Failure) {
    for part in parts {
      for (triple, set) in part { try body(triple, set) }
    }
  }
}
