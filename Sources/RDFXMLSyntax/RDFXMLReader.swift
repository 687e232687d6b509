public import RDFModel

/// A streaming reader of RDF/XML on libxml2's push interface.
///
/// Memory does not grow with the document, but for the distinct names in it and the identifiers
/// given with `rdf:ID`, which must be unique. Nothing outside the document is ever opened: external
/// subsets are passed over, and a reference to an external entity is an error. Entities of the internal subset are expanded
/// within ``ReaderLimits/entityBytes``.
///
/// Generated blank nodes are labelled `b0`, `b1` and so on; an `rdf:nodeID` keeps its name, unless
/// it looks like one of those, in which case an `x` follows it.
///
/// Annotations are read in any document. A direction (`its:dir`) or a triple term
/// (`rdf:parseType="Triple"`) counts only in the scope of an `rdf:version` from 1.2 on; elsewhere it
/// is passed over, as the tests of the specification ask.
///
/// Errors carry the codes of `SyntaxError.Code` that this module adds, or those of `RDFModel`.
///
/// - Complexity: O(n) in the bytes of the document and what its entities expand to.
///
/// Source: RDF 1.2 XML Syntax; XML 1.0 (fifth edition); Namespaces in XML 1.0.
public struct RDFXMLReader: TripleReader, ~Copyable {
  private var parser: XMLPushParser

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    parser = XMLPushParser(options: options)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError``.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    var start = 0
    while start < bytes.count {
      let length = min(parser.nextPiece, bytes.count - start)
      try feed(bytes.extracting(start..<start + length), last: false)
      start += length
      try parser.declarePrefixes(to: &sink)
      if parser.wantsFlush { try parser.flush(into: &sink) }
    }
  }

  /// Reads what is left and passes the last batch on.
  ///
  /// - Throws: ``StreamError``; a document that is not complete is an error of its source.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try feed(Span(), last: true)
    try parser.declarePrefixes(to: &sink)
    try parser.flush(into: &sink)
  }

  private mutating func feed(_ bytes: Span<UInt8>, last: Bool) throws(StreamError) {
    do {
      try parser.feed(bytes, last: last)
    } catch {
      throw .source(error)
    }
  }
}

extension XMLPushParser {
  var wantsFlush: Bool { unsafe grammar.pointee.wantsFlush }

  /// Tells the sink of prefixes that were declared since it was last told.
  func declarePrefixes<Sink: TripleSink & ~Copyable>(to sink: inout Sink) throws(StreamError) {
    guard unsafe !grammar.pointee.declarations.fresh.isEmpty else { return }
    for (prefix, namespace) in unsafe grammar.pointee.declarations.takeFresh() {
      do {
        try sink.declare(prefix: prefix, namespace: namespace)
      } catch {
        throw .sink(error)
      }
    }
  }

  /// Passes the batch on and starts the next.
  func flush<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws(StreamError) {
    if unsafe grammar.pointee.batch.count > 0 {
      do {
        try unsafe sink.receive(grammar.pointee.batch)
      } catch {
        throw .sink(error)
      }
    }
    unsafe grammar.pointee.startNextBatch()
  }
}
