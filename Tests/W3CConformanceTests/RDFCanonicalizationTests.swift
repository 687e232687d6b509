import ByteStorage
import Foundation
import IsoglossTestSupport
import RDFGraph
import RDFModel
import RDFSyntax
import Testing

// Source: https://w3c.github.io/rdf-canon/tests/

@Suite("W3C tests of RDF Dataset Canonicalization (RDFC-1.0)")
struct RDFCanonicalizationTests {
  static let suite = ConformanceSuite(
    "tests/manifest.ttl", in: .rdfCanonicalization, count: 86)
  private static let hashAlgorithm = IRI(
    trusted: "https://w3c.github.io/rdf-canon/tests/vocab#hashAlgorithm")

  @Test("The manifest is there and complete")
  func presence() {
    Self.suite.checkPresence()
    guard !Self.suite.tests.isEmpty else { return }
    for (type, count) in [
      ("RDFC10EvalTest", 64), ("RDFC10MapTest", 21), ("RDFC10NegativeEvalTest", 1),
    ] {
      #expect(Self.suite.tests.count { $0.isOf(type: type) } == count, "\(type)")
    }
  }

  @Test("RDFC-1.0", arguments: suite.tests)
  func canonicalization(test: Manifest.Entry) {
    Self.suite.run(test) { try check(test) }
  }

  private func check(_ test: Manifest.Entry) throws {
    guard let action = test.action?.iri else { throw SuiteError("no action") }
    let snapshot = try snapshot(of: test.folder.bytes(action), name: action.value)
    let hash = try hash(of: test)
    if test.isOf(type: "RDFC10NegativeEvalTest") {
      let error = #expect(throws: CanonicalizationError.self) {
        try snapshot.canonicalized(hash: hash)
      }
      #expect(error?.code == .limitExceeded)
      return
    }
    guard let result = test.result?.iri else { throw SuiteError("no result") }
    let expected = try test.folder.bytes(result)
    let canonical = try snapshot.canonicalized(hash: hash)
    if test.isOf(type: "RDFC10MapTest") {
      let map = try JSONDecoder().decode([String: String].self, from: Data(expected))
      let issued = canonical.issuedIdentifiers.map { ($0.key.label, $0.value.label) }
      #expect(Dictionary(uniqueKeysWithValues: issued) == map)
    } else if test.isOf(type: "RDFC10EvalTest") {
      #expect(canonical.nQuads == expected, "\(String(decoding: canonical.nQuads, as: UTF8.self))")
    } else {
      throw SuiteError("unknown type of test")
    }
  }

  private func hash(of test: Manifest.Entry) throws -> CanonicalizationHash {
    switch test.objects(Self.hashAlgorithm).first?.literal?.lexicalForm {
    case nil, "SHA256": return .sha256
    case "SHA384": return .sha384
    case let name?: throw SuiteError("unknown hash function \(name)")
    }
  }

  private func snapshot(of bytes: [UInt8], name: String) throws -> GraphSnapshot {
    var reader = NQuadsReader(options: ReaderOptions(sourceName: name))
    var builder = try GraphBuilder()
    try reader.read(bytes.span, into: &builder)
    try reader.finish(into: &builder)
    return builder.finish()
  }
}
