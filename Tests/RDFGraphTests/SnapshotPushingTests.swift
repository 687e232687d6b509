import RDFModel
import Testing

@testable import RDFGraph

@Suite("Passing a snapshot on")
struct SnapshotPushingTests {
  @Test("every quad comes out as it went in, each once", arguments: [0, 3])
  func quads(graphs: Int) throws {
    let quads = GraphSnapshotTests.randomQuads(300, seed: 7, graphs: graphs)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    #expect(Set(collector.quads) == Set(quads))
    #expect(collector.quads.count == Set(quads).count)
  }

  @Test("a selection comes out as triples without a graph")
  func selection() throws {
    let quads = GraphSnapshotTests.randomQuads(300, seed: 8, graphs: 3)
    var builder = try GraphBuilder()
    try fill(&builder, quads)
    let snapshot = builder.finish()
    var collector = QuadCollector()
    try snapshot.push(snapshot.selection(ofGraphs: [1]), into: &collector)
    let name = snapshot.term(snapshot.graphNames[0])
    #expect(
      Set(collector.quads) == Set(quads.filter { $0.graph == name }.map { Quad($0.triple) }))
  }

  @Test("blank nodes of two documents stay two")
  func blankNodes() throws {
    var builder = try GraphBuilder()
    let node = Term.blankNode(BlankNode("b"))
    for source in ["one", "two"] {
      try builder.beginDocument(source: source)
      try fill(&builder, [Quad(Triple(node, .iri(RDF.type), .iri(RDF.nil)))])
    }
    var collector = QuadCollector()
    try builder.finish().push(into: &collector)
    #expect(Set(collector.quads.map(\.triple.subject)).count == 2)
  }
}
