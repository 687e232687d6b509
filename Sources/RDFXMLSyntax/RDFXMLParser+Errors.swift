internal import ByteStorage
internal import CLibXML2
internal import RDFModel

extension RDFXMLParser {
  /// Notes the first error at the place the parser has reached; always false, so that checks can
  /// return it.
  @discardableResult
  @inline(never)
  mutating func fail(_ code: SyntaxError.Code, _ message: String, _ remedy: String) -> Bool {
    if failed { return false }
    failed = true
    failure = SyntaxError(
      code: code, message: message, remedy: remedy, source: sourceName, position: position())
    return false
  }

  /// Input as a message may show it: shortened where long.
  func shown(_ bytes: Span<UInt8>) -> String {
    bytes.count <= 200 ? String(bytes: bytes) : String(bytes: bytes.extracting(0..<200)) + "…"
  }

  @unsafe
  func shown(_ bytes: BorrowedBytes) -> String { unsafe shown(bytes.span) }

  /// A name for messages, with the usual prefix for RDF's own.
  func shownName(_ number: Int) -> String {
    let entry = unsafe names[number]
    let local = unsafe String(cString: entry.local)
    guard let namespace = unsafe entry.namespace.map({ unsafe String(cString: $0) }) else {
      return local
    }
    return namespace == RDF.namespace ? "rdf:" + local : namespace + local
  }

  mutating func failForbiddenElement(_ number: Int, place: String) {
    fail(
      .rdfxmlForbiddenElement, "<\(shownName(number))> cannot be a \(place)",
      place == "node"
        ? "Use a class or rdf:Description here" : "Use a property or rdf:li here")
  }

  mutating func failForbiddenAttribute(_ number: Int, on element: Int) {
    let name = shownName(number)
    if unsafe names[number].syntax == .unqualified {
      fail(
        .rdfxmlMissingNamespace,
        "The attribute \(name) on <\(shownName(element))> has no namespace",
        "Give it the prefix of its vocabulary, or rdf: if RDF/XML defines it")
    } else {
      fail(
        .rdfxmlForbiddenAttribute, "\(name) cannot be an attribute",
        unsafe names[number].syntax == .withdrawn
          ? "State the triples one by one; the attribute was withdrawn from RDF/XML in 2004"
          : "Write it as an element where RDF/XML allows it")
    }
  }

  mutating func failText(_ bytes: BorrowedBytes) {
    unsafe fail(
      .rdfxmlUnexpectedText, "\"\(shown(bytes))\" stands where only elements may stand",
      "Put the text into a property element")
  }

  mutating func failMixedContent() -> Bool {
    fail(
      .rdfxmlUnexpectedText, "A property holds both text and a node",
      "Keep one of them, or write rdf:parseType=\"Literal\" for text with markup")
  }

  mutating func failNameTooLong() -> Bool {
    fail(
      .limitExceeded, "A name or IRI is longer than \(limits.nameBytes) bytes",
      "Raise ReaderLimits.nameBytes if the document is trusted")
  }

  mutating func failLiteralTooLong() {
    fail(
      .limitExceeded, "A literal is longer than \(limits.literalBytes) bytes",
      "Raise ReaderLimits.literalBytes if the document is trusted")
  }

  /// Notes that libxml2 gave up without an error of its own.
  mutating func failWithStatus(_ status: Int32) {
    fail(
      .xmlEncoding, "libxml2 cannot go on, for instance with the encoding (error \(status))",
      "Name the encoding that the bytes are in, or save the document as UTF-8")
  }

  // MARK: Limits

  /// Checks what a start tag asks for before anything is made of it.
  @unsafe
  @inline(__always)
  mutating func checkLimits(_ attributes: Attributes, declared: Int32, defaulted: Int32) -> Bool {
    namespacesInScope &+= Int(declared)
    if depth &+ literal.depth >= limits.depth {
      return fail(
        .limitExceeded, "Elements are nested deeper than \(limits.depth)",
        "Raise ReaderLimits.depth if the document is trusted")
    }
    if unsafe attributes.count > limits.attributes {
      return failTooManyAttributes()
    }
    if namespacesInScope > limits.namespaces {
      return fail(
        .limitExceeded, "More than \(limits.namespaces) namespaces are in scope",
        "Raise ReaderLimits.namespaces if the document is trusted")
    }
    return defaulted == 0 ? true : unsafe countDefaulted(attributes, Int(defaulted))
  }

  mutating func failTooManyAttributes() -> Bool {
    fail(
      .limitExceeded, "An element has more than \(limits.attributes) attributes",
      "Raise ReaderLimits.attributes if the document is trusted")
  }

  /// Attributes that the internal subset supplies grow a document as entities do.
  @unsafe
  private mutating func countDefaulted(_ attributes: Attributes, _ defaulted: Int) -> Bool {
    let first = unsafe max(0, attributes.count - defaulted)
    var bytes = 0
    for index in first..<(unsafe attributes.count) {
      bytes += unsafe attributes.value(index).count
    }
    return expand(by: bytes)
  }

  /// Accounts for bytes that the document did not spell out.
  ///
  /// Vocabularies abbreviate every namespace with an entity, so what matters is not how much is
  /// expanded but how much more than the document itself.
  mutating func expand(by bytes: Int) -> Bool {
    expandedBytes += bytes
    guard expandedBytes > limits.entityBytes, expandedBytes / 16 > documentBytes else {
      return true
    }
    return fail(
      .limitExceeded,
      "Entities expand to more than \(limits.entityBytes) bytes and sixteen times the document",
      "Raise ReaderLimits.entityBytes if the document is trusted")
  }

  // MARK: Places

  /// A place in what libxml2 holds of the document.
  @unsafe
  private struct Place {
    var address: UnsafePointer<UInt8>
    var line: Int
    /// How many bytes and scalars lie between here and where libxml2 stands, the scalars only up
    /// to the next line.
    var bytesBehind = 0
    var scalarsBehind = 0
  }

  /// Where libxml2 stands in the document itself, not in an entity; within a start tag, where
  /// that begins.
  private func place(in input: xmlParserInputPtr) -> Place? {
    guard let current = unsafe input.pointee.cur, let base = unsafe input.pointee.base else {
      return nil
    }
    var place = unsafe Place(address: current, line: Int(input.pointee.line))
    guard isInTag else { return unsafe place }
    while unsafe place.address > base {
      unsafe place.address -= 1
      unsafe place.bytesBehind += 1
      let byte = unsafe place.address.pointee
      if byte == UInt8(ascii: "\n") { unsafe place.line -= 1 }
      if byte & 0xC0 != 0x80 { unsafe place.scalarsBehind += 1 }
      if byte == UInt8(ascii: "<") { return unsafe place }
    }
    return nil
  }

  /// The line on which the start tag begins whose event is being handled.
  func lineOfTag() -> UInt32 {
    guard let input = unsafe context?.pointee.input else { return 1 }
    guard let place = unsafe place(in: input) else {
      return unsafe UInt32(clamping: input.pointee.line)
    }
    return unsafe UInt32(clamping: place.line)
  }

  /// The place of an error that is found now.
  private func position() -> SourcePosition {
    guard let context = unsafe context, let input = unsafe context.pointee.input,
      let place = unsafe place(in: input), let base = unsafe input.pointee.base
    else { return .start }
    var column = 1
    var address = unsafe place.address
    while true {
      guard unsafe address > base else {
        // The line begins before what libxml2 still holds, or at the start of the document.
        if unsafe Int(input.pointee.line) == place.line {
          column = unsafe max(column, Int(input.pointee.col) - place.scalarsBehind)
        }
        break
      }
      unsafe address -= 1
      let byte = unsafe address.pointee
      if byte == UInt8(ascii: "\n") { break }
      if byte & 0xC0 != 0x80 { column += 1 }
    }
    let offset = unsafe Int(xmlByteConsumed(context)) - place.bytesBehind
    return unsafe SourcePosition(
      line: max(1, place.line), column: column, byteOffset: max(0, offset))
  }
}
