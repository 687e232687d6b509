import ByteStorage

/// The hashes of a batch's IRIs and literals, made before any of them is looked up.
///
/// Hashing all terms first lets the tables overlap their waits for memory
/// (``ByteStringTable/touch(_:scratch:)``); the look-ups then find everything near.
struct BatchTags: ~Copyable, Sendable {
  /// Per term of the batch; 0 where there is none, or none yet.
  private(set) var all = GrowingColumn<UInt32>(capacity: 4096)
  private var iris = GrowingColumn<UInt32>(capacity: 4096)
  private var literals = GrowingColumn<UInt32>(capacity: 4096)
  private var scratch = GrowingColumn<UInt32>(capacity: 4096)
  /// What was read ahead, folded; kept so that the reads are not optimised away.
  private var touched: UInt32 = 0

  /// Tables smaller than this lie in the cache as it is.
  private static let smallTable = 1 << 15

  init() {}

  mutating func removeAll() {
    all.truncate(to: 0)
    iris.truncate(to: 0)
    literals.truncate(to: 0)
  }

  mutating func append(iri tag: UInt32) {
    all.append(tag)
    iris.append(tag)
  }

  mutating func append(literal tag: UInt32) {
    all.append(tag)
    literals.append(tag)
  }

  mutating func appendNone() { all.append(0) }

  mutating func touch(
    iris iriTable: borrowing ByteStringTable, literals literalTable: borrowing ByteStringTable
  ) {
    if iriTable.count > Self.smallTable {
      let sum = iriTable.touch(iris, scratch: &scratch)
      touched ^= sum
    }
    if literalTable.count > Self.smallTable {
      let sum = literalTable.touch(literals, scratch: &scratch)
      touched ^= sum
    }
  }
}
