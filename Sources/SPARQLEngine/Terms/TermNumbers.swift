import RDFGraph
import RDFModel

/// The identifiers of an overlay's terms, found by the terms.
///
/// Their hashes are kept, so that a table of a million terms grows in a moment: hashing them anew
/// would keep its thread from looking at the clock.
struct TermNumbers {
  /// The hash of a term above, its identifier below; all bits where a place is free, which no
  /// identifier has.
  private var slots = [UInt64](repeating: .max, count: 64)
  private(set) var count = 0

  static func hash(_ term: Term) -> UInt64 {
    UInt64(UInt(bitPattern: term.hashValue)) & 0xFFFF_FFFF
  }

  /// The identifier of a term that is among those of the overlay.
  func find(_ term: Term, _ hash: UInt64, _ terms: borrowing OverlayTerms) -> UInt32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != .max {
      if slots[slot] >> 32 == hash {
        let id = UInt32(truncatingIfNeeded: slots[slot])
        if terms[TermID(rawValue: id)] == term { return id }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Adds the identifier of a term that is not among them.
  mutating func insert(_ id: UInt32, _ hash: UInt64) {
    count += 1
    if count * 2 > slots.count {
      let old = slots
      slots = [UInt64](repeating: .max, count: old.count * 2)
      for entry in old where entry != .max { place(entry) }
    }
    place(hash << 32 | UInt64(id))
  }

  private mutating func place(_ entry: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: entry >> 32) & mask
    while slots[slot] != .max { slot = (slot + 1) & mask }
    slots[slot] = entry
  }
}
