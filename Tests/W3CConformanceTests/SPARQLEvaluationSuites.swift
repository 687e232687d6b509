import Foundation
import IsoglossTestSupport
import RDFModel
import Testing

enum SPARQLEvaluationSuites {
  /// The folders of the SPARQL 1.0 evaluation tests, with how many each holds.
  static let sparql10: [ConformanceSuite] =
    [
      ("algebra", 14), ("ask", 4), ("basic", 27), ("bnode-coreference", 1),
      ("boolean-effective-value", 7), ("bound", 1), ("cast", 7), ("construct", 5), ("dataset", 12),
      ("distinct", 11), ("expr-builtin", 25), ("expr-equals", 15), ("expr-ops", 18), ("graph", 17),
      ("i18n", 5), ("open-world", 18), ("optional", 7), ("optional-filter", 5), ("reduced", 2),
      ("regex", 21), ("solution-seq", 13), ("sort", 14), ("triple-match", 4),
      ("type-promotion", 30),
    ].map { name, count in
      ConformanceSuite(
        "sparql/sparql10/\(name)/manifest.ttl", in: .rdfTests, count: count,
        exceptions: exceptions("sparql10-\(name)"))
    } + [
      // A manifest of its own, which no other includes.
      ConformanceSuite(
        "sparql/sparql10/sort/extended-manifest.ttl", in: .rdfTests, count: 1,
        exceptions: exceptions("sparql10-sort-extended"))
    ]

  /// The groups of SPARQL 1.1 query evaluation tests, with how many tests each manifest lists.
  static let sparql11: [ConformanceSuite] = [
    ("aggregates", 47), ("bind", 10), ("bindings", 11), ("cast", 6), ("construct", 7),
    ("csv-tsv-res", 6),
    ("exists", 6), ("functions", 75), ("grouping", 6), ("json-res", 4), ("negation", 12),
    ("project-expression", 7), ("property-path", 33), ("service", 7), ("subquery", 14),
  ].map { name, count in
    ConformanceSuite(
      "sparql/sparql11/\(name)/manifest.ttl", in: .rdfTests, count: count,
      exceptions: exceptions("sparql11-\(name)"))
  }

  /// The groups of SPARQL 1.2 evaluation tests, with how many tests each manifest lists.
  static let sparql12: [ConformanceSuite] = [
    ("codepoint-escapes", 14), ("eval-triple-terms", 41), ("expression", 5), ("grouping", 2),
    ("lang-basedir", 11), ("rdf11", 3),
  ].map { name, count in
    ConformanceSuite(
      "sparql/sparql12/\(name)/manifest.ttl", in: .rdfTests, count: count,
      exceptions: exceptions("sparql12-\(name)"))
  }

  /// A test with the suite that knows its exceptions.
  struct Case: CustomTestStringConvertible {
    let suite: ConformanceSuite
    let entry: Manifest.Entry

    var testDescription: String { entry.iri.value }
  }

  /// All tests of some suites.
  static func cases(_ suites: [ConformanceSuite]) -> [Case] {
    suites.flatMap { suite in
      suite.tests.filter {
        $0.isOf(type: "QueryEvaluationTest") || $0.isOf(type: "CSVResultFormatTest")
      }
      .map { Case(suite: suite, entry: $0) }
    }
  }

  /// The list of exceptions of a suite, where there is one.
  static func exceptions(_ name: String) -> URL? {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Exceptions").appendingPathComponent(name + ".tsv")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}

// Source: https://w3c.github.io/rdf-tests/sparql/sparql10/

@Suite("W3C SPARQL evaluation tests")
struct SPARQLEvaluationTests {
  @Test(
    "Every manifest is there and complete",
    arguments: SPARQLEvaluationSuites.sparql10 + SPARQLEvaluationSuites.sparql11
      + SPARQLEvaluationSuites.sparql12)
  func presence(suite: ConformanceSuite) {
    suite.checkPresence()
  }

  @Test("SPARQL 1.0, 1.1 and 1.2 have as many evaluation tests as they should")
  func total() {
    guard SuiteFolder.root != nil else { return }
    #expect(SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql10).count == 284)
    #expect(SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql11).count == 242)
    #expect(SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql12).count == 63)
  }

  @Test("SPARQL 1.0", arguments: SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql10))
  func sparql10(test: SPARQLEvaluationSuites.Case) {
    test.suite.run(test.entry) { try SPARQLEvaluationTest.check(test.entry) }
  }

  @Test("SPARQL 1.1", arguments: SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql11))
  func sparql11(test: SPARQLEvaluationSuites.Case) {
    test.suite.run(test.entry) { try SPARQLEvaluationTest.check(test.entry) }
  }

  @Test("SPARQL 1.2", arguments: SPARQLEvaluationSuites.cases(SPARQLEvaluationSuites.sparql12))
  func sparql12(test: SPARQLEvaluationSuites.Case) {
    test.suite.run(test.entry) { try SPARQLEvaluationTest.check(test.entry) }
  }
}
