import Synchronization

/// The memory of a walk, kept from one to the next: what was reached, and where it stands.
///
/// Slots carry the number of the walk that filled them, so that a new walk has nothing to clear,
/// and a walk uses no more of them than it needs, so that a small one stays small after a large
/// one.
struct WalkScratch: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    var walk: UInt32 = 0
    var state: Int32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: WalkScratch.smallest)
  private var mask = WalkScratch.smallest - 1
  private var count = 0
  private var walk: UInt32 = 0
  /// The states of the walk.
  var states: [EquivalenceWalk.State] = []
  /// What blocks some of them.
  var blocks: [EquivalenceWalk.Block] = []

  private static let smallest = 128

  /// Forgets the walk before.
  mutating func begin() {
    states.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    count = 0
    mask = Self.smallest - 1
    walk &+= 1
    if walk == 0 {
      // After four thousand million walks an old slot could pass for a new one.
      slots = [Slot](repeating: Slot(), count: slots.count)
      walk = 1
    }
  }

  static func key(_ node: UInt32, _ relation: UInt8) -> UInt64 {
    UInt64(node) << 4 | UInt64(relation)
  }

  /// The slot of a key: filled with it, or free for it.
  private func slot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].walk == walk, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  /// The state with a key, or nil.
  func find(_ key: UInt64) -> Int? {
    let slot = slots[slot(key)]
    return slot.walk == walk ? Int(slot.state) : nil
  }

  /// Sets the state with a key.
  mutating func set(_ key: UInt64, _ state: Int) {
    var place = slot(key)
    if slots[place].walk != walk {
      if (count + 1) * 2 > mask {
        grow()
        place = slot(key)
      }
      count += 1
    }
    slots[place] = Slot(key: key, walk: walk, state: Int32(truncatingIfNeeded: state))
  }

  private mutating func grow() {
    let old = slots[0...mask].filter { $0.walk == walk }
    mask = mask * 2 + 1
    if slots.count <= mask {
      slots += [Slot](repeating: Slot(), count: mask + 1 - slots.count)
    }
    // The number of the walk is the mark of a filled slot: a new one empties them all at once.
    walk &+= 1
    if walk == 0 {
      slots = [Slot](repeating: Slot(), count: slots.count)
      walk = 1
    }
    for var slot in old {
      slot.walk = walk
      slots[self.slot(slot.key)] = slot
    }
  }
}

/// Scratch memory that waits for the next walk.
final class ScratchPool: Sendable {
  private let waiting = Mutex<[WalkScratch]>([])

  /// How many wait at most: more than there are cores are never walking at once.
  private static let capacity = 16

  func take() -> WalkScratch {
    waiting.withLock { $0.popLast() } ?? WalkScratch()
  }

  func put(_ scratch: consuming WalkScratch) {
    // What a huge walk needed is not kept for the small ones.
    guard scratch.states.capacity < 1 << 20 else { return }
    let scratch = scratch
    waiting.withLock { if $0.count < Self.capacity { $0.append(scratch) } }
  }
}
