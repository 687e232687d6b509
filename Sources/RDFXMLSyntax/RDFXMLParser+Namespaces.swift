internal import ByteStorage
internal import CLibXML2
internal import RDFModel

/// The namespace declarations met so far, each known by the addresses of its two parts.
struct DeclarationTable: ~Copyable {
  private var seen: Set<Pair> = []
  /// What was declared for the first time since the sink was last told.
  private(set) var fresh: [(prefix: String, namespace: IRI)] = []

  private struct Pair: Hashable {
    let prefix: UInt
    let namespace: UInt
  }

  /// Notes a declaration; one that was met before costs a look-up.
  @unsafe
  mutating func insert(_ prefix: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?) {
    guard let namespace = unsafe namespace else { return }
    let pair = Pair(prefix: UInt(bitPattern: prefix), namespace: UInt(bitPattern: namespace))
    guard seen.insert(pair).inserted, let iri = IRI(unsafe String(cString: namespace)) else {
      return
    }
    unsafe fresh.append((prefix.map { unsafe String(cString: $0) } ?? "", iri))
  }

  /// Hands over what is new.
  mutating func takeFresh() -> [(prefix: String, namespace: IRI)] {
    defer { fresh = [] }
    return fresh
  }
}

extension RDFXMLParser {
  /// Notes the prefixes that a start tag declares.
  @unsafe
  mutating func declare(
    _ declarations: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int
  ) {
    guard let pairs = unsafe declarations else { return }
    for index in 0..<count {
      unsafe self.declarations.insert(pairs[2 * index], pairs[2 * index + 1])
    }
  }

  /// Resolves prefixes that libxml2 left open.
  ///
  /// Before version 2.12, libxml2 parses an entity in the text as a document of its own that does
  /// not know the namespaces in scope where the entity is used. The outer parser's table does.
  ///
  /// - Returns: the namespace of the element.
  @unsafe
  @inline(never)
  mutating func resolveInEntity(
    _ prefix: UnsafePointer<UInt8>?, _ namespace: UnsafePointer<UInt8>?, _ attributes: Attributes
  ) -> UnsafePointer<UInt8>? {
    for index in 0..<(unsafe attributes.count) where unsafe attributes.namespace(index) == nil {
      guard let prefix = unsafe attributes.prefix(index) else { continue }
      unsafe attributes.setNamespace(index, lookUp(prefix))
      if unsafe attributes.namespace(index) == nil { unsafe failUndeclared(prefix) }
    }
    leftPrefixUnresolved = false
    if let namespace = unsafe namespace { return unsafe namespace }
    let found = unsafe lookUp(prefix)
    if unsafe found == nil, let prefix = unsafe prefix { unsafe failUndeclared(prefix) }
    return unsafe found
  }

  /// The namespace of a prefix where the document itself stands.
  @unsafe
  private func lookUp(_ prefix: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8>? {
    guard let context = unsafe context, let table = unsafe context.pointee.nsTab else { return nil }
    var index = unsafe Int(context.pointee.nsNr) - 2
    while index >= 0 {
      if unsafe table[index] == prefix {
        guard let found = unsafe table[index + 1], unsafe found.pointee != 0 else { return nil }
        return unsafe found
      }
      index -= 2
    }
    return nil
  }

  @unsafe
  private mutating func failUndeclared(_ prefix: UnsafePointer<UInt8>) {
    fail(
      .xmlNamespace, unsafe "The prefix \(String(cString: prefix)) is not declared",
      "Declare it with an xmlns attribute on this or an enclosing element")
  }
}
