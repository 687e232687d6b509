import IsoglossTestSupport
import RDFGraph
import RDFModel
import RDFSyntax
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// What an evaluation test of the SPARQL suites asks.
enum SPARQLEvaluationTest {
  private static func qt(_ name: String) -> IRI {
    IRI(trusted: "http://www.w3.org/2001/sw/DataAccess/tests/test-query#" + name)
  }

  /// Runs the query of a test and compares its result.
  static func check(_ test: Manifest.Entry) throws {
    guard let action = test.action,
      let queryFile = test.statements.object(action, qt("query"))?.iri
    else { throw SuiteError("no query") }
    let text = String(decoding: try test.folder.bytes(queryFile), as: UTF8.self)
    let query = try SPARQLParser.parse(
      query: text, base: queryFile, sourceName: queryFile.value)
    let engine = QueryEngine(snapshot: try snapshot(test, action, query))
    let result = SPARQLResultSet(try engine.evaluate(query))
    guard let file = test.result?.iri else { throw SuiteError("no result") }
    let expected = try SPARQLResultSet.expected(file, in: test.folder)
    let isLax = test.objects(IRI(trusted: MF.namespace + "resultCardinality"))
      .contains(.iri(IRI(trusted: MF.namespace + "LaxCardinality")))
    let matches = try result.matches(expected, isLax: isLax)
    #expect(matches, "\(test.iri): \(result) is not \(expected)")
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
    var batch = TripleBatch()
    for quad in try TestGraph.quads(file, in: test.folder) {
      let triple = quad.triple
      batch.addTriple(
        batch.add(triple.subject), batch.add(triple.predicate), batch.add(triple.object))
    }
    try builder.receive(batch)
  }
}

extension TripleBatch {
  /// Adds a term given as a value.
  fileprivate mutating func add(_ term: Term) -> TermIndex {
    switch term {
    case .iri(let iri): return addTerm(.iri, iri.value.utf8Span.span)
    case .blankNode(let node): return addTerm(.blankNode, node.label.utf8Span.span)
    case .literal(let literal):
      var qualifier: TermIndex?
      if let language = literal.language {
        qualifier = addTerm(.language, language.utf8Span.span)
      } else if literal.datatype != XSD.string {
        qualifier = addTerm(.iri, literal.datatype.value.utf8Span.span)
      }
      return addTerm(.literal, literal.lexicalForm.utf8Span.span, qualifier: qualifier)
    case .tripleTerm(let triple):
      let subject = add(triple.subject)
      let predicate = add(triple.predicate)
      return addTripleTerm(subject, predicate, add(triple.object))
    }
  }
}
