import RDFModel
import Testing

@testable import RDFGraph

@Suite("Canonical form (RDFC-1.0)")
struct CanonicalizationTests {
  private static let predicate = Term.iri(IRI(trusted: "http://example.org/p"))

  private static func node(_ number: Int) -> Term { .blankNode(BlankNode("n\(number)")) }

  private static func link(_ from: Int, _ to: Int, graph: Term? = nil) -> Quad {
    Quad(Triple(node(from), predicate, node(to)), graph: graph)
  }

  private static func snapshot(_ quads: [Quad]) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    return builder.finish()
  }

  private static func text(_ quads: [Quad]) throws -> String {
    String(decoding: try snapshot(quads).canonicalized().nQuads, as: UTF8.self)
  }

  /// Few blank nodes, predicates and values, so that many nodes look alike.
  private static func symmetricQuads(seed: UInt64) -> [Quad] {
    var random = Lehmer(state: seed)
    return (0..<12).map { _ in
      let subject = node(Int.random(in: 0..<6, using: &random))
      let predicate = Term.iri(
        IRI(trusted: "http://example.org/p\(Int.random(in: 0..<2, using: &random))"))
      let object: Term =
        Int.random(in: 0..<5, using: &random) == 0
        ? .literal(Literal("v")) : node(Int.random(in: 0..<6, using: &random))
      let graph = Int.random(in: 0..<8, using: &random)
      return Quad(Triple(subject, predicate, object), graph: graph < 4 ? node(graph) : nil)
    }
  }

  private static func renamed(_ quads: [Quad], _ names: [Int]) -> [Quad] {
    func rename(_ term: Term) -> Term {
      guard case .blankNode(let node) = term, let number = Int(node.label.dropFirst()) else {
        return term
      }
      return .blankNode(BlankNode("other\(names[number])"))
    }
    return quads.map {
      Quad(
        Triple(rename($0.triple.subject), $0.triple.predicate, rename($0.triple.object)),
        graph: $0.graph.map(rename))
    }
  }

  @Test("labels and order do not matter", arguments: Array(1...40) as [UInt64])
  func labelsAndOrder(seed: UInt64) throws {
    let quads = Self.symmetricQuads(seed: seed)
    var random = Lehmer(state: seed + 1000)
    let first = try Self.snapshot(quads).canonicalized()
    for _ in 0..<3 {
      let other = Self.renamed(
        quads.shuffled(using: &random), Array(0..<6).shuffled(using: &random))
      let second = try Self.snapshot(other).canonicalized()
      #expect(second.nQuads == first.nQuads)
      #expect(second.contentHash == first.contentHash)
    }
    #expect(first.contentHash.utf8.count == 64)
  }

  @Test("one statement less is another hash", arguments: Array(1...10) as [UInt64])
  func difference(seed: UInt64) throws {
    let quads = Array(Set(Self.symmetricQuads(seed: seed)))
    let whole = try Self.snapshot(quads).canonicalized()
    for index in quads.indices {
      var fewer = quads
      fewer.remove(at: index)
      #expect(try Self.snapshot(fewer).canonicalized().contentHash != whole.contentHash)
    }
  }

  @Test("the canonical form is its own canonical form up to labels")
  func fixedPoint() throws {
    let quads = Self.symmetricQuads(seed: 3)
    let snapshot = try Self.snapshot(quads)
    let first = try snapshot.canonicalized()
    func rename(_ term: Term) -> Term {
      guard case .blankNode(let node) = term, let issued = first.issuedIdentifiers[node] else {
        return term
      }
      return .blankNode(issued)
    }
    let renamed = quads.map {
      Quad(
        Triple(rename($0.triple.subject), $0.triple.predicate, rename($0.triple.object)),
        graph: $0.graph.map(rename))
    }
    let lines = Set(renamed).map { quad in
      let terms = [quad.triple.subject, quad.triple.predicate, quad.triple.object, quad.graph]
      return terms.compactMap { $0?.description }.joined(separator: " ") + " .\n"
    }
    let document = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined()
    #expect(String(decoding: first.nQuads, as: UTF8.self) == document)
  }

  @Test("a triple in two graphs is two lines, and nothing is none")
  func graphs() throws {
    let quads = [Self.link(0, 1), Self.link(0, 1, graph: Self.node(2))]
    #expect(try Self.text(quads).split(separator: "\n").count == 2)
    let empty = try Self.snapshot([]).canonicalized()
    #expect(empty.nQuads.isEmpty)
    #expect(
      empty.contentHash == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("a graph has a content hash of its own, whatever its name")
  func selections() throws {
    let named = try Self.snapshot([
      Self.link(0, 1), Self.link(2, 3, graph: Self.node(9)), Self.link(3, 4, graph: Self.node(9)),
    ])
    let alone = try Self.snapshot([Self.link(5, 6), Self.link(7, 5)])
    let graph = try named.canonicalized(named.selection(ofGraphs: [1]))
    #expect(try graph.contentHash == alone.canonicalized().contentHash)
    #expect(try graph.contentHash != named.canonicalized().contentHash)
    #expect(graph.issuedIdentifiers.count == 3)
  }

  @Test("literals have the escapes and order of canonical N-Quads")
  func literals() throws {
    let subject = Term.iri(IRI(trusted: "http://example.org/s"))
    let forms = ["\u{7F}\u{0}\u{8}\u{B}", "\"\\\n\r\t\u{C}", "\u{FFFE}\u{FFFF}", "é😀"]
    var quads = forms.map {
      Quad(Triple(subject, Self.predicate, .literal(Literal($0, datatype: XSD.string))))
    }
    quads.append(
      Quad(Triple(subject, Self.predicate, .literal(Literal("a", language: "en-GB")))))
    quads.append(
      Quad(Triple(subject, Self.predicate, .literal(Literal("1", datatype: XSD.integer)))))
    let start = "<http://example.org/s> <http://example.org/p> "
    let expected = [
      #""1"^^<http://www.w3.org/2001/XMLSchema#integer>"#, #""\"\\\n\r\t\f""#,
      #""\u007F\u0000\b\u000B""#, #""\uFFFE\uFFFF""#, #""a"@en-GB"#, "\"é😀\"",
    ]
    #expect(try Self.text(quads) == expected.map { start + $0 + " .\n" }.joined())
  }

  @Test("a clique of blank nodes stops at the limit", arguments: [10, 40])
  func poison(count: Int) throws {
    let quads = (0..<count).flatMap { from in (0..<count).map { Self.link(from, $0) } }
    let snapshot = try Self.snapshot(quads)
    let error = #expect(throws: CanonicalizationError.self) {
      try snapshot.canonicalized(limits: CanonicalizationLimits(steps: 4096))
    }
    #expect(error?.code == .limitExceeded)
    #expect(error?.message.contains("\(count) blank nodes look alike") == true)
    #expect(error?.message.contains("the limit steps = 4096") == true)
  }

  @Test("a ring of blank nodes is no deeper than memory")
  func ring() throws {
    let count = 3000
    let snapshot = try Self.snapshot((0..<count).map { Self.link($0, ($0 + 1) % count) })
    let error = #expect(throws: CanonicalizationError.self) {
      try snapshot.canonicalized(limits: CanonicalizationLimits(steps: 0))
    }
    #expect(error?.code == .limitExceeded)
    let short = try Self.snapshot((0..<20).map { Self.link($0, ($0 + 1) % 20) })
    #expect(try short.canonicalized().issuedIdentifiers.count == 20)
  }

  @Test("triple terms are refused")
  func tripleTerms() throws {
    let triple = Triple(Self.predicate, Self.predicate, Self.predicate)
    let snapshot = try Self.snapshot([
      Quad(Triple(Self.predicate, Self.predicate, .tripleTerm(triple)))
    ])
    let error = #expect(throws: CanonicalizationError.self) { try snapshot.canonicalized() }
    #expect(error?.code == .tripleTerm)
  }

  @Test("SHA-384 has its own hash")
  func hashFunctions() throws {
    let snapshot = try Self.snapshot([Self.link(0, 1)])
    #expect(try snapshot.canonicalized(hash: .sha384).contentHash.utf8.count == 96)
  }

  @Test("every order comes once")
  func permutations() {
    var order: [UInt32] = [1, 2, 2, 5]
    var seen: Set<[UInt32]> = [order]
    while order.advanceToNextPermutation() { #expect(seen.insert(order).inserted) }
    #expect(seen.count == 12)
    #expect(order == [5, 2, 2, 1])
  }
}
