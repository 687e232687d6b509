import RDFGraph
public import RDFModel

/// Reads the documents that LOAD names.
///
/// The engine has no loader unless its host gives it one, and reads nothing else.
public protocol DocumentLoader: Sendable {
  /// Reads a document into a sink.
  ///
  /// - Throws: anything, also to refuse a source; LOAD SILENT goes on without the document.
  func load<Sink: TripleSink & ~Copyable>(_ source: IRI, into sink: inout Sink) throws
}

extension UpdateEngine {
  /// LOAD: a document that cannot be read to its end leaves nothing behind.
  func load(
    _ source: IRI, into graph: IRI?, _ transaction: inout GraphTransaction
  ) throws(EngineError) {
    guard let loader else {
      throw EngineError(
        code: .loadRefused, message: "LOAD <\(source.value)> is not allowed here",
        remedy: "load the document by other means, or allow its source")
    }
    do {
      var builder = try GraphBuilder()
      try builder.beginDocument(source: source.value)
      try loader.load(source, into: &builder)
      try transaction.beginDocument(source: source.value, graph: graph)
      try builder.finish().push(into: &transaction)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError(
        code: .loadFailed, message: "LOAD <\(source.value)> failed: \(error)",
        remedy: "check the document, or write LOAD SILENT")
    }
  }
}
