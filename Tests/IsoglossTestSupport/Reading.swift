public import RDFModel

/// What a reader makes of a document that is fed to it in pieces.
public struct ReadDocument: Sendable {
  /// The quads in order.
  public var quads: [Quad]
  /// The prefixes declared.
  public var prefixes: [String: IRI]
  /// What stopped the reader, or nil.
  public var error: SyntaxError?

  /// Puts together what a reader made of a document.
  public init(quads: [Quad], prefixes: [String: IRI], error: SyntaxError?) {
    (self.quads, self.prefixes, self.error) = (quads, prefixes, error)
  }
}

/// Reads a whole document, fed in pieces of some size, and keeps what came before an error.
public func read<Reader: TripleReader & ~Copyable>(
  _ bytes: [UInt8], with type: Reader.Type, options: ReaderOptions = ReaderOptions(),
  pieceSize: Int = .max
) -> ReadDocument {
  var reader = Reader(options: options)
  var collector = QuadCollector()
  var failure: SyntaxError?
  do throws(StreamError) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, pieceSize == .max ? .max : start + pieceSize)
      try reader.read(bytes.span.extracting(start..<end), into: &collector)
      start = end
    }
    try reader.finish(into: &collector)
  } catch {
    switch error {
    case .source(let syntax): failure = syntax
    case .sink: preconditionFailure("a collector takes everything")
    }
  }
  return ReadDocument(quads: collector.quads, prefixes: collector.prefixes, error: failure)
}

/// Reads a whole document given as text.
public func read<Reader: TripleReader & ~Copyable>(
  _ text: String, with type: Reader.Type, options: ReaderOptions = ReaderOptions(),
  pieceSize: Int = .max
) -> ReadDocument {
  read(Array(text.utf8), with: type, options: options, pieceSize: pieceSize)
}
