import ByteStorage
import JSONLDSyntax
public import RDFGraph
public import RDFModel
import RDFSyntax
import RDFXMLSyntax

/// Reads documents into one graph.
public struct DatasetLoader: Sendable {
  /// How the documents are read.
  public var options: ReaderOptions
  /// Whether the graph remembers the source and line of each triple, for findings that point.
  public var keepsOrigins: Bool

  /// Whether a large snapshot file is opened without a look at its checksums; what is read of a
  /// damaged one may then be wrong, without any other harm.
  public var defersVerification = false

  /// Makes a loader; the name and base in the options are those of each document.
  public init(options: ReaderOptions = ReaderOptions(), keepsOrigins: Bool = false) {
    self.options = options
    self.keepsOrigins = keepsOrigins
  }

  /// Reads documents in their order; blank nodes of different documents stay apart.
  ///
  /// - Throws: ``LoadError`` with the first problem of each document that has one.
  /// - Complexity: expected O(n) in the bytes of the documents.
  public func load(_ documents: [Document]) throws -> GraphSnapshot {
    var problems: [any Error & Sendable & CustomStringConvertible] = []
    do {
      if documents.count == 1, documents[0].graph == nil,
        let snapshot = try defersVerification
          ? documents[0].snapshot() : documents[0].verifiedSnapshot()
      {
        return snapshot
      }
      var builder = try GraphBuilder(keepsOrigins: keepsOrigins)
      for document in documents {
        do {
          try read(document, into: &builder)
        } catch StreamError.source(let error) {
          problems.append(error)
        } catch let error as SyntaxError {
          problems.append(error)
        } catch let error as InputError {
          problems.append(error)
        }
      }
      guard problems.isEmpty else { throw LoadError(problems: problems) }
      return builder.finish()
    } catch let error where Self.isCapacityError(error) {
      throw InputError(
        code: .graphTooLarge, source: "isogloss",
        message: "the documents hold more terms or triples than 32-bit identifiers can name",
        remedy: "load fewer of them at once")
    }
  }

  private static func isCapacityError(_ error: any Error) -> Bool {
    if case StreamError.sink(let inner) = error { return inner is CapacityError }
    return error is CapacityError
  }

  private func read(_ document: Document, into builder: inout GraphBuilder) throws {
    try builder.beginDocument(source: document.name, graph: document.graph)
    try document.read(options: options, keepsLines: keepsOrigins, into: &builder)
  }
}

extension Document {
  /// Reads the document into any sink: a graph, a writer, a counter.
  ///
  /// - Throws: `StreamError`, or ``InputError`` where the file cannot be read.
  public func read<Sink: TripleSink & ~Copyable>(
    options: ReaderOptions = ReaderOptions(), keepsLines: Bool = false, into sink: inout Sink
  ) throws {
    if let snapshot = try verifiedSnapshot() { return try snapshot.push(into: &sink) }
    var options = options
    options.base = effectiveBase ?? options.base
    options.sourceName = name
    options.recordsLines = keepsLines
    let limits = options.limits
    switch try resolvedFormat() {
    case .rdfxml: try feed(RDFXMLReader(options: options), limits, into: &sink)
    case .turtle: try feed(TurtleReader(options: options), limits, into: &sink)
    case .ntriples: try feed(NTriplesReader(options: options), limits, into: &sink)
    case .nquads: try feed(NQuadsReader(options: options), limits, into: &sink)
    case .trig: try feed(TriGReader(options: options), limits, into: &sink)
    case .jsonld:
      try feed(JSONLDReader(options: options, jsonLD: jsonLD), limits, into: &sink)
    case .sssom: try readMappingSet(options: options, into: &sink)
    }
  }

  private func feed<Reader: TripleReader & ~Copyable, Sink: TripleSink & ~Copyable>(
    _ reader: consuming Reader, _ limits: ReaderLimits, into sink: inout Sink
  ) throws {
    try forEachPiece(limits: limits) { try reader.read($0, into: &sink) }
    try reader.finish(into: &sink)
  }
}
