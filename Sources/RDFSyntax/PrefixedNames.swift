internal import ByteStorage
internal import RDFModel

/// Finds the prefixed names of IRIs, and keeps account of the prefixes that are used.
struct PrefixedNames: ~Copyable {
  private var namespaces = ByteStringTable(expectedCount: 32)
  private var prefixes: [[UInt8]] = []
  private var isUsed: [Bool] = []
  /// The lengths of all namespaces, longest first.
  private var lengths: [Int] = []
  private var names: Set<String> = []
  /// Further prefixes of namespaces that have one, which are written and never used.
  private var others: [(prefix: [UInt8], namespace: String)] = []

  /// Adds a prefix unless the prefix or its namespace has been added before.
  ///
  /// - Parameter isKept: whether it is written even if nothing uses it, as a second one of its
  ///   namespace too.
  mutating func add(
    _ prefix: String, _ namespace: IRI, isKept: Bool = false
  ) throws(CapacityError) {
    let bytes = Array(prefix.utf8)
    guard Self.isPrefix(bytes.span), !names.contains(prefix) else { return }
    let key = Array(namespace.value.utf8)
    guard namespaces.find(key.span) == nil else {
      if isKept {
        names.insert(prefix)
        others.append((bytes, namespace.value))
      }
      return
    }
    _ = try namespaces.intern(key.span)
    names.insert(prefix)
    prefixes.append(bytes)
    isUsed.append(isKept)
    if !lengths.contains(key.count) {
      lengths.append(key.count)
      lengths.sort(by: >)
    }
  }

  /// The used prefixes with their namespaces, and those that are kept, sorted.
  var used: [(prefix: [UInt8], namespace: String)] {
    var result = others
    for index in prefixes.indices where isUsed[index] {
      result.append((prefixes[index], String(bytes: namespaces.key(index))))
    }
    return result.sorted { $0.prefix.lexicographicallyPrecedes($1.prefix) }
  }

  /// The prefix of an IRI and the length of its namespace: the longest whose rest can be written
  /// as a local name.
  ///
  /// - Complexity: O(l + n) in the distinct lengths of namespaces and the bytes of the IRI.
  mutating func split(_ iri: Span<UInt8>) -> (prefix: Int, length: Int)? {
    for length in lengths where length <= iri.count {
      guard let found = namespaces.find(iri.extracting(..<length)),
        Self.isLocalName(iri.extracting(length...))
      else { continue }
      isUsed[Int(found)] = true
      return (Int(found), length)
    }
    return nil
  }

  /// The length of the namespace of a prefix, in bytes.
  func namespaceLength(_ number: Int) -> Int { namespaces.key(number).count }

  /// The characters of a prefix, by its number.
  func prefix(_ number: Int) -> [UInt8] { prefixes[number] }

  // MARK: Characters

  private static func isPrefix(_ bytes: Span<UInt8>) -> Bool {
    if bytes.count == 0 { return true }
    var options = ReaderOptions()
    options.limits.nameBytes = bytes.count
    var text = ByteBuffer(capacity: bytes.count + 1)
    text.append(bytes)
    text.append(UInt8(ascii: ":"))
    var cursor = TextCursor(text.span, at: 0, isFinal: true, options: options)
    let scanned = try? cursor.scanPrefix()
    return scanned == 0..<bytes.count
  }

  /// Whether some bytes can be written as a local name, with escapes where needed.
  ///
  /// Names that would need `\/`, `\?` or `\#` are easier to read as whole IRIs.
  private static func isLocalName(_ bytes: Span<UInt8>) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte >= 0x80 {
        guard case .scalar(let value, let length) = bytes.decodeScalar(at: offset),
          offset == 0 ? NameCharacters.isNameBase(value) : NameCharacters.isNameCharacter(value)
        else { return false }
        offset += length
        continue
      }
      let isPlain = NameCharacters.isNameCharacter(ascii: byte) || byte == UInt8(ascii: ":")
      guard isPlain || NameCharacters.isLocalEscape(byte), byte != UInt8(ascii: "/"),
        byte != UInt8(ascii: "?"), byte != UInt8(ascii: "#")
      else { return false }
      offset += 1
    }
    return true
  }

  /// Appends a local name with the escapes it needs.
  static func append(local bytes: Span<UInt8>, to buffer: inout ByteBuffer) {
    for offset in 0..<bytes.count {
      if needsEscape(bytes, at: offset) { buffer.append(UInt8(ascii: "\\")) }
      buffer.append(bytes[offset])
    }
  }

  private static func needsEscape(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    let byte = bytes[offset]
    if byte >= 0x80 || NameCharacters.isLetterOrDigit(byte) { return false }
    switch byte {
    case UInt8(ascii: "_"), UInt8(ascii: ":"): return false
    case UInt8(ascii: "-"): return offset == 0
    case UInt8(ascii: "."): return offset == 0 || offset == bytes.count - 1
    case UInt8(ascii: "%"):
      guard offset + 2 < bytes.count else { return true }
      return NameCharacters.hexValue(bytes[offset + 1]) == nil
        || NameCharacters.hexValue(bytes[offset + 2]) == nil
    default: return true
    }
  }
}
