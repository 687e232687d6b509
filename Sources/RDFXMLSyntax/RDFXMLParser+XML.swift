internal import CLibXML2
internal import RDFModel

/// What concerns XML below RDF/XML: entities, and the errors that libxml2 finds.
extension RDFXMLParser {
  // MARK: Entities

  /// Whether an entity may be expanded here; notes an error where not.
  @unsafe
  mutating func admits(_ entity: xmlEntityPtr?, name: UnsafePointer<UInt8>?) -> Bool {
    if failed { return false }
    guard let entity = unsafe entity else {
      let shownName = unsafe name.map { unsafe String(cString: $0) } ?? ""
      return fail(
        .xmlEntity, "The entity \(shownName) is not declared in the document",
        "Declare it in the internal subset, or write what it stands for; external ones are not read"
      )
    }
    switch unsafe entity.pointee.etype {
    case XML_INTERNAL_GENERAL_ENTITY, XML_INTERNAL_PARAMETER_ENTITY:
      return expand(by: unsafe Int(entity.pointee.length))
    case XML_INTERNAL_PREDEFINED_ENTITY: return true
    default:
      let shownName = unsafe name.map { unsafe String(cString: $0) } ?? ""
      return fail(
        .xmlEntity, "The entity \(shownName) lies outside the document and is not read",
        "Write its text into the document")
    }
  }

  /// Counts attribute declarations, as libxml2 compares every two that have defaults.
  mutating func countAttributeDeclaration() {
    declaredAttributes += 1
    guard declaredAttributes > limits.attributes else { return }
    fail(
      .limitExceeded, "The internal subset declares more than \(limits.attributes) attributes",
      "Raise ReaderLimits.attributes if the document is trusted")
  }

  // MARK: Errors

  /// Takes an error of libxml2; warnings pass.
  @unsafe
  mutating func report(
    _ text: UnsafePointer<CChar>?, code: Int32, level: xmlErrorLevel,
    in source: UnsafeMutableRawPointer?
  ) {
    if failed || level == XML_ERR_WARNING || level == XML_ERR_NONE { return }
    let kind = xmlParserErrors(rawValue: UInt32(bitPattern: code))
    // Namespaces of RDF may be any IRI; libxml2 would have URIs. They are checked on use.
    if kind == XML_WAR_NS_URI { return }
    if kind == XML_NS_ERR_UNDEFINED_NAMESPACE, let source = unsafe source,
      unsafe source != UnsafeMutableRawPointer(context)
    {
      leftPrefixUnresolved = true
      return
    }
    var message = unsafe text.map { unsafe String(cString: $0) } ?? "libxml2 gives no message"
    while message.last == "\n" || message.last == "." { message.removeLast() }
    if message.utf8.count > 400 { message = String(message.prefix(200)) + "…" }
    let (own, remedy) = Self.namesLimit(message) ? Self.ownLimit : Self.interpret(kind)
    fail(own, "\(message) (libxml2 error \(code))", remedy)
  }

  private static let ownLimit: (SyntaxError.Code, String) = (
    .limitExceeded, "Shorten the tag, comment or subset; libxml2 takes ten million bytes of one"
  )

  /// Whether a message of libxml2 says that one of its own limits was passed, for which its error
  /// numbers differ from version to version.
  private static func namesLimit(_ message: String) -> Bool {
    [
      "Huge input", "too long", "too big", "limit exceeded", "Maximum", "XML_PARSE_HUGE",
    ]
    .contains { message.contains($0) }
  }

  /// The code and the remedy for an error of libxml2.
  private static func interpret(_ kind: xmlParserErrors) -> (SyntaxError.Code, String) {
    switch kind {
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_UNDEFINED_NAMESPACE, XML_NS_ERR_QNAME,
      XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON:
      (.xmlNamespace, "Declare each prefix once, with an xmlns attribute around its use")
    case XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING,
      XML_ERR_ENCODING_NAME, XML_I18N_CONV_FAILED, XML_I18N_NO_HANDLER, XML_IO_ENCODER:
      (.xmlEncoding, "Name the encoding that the bytes are in, or save the document as UTF-8")
    case XML_ERR_ENTITY_LOOP:
      (.limitExceeded, "Write out what the entities stand for")
    case XML_ERR_UNDECLARED_ENTITY: (.xmlEntity, "Declare the entity in the internal subset")
    case XML_ERR_DOCUMENT_END, XML_ERR_DOCUMENT_EMPTY, XML_ERR_TAG_NOT_FINISHED:
      (.unexpectedEnd, "Give the whole document; it must have one root element, closed at its end")
    default: (.xmlNotWellFormed, "Correct the XML at this place")
    }
  }
}
