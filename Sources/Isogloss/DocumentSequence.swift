public import RDFGraph
public import RDFModel

/// Documents as one run of triples, their blank nodes kept apart.
///
/// Nothing is held but the piece at hand. A triple that two documents state is passed on twice.
/// Of several documents, the blank node `x` of the first is called `d1-x`, and so on.
public struct DocumentSequence: TripleSource, Sendable {
  /// The documents, in order.
  public var documents: [Document]
  /// How they are read.
  public var options: ReaderOptions

  /// Hears how far reading is, once per batch; what it throws ends the reading.
  public var onProgress: (@Sendable (LoadProgress) throws -> Void)?

  /// Makes a sequence; the name and base in the options are those of each document.
  public init(_ documents: [Document], options: ReaderOptions = ReaderOptions()) {
    self.documents = documents
    self.options = options
  }

  /// Reads the documents and passes their triples on, up to the first problem.
  ///
  /// - Throws: `StreamError`, or ``InputError``.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    let watch = onProgress.map { LoadWatch(documents, report: $0) }
    for (index, document) in documents.enumerated() {
      var part = SeparateDocument(
        sink, number: documents.count > 1 ? index + 1 : nil, graph: document.graph, watch: watch)
      do {
        try document.read(options: options, keepsLines: false, watch: watch, into: &part)
      } catch {
        sink = part.finish()
        throw error
      }
      sink = part.finish()
    }
  }
}

extension GraphSnapshot: TripleSource {}
