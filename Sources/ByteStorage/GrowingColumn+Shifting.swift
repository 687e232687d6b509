extension GrowingColumn where Element: FixedWidthInteger {
  /// Appends all elements of a span, each with a number added to it, modulo the element's width.
  @inlinable
  public mutating func append(_ elements: Span<Element>, adding shift: Element) {
    let added = elements.count
    reserve(added)
    let target = unsafe base + count
    for index in 0..<added { unsafe target[index] = elements[unchecked: index] &+ shift }
    used &+= added
  }
}
