internal import ByteStorage
public import RDFModel

/// Reads Turtle as a stream.
///
/// Blank nodes without a label are called `b0`, `b1` and so on in the order of the source. A
/// label of the source that could be taken for one of these gets an `x` at its end.
///
/// All of RDF 1.2 is read too: triple terms, reified triples, annotations, base directions and
/// versions. A reifier without a name gets a blank node.
///
/// Source: https://www.w3.org/TR/turtle/; https://www.w3.org/TR/rdf12-turtle/
public typealias TurtleReader = StatementReader<OneGraph>

/// Reads TriG as a stream.
///
/// Blank nodes are named as by ``TurtleReader``; a label means the same node in every graph.
///
/// Source: https://www.w3.org/TR/trig/; https://www.w3.org/TR/rdf12-trig/
public typealias TriGReader = StatementReader<NamedGraphs>

/// Reads Turtle and TriG: feeds a stream to their machine and passes full batches on.
///
/// Tokens are taken where they lie in the piece at hand. Only the token that a piece cuts is kept;
/// it is tried again when the bytes have doubled, so a long one costs no more than twice its
/// length.
public struct StatementReader<Scope: GraphScope>: TripleReader, ~Copyable {
  private var parser: TurtleParser
  private let options: ReaderOptions
  private var buffer = ByteBuffer(capacity: 256)
  private var retryCount = 0
  private var passedByteOrderMark = false

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    self.options = options
    parser = TurtleParser(options: options, allowsGraphs: Scope.allowsNamedGraphs)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError`` with the codes `turtle-unexpected-token`, `turtle-invalid-escape`,
  ///   `turtle-line-break-in-string`, `turtle-undeclared-prefix`, `invalid-iri`,
  ///   `invalid-language-tag`, `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  /// - Complexity: O(n) in the bytes.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    if buffer.count == 0 {
      var rest = 0
      try parse(bytes, upTo: &rest, isFinal: false, into: &sink)
      try keep(bytes.extracting(rest...))
    } else {
      buffer.append(bytes)
      if buffer.count < retryCount { return }
      try parseBuffer(isFinal: false, into: &sink)
    }
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try parseBuffer(isFinal: true, into: &sink)
    try pass(into: &sink)
  }

  /// Parses what is buffered and keeps what was not taken.
  private mutating func parseBuffer<Sink: TripleSink & ~Copyable>(
    isFinal: Bool, into sink: inout Sink
  ) throws(StreamError) {
    // The buffer stands aside while its bytes are read.
    var bytes = ByteBuffer(capacity: 256)
    swap(&bytes, &buffer)
    var rest = 0
    try parse(bytes.span, upTo: &rest, isFinal: isFinal, into: &sink)
    if isFinal, let missing = parser.missingAtEnd {
      throw .source(
        error(
          SyntaxFault(
            code: .unexpectedEnd, message: "expected \(missing), found the end of the source",
            remedy: "check whether the source was cut short", offset: bytes.count),
          in: bytes.span))
    }
    try keep(bytes.span.extracting(rest...))
  }

  private mutating func keep(_ bytes: Span<UInt8>) throws(StreamError) {
    let limit = options.limits.statementBytes
    guard bytes.count <= limit else {
      let fault = Interruption.limit("statementBytes", limit, at: 0)
      guard case .fault(let fault) = fault else { return }
      throw .source(error(fault, in: bytes.extracting(..<0)))
    }
    buffer.append(bytes)
    retryCount = min(bytes.count * 2, limit + 1)
  }

  /// Parses as far as whole tokens reach and says how far that is.
  private mutating func parse<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, upTo index: inout Int, isFinal: Bool, into sink: inout Sink
  ) throws(StreamError) {
    parser.beginPiece()
    if !passedByteOrderMark {
      if bytes.count < 3, !isFinal { return }
      passedByteOrderMark = true
      if ByteOrderMark.starts(bytes) {
        index = 3
        parser.passByteOrderMark()
      }
    }
    while index < bytes.count {
      do throws(Interruption) {
        try parser.parse(bytes, from: &index, isFinal: isFinal)
      } catch {
        guard case .fault(let fault) = error else { return }
        let report = self.error(fault, in: bytes)
        // What was read before the fault still belongs to the sink.
        try pass(into: &sink)
        throw .source(report)
      }
      if index < bytes.count { try pass(into: &sink) }
    }
  }

  private mutating func pass<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    do {
      for declaration in parser.declarations {
        try sink.declare(prefix: declaration.prefix, namespace: declaration.namespace)
      }
      parser.declarations.removeAll()
      if parser.batch.count > 0 { try sink.receive(parser.batch) }
    } catch {
      throw .sink(error)
    }
    parser.renew()
  }

  private func error(_ fault: SyntaxFault, in bytes: Span<UInt8>) -> SyntaxError {
    SyntaxError(
      code: fault.code, message: fault.message, remedy: fault.remedy,
      source: options.sourceName, position: parser.position(of: fault.offset, in: bytes))
  }
}
