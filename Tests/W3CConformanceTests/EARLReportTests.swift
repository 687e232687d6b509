import Foundation
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Testing

// Source: https://www.w3.org/TR/EARL10-Schema/

@Suite("EARL report")
struct EARLReportTests {
  private static let namespace = "http://www.w3.org/ns/earl#"

  private func report(_ outcomes: [(String, EARLReport.Outcome)]) -> EARLReport {
    let report = EARLReport(file: URL(fileURLWithPath: "/dev/null"), date: "2026-01-31")
    for (test, outcome) in outcomes { report.record(test, outcome) }
    return report
  }

  @Test("Every test has one assertion, and its outcome is the worst")
  func assertions() throws {
    let text = report([
      ("http://e/a", .passed), ("http://e/b", .failed(reason: "a \"quoted\" \\ reason")),
      ("http://e/c", .passed), ("http://e/c", .failed(reason: nil)), ("http://e/c", .passed),
    ]).text
    let document = read(
      text, with: TurtleReader.self, options: ReaderOptions(base: IRI("http://e/r")))
    #expect(document.error == nil)
    let statements = StatementIndex(document.quads)
    func outcome(_ test: String) -> [String] {
      statements.subjects(IRI(trusted: Self.namespace + "test"), .iri(IRI(trusted: test)))
        .flatMap { statements.objects($0, IRI(trusted: Self.namespace + "result")) }
        .flatMap { statements.objects($0, IRI(trusted: Self.namespace + "outcome")) }
        .compactMap { $0.iri?.value.dropFirst(Self.namespace.count) }.map(String.init)
    }
    #expect(outcome("http://e/a") == ["passed"])
    #expect(outcome("http://e/b") == ["failed"])
    #expect(outcome("http://e/c") == ["failed"])
    #expect(
      document.quads.contains { $0.triple.object.literal?.lexicalForm == "a \"quoted\" \\ reason" })
  }

  @Test("The order of the runs does not matter")
  func order() {
    let outcomes = (0..<9).map { ("http://e/\($0)", EARLReport.Outcome.passed) }
    #expect(report(outcomes).text == report(outcomes.reversed()).text)
  }
}
