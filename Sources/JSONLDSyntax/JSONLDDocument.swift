public import RDFModel

/// A JSON-LD document without its context: what its keys and values mean.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 5.
public struct ExpandedDocument: Sendable {
  /// The node objects of the document.
  public let nodes: [JSONValue]
  /// The documents whose marks the nodes have.
  let documents: [(name: String, bytes: [UInt8])]
  let options: JSONLDOptions

  /// Reads JSON text and expands it.
  ///
  /// - Throws: ``RDFModel/SyntaxError`` with the codes of ``JSONLDErrorCode``, `json-syntax`,
  ///   `json-duplicate-name`, `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  public init(_ bytes: [UInt8], options: JSONLDOptions) throws(SyntaxError) {
    let processor = ContextProcessor(options: options, document: bytes)
    do {
      let value = try JSONParser.parse(bytes, document: 0, limits: options.limits)
      var expander = Expander(processor: processor)
      nodes = try expander.document(value)
    } catch {
      throw SyntaxError(error, in: processor.documents)
    }
    documents = processor.documents
    self.options = options
  }
}

extension SyntaxError {
  /// Says where a failure is.
  init(_ failure: JSONLDFailure, in documents: [(name: String, bytes: [UInt8])]) {
    let mark = failure.mark ?? SourceMark(document: 0, offset: 0)
    let document = documents[Int(mark.document)]
    self.init(
      code: failure.code, message: failure.message, remedy: failure.remedy,
      source: document.name,
      position: SourcePosition(of: Int(mark.offset), in: document.bytes))
  }
}

extension SourcePosition {
  /// The position of an offset in bytes.
  init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(line: line, column: column, byteOffset: offset)
  }
}

extension JSONValue {
  /// Reads JSON text.
  ///
  /// - Throws: ``RDFModel/SyntaxError`` with the codes `json-syntax`, `json-duplicate-name`,
  ///   `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  public init(
    parsing bytes: [UInt8], sourceName: String = "-", limits: ReaderLimits = .standard
  ) throws(SyntaxError) {
    do {
      self = try JSONParser.parse(bytes, document: 0, limits: limits)
    } catch {
      throw SyntaxError(error, in: [(sourceName, bytes)])
    }
  }
}
