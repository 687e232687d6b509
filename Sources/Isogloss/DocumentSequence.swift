public import RDFGraph
public import RDFModel

/// Documents as one run of triples, their blank nodes kept apart.
///
/// One document passes through with nothing held but the piece at hand; several are loaded first.
public struct DocumentSequence: TripleSource, Sendable {
  /// The documents, in order.
  public var documents: [Document]
  /// How they are read.
  public var options: ReaderOptions

  /// Makes a sequence; the name and base in the options are those of each document.
  public init(_ documents: [Document], options: ReaderOptions = ReaderOptions()) {
    self.documents = documents
    self.options = options
  }

  /// Reads the documents and passes their triples on.
  ///
  /// - Throws: `StreamError`, ``InputError``, ``LoadError``, or what the sink throws.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    if documents.count == 1, documents[0].graph == nil {
      try documents[0].read(options: options, into: &sink)
    } else {
      try DatasetLoader(options: options).load(documents).push(into: &sink)
    }
  }
}

extension GraphSnapshot: TripleSource {}
