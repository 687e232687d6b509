/// A column of known length in the making, written by several threads at once, each its own
/// positions.
@safe
public final class ColumnFiller<Element: BitwiseCopyable> {
  @usableFromInline let base: UnsafeMutablePointer<Element>

  /// The number of elements.
  public let count: Int

  private var isOwner = true

  /// Makes room for `count` elements, all bits zero.
  public init(count: Int) {
    self.count = count
    let length = max(count, 1)
    unsafe base = ColumnMemory.allocateZeroed(length * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: length)
  }

  deinit {
    if isOwner {
      unsafe ColumnMemory.free(base, byteCount: max(count, 1) * MemoryLayout<Element>.stride)
    }
  }

  /// The element at a position, checked.
  @inlinable
  public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "index out of range")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index out of range")
      unsafe base[index] = newValue
    }
  }

  /// The elements of a range of positions, checked, for one thread to write.
  @unsafe
  @inlinable
  public func part(_ range: Range<Int>) -> UnsafeMutableBufferPointer<Element> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
    return unsafe UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// Hands the elements over to an immutable column, once, when no thread writes any more.
  public func finish() -> Column<Element> {
    precondition(isOwner, "a filled column is handed over once")
    isOwner = false
    return unsafe Column(
      taking: base, count: count, byteCount: max(count, 1) * MemoryLayout<Element>.stride)
  }
}

// Threads write disjoint positions, and the one that started them finishes after they have ended.
extension ColumnFiller: @unchecked Sendable where Element: Sendable {}
