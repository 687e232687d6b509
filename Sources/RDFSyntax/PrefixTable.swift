internal import ByteStorage
internal import RDFModel

/// The prefixes in force, as bytes, and the names that were expanded last.
struct PrefixTable: ~Copyable {
  private var prefixes = ByteStringTable(expectedCount: 32)
  private var namespaces: [[UInt8]] = []

  // A name seen before, as it was written, leads to its term without a look at the prefix.
  private var slots = GrowingColumn<UInt64>(capacity: slotCount)
  private var names = GrowingColumn<SeenName>(capacity: 64)
  private var text = ByteBuffer(capacity: 1024)
  private static var slotCount: Int { 512 }

  struct SeenName: BitwiseCopyable {
    let start: UInt32
    let length: UInt32
    let term: TripleBatch.TermIndex
  }

  init() {
    slots.append(repeating: 0, count: Self.slotCount)
  }

  /// The number of prefixes.
  var count: Int { namespaces.count }

  /// The namespace of a prefix, or nil.
  func namespace(of prefix: Span<UInt8>) -> [UInt8]? {
    prefixes.find(prefix).map { namespaces[Int($0)] }
  }

  /// Sets the namespace of a prefix, new or known.
  mutating func declare(
    _ prefix: Span<UInt8>, as namespace: [UInt8]
  ) throws(CapacityError) {
    let number = Int(try prefixes.intern(prefix))
    if number < namespaces.count {
      namespaces[number] = namespace
      forgetNames()
    } else {
      namespaces.append(namespace)
    }
  }

  /// Forgets the expanded names; due whenever the batch is emptied.
  mutating func forgetNames() {
    slots.truncate(to: 0)
    slots.append(repeating: 0, count: Self.slotCount)
    names.truncate(to: 0)
    text.truncate(to: 0)
  }

  /// The term of a name as written, if it was seen lately.
  @inline(__always)
  func term(of name: Span<UInt8>) -> TripleBatch.TermIndex? {
    let fingerprint = name.endFingerprint
    let entry = slots[Int(truncatingIfNeeded: fingerprint >> 55)]
    guard entry != 0, entry >> 32 == fingerprint & 0xFFFF_FFFF else { return nil }
    let seen = names[Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1]
    guard text.slice(Int(seen.start), Int(seen.length)).equals(name) else { return nil }
    return seen.term
  }

  /// Keeps the term of a name as written.
  mutating func remember(_ name: Span<UInt8>, as term: TripleBatch.TermIndex) {
    let fingerprint = name.endFingerprint
    names.append(
      SeenName(start: UInt32(text.count), length: UInt32(name.count), term: term))
    text.append(name)
    slots[Int(truncatingIfNeeded: fingerprint >> 55)] =
      (fingerprint & 0xFFFF_FFFF) << 32 | UInt64(names.count)
  }
}
