public import RDFModel

/// Reads JSON-LD 1.1 as RDF.
///
/// The whole document is kept until the end: a context may stand after what it explains.
/// Blank nodes without a label are called `b0`, `b1` and so on; a label of the document that
/// could be taken for one of these gets an `x` at its end. Values that RDF has no place for, such
/// as properties that are relative IRIs, are left out, as the specification wants.
///
/// Source: https://www.w3.org/TR/json-ld11-api/
public struct JSONLDReader: TripleReader, ~Copyable {
  /// The deepest nesting that is read whatever the limits allow: it fits the stack of any thread.
  public static var depthLimit: Int { Nesting.safeDepth }

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
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    self.bytes.reserveCapacity(self.bytes.count + bytes.count)
    for index in bytes.indices { self.bytes.append(bytes[index]) }
  }

  /// Reads the document and passes its triples on.
  ///
  /// - Throws: ``RDFModel/StreamError`` with the codes of ``JSONLDErrorCode``, `json-syntax`,
  ///   `json-duplicate-name`, `invalid-utf8`, `unexpected-end` and `limit-exceeded`.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    let document: ExpandedDocument
    let nodes: NodeMap
    do {
      document = try ExpandedDocument(bytes, options: options)
      nodes = try document.nodeMap(renumbers: false)
    } catch {
      throw .source(error)
    }
    var writer = DatasetWriter(
      nodes, options: options, lines: recordsLines ? LineTable(bytes) : nil)
    do { try writer.write(into: &sink) } catch { throw .sink(error) }
  }
}

extension ExpandedDocument {
  /// The nodes of the document.
  func nodeMap(renumbers: Bool) throws(SyntaxError) -> NodeMap {
    do { return try NodeMap(self, renumbers: renumbers) } catch {
      throw SyntaxError(error, in: documents)
    }
  }
}
