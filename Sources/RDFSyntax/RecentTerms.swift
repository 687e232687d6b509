internal import ByteStorage
internal import RDFModel

/// The IRIs and language tags that a batch got last, so that what repeats stands in it once.
///
/// A cache that forgets: each slot keeps the latest term that fell on it.
struct RecentTerms: ~Copyable {
  private var slots: GrowingColumn<UInt64>
  private static var slotCount: Int { 256 }

  init() {
    slots = GrowingColumn(capacity: Self.slotCount)
    slots.append(repeating: 0, count: Self.slotCount)
  }

  /// Forgets everything; due whenever the batch is emptied.
  mutating func removeAll() {
    slots.truncate(to: 0)
    slots.append(repeating: 0, count: Self.slotCount)
  }

  /// The term of a batch with some content, from before or new.
  @inline(__always)
  mutating func term(
    _ kind: TripleBatch.Kind, _ content: Span<UInt8>, in batch: inout TripleBatch
  ) -> TripleBatch.TermIndex {
    let fingerprint = content.endFingerprint
    let slot = Int(truncatingIfNeeded: fingerprint >> 56)
    let tag = fingerprint & 0xFFFF_FFFF
    let entry = slots[slot]
    if entry >> 32 == tag, entry != 0 {
      let index = TripleBatch.TermIndex(truncatingIfNeeded: entry)
      let record = batch.record(index)
      if record.kind == kind, batch.content(record).equals(content) { return index }
    }
    let index = batch.addTerm(kind, content)
    // A tag of 0 with an index of 0 would look like an empty slot: it is merely not found again.
    slots[slot] = tag << 32 | UInt64(index)
    return index
  }
}
