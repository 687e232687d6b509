public import Foundation
import RDFGraph
public import RDFModel
public import SPARQLAlgebra
public import SPARQLEngine

extension Vocabulary {
  /// Parses an update that may use ``queryPrefixes``.
  ///
  /// - Throws: `SyntaxError` with the place of the mistake.
  public func parse(
    update: String, base: IRI? = nil, sourceName: String = "update"
  ) throws(SyntaxError) -> Update {
    try SPARQLParser.parse(
      update: update, base: base, prefixes: queryPrefixes, sourceName: sourceName)
  }

  /// The vocabulary with all changes of an update, or none of them where it throws.
  ///
  /// All operations together keep to the limits of `options`; no more than `maximumRows` triples
  /// are changed. Patterns outside GRAPH see ``defaultGraph``; what is inserted outside GRAPH goes to the graph
  /// without a name.
  ///
  /// - Parameter loader: who reads the documents of LOAD; without one LOAD is an error.
  /// - Throws: `EngineError` for what is not allowed and for limits.
  public func updated(
    by update: Update, options: QueryOptions = QueryOptions(),
    loader: (any DocumentLoader)? = nil, services: (any ServiceResolver)? = nil
  ) throws(EngineError) -> Vocabulary {
    var options = options
    options.defaultGraph = defaultGraph
    var engine = UpdateEngine(options: options)
    engine.propertyFunctions[LabelSearch.name] = LabelSearch(self)
    engine.loader = loader
    engine.serviceResolver = services
    return Vocabulary(try engine.apply(update, to: snapshot), defaultGraph: defaultGraph)
  }

  /// Writes the whole dataset, named graphs among it.
  ///
  /// - Throws: `WritingError` where the syntax cannot hold named graphs and there are some, and
  ///   what the output throws.
  public func write<Output: ByteSink & ~Copyable>(
    dataset format: GraphFormat, to output: consuming Output
  ) throws -> Output {
    try WholeDataset(snapshot: snapshot).write(format, to: output)
  }
}

/// All statements of a snapshot.
private struct WholeDataset: TripleSource {
  let snapshot: GraphSnapshot

  func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try snapshot.push(into: &sink)
  }
}

/// Reads the files of LOAD below some folders.
public struct FileLoader: DocumentLoader {
  /// The folders, as standardized paths.
  public let folders: [String]

  /// Allows files below folders, links followed.
  public init(folders: [URL]) {
    self.folders = folders.map { $0.resolvingSymlinksInPath().standardizedFileURL.path }
  }

  /// Reads the file of a `file:` IRI.
  ///
  /// - Throws: ``InputError`` for other schemes, for files elsewhere, and as ``Document/read``;
  ///   `EngineError` where the file passes a limit.
  public func load<Sink: TripleSink & ~Copyable>(
    _ source: IRI, into sink: inout Sink, within limits: RemainingLimits
  ) throws {
    guard let url = URL(string: source.value), url.isFileURL else {
      throw InputError(
        code: .fileUnreadable, source: source.value, message: "only file: IRIs can be loaded",
        remedy: "fetch the document and load the file")
    }
    let path = url.resolvingSymlinksInPath().standardizedFileURL.path
    guard folders.contains(where: { path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }) else {
      throw InputError(
        code: .fileUnreadable, source: path, message: "the file is in no folder that is allowed",
        remedy: "allow its folder, or put it into one that is")
    }
    var document = Document(path: path)
    document.base = source
    var quota = LoadQuota(limits)
    // A mapping set is read as a whole; of others this only says early what comes anyway.
    try quota.take(document.byteCount ?? 0, of: path)
    try document.read(
      options: ReaderOptions(), keepsLines: false, watch: nil, quota: LoadQuota(limits),
      into: &sink)
  }
}
