import ByteStorage
import RDFModel
import Testing

@testable import RDFGraph

private func iri(_ number: Int) -> Term { .iri(IRI(trusted: "http://example.org/\(number)")) }

@Suite("Many graphs")
struct ManyGraphsTests {
  @Test("a triple in thousands of graphs is one row and one set", arguments: [1, 3])
  func oneTripleManyGraphs(threads: Int) throws {
    let triple = Triple(iri(1), iri(2), iri(3))
    let graphs = (0..<3_000).map { iri(10 + $0) }
    // Stated twice in each, from the last graph to the first.
    let quads = (graphs + graphs).reversed().map { Quad(triple, graph: $0) }
    var builder = try GraphBuilder()
    try fill(&builder, quads, batchSize: 100)
    let snapshot = builder.finish(exactly: threads)
    #expect(snapshot.tripleCount == 1)
    #expect(snapshot.graphNames.count == 3_000)
    #expect(snapshot.graphSetMembers == [Array(1...3_000).map { UInt32($0) }])
    #expect(
      snapshot.graphs(subject: id(snapshot, 1), predicate: id(snapshot, 2), object: id(snapshot, 3))
        .count == 3_000)
  }

  @Test("two hundred vocabularies cost a number per row and order")
  func manyVocabularies() throws {
    var builder = try GraphBuilder()
    var plain = try GraphBuilder()
    for graph in 0..<200 {
      let quads = (0..<20).map { Triple(iri(graph * 100 + $0), iri(50_000), iri($0)) }
      try fill(&builder, quads.map { Quad($0, graph: iri(60_000 + graph)) })
      try fill(&plain, quads.map { Quad($0) })
    }
    let (named, unnamed) = (builder.finish(), plain.finish())
    #expect(named.tripleCount == 4_000)
    #expect(named.graphSetMembers.count == 200)
    let columns = TripleOrder.allCases.map { named.permutation($0).byteCount }.reduce(0, +)
    let bare = TripleOrder.allCases.map { unnamed.permutation($0).byteCount }.reduce(0, +)
    // Each of the three offset columns may have an entry more per graph name.
    #expect(columns - bare <= 3 * 4 * (4_000 + 200))
  }

  private func id(_ snapshot: GraphSnapshot, _ number: Int) -> TermID {
    snapshot.id(of: iri(number)) ?? .unbound
  }
}
