/// A uniquely owned, growing run of trivial values: what a builder appends to.
///
/// Memory is one allocation that is replaced by a larger one when it is full. The value is
/// noncopyable, so nobody else can hold its pointer; ``freeze()`` hands the allocation over to an
/// immutable, shareable ``Column`` and gives back what was not used of it.
///
/// - Complexity: appending is amortised O(1) per element; freezing is O(1).
@safe
@frozen
public struct GrowingColumn<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>

  @usableFromInline var used: Int

  @usableFromInline var capacity: Int

  /// Makes an empty column with room for `capacity` elements.
  public init(capacity: Int = 16) {
    self.capacity = max(capacity, 1)
    self.used = 0
    unsafe self.base = Self.allocate(self.capacity)
  }

  deinit {
    unsafe ColumnMemory.free(base, byteCount: capacity * MemoryLayout<Element>.stride)
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    unsafe ColumnMemory.allocate(capacity * MemoryLayout<Element>.stride)
      .bindMemory(to: Element.self, capacity: capacity)
  }

  /// The number of elements.
  @inlinable
  public var count: Int { used }

  /// Makes room for `additional` more elements.
  @inlinable
  public mutating func reserve(_ additional: Int) {
    if additional > capacity &- count { grow(by: additional) }
  }

  @usableFromInline
  @inline(never)
  mutating func grow(by additional: Int) {
    let stride = MemoryLayout<Element>.stride
    let wanted = ColumnMemory.grown(capacity, stride: stride, wanted: count + additional)
    let fresh = unsafe Self.allocate(wanted)
    unsafe fresh.update(from: base, count: used)
    unsafe ColumnMemory.free(base, byteCount: capacity * stride)
    unsafe base = fresh
    capacity = wanted
  }

  /// Appends one element.
  @inlinable
  public mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    unsafe base[count] = element
    used &+= 1
  }

  /// Appends all elements of a span.
  @inlinable
  public mutating func append(_ elements: Span<Element>) {
    let added = elements.count
    reserve(added)
    unsafe elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        unsafe (base + count).update(from: start, count: added)
      }
    }
    used &+= added
  }

  /// Appends `added` elements that start at `start`, which must be readable.
  @unsafe
  @inlinable
  public mutating func append(from start: UnsafePointer<Element>, count added: Int) {
    reserve(added)
    unsafe (base + count).update(from: start, count: added)
    used &+= added
  }

  /// Appends `added` copies of one element.
  @inlinable
  public mutating func append(repeating element: Element, count added: Int) {
    reserve(added)
    unsafe (base + count).update(repeating: element, count: added)
    used &+= added
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

  /// Forgets all elements from `newCount` on; the memory stays reserved.
  @inlinable
  public mutating func truncate(to newCount: Int) {
    precondition(newCount >= 0 && newCount <= count, "cannot truncate to more than there is")
    used = newCount
  }

  /// All elements.
  @inlinable
  public var span: Span<Element> {
    @_lifetime(borrow self)
    borrowing get {
      let whole = unsafe Span(_unsafeStart: UnsafePointer(base), count: count)
      return unsafe _overrideLifetime(whole, borrowing: self)
    }
  }

  /// The `length` elements from `start` on, checked.
  @inlinable
  @_lifetime(borrow self)
  public borrowing func slice(_ start: Int, _ length: Int) -> Span<Element> {
    precondition(start >= 0 && length >= 0 && start <= count - length, "slice out of range")
    let part = unsafe Span(_unsafeStart: UnsafePointer(base + start), count: length)
    return unsafe _overrideLifetime(part, borrowing: self)
  }

  /// Hands the elements over to an immutable column without copying them.
  public consuming func freeze() -> Column<Element> {
    let stride = MemoryLayout<Element>.stride
    let held = unsafe ColumnMemory.trim(base, allocated: capacity * stride, used: used * stride)
    let column = unsafe Column(taking: base, count: used, byteCount: held)
    discard self
    return column
  }
}

// The pointer is uniquely owned and only reachable through the noncopyable value.
extension GrowingColumn: @unchecked Sendable where Element: Sendable {}

/// A growing run of bytes.
public typealias ByteBuffer = GrowingColumn<UInt8>

extension GrowingColumn where Element == UInt8 {
  /// Appends the UTF-8 of a string.
  @inlinable
  public mutating func append(_ text: String) {
    append(text.utf8Span.span)
  }

  /// The `length` bytes from `start` on as text; bytes that are not UTF-8 are replaced.
  public borrowing func text(_ start: Int, _ length: Int) -> String {
    String(bytes: slice(start, length))
  }
}

extension String {
  /// Text from UTF-8 bytes; ill-formed sequences become U+FFFD.
  public init(bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
