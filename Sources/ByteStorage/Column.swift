/// An immutable run of trivial values that many readers share.
///
/// A column is a pointer, a count and a reference to whatever keeps the memory alive (an allocation
/// or a ``MappedFile``), so copying one copies no elements and a graph on such columns can be
/// handed to any thread.
@safe
@frozen
public struct Column<Element: BitwiseCopyable> {
  @usableFromInline let base: UnsafePointer<Element>

  /// The number of elements.
  public let count: Int

  @usableFromInline let owner: ColumnOwner

  /// Takes over an allocation of `byteCount` bytes that starts with `count` initialised elements.
  @unsafe
  init(taking base: UnsafeMutablePointer<Element>, count: Int, byteCount: Int) {
    unsafe self.base = UnsafePointer(base)
    self.count = count
    self.owner = unsafe ColumnAllocation(
      allocation: UnsafeMutableRawPointer(base), byteCount: byteCount)
  }

  /// Reads memory that `owner` keeps.
  @unsafe
  init(reading base: UnsafePointer<Element>, count: Int, of owner: ColumnOwner) {
    unsafe self.base = base
    self.count = count
    self.owner = owner
  }

  /// An empty column.
  public init() {
    self = GrowingColumn<Element>(capacity: 1).freeze()
  }

  /// A copy of the elements of a span.
  public init(copying elements: Span<Element>) {
    var growing = GrowingColumn<Element>(capacity: elements.count)
    growing.append(elements)
    self = growing.freeze()
  }

  /// A column of `count` elements written by a closure, which must set each of them.
  public init(count: Int, filledBy fill: (inout MutableSpan<Element>) -> Void, initial: Element) {
    let byteCount = max(count, 1) * MemoryLayout<Element>.stride
    let fresh = unsafe ColumnMemory.allocate(byteCount)
      .bindMemory(to: Element.self, capacity: max(count, 1))
    unsafe fresh.initialize(repeating: initial, count: count)
    var span = unsafe MutableSpan(_unsafeStart: fresh, count: count)
    fill(&span)
    unsafe self.init(taking: fresh, count: count, byteCount: byteCount)
  }

  /// The element at a position, checked.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "index out of range")
    return unsafe base[index]
  }

  /// Whether both are the same elements in the same memory.
  public func isIdentical(to other: Column) -> Bool {
    unsafe base == other.base && count == other.count
  }

  /// All elements.
  @inlinable
  public var span: Span<Element> {
    @_lifetime(borrow self)
    borrowing get {
      let whole = unsafe Span(_unsafeStart: base, count: count)
      return unsafe _overrideLifetime(whole, borrowing: self)
    }
  }

  /// The elements of a range of positions, checked.
  @inlinable
  @_lifetime(borrow self)
  public borrowing func slice(_ start: Int, _ length: Int) -> Span<Element> {
    precondition(start >= 0 && length >= 0 && start <= count - length, "slice out of range")
    let part = unsafe Span(_unsafeStart: base + start, count: length)
    return unsafe _overrideLifetime(part, borrowing: self)
  }

  /// Appends the elements of a range of positions, checked, to an array.
  ///
  /// - Complexity: O(n) in the range, as one move of memory.
  public func append(_ range: Range<Int>, to array: inout [Element]) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
    unsafe array.append(
      contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  /// The same elements under a reference count of their own.
  ///
  /// Threads that count references to the same owner wait for each other at every count; each takes
  /// a column aside before it looks at many elements.
  public func aside() -> Column {
    unsafe Column(reading: base, count: count, of: ColumnAside(owner))
  }

  /// The memory held by the elements, in bytes.
  public var byteCount: Int { count * MemoryLayout<Element>.stride }
}

// Elements are never written after the column is made, and the owner outlives the pointer.
extension Column: @unchecked Sendable where Element: Sendable {}

/// Keeps the memory under a column alive: an allocation, or a ``MappedFile``.
public class ColumnOwner {
  init() {}
}

/// Keeps another owner.
private final class ColumnAside: ColumnOwner {
  private let owner: ColumnOwner

  init(_ owner: ColumnOwner) {
    self.owner = owner
    super.init()
  }
}

/// An allocation that is freed with its last reader.
@safe
final class ColumnAllocation: ColumnOwner {
  private let allocation: UnsafeMutableRawPointer
  private let byteCount: Int

  @unsafe
  init(allocation: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe self.allocation = allocation
    self.byteCount = byteCount
  }

  deinit {
    if byteCount >= ColumnReclaimer.smallest {
      unsafe ColumnReclaimer.free(
        allocation, byteCount: ColumnMemory.capacity(for: byteCount))
    } else {
      unsafe ColumnMemory.free(allocation, byteCount: byteCount)
    }
  }
}

extension Column where Element: Comparable {
  /// The first position in `range`, sorted ascending, whose element is not below `key`; for
  /// look-ups that may lead anywhere.
  ///
  /// - Complexity: O(log n) in the range, without a branch to guess wrong.
  @inlinable
  public func place(of key: Element, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
    var low = range.lowerBound
    var length = range.count
    while length > 1 {
      let half = length >> 1
      low = unsafe base[low + half - 1] < key ? low + half : low
      length -= half
    }
    if length == 1, unsafe base[low] < key { low += 1 }
    return low
  }

  /// The first position in the column, sorted ascending, whose element is not below `key`, which is
  /// expected a little behind a position.
  ///
  /// - Complexity: O(log n) in the column, O(1) where it is as expected.
  @inlinable
  public func place(of key: Element, near expected: Int) -> Int {
    guard expected >= 0, expected < count, unsafe base[expected] <= key else {
      return place(of: key, in: 0..<count)
    }
    let end = min(expected + 16, count)
    if end < count, unsafe base[end - 1] < key { return place(of: key, in: end..<count) }
    return lowerBound(key, in: expected..<end)
  }

  /// The first position in `range`, sorted ascending, whose element is not below `key`.
  ///
  /// Gallops from the start of the range, so that a merge which moves forward in small steps
  /// pays for the distance it moves and not for the length of the column.
  ///
  /// - Complexity: O(log d) in the distance d to the answer.
  @inlinable
  public func lowerBound(_ key: Element, in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
    var low = range.lowerBound
    var step = 1
    while low + step < range.upperBound, unsafe base[low + step] < key {
      low += step
      step <<= 1
    }
    var high = min(low + step, range.upperBound)
    while low < high {
      let middle = (low + high) >> 1
      if unsafe base[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
