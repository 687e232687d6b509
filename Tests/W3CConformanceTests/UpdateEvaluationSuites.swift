import IsoglossTestSupport
import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import SPARQLReference
import Testing

enum UpdateEvaluationSuites {
  /// The groups of update evaluation tests, with how many tests each manifest lists.
  static let suites: [ConformanceSuite] = [
    ("sparql11/add", 8), ("sparql11/basic-update", 13), ("sparql11/clear", 4),
    ("sparql11/copy", 6), ("sparql11/delete", 19), ("sparql11/delete-data", 6),
    ("sparql11/delete-insert", 17), ("sparql11/delete-where", 6), ("sparql11/drop", 4),
    ("sparql11/move", 6), ("sparql11/update-silent", 13), ("sparql12/eval-triple-terms", 41),
  ].map { ConformanceSuite("sparql/\($0)/manifest.ttl", in: .rdfTests, count: $1) }

  static let tests = suites.flatMap { suite in
    suite.tests.filter { $0.isOf(type: "UpdateEvaluationTest") }
  }
}

/// What an update evaluation test asks.
enum UpdateEvaluationTest {
  private static func ut(_ name: String) -> IRI {
    IRI(trusted: "http://www.w3.org/2009/sparql/tests/test-update#" + name)
  }

  static func check(_ test: Manifest.Entry) throws {
    guard let action = test.action,
      let file = test.statements.object(action, ut("request"))?.iri, let result = test.result
    else { throw SuiteError("no request or no result") }
    let text = String(decoding: try test.folder.bytes(file), as: UTF8.self)
    let update = try SPARQLParser.parse(update: text, base: file, sourceName: file.value)
    let before = try dataset(test, action)
    let after = try UpdateEngine().apply(update, to: before)
    let expected = try quads(of: dataset(test, result))
    let found = try quads(of: after)
    let matches = try areIsomorphic(found, expected)
    #expect(matches, "\(test.iri): \(found) is not \(expected)")
    if update.operations.contains(where: { if case .load = $0 { true } else { false } }) { return }
    var reference = ReferenceUpdate(try quads(of: before))
    try reference.apply(update)
    let agrees = try areIsomorphic(Array(reference.quads), expected)
    #expect(agrees, "\(test.iri) by the reference: \(reference.quads) is not \(expected)")
  }

  private static func dataset(
    _ test: Manifest.Entry, _ node: Term
  ) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    for data in test.statements.objects(node, ut("data")) {
      guard let file = data.iri else { throw SuiteError("no data") }
      try builder.beginDocument(source: file.value)
      try builder.receive(TripleBatch(try TestGraph.quads(file, in: test.folder)))
    }
    for data in test.statements.objects(node, ut("graphData")) {
      guard let file = test.statements.object(data, ut("graph"))?.iri,
        let label = test.statements.object(data, RDFS.label)?.literal?.lexicalForm
      else { throw SuiteError("no graph") }
      try builder.beginDocument(source: file.value, graph: IRI(trusted: label))
      try builder.receive(TripleBatch(try TestGraph.quads(file, in: test.folder)))
    }
    return builder.finish()
  }

  private static func quads(of snapshot: GraphSnapshot) throws -> [Quad] {
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    return collector.quads
  }
}

// Source: https://w3c.github.io/rdf-tests/sparql/sparql11/

@Suite("W3C SPARQL update evaluation tests")
struct UpdateEvaluationTests {
  @Test("Every manifest is there and complete")
  func presence() {
    for suite in UpdateEvaluationSuites.suites { suite.checkPresence() }
    if SuiteFolder.root != nil { #expect(UpdateEvaluationSuites.tests.count == 97) }
  }

  @Test("Updates", arguments: UpdateEvaluationSuites.tests)
  func updates(test: Manifest.Entry) {
    do { try UpdateEvaluationTest.check(test) } catch { Issue.record("\(test.iri): \(error)") }
  }
}
