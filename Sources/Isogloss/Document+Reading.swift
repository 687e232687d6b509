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
    options: ReaderOptions, keepsLines: Bool, watch: LoadWatch?, quota: LoadQuota? = nil,
    into sink: inout Sink
  ) throws {
    if let snapshot = try verifiedSnapshot() { return try snapshot.push(into: &sink) }
    var options = options
    options.base = effectiveBase ?? options.base
    options.sourceName = name
    options.recordsLines = keepsLines
    let limits = options.limits
    switch try resolvedFormat() {
    case .rdfxml: try feed(RDFXMLReader(options: options), limits, watch, quota, into: &sink)
    case .turtle: try feed(TurtleReader(options: options), limits, watch, quota, into: &sink)
    case .ntriples: try feed(NTriplesReader(options: options), limits, watch, quota, into: &sink)
    case .nquads: try feed(NQuadsReader(options: options), limits, watch, quota, into: &sink)
    case .trig: try feed(TriGReader(options: options), limits, watch, quota, into: &sink)
    case .jsonld:
      let reader = JSONLDReader(options: options, jsonLD: jsonLD)
      try feed(reader, limits, watch, quota?.ofDocumentsKeptWhole, into: &sink)
    case .sssom, .sssomJSON, .alignment: try readMappingSets(options: options, into: &sink)
    }
  }

  private func feed<Reader: TripleReader & ~Copyable, Sink: TripleSink & ~Copyable>(
    _ reader: consuming Reader, _ limits: ReaderLimits, _ watch: LoadWatch?,
    _ quota: LoadQuota?, into sink: inout Sink
  ) throws {
    var quota = quota
    try forEachPiece(limits: limits, watch: watch) { piece in
      try quota?.take(piece.count, of: name)
      try reader.read(piece, into: &sink)
    }
    try reader.finish(into: &sink)
  }
}
