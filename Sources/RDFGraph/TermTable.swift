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

  var count: Int { base.count + (added?.table.count ?? 0) }

  @_lifetime(borrow self)
  borrowing func key(_ number: Int) -> Span<UInt8> {
    guard number >= base.count, let added else { return base.key(number) }
    let table = added.table
    // The terms are kept alive by `added`, which `self` holds.
    return unsafe _overrideLifetime(table.key(number - base.count), borrowing: self)
  }

  func qualifier(_ number: Int) -> UInt32 {
    guard number >= base.count, let added else { return base.qualifier(number) }
    return added.table.qualifier(number - base.count)
  }

  func find(_ key: Span<UInt8>, qualifier: UInt32 = 0) -> UInt32? {
    if let number = base.find(key, qualifier: qualifier) { return number }
    guard let number = added?.table.find(key, qualifier: qualifier) else { return nil }
    return number + UInt32(truncatingIfNeeded: base.count)
  }

  var byteCount: Int { base.byteCount + (added?.table.byteCount ?? 0) }

  /// The same terms with the same numbers, all of them in a base.
  ///
  /// - Complexity: O(n) in the bytes of the terms.
  func merged() -> TermTable {
    added.map { TermTable(base.appending($0.table)) } ?? self
  }

  /// Whether the terms begin with those of an earlier table over the same base.
  ///
  /// - Complexity: O(d) in the bytes of the terms added since the base was made.
  func extends(_ earlier: TermTable) -> Bool {
    guard let known = earlier.added?.table else { return true }
    guard let table = added?.table, table.bytes.begins(with: known.bytes),
      table.ends.begins(with: known.ends)
    else { return false }
    guard let qualifiers = table.qualifiers, let others = known.qualifiers else { return true }
    return qualifiers.begins(with: others)
  }

  /// The same terms over the base of another table, which begins with the same terms.
  ///
  /// - Complexity: O(d) in the bytes of the terms that are not in that base.
  func rebased(onto other: TermTable) -> TermTable {
    if other.count == count { return other }
    var fresh =
      other.added.map { ByteStringTable(copying: $0.table) }
      ?? ByteStringTable(qualified: base.qualifiers != nil, seed: base.seed)
    for number in other.count..<max(count, other.count) {
      // Cannot fail: these keys were in one table with the others before.
      _ = try? fresh.intern(key(number), qualifier: qualifier(number))
    }
    return TermTable(other.base, added: AddedTerms(fresh.freeze()))
  }
}

/// Terms that are not in the base; behind one reference, because most snapshots have none.
@usableFromInline
final class AddedTerms: Sendable {
  @usableFromInline let table: FrozenByteStringTable

  init(_ table: FrozenByteStringTable) { self.table = table }
}
