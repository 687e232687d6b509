import ByteStorage
public import RDFGraph
public import RDFModel

/// Reads documents into one graph.
///
/// Reading, numbering terms and sorting overlap on the cores there are; the graph is the same to
/// the last bit whatever their number. The thread that asks is busy until the graph is there;
/// loading ends early where its task is cancelled.
public struct DatasetLoader: Sendable {
  /// How the documents are read.
  public var options: ReaderOptions
  /// Whether the graph remembers the source and line of each triple, for findings that point.
  public var keepsOrigins: Bool
  /// Whether a large snapshot file is opened without a look at its checksums; what is read of a
  /// damaged one may then be wrong, without any other harm.
  public var defersVerification = false
  /// How many threads work at once; the cores of the machine unless set.
  public var threadCount = WorkerThread.coreCount
  /// Hears how far loading is, some hundred times a second, on the thread that asked; what it
  /// throws ends the loading.
  public var onProgress: (@Sendable (LoadProgress) throws -> Void)?

  /// Makes a loader; the name and base in the options are those of each document.
  public init(options: ReaderOptions = ReaderOptions(), keepsOrigins: Bool = false) {
    self.options = options
    self.keepsOrigins = keepsOrigins
  }

  /// Reads documents in their order; blank nodes of different documents stay apart.
  ///
  /// - Throws: ``LoadError`` with the first problem of each document that has one;
  ///   `CancellationError`.
  /// - Complexity: expected O(n) in the bytes of the documents.
  public func load(_ documents: [Document]) throws -> GraphSnapshot {
    let watch = LoadWatch(documents, report: onProgress)
    do {
      if documents.count == 1, documents[0].graph == nil,
        let snapshot = try defersVerification
          ? documents[0].snapshot() : documents[0].verifiedSnapshot()
      {
        return snapshot
      }
      let builder = try read(documents, watch: watch)
      try watch.tell(.sorting)
      return builder.finish(threadCount: threadCount)
    } catch {
      guard Self.sinkError(error) is CapacityError else { throw Self.sinkError(error) }
      throw InputError(
        code: .graphTooLarge, source: "isogloss",
        message: "the documents hold more terms or triples than 32-bit identifiers can name",
        remedy: "load fewer of them at once")
    }
  }

  /// What a sink threw, without the reader's wrapping.
  private static func sinkError(_ error: any Error) -> any Error {
    if case StreamError.sink(let inner) = error { return inner }
    return error
  }

  private func read(_ documents: [Document], watch: LoadWatch) throws -> GraphBuilder {
    var problems = LoadProblems()
    if sharesOut(documents),
      let builder = try readParts(of: documents, watch: watch, problems: &problems)
    {
      try problems.throwIfAny()
      return builder
    }
    var sink = WatchedBuilder(try makeBuilder()) { try watch.tell(.reading) }
    for document in documents {
      try problems.collect { try read(document, into: &sink, watch: watch) }
    }
    try problems.throwIfAny()
    return sink.builder
  }

  func makeBuilder() throws(CapacityError) -> GraphBuilder {
    try GraphBuilder(keepsOrigins: keepsOrigins)
  }

  // MARK: One document after the other

  /// Documents smaller than this are read before a thread has started to.
  private static let worthThread = 1 << 20

  /// Whether documents are read at the same time: not where one makes up most of them, which is
  /// read faster with a second thread for its terms.
  private func sharesOut(_ documents: [Document]) -> Bool {
    guard threadCount > 1, documents.count > 1 else { return false }
    let sizes = documents.map { $0.byteCount ?? Self.worthThread }
    let total = sizes.reduce(0, +)
    return total >= Self.worthThread && (sizes.max() ?? 0) <= total / 2
  }

  private func read(
    _ document: Document, into sink: inout WatchedBuilder, watch: LoadWatch
  ) throws {
    try sink.builder.beginDocument(source: document.name, graph: document.graph)
    if threadCount > 1, document.byteCount ?? .max >= Self.worthThread {
      let loader = self
      let isRead = try sink.builder.receive(
        fromThread: { pipe in try loader.pass(document, into: &pipe, watch: watch) },
        watch: { try watch.tell(.reading) })
      if isRead { return }
    }
    try pass(document, into: &sink, watch: watch)
  }

  /// Passes what a document says into a sink, on the thread of the caller.
  func pass<Sink: TripleSink & ~Copyable>(
    _ document: Document, into sink: inout Sink, watch: LoadWatch
  ) throws {
    try document.read(options: options, keepsLines: keepsOrigins, watch: watch, into: &sink)
  }
}

/// A builder that is asked before each batch whether there is to be another.
struct WatchedBuilder: TripleSink, ~Copyable {
  var builder: GraphBuilder
  private let check: () throws -> Void

  init(_ builder: consuming GraphBuilder, check: @escaping () throws -> Void) {
    self.builder = builder
    self.check = check
  }

  mutating func receive(_ batch: borrowing TripleBatch) throws {
    try check()
    try builder.receive(batch)
  }

  mutating func declare(prefix: String, namespace: IRI) {
    builder.declare(prefix: prefix, namespace: namespace)
  }
}

/// The first problem of each document, in the order of the documents.
struct LoadProblems {
  private var found: [any Error & Sendable & CustomStringConvertible] = []

  /// Reads a document and keeps what is wrong with it.
  ///
  /// - Throws: what is not the document's fault.
  mutating func collect(_ read: () throws -> Void) throws {
    do {
      try read()
    } catch StreamError.source(let error) {
      found.append(error)
    } catch let error as SyntaxError {
      found.append(error)
    } catch let error as InputError {
      found.append(error)
    }
  }

  func throwIfAny() throws {
    if !found.isEmpty { throw LoadError(problems: found) }
  }
}
