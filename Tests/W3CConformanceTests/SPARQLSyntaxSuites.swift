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
    (suite("sparql11/syntax-update-1", 54), 54), (suite("sparql11/syntax-update-2", 1), 1),
    (suite("sparql11/delete-insert", 17), 8),
    (suite("sparql12/codepoint-escapes", 14), 9), (suite("sparql12/lang-basedir", 11), 1),
    (suite("sparql12/syntax", 6), 6), (suite("sparql12/syntax-triple-terms-negative", 65), 65),
    (suite("sparql12/syntax-triple-terms-positive", 113), 113), (suite("sparql12/version", 9), 9),
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
    suite("sparql12/codepoint-escapes", 14),
    suite("sparql12/eval-triple-terms", 41),
    suite("sparql12/expression", 5),
    suite("sparql12/grouping", 2),
    suite("sparql12/lang-basedir", 11),
    suite("sparql12/rdf11", 3),
  ]

  /// Suites whose updates are evaluated elsewhere; here they have to parse.
  static let update: [ConformanceSuite] = [
    suite("sparql11/add", 8),
    suite("sparql11/basic-update", 13),
    suite("sparql11/clear", 4),
    suite("sparql11/copy", 6),
    suite("sparql11/delete", 19),
    suite("sparql11/delete-data", 6),
    suite("sparql11/delete-insert", 17),
    suite("sparql11/delete-where", 6),
    suite("sparql11/drop", 4),
    suite("sparql11/move", 6),
    suite("sparql11/update-silent", 13),
  ]

  static let evaluationTests = (evaluation + update).flatMap { suite in
    suite.tests.filter { !$0.isSyntaxTest && $0.query != nil }
  }

  private static func suite(_ folder: String, _ count: Int) -> ConformanceSuite {
    ConformanceSuite("sparql/\(folder)/manifest.ttl", in: .rdfTests, count: count)
  }
}

private enum Parsed {
  case query(Query)
  case update(Update)
}

extension Manifest.Entry {
  fileprivate var isSyntaxTest: Bool {
    types.contains { $0.value.contains("SyntaxTest") }
  }

  /// The query of a test: its action, or what its action names as query.
  fileprivate var query: IRI? {
    guard let action else { return nil }
    let names = [
      "2001/sw/DataAccess/tests/test-query#query", "2009/sparql/tests/test-update#request",
    ]
    for name in names.map({ IRI(trusted: "http://www.w3.org/" + $0) }) {
      if let file = statements.object(action, name)?.iri { return file }
    }
    return action.iri
  }

  /// The request of a test.
  ///
  /// Some updates are typed as queries, so the name of the file decides.
  fileprivate func parse() throws -> Parsed {
    guard let query else { throw SuiteError("\(iri) names no query") }
    let text = String(decoding: try folder.bytes(query), as: UTF8.self)
    if query.value.hasSuffix(".ru") {
      return .update(try SPARQLParser.parse(update: text, base: query, sourceName: query.value))
    }
    return .query(try SPARQLParser.parse(query: text, base: query, sourceName: query.value))
  }

  /// The query parses, and what is printed of it parses to the same algebra.
  func checkPrinting() throws {
    let parsed = try parse()
    do {
      switch parsed {
      case .query(let query):
        let printed = query.description
        let again = try SPARQLParser.parse(query: printed)
        #expect(again.structure == query.structure, "\(iri)\n\(printed)")
        #expect(again.prefixes == query.prefixes && again.base == query.base, "\(iri)")
      case .update(let update):
        let printed = update.description
        let again = try SPARQLParser.parse(update: printed)
        #expect(again.structure == update.structure, "\(iri)\n\(printed)")
        #expect(again.prefixes == update.prefixes, "\(iri)")
      }
    } catch {
      Issue.record("\(iri): \(error)\n\(parsed)")
    }
  }
}

// Source: https://w3c.github.io/rdf-tests/sparql/

@Suite("W3C SPARQL 1.0, 1.1 and 1.2 syntax tests")
struct SPARQLSyntaxTests {
  @Test("Every manifest is there and complete")
  func presence() {
    for (suite, count) in SPARQLSyntaxSuites.syntax {
      suite.checkPresence()
      if SuiteFolder.root != nil {
        #expect(suite.tests.filter(\.isSyntaxTest).count == count, "\(suite.path)")
      }
    }
    for suite in SPARQLSyntaxSuites.evaluation + SPARQLSyntaxSuites.update { suite.checkPresence() }
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
