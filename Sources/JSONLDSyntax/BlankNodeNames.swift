/// Labels for the blank nodes of a document.
///
/// Nodes without a label are called `b0`, `b1` and so on; a label of the document that could be
/// taken for one of these gets an `x` at its end, so that different labels stay different.
struct BlankNodeNames {
  /// Whether labels of the document are replaced, as flattening does.
  let renumbers: Bool
  private var count = 0
  private var given: [ByteName: String] = [:]

  init(renumbers: Bool) { self.renumbers = renumbers }

  /// A label, with `_:`, for a node that has none.
  mutating func fresh() -> String {
    defer { count += 1 }
    return "_:b\(count)"
  }

  /// The label for a node that the document calls by a label.
  mutating func name(for label: String) -> String {
    if let name = given[ByteName(label)] { return name }
    let name: String
    if renumbers || !Self.isWellFormed(label) {
      name = fresh()
    } else {
      name = Self.looksGenerated(label) ? label + "x" : label
    }
    given[ByteName(label)] = name
    return name
  }

  /// Whether a label is `b`, digits and perhaps some `x`.
  private static func looksGenerated(_ label: String) -> Bool {
    var rest = label.utf8.dropFirst(2)
    guard rest.popFirst() == UInt8(ascii: "b") else { return false }
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return !digits.isEmpty && rest.dropFirst(digits.count).allSatisfy { $0 == UInt8(ascii: "x") }
  }

  /// Whether a label is one that every RDF syntax can write: ASCII letters, digits, `_` and
  /// inner `-`; other nodes are named anew.
  private static func isWellFormed(_ label: String) -> Bool {
    let rest = label.utf8.dropFirst(2)
    guard let first = rest.first, first != UInt8(ascii: "-") else { return false }
    return rest.allSatisfy {
      switch $0 {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: false
      }
    }
  }
}
