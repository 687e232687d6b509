internal import ByteStorage
public import RDFModel

/// Reads N-Triples as a stream.
///
/// Accepts RDF 1.2's triple terms and base directions too. Blank nodes keep their labels.
///
/// Source: https://www.w3.org/TR/n-triples/ and https://www.w3.org/TR/rdf12-n-triples/
public struct NTriplesReader: TripleReader, ~Copyable {
  private var lines: LineReader

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    lines = LineReader(options: options, allowsGraphs: false)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError`` with the codes `turtle-unexpected-token`, `turtle-invalid-escape`,
  ///   `turtle-line-break-in-string`, `invalid-iri`, `invalid-language-tag`, `invalid-utf8`,
  ///   `unexpected-end` and `limit-exceeded`.
  /// - Complexity: O(n) in the bytes.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    try lines.read(bytes, into: &sink)
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try lines.finish(into: &sink)
  }
}

/// Reads N-Quads as a stream.
///
/// Accepts RDF 1.2's triple terms and base directions too. Blank nodes keep their labels.
///
/// Source: https://www.w3.org/TR/n-quads/ and https://www.w3.org/TR/rdf12-n-quads/
public struct NQuadsReader: TripleReader, ~Copyable {
  private var lines: LineReader

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    lines = LineReader(options: options, allowsGraphs: true)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError`` with the codes of ``NTriplesReader``.
  /// - Complexity: O(n) in the bytes.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    try lines.read(bytes, into: &sink)
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try lines.finish(into: &sink)
  }
}
