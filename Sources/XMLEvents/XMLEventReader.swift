internal import CLibXML2

/// What an XML document says, in order.
package protocol XMLEventHandler: AnyObject {
  /// Whether the rest of the document still matters; asked between pieces of it.
  var wantsMore: Bool { get }
  /// An element begins; attributes are named as `prefix:name` where they have a namespace.
  func startElement(_ name: String, namespace: String, attributes: [String: String])
  /// The element that is open ends.
  func endElement()
  /// Text, possibly a piece of a longer one.
  func characters(_ text: String)
}

/// Reads an XML document with libxml2's push parser.
///
/// Nothing is loaded and no entity is kept: there is no callback that would store a declaration,
/// so the five predefined entities are all there are. libxml2's own limits stay on. This file
/// holds the pointers; the handler sees values only.
package enum XMLEventReader {
  /// What is wrong with a document.
  package struct Failure: Error {
    package let message: String
    package let line: Int
    package let column: Int
  }

  /// Where a callback finds the handler and leaves an error.
  private final class Run {
    let handler: any XMLEventHandler
    var failure: Failure?

    init(_ handler: any XMLEventHandler) {
      self.handler = handler
    }
  }

  /// Reads the document and tells the handler.
  ///
  /// - Throws: ``Failure`` with what is wrong first.
  /// - Complexity: O(n) in the bytes.
  package static func read(_ bytes: [UInt8], _ handler: any XMLEventHandler) throws(Failure) {
    let run = Run(handler)
    var sax = unsafe makeHandler()
    // The run outlives the context, which keeps its address as user data.
    let address = unsafe Unmanaged.passUnretained(run).toOpaque()
    guard let context = unsafe xmlCreatePushParserCtxt(&sax, address, nil, 0, nil) else {
      throw Failure(message: "libxml2 has no memory for a parser", line: 1, column: 1)
    }
    defer { unsafe xmlFreeParserCtxt(context) }
    // Without XML_PARSE_NOENT an ampersand in an attribute would stay a reference.
    unsafe xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    // Conversions report to the thread, not to the context; what they meet comes as an error, too.
    let handlers = unsafe isogloss_libxml2_silence()
    defer { unsafe isogloss_libxml2_restore(handlers) }
    let status = withExtendedLifetime(run) {
      var status: Int32 = 0
      var start = 0
      // Pieces, for a chunk is measured by a 32-bit number.
      repeat {
        let end = min(start + 1 << 20, bytes.count)
        status = unsafe bytes.withUnsafeBytes { raw in
          unsafe xmlParseChunk(
            context, raw.baseAddress.map { unsafe $0 + start }?.assumingMemoryBound(to: CChar.self),
            Int32(end - start), end == bytes.count ? 1 : 0)
        }
        start = end
      } while status == 0 && run.failure == nil && start < bytes.count && handler.wantsMore
      return status
    }
    if let failure = run.failure { throw failure }
    if status != 0 { throw Failure(message: "the document is not XML", line: 1, column: 1) }
  }

  private static func run(_ address: UnsafeMutableRawPointer?) -> Run? {
    unsafe address.map { unsafe Unmanaged<Run>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func text(_ start: UnsafePointer<xmlChar>?) -> String {
    guard let start = unsafe start else { return "" }
    return unsafe String(cString: start)
  }

  private static func makeHandler() -> xmlSAXHandler {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.startElementNs = { data, name, _, namespace, _, _, count, _, attributes in
      guard let run = unsafe XMLEventReader.run(data) else { return }
      unsafe run.handler.startElement(
        XMLEventReader.text(name), namespace: XMLEventReader.text(namespace),
        attributes: XMLEventReader.attributes(attributes, Int(count)))
    }
    unsafe sax.endElementNs = { data, _, _, _ in
      unsafe XMLEventReader.run(data)?.handler.endElement()
    }
    let characters: charactersSAXFunc = { data, start, count in
      guard let run = unsafe XMLEventReader.run(data), let start = unsafe start else { return }
      let bytes = unsafe UnsafeBufferPointer(start: start, count: Int(count))
      run.handler.characters(unsafe String(decoding: bytes, as: UTF8.self))
    }
    unsafe sax.characters = characters
    unsafe sax.ignorableWhitespace = characters
    unsafe sax.cdataBlock = characters
    unsafe sax.serror = { data, error in
      guard let run = unsafe XMLEventReader.run(data), let error = unsafe error?.pointee else {
        return
      }
      guard run.failure == nil, unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue
      else { return }
      let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "not XML"
      run.failure = unsafe Failure(
        message: String(message.filter { $0 != "\n" }), line: Int(error.line),
        column: Int(error.int2))
    }
    return unsafe sax
  }

  /// Each attribute is five pointers: name, prefix, namespace, start and end of the value.
  private static func attributes(
    _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) -> [String: String] {
    guard let pointers = unsafe pointers else { return [:] }
    var result: [String: String] = [:]
    for index in 0..<count {
      let entry = unsafe pointers + index * 5
      guard let start = unsafe entry[3], let end = unsafe entry[4] else { continue }
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      let prefix = unsafe text(entry[1])
      let name = unsafe text(entry[0])
      result[prefix.isEmpty ? name : "\(prefix):\(name)"] =
        unsafe String(decoding: value, as: UTF8.self)
    }
    return result
  }
}
