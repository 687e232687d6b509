import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Synchronization
import Testing

/// The W3C's N-Triples and N-Quads, read leniently: what is right is read as by a strict reader,
/// what is wrong costs its own lines alone.
@Suite("W3C tests of the line-based syntaxes, read leniently")
struct LenientReadingTests {
  private final class Faults: Sendable {
    private let errors = Mutex<[SyntaxError]>([])

    func add(_ error: SyntaxError) { errors.withLock { $0.append(error) } }

    var all: [SyntaxError] { errors.withLock { $0 } }
  }

  private static let suites = [
    RDF11Suites.nTriples, RDF11Suites.nQuads, RDF12Suites.nTriplesSyntax,
    RDF12Suites.nQuadsSyntax,
  ]

  @Test("Faults are told, and nothing else is left out", arguments: suites.flatMap(\.tests))
  func faults(test: Manifest.Entry) throws {
    let action = try #require(test.action?.iri)
    let bytes = try test.folder.bytes(action)
    if action.value.hasSuffix(".nt") {
      check(bytes, with: NTriplesReader.self)
    } else {
      check(bytes, with: NQuadsReader.self)
    }
  }

  private func check<Reader: TripleReader & ~Copyable>(_ bytes: [UInt8], with type: Reader.Type) {
    let strict = read(bytes, with: type)
    for pieceSize in [1, Int.max] {
      let faults = Faults()
      let options = ReaderOptions(mode: .lenient { faults.add($0) })
      let document = read(bytes, with: type, options: options, pieceSize: pieceSize)
      #expect(document.error == nil)
      #expect(faults.all.first == strict.error)
      #expect(document.quads.starts(with: strict.quads))
      if strict.error == nil { #expect(document.quads == strict.quads) }
      let lines = faults.all.map(\.position.line)
      #expect(Set(lines).count == lines.count)
    }
  }
}
