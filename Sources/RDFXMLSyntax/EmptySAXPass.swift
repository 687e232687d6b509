internal import CLibXML2

/// libxml2 parsing a document for nobody: the least that any reader on it must cost.
///
/// `isogloss-bench` divides the reader's time by this one's.
public enum EmptySAXPass {
  /// Pushes a document through libxml2 with callbacks that do nothing.
  ///
  /// - Returns: whether the document is well formed.
  /// - Complexity: O(n) in the bytes.
  public static func run(_ bytes: Span<UInt8>) -> Bool {
    var sax = unsafe xmlSAXHandler()
    unsafe sax.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe sax.startElementNs = { _, _, _, _, _, _, _, _, _ in }
    unsafe sax.endElementNs = { _, _, _, _ in }
    unsafe sax.characters = { _, _, _ in }
    guard let context = unsafe xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
      return false
    }
    defer {
      // Entities make libxml2 hang them on a document of its own.
      let document = unsafe context.pointee.myDoc
      unsafe xmlFreeParserCtxt(context)
      unsafe xmlFreeDoc(document)
    }
    unsafe xmlCtxtUseOptions(
      context,
      Int32(XML_PARSE_HUGE.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    unsafe bytes.withUnsafeBytes { raw in
      let start = unsafe raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      var offset = 0
      while let start = unsafe start, offset < raw.count {
        let length = min(64 << 10, raw.count - offset)
        unsafe xmlParseChunk(context, start + offset, Int32(length), 0)
        offset += length
      }
      unsafe xmlParseChunk(context, nil, 0, 1)
    }
    return unsafe context.pointee.wellFormed == 1
  }
}
