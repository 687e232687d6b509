public import ByteStorage

/// The terms of one kind: those of the base, and those that updates have added since.
///
/// The base is large and shared by every snapshot until the next merge; what was added is small.
/// The numbers of added terms follow those of the base, so no identifier ever changes.
struct TermTable: Sendable {
  let base: FrozenByteStringTable
  let added: AddedTerms?

  init(_ base: FrozenByteStringTable, added: AddedTerms? = nil) {
    self.base = base
    self.added = added
  }

  var count: Int { base.count + (added?.count ?? 0) }

  @_lifetime(borrow self)
  borrowing func key(_ number: Int) -> Span<UInt8> {
    guard number >= base.count, let added else { return base.key(number) }
    let place = added.place(number - base.count)
    // The terms are kept alive by `added`, which `self` holds.
    return unsafe _overrideLifetime(place.table.key(place.number), borrowing: self)
  }

  func qualifier(_ number: Int) -> UInt32 {
    guard number >= base.count, let added else { return base.qualifier(number) }
    let place = added.place(number - base.count)
    return place.table.qualifier(place.number)
  }

  func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    let tag = base.tag(key, qualifier: qualifier)
    if let number = base.find(key, qualifier: qualifier, tag: tag) { return number }
    guard let added,
      let number = added.find(key, qualifier: qualifier, tag: tag, seed: base.seed)
    else { return nil }
    return number + UInt32(truncatingIfNeeded: base.count)
  }

  var byteCount: Int { base.byteCount + (added?.byteCount ?? 0) }

  /// The same terms with the same numbers, all of them in a base.
  ///
  /// - Complexity: O(n) in the bytes of the terms.
  func merged() -> TermTable {
    added.map { TermTable(base.appending($0.merged())) } ?? self
  }

  /// Whether the terms begin with those of an earlier table over the same base.
  ///
  /// - Complexity: O(r) in the bytes of the recent terms where both have the same settled ones,
  ///   which most snapshots that follow each other have; else O(d) in the added terms.
  func extends(_ earlier: TermTable) -> Bool {
    guard let known = earlier.added else { return true }
    guard let added, added.count >= known.count else { return false }
    if added.settled.bytes.isIdentical(to: known.settled.bytes) {
      return known.recent.map { added.recent?.begins(with: $0) ?? false } ?? true
    }
    return (base.count..<earlier.count).allSatisfy { number in
      qualifier(number) == earlier.qualifier(number) && key(number).equals(earlier.key(number))
    }
  }

  /// The same terms over the base of another table, which begins with the same terms.
  ///
  /// - Complexity: O(d) in the bytes of the terms that are not in that base.
  func rebased(onto other: TermTable) -> TermTable {
    if other.count == count { return other }
    var fresh = TableAdditions(other)
    for number in other.count..<max(count, other.count) {
      // Cannot fail: these keys were in one table with the others before.
      _ = try? fresh.intern(key(number), qualifier: qualifier(number))
    }
    return fresh.finish()
  }
}

/// Terms that are not in the base; behind one reference, because most snapshots have none.
///
/// They lie in two tables, so that a commit copies the small one only: the recent terms go over to
/// the settled ones when they have become an eighth of them.
@usableFromInline
final class AddedTerms: Sendable {
  @usableFromInline let settled: FrozenByteStringTable
  @usableFromInline let recent: FrozenByteStringTable?

  init(_ settled: FrozenByteStringTable, recent: FrozenByteStringTable? = nil) {
    self.settled = settled
    self.recent = recent
  }

  /// Takes recent terms, new ones included.
  convenience init(_ settled: FrozenByteStringTable?, growingTo recent: FrozenByteStringTable) {
    guard let settled else {
      self.init(recent)
      return
    }
    if recent.count > max(Self.fewRecent, settled.count / 8) {
      self.init(settled.appending(recent))
    } else {
      self.init(settled, recent: recent)
    }
  }

  /// So many recent terms are copied in a moment.
  private static let fewRecent = 512

  @usableFromInline var count: Int { settled.count + (recent?.count ?? 0) }

  var byteCount: Int { settled.byteCount + (recent?.byteCount ?? 0) }

  /// Where a term lies.
  @usableFromInline
  func place(_ number: Int) -> (table: FrozenByteStringTable, number: Int) {
    if number >= settled.count, let recent { return (recent, number - settled.count) }
    return (settled, number)
  }

  /// The number of a key, with its tag by the seed of the base.
  func find(_ key: Span<UInt8>, qualifier: UInt32, tag: UInt64, seed: UInt64) -> UInt32? {
    if let number = settled.find(key, qualifier: qualifier, tag: tag, seed: seed) { return number }
    return recent?.find(key, qualifier: qualifier, tag: tag, seed: seed).map {
      $0 + UInt32(truncatingIfNeeded: settled.count)
    }
  }

  /// All of them in one table.
  func merged() -> FrozenByteStringTable {
    recent.map { settled.appending($0) } ?? settled
  }
}

extension FrozenByteStringTable {
  /// Finds a key by a tag from a seed, which is that of this table unless crafted keys were met.
  fileprivate func find(
    _ key: Span<UInt8>, qualifier: UInt32, tag: UInt64, seed: UInt64
  ) -> UInt32? {
    seed == self.seed
      ? find(key, qualifier: qualifier, tag: tag) : find(key, qualifier: qualifier)
  }

  /// Whether the first keys are those of another table.
  fileprivate func begins(with other: FrozenByteStringTable) -> Bool {
    guard bytes.begins(with: other.bytes), ends.begins(with: other.ends) else { return false }
    guard let mine = qualifiers, let theirs = other.qualifiers else { return true }
    return mine.begins(with: theirs)
  }
}
