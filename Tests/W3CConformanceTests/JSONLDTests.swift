import Foundation
import IsoglossTestSupport
import Testing

// Source: https://w3c.github.io/json-ld-api/tests/

@Suite("W3C JSON-LD 1.1 tests")
struct JSONLDTests {
  @Test("Every manifest is there and complete", arguments: JSONLDSuite.all)
  func presence(suite: JSONLDSuite) {
    guard SuiteFolder.root != nil else {
      print("skipped: \(suite.count) tests of \(suite), for ISOGLOSS_SUITES names no folder")
      #expect(!SuiteFolder.isContinuousIntegration, "ISOGLOSS_SUITES has to be set where CI=true")
      return
    }
    #expect(suite.failure == nil)
    #expect(suite.tests.count == suite.count)
    let names = Set(suite.tests.map(\.iri))
    #expect(suite.exceptions.keys.filter { !names.contains($0) } == [])
  }

  @Test("Expansion", arguments: JSONLDSuite.expand.tests)
  func expansion(test: JSONLDTest) { run(test, of: JSONLDSuite.expand) }

  @Test("RDF", arguments: JSONLDSuite.toRDF.tests)
  func toRDF(test: JSONLDTest) { run(test, of: JSONLDSuite.toRDF) }

  @Test("Flattening", arguments: JSONLDSuite.flatten.tests)
  func flattening(test: JSONLDTest) { run(test, of: JSONLDSuite.flatten) }

  @Test("Compaction", arguments: JSONLDSuite.compact.tests)
  func compaction(test: JSONLDTest) { run(test, of: JSONLDSuite.compact) }

  @Test("Writing", arguments: JSONLDSuite.fromRDF.tests)
  func fromRDF(test: JSONLDTest) { run(test, of: JSONLDSuite.fromRDF) }

  /// Runs a test; one that is known to fail has to.
  private func run(_ test: JSONLDTest, of suite: JSONLDSuite) {
    Conformance.run(test.iri, exception: suite.exceptions[test.iri]) {
      if let problem = try test.run() { Issue.record("\(test): \(problem)") }
    }
  }
}
