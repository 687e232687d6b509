extension String {
  /// Whether two texts are the same scalar by scalar, which `==` does not ask: to it, é is é whether
  /// written with one scalar or two.
  ///
  /// - Complexity: O(n) in the bytes.
  func hasSameScalars(as other: String) -> Bool {
    let (left, right) = (utf8Span.span, other.utf8Span.span)
    guard left.count == right.count else { return false }
    for index in 0..<left.count where left[index] != right[index] { return false }
    return true
  }
}
