import ByteStorage
import RDFGraph
import RDFModel

extension Literal {
  /// Orders by language (none first), then text, then datatype, all in byte order.
  static func inReadingOrder(_ left: Literal, _ right: Literal) -> Bool {
    let one = left.language ?? ""
    let other = right.language ?? ""
    if one != other { return one.utf8Precedes(other) }
    if left.lexicalForm != right.lexicalForm {
      return left.lexicalForm.utf8Precedes(right.lexicalForm)
    }
    return left.datatype < right.datatype
  }
}

extension String {
  /// Whether the text comes first in byte order, which is the same on every system.
  func utf8Precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension GraphSnapshot {
  /// Whether a term comes before another: by kind, then by bytes, then by identifier.
  func precedes(_ left: TermID, _ right: TermID) -> Bool {
    if left == right { return false }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    let dictionary = self.dictionary
    let one = dictionary.bytes(of: left)
    let other = dictionary.bytes(of: right)
    let order = one.compared(to: other)
    return order == 0 ? left < right : order < 0
  }
}

extension Span where Element == UInt8 {
  /// Below, at or above zero as the bytes come before, with or after others.
  func compared(to other: Span<UInt8>) -> Int {
    let shared = Swift.min(count, other.count)
    for index in 0..<shared where self[index] != other[index] {
      return self[index] < other[index] ? -1 : 1
    }
    return count - other.count
  }
}
