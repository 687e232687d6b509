/// Where the triples of a reader go: a graph builder, a writer, a counter.
///
/// A reader never knows what it fills. Batches come in the order of the source.
public protocol TripleSink: ~Copyable {
  /// Takes the triples of a batch, which is reused after the call.
  mutating func receive(_ batch: borrowing TripleBatch) throws

  /// Takes note of a prefix that the source declares.
  mutating func declare(prefix: String, namespace: IRI) throws
}

extension TripleSink where Self: ~Copyable {
  /// Ignores prefixes.
  public mutating func declare(prefix: String, namespace: IRI) throws {}
}

/// A streaming reader of one RDF document: bytes in, batches out.
///
/// Feed the document in pieces of any size, then finish. After an error the reader is spent.
public protocol TripleReader: ~Copyable {
  /// Makes a reader for one document.
  init(options: ReaderOptions)

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError/source(_:)`` for what is wrong with the document,
  ///   ``StreamError/sink(_:)`` for what the sink threw.
  mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError)

  /// Reads what is left and passes the last batch on.
  mutating func finish<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws(StreamError)
}

/// Collects quads as values; for tests, and for documents that are small by nature.
public struct QuadCollector: TripleSink {
  /// What came in, in order, duplicates included.
  public private(set) var quads: [Quad] = []
  /// The prefixes that the source declared.
  public private(set) var prefixes: [String: IRI] = [:]

  /// Makes an empty collector.
  public init() {}

  /// Keeps the triples of a batch.
  public mutating func receive(_ batch: borrowing TripleBatch) {
    for row in 0..<batch.count { quads.append(batch.quad(row)) }
  }

  /// Keeps a prefix.
  public mutating func declare(prefix: String, namespace: IRI) {
    prefixes[prefix] = namespace
  }
}
