internal import ByteStorage
internal import RDFModel

/// What exclusive canonicalisation remembers between the tags of an XML literal.
@safe
struct XMLLiteralState: ~Copyable {
  /// A namespace that an open element of the output declares.
  @unsafe
  struct Declaration: BitwiseCopyable {
    let prefix: UnsafePointer<UInt8>?
    let namespace: UnsafePointer<UInt8>?
  }

  /// An open element: how many declarations there were before, how many namespaces it declared.
  struct Mark: BitwiseCopyable {
    let declarations: Int
    let namespaces: Int
  }

  var declarations = unsafe GrowingColumn<Declaration>(capacity: 4)
  var marks = GrowingColumn<Mark>(capacity: 4)
  var depth: Int { marks.count }
}

/// XML literals: the content of a property in exclusive canonical form.
///
/// Source: RDF 1.1 XML Syntax, section 7.2.17; Exclusive XML Canonicalization 1.0 with comments
/// and an empty InclusiveNamespaces PrefixList.
extension RDFXMLParser {
  @unsafe
  mutating func startLiteralElement(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?,
    namespace: UnsafePointer<UInt8>?, declared: Int32, attributes: Attributes
  ) {
    let mark = unsafe literal.declarations.count
    literal.marks.append(.init(declarations: mark, namespaces: Int(declared)))
    batch.append(UInt8(ascii: "<"))
    unsafe appendQualifiedName(local, prefix)
    unsafe use(prefix, namespace)
    for index in 0..<(unsafe attributes.count) {
      // The prefix xml is never declared; attributes without prefix have no namespace.
      guard let prefix = unsafe attributes.prefix(index), unsafe !isXML(prefix) else { continue }
      unsafe use(prefix, attributes.namespace(index))
    }
    appendDeclarations(from: mark)
    unsafe appendLiteralAttributes(attributes)
    batch.append(UInt8(ascii: ">"))
    checkLiteralLength()
  }

  @unsafe
  mutating func endLiteralElement(
    _ local: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?
  ) {
    unsafe batch.append(from: ("</" as StaticString).utf8Start, count: 2)
    unsafe appendQualifiedName(local, prefix)
    batch.append(UInt8(ascii: ">"))
    let mark = literal.marks[literal.marks.count - 1]
    literal.marks.truncate(to: literal.marks.count - 1)
    unsafe literal.declarations.truncate(to: mark.declarations)
    namespacesInScope -= mark.namespaces
    checkLiteralLength()
  }

  /// Text: the three characters that would be markup, and the return that parsers normalise.
  @unsafe
  mutating func appendLiteralText(_ bytes: BorrowedBytes) {
    unsafe appendEscaped(bytes.start, bytes.count, inAttribute: false)
    checkLiteralLength()
  }

  @unsafe
  mutating func comment(_ bytes: UnsafePointer<UInt8>) {
    guard !failed, unsafe frames[depth].kind == .xmlLiteral else { return }
    append("<!--")
    unsafe appendString(bytes)
    append("-->")
    checkLiteralLength()
  }

  @unsafe
  mutating func processingInstruction(
    _ target: UnsafePointer<UInt8>, _ data: UnsafePointer<UInt8>?
  ) {
    guard !failed, unsafe frames[depth].kind == .xmlLiteral else { return }
    append("<?")
    unsafe appendString(target)
    if let data = unsafe data {
      batch.append(UInt8(ascii: " "))
      unsafe appendString(data)
    }
    append("?>")
    checkLiteralLength()
  }

  // MARK: Namespaces

  /// Declares a visibly used namespace unless the output already does.
  @unsafe
  private mutating func use(_ prefix: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?) {
    if let prefix = unsafe prefix, unsafe isXML(prefix) { return }
    var index = unsafe literal.declarations.count - 1
    while index >= 0 {
      let known = unsafe literal.declarations[index]
      if unsafe known.prefix == prefix {
        if unsafe known.namespace == namespace { return }
        break
      }
      index -= 1
    }
    if index < 0, unsafe namespace == nil { return }
    unsafe literal.declarations.append(.init(prefix: prefix, namespace: namespace))
  }

  /// Writes the declarations of an element in the order of their prefixes.
  private mutating func appendDeclarations(from mark: Int) {
    let count = unsafe literal.declarations.count
    guard count > mark else { return }
    var order = Array(mark..<count)
    if order.count > 1 {
      order.sort { left, right in
        unsafe isOrdered(literal.declarations[left].prefix, literal.declarations[right].prefix)
      }
    }
    for index in order {
      let declaration = unsafe literal.declarations[index]
      append(" xmlns")
      if let prefix = unsafe declaration.prefix {
        batch.append(UInt8(ascii: ":"))
        unsafe appendString(prefix)
      }
      append("=\"")
      if let namespace = unsafe declaration.namespace {
        unsafe appendEscaped(namespace, length(namespace), inAttribute: true)
      }
      batch.append(UInt8(ascii: "\""))
    }
  }

  // MARK: Attributes

  /// Writes attributes in the order of namespace, then local name.
  @unsafe
  private mutating func appendLiteralAttributes(_ attributes: Attributes) {
    guard unsafe attributes.count > 0 else { return }
    var order = Array(0..<(unsafe attributes.count))
    if order.count > 1 {
      order.sort { left, right in
        let one = unsafe attributes.namespace(left)
        let other = unsafe attributes.namespace(right)
        if unsafe one != other { return unsafe isOrdered(one, other) }
        return unsafe isOrdered(attributes.local(left), attributes.local(right))
      }
    }
    for index in order {
      batch.append(UInt8(ascii: " "))
      unsafe appendQualifiedName(attributes.local(index), attributes.prefix(index))
      append("=\"")
      let value = unsafe attributes.value(index)
      unsafe appendEscaped(value.start, value.count, inAttribute: true)
      batch.append(UInt8(ascii: "\""))
    }
  }

  // MARK: Bytes

  private mutating func append(_ text: StaticString) {
    unsafe batch.append(from: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  @unsafe
  private mutating func appendString(_ text: UnsafePointer<UInt8>) {
    unsafe batch.append(from: text, count: length(text))
  }

  @unsafe
  private mutating func appendQualifiedName(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?
  ) {
    if let prefix = unsafe prefix {
      unsafe appendString(prefix)
      batch.append(UInt8(ascii: ":"))
    }
    unsafe appendString(local)
  }

  /// Source: Canonical XML 1.0, section 2.3, text and attribute nodes.
  @unsafe
  private mutating func appendEscaped(
    _ start: UnsafePointer<UInt8>, _ count: Int, inAttribute: Bool
  ) {
    var clean = 0
    for index in 0..<count {
      let replacement: StaticString
      switch unsafe start[index] {
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">") where !inAttribute: replacement = "&gt;"
      case UInt8(ascii: "\"") where inAttribute: replacement = "&quot;"
      case 0x0D: replacement = "&#xD;"
      case 0x09 where inAttribute: replacement = "&#x9;"
      case 0x0A where inAttribute: replacement = "&#xA;"
      default: continue
      }
      unsafe batch.append(from: start + clean, count: index - clean)
      append(replacement)
      clean = index + 1
    }
    unsafe batch.append(from: start + clean, count: count - clean)
  }

  private mutating func checkLiteralLength() {
    if batch.pendingCount > limits.literalBytes { failLiteralTooLong() }
  }

  @unsafe
  private func isXML(_ prefix: UnsafePointer<UInt8>) -> Bool {
    unsafe prefix[0] == 0x78 && prefix[1] == 0x6D && prefix[2] == 0x6C && prefix[3] == 0
  }

  @unsafe
  private func length(_ text: UnsafePointer<UInt8>) -> Int {
    var length = 0
    while unsafe text[length] != 0 { length += 1 }
    return length
  }

  /// Whether one string comes before another by its bytes; a missing one comes first.
  @unsafe
  private func isOrdered(
    _ left: UnsafePointer<UInt8>?, _ right: UnsafePointer<UInt8>?
  ) -> Bool {
    guard let right = unsafe right else { return false }
    guard let left = unsafe left else { return true }
    var index = 0
    while unsafe left[index] == right[index] {
      if unsafe left[index] == 0 { return false }
      index += 1
    }
    return unsafe left[index] < right[index]
  }
}
