extension ByteStringTable {
  /// Reads what looking up keys with these tags will read, and forgets it: the cache does not.
  ///
  /// A look-up in a large table waits for memory three times, each time for what the last wait
  /// brought. Here the same wait is taken for many keys at once, so that they overlap.
  ///
  /// - Parameter scratch: memory to work in; what it held is lost.
  /// - Returns: a number without meaning, so that the reads are not optimised away.
  /// - Complexity: O(n) in the tags.
  public borrowing func touch(
    _ tags: borrowing GrowingColumn<UInt32>, scratch: inout GrowingColumn<UInt32>
  ) -> UInt32 {
    scratch.truncate(to: 0)
    scratch.reserve(tags.count)
    for index in 0..<tags.count {
      let tag = tags[index]
      let entry = slots[Int(tag) & mask]
      // Numbers of keys whose tag differs are not worth a look.
      let number = UInt32(truncatingIfNeeded: entry)
      scratch.append(UInt32(truncatingIfNeeded: entry >> 32) == tag ? number : 0)
    }
    var sum: UInt32 = 0
    for index in 0..<tags.count {
      let number = scratch[index]
      if number == 0 { continue }
      if qualified { sum &+= qualifiers[Int(number) - 1] }
      scratch[index] = ends[Int(number) - 1]
    }
    for index in 0..<tags.count {
      let end = scratch[index]
      if end > 0 { sum &+= UInt32(bytes[Int(end) - 1]) }
    }
    return sum
  }
}
