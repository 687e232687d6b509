internal import ByteStorage

/// Gives blank nodes numbers in the order in which it meets them.
///
/// The algorithm copies issuers to try something and keeps one of the copies. All copies share a
/// beginning, so this one takes back what was tried instead.
///
/// Source: RDF Dataset Canonicalization, sections 4.3 and 4.6.
struct IdentifierIssuer {
  /// The nodes that have a number, in its order.
  private(set) var order: [UInt32] = []
  private var numbers: [UInt32]
  private let prefix: String

  private static let none = UInt32.max

  init(prefix: String, nodeCount: Int) {
    self.prefix = prefix
    numbers = Array(repeating: Self.none, count: nodeCount)
  }

  func hasIssued(_ node: UInt32) -> Bool { numbers[Int(node)] != Self.none }

  /// Gives a node its number, unless it has one.
  mutating func issue(_ node: UInt32) {
    guard !hasIssued(node) else { return }
    numbers[Int(node)] = UInt32(order.count)
    order.append(node)
  }

  /// Takes all numbers from `count` on back.
  mutating func truncate(to count: Int) {
    for node in order[count...] { numbers[Int(node)] = Self.none }
    order.removeSubrange(count...)
  }

  /// Writes the identifier of a node that has one, such as `_:c14n0`.
  func append(_ node: UInt32, to buffer: inout ByteBuffer) {
    buffer.append("_:")
    buffer.append(prefix)
    buffer.append("\(numbers[Int(node)])")
  }
}
