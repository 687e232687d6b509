import JSONLDSyntax
import RDFModel
import RDFSyntax
import RDFXMLSyntax

/// A syntax of graphs, called by the extension of its files.
enum Syntax: String, CaseIterable, Sendable {
  case nt, nq, ttl, trig, rdf, jsonld

  /// Whether an input may come in pieces that change nothing about memory.
  var isStreaming: Bool { self != .jsonld }

  /// Whether positions count UTF-8: RDF/XML has other encodings too.
  var isUTF8: Bool { self != .rdf }

  /// Reads a document in pieces of some size.
  func read<Sink: TripleSink & ~Copyable>(
    _ bytes: [UInt8], options: ReaderOptions, pieceSize: Int, into sink: inout Sink
  ) throws(StreamError) {
    switch self {
    case .nt:
      try feed(bytes, to: NTriplesReader(options: options), pieceSize: pieceSize, into: &sink)
    case .nq:
      try feed(bytes, to: NQuadsReader(options: options), pieceSize: pieceSize, into: &sink)
    case .ttl:
      try feed(bytes, to: TurtleReader(options: options), pieceSize: pieceSize, into: &sink)
    case .trig:
      try feed(bytes, to: TriGReader(options: options), pieceSize: pieceSize, into: &sink)
    case .rdf:
      try feed(bytes, to: RDFXMLReader(options: options), pieceSize: pieceSize, into: &sink)
    case .jsonld:
      try feed(bytes, to: JSONLDReader(options: options), pieceSize: pieceSize, into: &sink)
    }
  }

  private func feed<Reader: TripleReader & ~Copyable, Sink: TripleSink & ~Copyable>(
    _ bytes: [UInt8], to reader: consuming Reader, pieceSize: Int, into sink: inout Sink
  ) throws(StreamError) {
    var start = 0
    while start < bytes.count {
      let end = start + min(pieceSize, bytes.count - start)
      try reader.read(bytes.span.extracting(start..<end), into: &sink)
      start = end
    }
    try reader.finish(into: &sink)
  }
}
