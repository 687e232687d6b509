internal import ByteStorage
internal import RDFModel

/// The element and attribute names of a document, each known by the addresses of its parts.
///
/// libxml2 keeps one copy of every local name and namespace in its dictionary, so two names are
/// equal when their addresses are: finding one costs a multiplication and, nearly always, one
/// comparison. What a name means and its place in the current batch are worked out once.
@safe
struct NameTable: ~Copyable {
  /// One name.
  @unsafe
  struct Entry: BitwiseCopyable {
    let local: UnsafePointer<UInt8>
    let namespace: UnsafePointer<UInt8>?
    let localLength: Int
    let namespaceLength: Int
    let syntax: SyntaxName
    /// Whether namespace and local name together were found to be an IRI.
    var isIRI = false
    /// The term in the batch of `epoch`.
    var term: TripleBatch.TermIndex = 0
    var epoch: UInt32 = 0
  }

  private(set) var entries = unsafe GrowingColumn<Entry>(capacity: 64)
  private var slots = GrowingColumn<UInt32>(capacity: 256)
  private var mask = 255

  init() {
    slots.append(repeating: 0, count: 256)
  }

  subscript(number: Int) -> Entry {
    get { unsafe entries[number] }
    set { unsafe entries[number] = newValue }
  }

  /// The number of a name.
  ///
  /// - Complexity: expected O(1).
  @unsafe
  @inline(__always)
  mutating func number(
    _ local: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?
  ) -> Int {
    var slot = unsafe Self.hash(local, namespace) & mask
    while true {
      let number = Int(slots[slot])
      if number == 0 { return unsafe add(local, namespace: namespace, at: slot) }
      let entry = unsafe entries[number - 1]
      if unsafe entry.local == local, unsafe entry.namespace == namespace { return number - 1 }
      slot = (slot &+ 1) & mask
    }
  }

  @unsafe
  @inline(__always)
  private static func hash(
    _ local: UnsafePointer<UInt8>, _ namespace: UnsafePointer<UInt8>?
  ) -> Int {
    let space = UInt(bitPattern: namespace)
    let mixed = UInt(bitPattern: local) ^ (space << 21 | space >> 43)
    return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 40)
  }

  @unsafe
  @inline(never)
  private mutating func add(
    _ local: UnsafePointer<UInt8>, namespace: UnsafePointer<UInt8>?, at slot: Int
  ) -> Int {
    let localText = unsafe String(cString: local)
    let namespaceText = unsafe namespace.map { unsafe String(cString: $0) }
    let entry = unsafe Entry(
      local: local, namespace: namespace, localLength: localText.utf8.count,
      namespaceLength: namespaceText?.utf8.count ?? 0,
      syntax: SyntaxName(namespace: namespaceText, local: localText))
    unsafe entries.append(entry)
    let number = unsafe entries.count
    slots[slot] = UInt32(truncatingIfNeeded: number)
    if number * 2 > slots.count { grow() }
    return number - 1
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots.truncate(to: 0)
    slots.append(repeating: 0, count: size)
    mask = size - 1
    for number in 0..<(unsafe entries.count) {
      let entry = unsafe entries[number]
      var slot = unsafe Self.hash(entry.local, entry.namespace) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    }
  }
}
