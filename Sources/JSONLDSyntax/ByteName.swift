internal import ByteStorage

/// A name that is compared byte by byte, as keys of tables are.
struct ByteName: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ByteName, right: ByteName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ByteHash.hash(text.utf8Span.span))
  }
}

extension String {
  /// Whether both have the same bytes; `==` also holds for canonically equivalent texts.
  func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// Whether this comes first in the order of code points, which is that of UTF-8.
  func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
