internal import ByteStorage
internal import CLibXML2
internal import RDFModel

/// libxml2's push parser with its grammar on top: takes pieces of the document and leaves triples
/// in the grammar's batch.
///
/// libxml2 lives at `context`, calls back with the address `grammar`, and both live as long as
/// this value.
@safe
struct XMLPushParser: ~Copyable {
  /// How much is fed between two looks at the batch: enough that the cost of a feed vanishes,
  /// little enough that a batch does not grow far beyond its size.
  static let pieceBytes = 16 << 10

  let grammar: UnsafeMutablePointer<RDFXMLParser>
  private let context: xmlParserCtxtPtr?
  private var guardedBytes = longTag
  /// Bytes that wait until libxml2 should be called again.
  private var held = ByteBuffer(capacity: 1)

  /// A tag of more bytes than this gets special care.
  private static let longTag = 64 << 10

  init(options: ReaderOptions) {
    xmlInitParser()
    unsafe grammar = .allocate(capacity: 1)
    unsafe grammar.initialize(to: RDFXMLParser(options: options))
    var sax = unsafe SAXHandler.make()
    unsafe context = xmlCreatePushParserCtxt(&sax, grammar, nil, 0, nil)
    unsafe grammar.pointee.context = context
    guard let context = unsafe context else {
      unsafe grammar.pointee.fail(
        .limitExceeded, "libxml2 has no memory for a parser", "Free memory and try again")
      return
    }
    // No flag that loads a DTD, and not XML_PARSE_HUGE: libxml2's own limits stay on. Long text
    // comes in parts, so they do not limit literals in elements.
    unsafe xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
  }

  deinit {
    if let context = unsafe context {
      let document = unsafe context.pointee.myDoc
      unsafe context.pointee.myDoc = nil
      unsafe xmlFreeParserCtxt(context)
      unsafe xmlFreeDoc(document)
    }
    unsafe grammar.deinitialize(count: 1)
    unsafe grammar.deallocate()
  }

  /// How many bytes the next piece may have.
  ///
  /// While an unfinished tag is waiting, libxml2 looks through it with each piece, so pieces grow
  /// with it. In a CDATA section it looks through the piece for each part that it passes on, so
  /// pieces are small.
  var nextPiece: Int { isInCDATA ? Self.pieceBytes / 8 : max(Self.pieceBytes, waitingBytes) }

  private var isInCDATA: Bool { unsafe context?.pointee.instate == XML_PARSER_CDATA_SECTION }

  /// Bytes that libxml2 holds because a tag, comment or subset is not finished.
  private var waitingBytes: Int {
    guard let input = unsafe context?.pointee.input, let end = unsafe input.pointee.end,
      let current = unsafe input.pointee.cur
    else { return 0 }
    return unsafe end - current
  }

  /// Feeds a piece; with `last`, the document ends after it.
  ///
  /// While a long tag is waiting, small pieces are put together first.
  mutating func feed(_ bytes: Span<UInt8>, last: Bool) throws(SyntaxError) {
    let waiting = waitingBytes
    if !last, waiting > Self.longTag, held.count + bytes.count < waiting / 2 {
      return held.append(bytes)
    }
    guard held.count > 0 else { return try push(bytes, last: last) }
    var whole = ByteBuffer(capacity: 1)
    swap(&whole, &held)
    whole.append(bytes)
    try push(whole.span, last: last)
  }

  private mutating func push(_ bytes: Span<UInt8>, last: Bool) throws(SyntaxError) {
    guard let context = unsafe context, unsafe !grammar.pointee.failed else {
      return try rethrow()
    }
    unsafe grammar.pointee.documentBytes += bytes.count
    var status = QuietErrors.during {
      unsafe bytes.withUnsafeBytes { raw in
        unsafe xmlParseChunk(
          context, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count),
          last ? 1 : 0)
      }
    }
    if status == 0, !last { status = drainCDATA() }
    if status != 0 {
      // An error that had no callback: a converter that refuses its input.
      unsafe grammar.pointee.failWithStatus(status)
    }
    checkWaitingTag()
    try rethrow()
  }

  /// Throws the error that was noted, after stopping libxml2.
  private func rethrow() throws(SyntaxError) {
    guard let failure = unsafe grammar.pointee.failure else { return }
    unsafe xmlStopParser(context)
    throw failure
  }

  /// Lets libxml2 pass on what it holds of a CDATA section, of which it passes on one small part
  /// whenever it is called.
  private func drainCDATA() -> Int32 {
    var waiting = waitingBytes
    while isInCDATA, unsafe !grammar.pointee.failed {
      let status = unsafe xmlParseChunk(context, nil, 0, 0)
      if status != 0 || waitingBytes >= waiting { return status }
      waiting = waitingBytes
    }
    return 0
  }

  /// Refuses a waiting tag with too many attributes before libxml2 compares every two of them.
  private mutating func checkWaitingTag() {
    let waiting = waitingBytes
    guard waiting > guardedBytes else {
      if waiting < Self.longTag { guardedBytes = Self.longTag }
      return
    }
    guardedBytes = waiting * 2
    guard let start = unsafe context?.pointee.input?.pointee.cur else { return }
    let tag = unsafe Span(_unsafeStart: start, count: waiting)
    guard tag[0] == UInt8(ascii: "<"), tag[1] != UInt8(ascii: "!"), tag[1] != UInt8(ascii: "?")
    else { return }
    var quote: UInt8 = 0
    var attributes = 0
    for index in 0..<tag.count {
      let byte = tag[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        attributes += 1
      } else if byte == UInt8(ascii: ">") {
        break
      }
    }
    if unsafe attributes > grammar.pointee.limits.attributes {
      _ = unsafe grammar.pointee.failTooManyAttributes()
    }
  }
}

/// Keeps libxml2's converters from writing to standard error.
///
/// Parser errors go to the parser's own callback; those of character conversion have none and
/// would be printed. The handlers belong to the thread and are put back after each piece.
private enum QuietErrors {
  static func during(_ body: () -> Int32) -> Int32 {
    let handlers = unsafe isogloss_libxml2_silence()
    defer { unsafe isogloss_libxml2_restore(handlers) }
    return body()
  }
}
