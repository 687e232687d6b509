extension ByteStringTable {
  /// Interns all keys of another table in the order of their numbers; the number here of each.
  ///
  /// A table that takes the keys of parts in the order of the parts numbers them as if it had met
  /// them one by one.
  ///
  /// - Parameter qualifier: the qualifier here for one there.
  /// - Throws: ``CapacityError`` when the keys pass 4 GiB or the numbers 2³⁰.
  /// - Complexity: expected O(n) in the bytes of the other table's keys.
  public mutating func intern(
    allOf other: borrowing ByteStringTable, qualifier: (UInt32) -> UInt32 = { $0 }
  ) throws(CapacityError) -> GrowingColumn<UInt32> {
    var numbers = GrowingColumn<UInt32>(capacity: other.count)
    var tags = GrowingColumn<UInt32>(capacity: Self.joinedAtOnce)
    var scratch = GrowingColumn<UInt32>(capacity: Self.joinedAtOnce)
    var touched: UInt32 = 0
    while numbers.count < other.count {
      let run = numbers.count..<min(numbers.count + Self.joinedAtOnce, other.count)
      let seed = seed
      tags.truncate(to: 0)
      for number in run {
        tags.append(tag(other.key(number), qualifier: qualifier(other.qualifier(number))))
      }
      touched ^= touch(tags, scratch: &scratch)
      for number in run {
        let qualifier = qualifier(other.qualifier(number))
        // A table that has met crafted collisions hashes anew.
        let tag =
          seed == self.seed
          ? tags[number - run.lowerBound] : tag(other.key(number), qualifier: qualifier)
        numbers.append(try intern(other.key(number), qualifier: qualifier, tag: tag))
      }
    }
    // What was read ahead must look used.
    scratch.append(touched)
    return numbers
  }

  private static var joinedAtOnce: Int { 2048 }
}
