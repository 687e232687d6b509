import Foundation
import IsoglossTestSupport
import RDFModel
import SPARQLAlgebra
import Testing

enum SPARQLSyntaxSuites {
  /// Suites that hold syntax tests, with the number of their tests and of the syntax tests in them.
  static let syntax: [(suite: ConformanceSuite, syntaxTests: Int)] = [
    (suite("sparql10/syntax-sparql1", 81), 81), (suite("sparql10/syntax-sparql2", 53), 53),
    (suite("sparql10/syntax-sparql3", 51), 51), (suite("sparql10/syntax-sparql4", 12), 12),
    (suite("sparql10/syntax-sparql5", 2), 2), (suite("sparql11/syntax-query", 94), 94),
    (suite("sparql11/syntax-fed", 3), 3), (suite("sparql11/aggregates", 47), 5),
    (suite("sparql11/grouping", 6), 2), (suite("sparql11/construct", 7), 2),
  ]

  static let syntaxTests = syntax.flatMap { suite in
    suite.suite.tests.filter { $0.isSyntaxTest }
  }

  /// Suites whose queries are evaluated elsewhere; here they have to parse.
  static let evaluation: [ConformanceSuite] = [
    suite("sparql10/algebra", 14),
    suite("sparql10/ask", 4),
    suite("sparql10/basic", 27),
    suite("sparql10/bnode-coreference", 1),
    suite("sparql10/boolean-effective-value", 7),
    suite("sparql10/bound", 1),
    suite("sparql10/cast", 7),
    suite("sparql10/construct", 5),
    suite("sparql10/dataset", 12),
    suite("sparql10/distinct", 11),
    suite("sparql10/expr-builtin", 25),
    suite("sparql10/expr-equals", 15),
    suite("sparql10/expr-ops", 18),
    suite("sparql10/graph", 17),
    suite("sparql10/i18n", 5),
    suite("sparql10/open-world", 18),
    suite("sparql10/optional", 7),
    suite("sparql10/optional-filter", 5),
    suite("sparql10/reduced", 2),
    suite("sparql10/regex", 21),
    suite("sparql10/solution-seq", 13),
    suite("sparql10/sort", 14),
    suite("sparql10/triple-match", 4),
    suite("sparql10/type-promotion", 30),
    suite("sparql11/aggregates", 47),
    suite("sparql11/bind", 10),
    suite("sparql11/bindings", 11),
    suite("sparql11/cast", 6),
    suite("sparql11/construct", 7),
    suite("sparql11/csv-tsv-res", 6),
    suite("sparql11/entailment", 70),
    suite("sparql11/exists", 6),
    suite("sparql11/functions", 75),
    suite("sparql11/grouping", 6),
    suite("sparql11/json-res", 4),
    suite("sparql11/negation", 12),
    suite("sparql11/project-expression", 7),
    suite("sparql11/property-path", 33),
    suite("sparql11/service", 7),
    suite("sparql11/subquery", 14),
  ]

  static let evaluationTests = evaluation.flatMap { suite in
    suite.tests.filter { !$0.isSyntaxTest && $0.query != nil }
  }

  private static func suite(_ folder: String, _ count: Int) -> ConformanceSuite {
    ConformanceSuite("sparql/\(folder)/manifest.ttl", in: .rdfTests, count: count)
  }
}

extension Manifest.Entry {
  fileprivate var isSyntaxTest: Bool {
    types.contains { $0.value.contains("SyntaxTest") }
  }

  /// The query of a test: its action, or what its action names as query.
  fileprivate var query: IRI? {
    guard let action else { return nil }
    let name = IRI(trusted: "http://www.w3.org/2001/sw/DataAccess/tests/test-query#query")
    return statements.object(action, name)?.iri ?? action.iri
  }

  fileprivate func parse() throws -> Query {
    guard let query else { throw SuiteError("\(iri) names no query") }
    let text = String(decoding: try folder.bytes(query), as: UTF8.self)
    return try SPARQLParser.parse(query: text, base: query, sourceName: query.value)
  }

  /// The query parses, and what is printed of it parses to the same algebra.
  fileprivate func checkPrinting() throws {
    let query = try parse()
    let printed = query.description
    do {
      let again = try SPARQLParser.parse(query: printed)
      #expect(again.structure == query.structure, "\(iri)\n\(printed)")
      #expect(again.prefixes == query.prefixes && again.base == query.base, "\(iri)")
    } catch {
      Issue.record("\(iri): \(error)\n\(printed)")
    }
  }
}

// Source: https://w3c.github.io/rdf-tests/sparql/

@Suite("W3C SPARQL 1.0 and 1.1 query syntax tests")
struct SPARQLSyntaxTests {
  @Test("Every manifest is there and complete")
  func presence() {
    for (suite, count) in SPARQLSyntaxSuites.syntax {
      suite.checkPresence()
      if SuiteFolder.root != nil {
        #expect(suite.tests.filter(\.isSyntaxTest).count == count, "\(suite.path)")
      }
    }
    for suite in SPARQLSyntaxSuites.evaluation { suite.checkPresence() }
  }

  @Test("Syntax", arguments: SPARQLSyntaxSuites.syntaxTests)
  func syntax(test: Manifest.Entry) {
    Conformance.run(test.iri.value) {
      let isNegative = test.types.contains { $0.value.contains("Negative") }
      if isNegative {
        #expect(throws: SyntaxError.self, "\(test.iri) has to be refused") { try test.parse() }
      } else {
        try test.checkPrinting()
      }
    }
  }

  @Test("Queries of the evaluation tests parse", arguments: SPARQLSyntaxSuites.evaluationTests)
  func evaluation(test: Manifest.Entry) throws {
    try test.checkPrinting()
  }
}
