/// A set of small non-negative numbers, one bit each.
@frozen
public struct BitSet: Sendable, Equatable {
  @usableFromInline var words: [UInt64]

  /// An empty set with room for the numbers below `capacity`.
  public init(capacity: Int = 0) {
    words = Array(repeating: 0, count: (capacity + 63) / 64)
  }

  /// Whether the set holds a number.
  @inlinable
  public func contains(_ member: Int) -> Bool {
    let word = member >> 6
    return word < words.count && words[word] & (1 << UInt64(member & 63)) != 0
  }

  /// Adds a number and says whether it was new.
  @inlinable
  @discardableResult
  public mutating func insert(_ member: Int) -> Bool {
    let word = member >> 6
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    let bit: UInt64 = 1 << UInt64(member & 63)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }

  /// Removes a number.
  @inlinable
  public mutating func remove(_ member: Int) {
    let word = member >> 6
    if word < words.count { words[word] &= ~(1 << UInt64(member & 63)) }
  }

  /// Removes every number and keeps the memory.
  public mutating func removeAll() {
    for word in words.indices { words[word] = 0 }
  }

  /// How many numbers the set holds.
  ///
  /// - Complexity: O(n) in the largest number.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
