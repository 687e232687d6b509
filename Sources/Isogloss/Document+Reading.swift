import JSONLDSyntax
public import RDFModel
import RDFSyntax
import RDFXMLSyntax

extension Document {
  /// Reads the document into any sink: a graph, a writer, a counter.
  ///
  /// - Throws: `StreamError`, or ``InputError`` where the file cannot be read.
  public func read<Sink: TripleSink & ~Copyable>(
    options: ReaderOptions = ReaderOptions(), keepsLines: Bool = false, into sink: inout Sink
  ) throws {
    try read(options: options, keepsLines: keepsLines, watch: nil, into: &sink)
  }

  func read<Sink: TripleSink & ~Copyable>(
    options: ReaderOptions, keepsLines: Bool, watch: LoadWatch?, into sink: inout Sink
  ) throws {
    var options = options
    options.base = effectiveBase ?? options.base
    options.sourceName = name
    options.recordsLines = keepsLines
    switch try resolvedFormat() {
    case .rdfxml: try feed(RDFXMLReader(options: options), watch, into: &sink)
    case .turtle: try feed(TurtleReader(options: options), watch, into: &sink)
    case .ntriples: try feed(NTriplesReader(options: options), watch, into: &sink)
    case .nquads: try feed(NQuadsReader(options: options), watch, into: &sink)
    case .trig: try feed(TriGReader(options: options), watch, into: &sink)
    case .jsonld:
      try feed(JSONLDReader(options: options, jsonLD: jsonLD), limits, watch, into: &sink)
    case .sssom: try readMappingSet(options: options, into: &sink)
    }
  }

  private func feed<Reader: TripleReader & ~Copyable, Sink: TripleSink & ~Copyable>(
    _ reader: consuming Reader, _ watch: LoadWatch?, into sink: inout Sink
  ) throws {
    try forEachPiece(watch) { try reader.read($0, into: &sink) }
    try reader.finish(into: &sink)
  }
}
