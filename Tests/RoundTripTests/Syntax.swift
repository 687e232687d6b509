import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import RDFXMLSyntax

/// A syntax that is read and written.
enum Syntax: String, CaseIterable, Sendable {
  case ntriples, nquads, turtle, trig, rdfxml

  /// Whether a document holds named graphs.
  var holdsDatasets: Bool { self == .nquads || self == .trig }

  /// Whether what is written does not depend on the order of the source.
  var isSorted: Bool { self == .turtle || self == .trig || self == .rdfxml }

  func read(_ bytes: [UInt8], base: IRI? = nil, pieceSize: Int = .max) -> ReadDocument {
    switch self {
    case .ntriples: read(bytes, NTriplesReader.self, base, pieceSize)
    case .nquads: read(bytes, NQuadsReader.self, base, pieceSize)
    case .turtle: read(bytes, TurtleReader.self, base, pieceSize)
    case .trig: read(bytes, TriGReader.self, base, pieceSize)
    case .rdfxml: read(bytes, RDFXMLReader.self, base, pieceSize)
    }
  }

  private func read<Reader: TripleReader & ~Copyable>(
    _ bytes: [UInt8], _ type: Reader.Type, _ base: IRI?, _ pieceSize: Int
  ) -> ReadDocument {
    IsoglossTestSupport.read(
      bytes, with: type, options: ReaderOptions(base: base), pieceSize: pieceSize)
  }

  func write(_ quads: [Quad], prefixes: [String: IRI] = [:]) throws -> [UInt8] {
    switch self {
    case .ntriples: try fill(NTriplesWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
    case .nquads: try fill(NQuadsWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
    case .turtle: try fill(TurtleWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
    case .trig: try fill(TriGWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
    case .rdfxml: try fill(RDFXMLWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
    }
  }

  private func fill<Writer: TripleSink & ~Copyable>(
    _ writer: consuming Writer, _ quads: [Quad], _ prefixes: [String: IRI],
    finish: (consuming Writer) throws -> ByteBuffer
  ) throws -> [UInt8] {
    for (prefix, namespace) in prefixes.sorted(by: { $0.key < $1.key }) {
      try writer.declare(prefix: prefix, namespace: namespace)
    }
    try writer.receive(TripleBatch(quads))
    let output = try finish(writer)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(output.count)
    for index in 0..<output.count { bytes.append(output[index]) }
    return bytes
  }
}
