import ByteStorage
public import RDFModel

/// Reads SSSOM/TSV as RDF, so that a mapping set loads like any other document.
///
/// Values of a set hold for all its rows, so nothing is passed on before the end of the document.
public struct SSSOMTripleReader: TripleReader, ~Copyable {
  private let options: ReaderOptions
  private let metadata: [UInt8]?
  private var bytes: [UInt8] = []

  /// Makes a reader for one document with its metadata in it.
  public init(options: ReaderOptions) {
    self.init(options: options, metadata: nil)
  }

  /// Makes a reader for one document whose metadata lie in another file.
  public init(options: ReaderOptions, metadata: [UInt8]?) {
    self.options = options
    self.metadata = metadata
  }

  /// Keeps a piece of the document.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ piece: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    bytes.append(copying: piece)
  }

  /// Reads the document and passes on its triples.
  ///
  /// - Throws: ``StreamError/source(_:)`` with the errors of ``SSSOMReader``,
  ///   ``StreamError/sink(_:)`` for what the sink threw.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    let set: MappingSet
    do throws(SyntaxError) {
      set = try SSSOMReader(options: options).read(bytes, metadata: metadata)
    } catch {
      throw .source(error)
    }
    do {
      try set.push(into: &sink)
    } catch {
      throw .sink(error)
    }
  }
}
