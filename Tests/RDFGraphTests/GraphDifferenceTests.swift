import RDFModel
import Testing

@testable import RDFGraph

private func iri(_ name: String) -> Term { .iri(IRI(trusted: "http://example.org/" + name)) }
private func node(_ name: String) -> Term { .blankNode(BlankNode(name)) }

@Suite("Graph difference")
struct GraphDifferenceTests {
  /// Renames the blank nodes of quads at random.
  static func relabelled(_ quads: Set<Quad>, _ random: inout Lehmer) -> Set<Quad> {
    let nodes = Set(quads.flatMap(\.blankNodes)).sorted { $0.label < $1.label }
    let names = nodes.indices.map { BlankNode("z\($0)") }.shuffled(using: &random)
    let renaming = Dictionary(uniqueKeysWithValues: zip(nodes, names))
    return Set(quads.map { $0.renamed(renaming) })
  }

  @Test("a graph with other labels has no difference", arguments: [UInt64](1...20))
  func relabelling(seed: UInt64) throws {
    var random = Lehmer(state: seed)
    let quads = Set((0..<60).map { _ in RandomUpdateTests.quad(&random) })
    let other = Self.relabelled(quads, &random)
    #expect(try areIsomorphic(quads, other))
    #expect(GraphDifference(from: quads, to: other).isEmpty)
  }

  @Test("removing and adding makes the other graph", arguments: [UInt64](1...20))
  func applying(seed: UInt64) throws {
    var random = Lehmer(state: seed)
    let old = Set((0..<60).map { _ in RandomUpdateTests.quad(&random) })
    var new = old
    for quad in old.shuffled(using: &random).prefix(4) { new.remove(quad) }
    for _ in 0..<4 { new.insert(RandomUpdateTests.quad(&random)) }
    let difference = GraphDifference(from: old, to: Self.relabelled(new, &random))
    #expect(difference.removed.isSubset(of: old))
    #expect(difference.added.isDisjoint(with: old))
    #expect(try areIsomorphic(old.subtracting(difference.removed).union(difference.added), new))
  }

  @Test("one changed statement about a blank node is one statement of difference")
  func small() throws {
    func address(_ street: String, _ label: String) -> Set<Quad> {
      [
        Quad(Triple(iri("a"), iri("address"), node(label))),
        Quad(Triple(node(label), iri("street"), .literal(Literal(street)))),
        Quad(Triple(node(label), iri("city"), .literal(Literal("Bern")))),
        Quad(Triple(node(label), iri("country"), iri("ch"))),
      ]
    }
    let difference = GraphDifference(from: address("One", "x"), to: address("Two", "y"))
    #expect(difference.removed.count == 1 && difference.added.count == 1)
    #expect(difference.removed.first?.triple.subject == difference.added.first?.triple.subject)
  }

  @Test("graphs in which all nodes look the same are given up, not tried for ever")
  func poison() throws {
    func cliques(_ sizes: [Int], _ prefix: String) -> Set<Quad> {
      var quads: Set<Quad> = []
      for (number, size) in sizes.enumerated() {
        for one in 0..<size {
          for other in 0..<size where one != other {
            quads.insert(
              Quad(
                Triple(
                  node("\(prefix)\(number)_\(one)"), iri("p"), node("\(prefix)\(number)_\(other)")))
            )
          }
        }
      }
      return quads
    }
    let (one, other) = (cliques([4, 4, 4], "a"), cliques([4, 4, 4], "b"))
    #expect(try areIsomorphic(one, other))
    #expect(GraphDifference(from: one, to: other).isEmpty)
    // A ring of twelve and two of six agree in every round.
    func rings(_ sizes: [Int]) -> Set<Quad> {
      var quads: Set<Quad> = []
      for (number, size) in sizes.enumerated() {
        for step in 0..<size {
          let (from, to) = ("r\(number)_\(step)", "r\(number)_\((step + 1) % size)")
          quads.insert(Quad(Triple(node(from), iri("p"), node(to))))
        }
      }
      return quads
    }
    #expect(try !areIsomorphic(rings([12]), rings([6, 6])))
    #expect(throws: IsomorphismUndecided.self) {
      try areIsomorphic(rings([12]), rings([6, 6]), attempts: 2)
    }
    let difference = GraphDifference(from: rings([12]), to: rings([6, 6]))
    #expect(!difference.isEmpty)
  }

  @Test("snapshots are compared with their named graphs")
  func snapshots() throws {
    let quad = Quad(Triple(iri("a"), iri("p"), node("b")), graph: iri("g"))
    var builder = try GraphBuilder()
    try fill(&builder, [quad])
    let old = builder.finish()
    var transaction = GraphTransaction(on: old)
    transaction.delete(quad)
    try transaction.insert(Quad(quad.triple))
    let difference = GraphDifference(from: old, to: transaction.commit())
    #expect(difference.removed == [quad])
    #expect(difference.added == [Quad(quad.triple)])
  }
}
