import Foundation
import IsoglossTestSupport
import RDFModel
import Testing

/// Parse, write, parse: the same dataset in every pair of syntaxes, and the same bytes whatever the
/// order of the source.
@Suite("Round trips between all syntaxes")
struct RoundTripTests {
  /// The documents of a suite that are good, with the syntax they are in.
  struct Documents: Sendable, CustomStringConvertible {
    let suite: ConformanceSuite
    let syntax: Syntax

    init(_ path: String, _ count: Int, _ syntax: Syntax) {
      suite = ConformanceSuite("rdf/\(path)/manifest.ttl", in: .rdfTests, count: count)
      self.syntax = syntax
    }

    var description: String { suite.path }
  }

  static let documents = [
    Documents("rdf11/rdf-n-triples", 70, .ntriples), Documents("rdf11/rdf-n-quads", 87, .nquads),
    Documents("rdf11/rdf-turtle", 313, .turtle), Documents("rdf11/rdf-trig", 356, .trig),
    Documents("rdf11/rdf-xml", 166, .rdfxml),
    Documents("rdf12/rdf-n-triples/syntax", 29, .ntriples),
    Documents("rdf12/rdf-n-quads/syntax", 27, .nquads),
    Documents("rdf12/rdf-turtle/syntax", 74, .turtle),
    Documents("rdf12/rdf-turtle/eval", 29, .turtle), Documents("rdf12/rdf-trig/syntax", 35, .trig),
    Documents("rdf12/rdf-trig/eval", 25, .trig), Documents("rdf12/rdf-xml/eval", 31, .rdfxml),
  ]

  @Test("The W3C's documents", arguments: documents)
  func w3c(_ documents: Documents) throws {
    guard SuiteFolder.root != nil else {
      print("skipped: round trips of \(documents), for ISOGLOSS_SUITES names no folder")
      #expect(!SuiteFolder.isContinuousIntegration, "ISOGLOSS_SUITES has to be set where CI=true")
      return
    }
    #expect(documents.suite.tests.count == documents.suite.count)
    var random = SeededGenerator(seed: 1)
    for test in documents.suite.tests
    where !test.types.contains(where: { $0.value.contains("Negative") }) {
      let action = try #require(test.action?.iri)
      let source = documents.syntax.read(try test.folder.bytes(action), base: action)
      #expect(source.error == nil, "\(test.iri)")
      try RoundTrip.check(source.quads, prefixes: source.prefixes, "\(test.iri)")
      try RoundTrip.checkOrder(
        source.quads, prefixes: source.prefixes, "\(test.iri)", using: &random)
    }
  }

  @Test("The shipped vocabularies")
  func ontology() throws {
    var random = SeededGenerator(seed: 2)
    for file in try ShippedOntology.files("rdf") {
      let source = Syntax.rdfxml.read([UInt8](try Data(contentsOf: file)))
      let name = file.lastPathComponent
      #expect(source.error == nil, "\(name)")
      for syntax in Syntax.allCases {
        let written = try syntax.write(source.quads, prefixes: source.prefixes)
        let result = syntax.read(written)
        #expect(result.error == nil, "\(name) as \(syntax)")
        #expect(try areIsomorphic(source.quads, result.quads), "\(name) as \(syntax)")
      }
      try RoundTrip.checkOrder(source.quads, prefixes: source.prefixes, name, using: &random)
    }
  }

  @Test(
    "A byte order mark and the line ends of other systems change nothing",
    arguments: Syntax.allCases)
  func lineEnds(_ syntax: Syntax) throws {
    let source = Syntax.turtle.read(
      Array(
        """
        @prefix e: <http://e/> .
        e:a e:p "é", "b"@en, [ e:q ( e:b 1.5 ) ] ; a e:C .
        e:a e:q <<( e:a e:p "c" )>> {| e:r "d"@ar--rtl |} .
        """.utf8))
    #expect(source.error == nil)
    let quads = source.quads.filter { Refusal.code([$0], in: syntax) == nil }
    #expect(quads.count >= source.quads.count - 2)
    let written = String(decoding: try syntax.write(quads), as: UTF8.self)
    for end in ["\n", "\r\n", "\r"] {
      for mark in ["", "\u{FEFF}"] {
        for size in [1, 7, .max] {
          let text = mark + written.replacing("\n", with: end)
          let result = syntax.read(Array(text.utf8), pieceSize: size)
          #expect(result.error == nil)
          #expect(try areIsomorphic(result.quads, quads))
        }
      }
    }
  }

  @Test("Random datasets", arguments: 0..<400)
  func random(_ seed: Int) throws {
    try checkRandom(seed: UInt64(seed))
  }

  @Test("Random datasets of today")
  func fresh() throws {
    let first = UInt64.random(in: 0...(.max))
    print("round trips: the first fresh seed is \(first)")
    for number in 0..<100 { try checkRandom(seed: first &+ UInt64(number)) }
  }

  private func checkRandom(seed: UInt64) throws {
    let quads = RandomDataset.quads(seed: seed)
    for quad in quads {
      let iri = try #require(quad.triple.predicate.iri)
      try #require(IRI(iri.value) != nil, "\(iri)")
    }
    try RoundTrip.check(quads, "seed \(seed)")
    var random = SeededGenerator(seed: seed)
    try RoundTrip.checkOrder(quads, "seed \(seed)", using: &random)
  }
}
