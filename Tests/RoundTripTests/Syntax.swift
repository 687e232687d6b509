import ByteStorage
import IsoglossTestSupport
import JSONLDSyntax
import RDFModel
import RDFSyntax
import RDFXMLSyntax

/// A syntax that is read and written.
enum Syntax: String, CaseIterable, Sendable {
  case ntriples, nquads, turtle, trig, rdfxml, jsonld

  /// Whether a document holds named graphs.
  var holdsDatasets: Bool { self == .nquads || self == .trig || self == .jsonld }

  /// Whether what is written does not depend on the order of the source.
  var isSorted: Bool { self != .ntriples && self != .nquads }

  /// Whether the lexical forms of literals survive: of JSON literals, JSON-LD keeps the value, and
  /// refuses those that have none.
  func keepsForms(of quads: [Quad]) -> Bool {
    self != .jsonld
      || !quads.contains {
        $0.triple.object.literal?.datatype.value == RDF.namespace + "JSON"
      }
  }

  func read(_ bytes: [UInt8], base: IRI? = nil, pieceSize: Int = .max) -> ReadDocument {
    switch self {
    case .ntriples: read(bytes, NTriplesReader.self, base, pieceSize)
    case .nquads: read(bytes, NQuadsReader.self, base, pieceSize)
    case .turtle: read(bytes, TurtleReader.self, base, pieceSize)
    case .trig: read(bytes, TriGReader.self, base, pieceSize)
    case .rdfxml: read(bytes, RDFXMLReader.self, base, pieceSize)
    case .jsonld: readJSONLD(bytes, base, pieceSize)
    }
  }

  /// Reads JSON-LD with base directions as RDF 1.2 has them.
  private func readJSONLD(_ bytes: [UInt8], _ base: IRI?, _ pieceSize: Int) -> ReadDocument {
    var reader = JSONLDReader(
      options: ReaderOptions(base: base),
      jsonLD: JSONLDOptions(rdfDirection: .directionalString))
    var collector = QuadCollector()
    var failure: SyntaxError?
    do throws(StreamError) {
      var start = 0
      while start < bytes.count {
        let end = start + min(pieceSize, bytes.count - start)
        try reader.read(bytes.span.extracting(start..<end), into: &collector)
        start = end
      }
      try reader.finish(into: &collector)
    } catch {
      if case .source(let syntax) = error { failure = syntax }
    }
    return ReadDocument(quads: collector.quads, prefixes: collector.prefixes, error: failure)
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
    case .jsonld: try fill(JSONLDWriter(ByteBuffer()), quads, prefixes) { try $0.finish() }
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
