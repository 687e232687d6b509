import IsoglossTestSupport
import RDFGraph
import RDFModel
import RDFSyntax
import SPARQLAlgebra
import SPARQLEngine
import SPARQLReference
import Testing

/// What an evaluation test of the SPARQL suites asks.
enum SPARQLEvaluationTest {
  static func qt(_ name: String) -> IRI {
    IRI(trusted: "http://www.w3.org/2001/sw/DataAccess/tests/test-query#" + name)
  }

  /// Runs the query of a test and compares its result.
  ///
  /// - Parameter prepare: what is done to the data before.
  static func check(
    _ test: Manifest.Entry, prepare: (GraphSnapshot) throws -> GraphSnapshot = { $0 }
  ) throws {
    guard let action = test.action,
      let queryFile = test.statements.object(action, qt("query"))?.iri
    else { throw SuiteError("no query") }
    let text = String(decoding: try test.folder.bytes(queryFile), as: UTF8.self)
    let query = try SPARQLParser.parse(
      query: text, base: queryFile, sourceName: queryFile.value)
    let snapshot = try prepare(snapshot(test, action, query))
    let services = try LocalServices(test, action)
    var engine = QueryEngine(snapshot: snapshot)
    engine.serviceResolver = services
    try compare(SPARQLResultSet(try engine.evaluate(query)), with: test, "the engine")
    let reference = ReferenceEvaluator(try ReferenceDataset(quads(of: snapshot)))
    reference.service = services.reference
    try compare(SPARQLResultSet(try reference.evaluate(query)), with: test, "the reference")
  }

  static func quads(of snapshot: GraphSnapshot) throws -> [Quad] {
    var collector = QuadCollector()
    try snapshot.push(into: &collector)
    return collector.quads
  }

  private static func compare(
    _ given: SPARQLResultSet, with test: Manifest.Entry, _ name: String
  ) throws {
    var result = given
    guard let file = test.result?.iri else { throw SuiteError("no result") }
    var expected = try SPARQLResultSet.expected(file, in: test.folder)
    if test.isOf(type: "CSVResultFormatTest") {
      // CSV does not tell the kinds of terms.
      result = try result.asCSV()
      expected = expected.withBlankNodesOfCSV
    }
    let isLax = test.objects(IRI(trusted: MF.namespace + "resultCardinality"))
      .contains(.iri(IRI(trusted: MF.namespace + "LaxCardinality")))
    let matches = try result.matches(expected, isLax: isLax)
    #expect(matches, "\(test.iri) by \(name): \(result) is not \(expected)")
  }

  private static func snapshot(
    _ test: Manifest.Entry, _ action: Term, _ query: Query
  ) throws -> GraphSnapshot {
    var builder = try GraphBuilder()
    var loaded: Set<IRI> = []
    for data in test.statements.objects(action, qt("data")) {
      guard let file = data.iri else { throw SuiteError("no data") }
      try load(file, as: nil, test, &builder)
    }
    for data in test.statements.objects(action, qt("graphData")) {
      let file = data.iri ?? test.statements.object(data, qt("graph"))?.iri
      let label = test.statements.object(data, RDFS.label)?.literal?.lexicalForm
      guard let file else { throw SuiteError("no graph") }
      let name = label.map { IRI(trusted: $0) } ?? file
      loaded.insert(name)
      try load(file, as: name, test, &builder)
    }
    let chosen = (query.dataset?.defaultGraphs ?? []) + (query.dataset?.namedGraphs ?? [])
    for file in chosen where loaded.insert(file).inserted {
      try load(file, as: file, test, &builder)
    }
    return builder.finish()
  }

  private static func load(
    _ file: IRI, as graph: IRI?, _ test: Manifest.Entry, _ builder: inout GraphBuilder
  ) throws {
    try builder.beginDocument(source: file.value, graph: graph)
    try builder.receive(TripleBatch(try TestGraph.quads(file, in: test.folder)))
  }
}

/// Answers SERVICE from the files that a test names as the data of its endpoints.
private struct LocalServices: ServiceResolver {
  private var snapshots: [IRI: GraphSnapshot] = [:]

  init(_ test: Manifest.Entry, _ action: Term) throws {
    for service in test.statements.objects(action, SPARQLEvaluationTest.qt("serviceData")) {
      guard
        let endpoint = test.statements.object(service, SPARQLEvaluationTest.qt("endpoint"))?.iri
      else { throw SuiteError("an endpoint without an IRI") }
      var builder = try GraphBuilder()
      for data in test.statements.objects(service, SPARQLEvaluationTest.qt("data")) {
        guard let file = data.iri else { throw SuiteError("no data") }
        try builder.beginDocument(source: file.value)
        try builder.receive(TripleBatch(try TestGraph.quads(file, in: test.folder)))
      }
      snapshots[endpoint] = builder.finish()
    }
  }

  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions {
    guard let snapshot = snapshots[endpoint] else { throw SuiteError("no endpoint \(endpoint)") }
    var engine = QueryEngine(snapshot: snapshot)
    engine.serviceResolver = self
    // What is sent over the wire is text, so text is what is answered.
    let sent = try SPARQLParser.parse(query: query.description)
    guard case .solutions(let solutions) = try engine.evaluate(sent) else {
      throw SuiteError("no solutions")
    }
    return ServiceSolutions(solutions)
  }

  /// The solutions that the reference has of the data of an endpoint.
  func reference(_ query: Query, _ endpoint: IRI) throws -> [ReferenceEvaluator.Solution] {
    guard let snapshot = snapshots[endpoint] else { throw SuiteError("no endpoint \(endpoint)") }
    let evaluator = ReferenceEvaluator(
      ReferenceDataset(try SPARQLEvaluationTest.quads(of: snapshot)))
    evaluator.service = reference
    guard case .solutions(let solutions) = try evaluator.evaluate(query) else { return [] }
    return solutions
  }
}
