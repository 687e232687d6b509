internal import ByteStorage
public import RDFModel

/// Reads JSON-LD 1.1 as RDF.
///
/// The whole document is kept until the end: a context may stand after what it explains.
/// Blank nodes without a label are called `b0`, `b1` and so on; a label of the document that
/// could be taken for one of these gets an `x` at its end. Values that RDF has no place for, such
/// as properties that are relative IRIs, are left out, as the specification wants.
/// The work is done on a thread of its own, where the nesting of the document has room.
///
/// Source: https://www.w3.org/TR/json-ld11-api/
public struct JSONLDReader: TripleReader, ~Copyable {
  /// The deepest nesting that is read, whatever the limits allow.
  public static var highestDepth: Int { Nesting.highest }

  private let options: JSONLDOptions
  private let recordsLines: Bool
  private var bytes: [UInt8] = []

  /// Makes a reader for one document that names no contexts.
  public init(options: ReaderOptions) {
    self.init(options: options, jsonLD: JSONLDOptions())
  }

  /// Makes a reader for one document.
  ///
  /// - Parameter jsonLD: what only JSON-LD needs; base, source name and limits come from
  ///   `options`.
  public init(options: ReaderOptions, jsonLD: JSONLDOptions) {
    var merged = jsonLD
    merged.base = options.base
    merged.sourceName = options.sourceName
    merged.limits = options.limits
    self.options = merged
    recordsLines = options.recordsLines
  }

  /// Keeps a piece of the document.
  ///
  /// - Throws: ``RDFModel/StreamError`` with the code `limit-exceeded`.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    guard bytes.count <= options.limits.documentBytes - self.bytes.count else {
      let limit = options.limits.documentBytes
      throw .source(
        SyntaxError(
          code: .limitExceeded,
          message: "the limit documentBytes = \(limit) is passed: the document is longer",
          remedy: "raise the limit if the source is trusted", source: options.sourceName,
          position: .start))
    }
    self.bytes.append(copying: bytes)
  }

  /// Reads the document and passes its triples on.
  ///
  /// - Throws: ``RDFModel/StreamError`` with the codes of ``JSONLDErrorCode``, `json-syntax`,
  ///   `json-duplicate-name`, `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    let contents: Contents
    do throws(SyntaxError) {
      contents = try Nesting.run(options) { () throws(SyntaxError) in try self.contents() }
    } catch {
      throw .source(error)
    }
    do {
      for (prefix, namespace) in contents.prefixes {
        try sink.declare(prefix: prefix, namespace: IRI(trusted: namespace))
      }
      for batch in contents.batches { try sink.receive(batch.triples) }
    } catch {
      throw .sink(error)
    }
  }

  /// What the document says.
  private struct Contents {
    let prefixes: [(prefix: String, namespace: String)]
    let batches: [FilledBatch]
  }

  private func contents() throws(SyntaxError) -> Contents {
    let document = try ExpandedDocument(bytes, options: options)
    var writer = DatasetWriter(
      try document.nodeMap(renumbers: false), options: options,
      lines: recordsLines ? LineTable(bytes) : nil)
    writer.write()
    if let failure = writer.overlong {
      try document.processor.telling { () throws(JSONLDFailure) in throw failure }
    }
    return Contents(prefixes: document.prefixes, batches: writer.finish())
  }
}
