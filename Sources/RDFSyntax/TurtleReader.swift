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
public struct TurtleReader: TripleReader, ~Copyable {
  private var statements: StatementReader

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    statements = StatementReader(options: options, allowsGraphs: false)
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
    try statements.read(bytes, into: &sink)
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try statements.finish(into: &sink)
  }
}

/// Reads TriG as a stream.
///
/// Blank nodes are named as by ``TurtleReader``; a label means the same node in every graph.
///
/// Source: https://www.w3.org/TR/trig/; https://www.w3.org/TR/rdf12-trig/
public struct TriGReader: TripleReader, ~Copyable {
  private var statements: StatementReader

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    statements = StatementReader(options: options, allowsGraphs: true)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError`` with the codes of ``TurtleReader``.
  /// - Complexity: O(n) in the bytes.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    try statements.read(bytes, into: &sink)
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try statements.finish(into: &sink)
  }
}
