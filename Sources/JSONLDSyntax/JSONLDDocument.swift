internal import RDFModel

/// A JSON-LD document without its context: what its keys and values mean.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 5.
struct ExpandedDocument {
  /// The node objects of the document.
  let nodes: [JSONElement]
  /// The prefixes that the contexts of the document's outermost objects define, in their order.
  let prefixes: [(prefix: String, namespace: String)]
  let processor: ContextProcessor

  /// Reads JSON text and expands it.
  init(_ bytes: [UInt8], options: JSONLDOptions) throws(SyntaxError) {
    let processor = ContextProcessor(options: options, document: bytes)
    var expander = Expander(processor: processor)
    nodes = try processor.telling { () throws(JSONLDFailure) in
      try expander.document(
        try JSONParser.parse(bytes, document: 0, limits: options.limits))
    }
    prefixes = expander.prefixes.names.sorted { $0.precedes($1) }.map {
      ($0, expander.prefixes[$0] ?? "")
    }
    self.processor = processor
  }

  /// The nodes by graph and identifier.
  func nodeMap(renumbers: Bool) throws(SyntaxError) -> NodeMap {
    try processor.telling { () throws(JSONLDFailure) in
      try NodeMap(nodes, renumbers: renumbers)
    }
  }
}

extension ContextProcessor {
  /// Runs an algorithm and says where its failure is.
  func telling<Result>(
    _ body: () throws(JSONLDFailure) -> Result
  ) throws(SyntaxError) -> Result {
    do { return try body() } catch { throw SyntaxError(error, in: documents) }
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
    var last: UInt8 = 0
    // A byte order mark is no part of the first line.
    let start = offset >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for byte in bytes.prefix(offset).dropFirst(start) {
      switch byte {
      case 0x0A where last == 0x0D: break
      case 0x0A, 0x0D: (line, column) = (line + 1, 1)
      case 0x80...0xBF: break
      default: column += 1
      }
      last = byte
    }
    self.init(line: line, column: column, byteOffset: offset)
  }
}
