public import Foundation
import Synchronization

/// What the W3C tests found, as an EARL 1.0 report in Turtle.
///
/// The assertions come in the order of the tests' IRIs, so two reports of the same results differ
/// in their date alone.
///
/// Source: https://www.w3.org/TR/EARL10-Schema/
public final class EARLReport: Sendable {
  /// How a test ended.
  public enum Outcome: Sendable, Equatable {
    /// As it should.
    case passed
    /// Otherwise; with the reason where it is known to fail.
    case failed(reason: String?)
  }

  /// The report that `ISOGLOSS_EARL` asks for by naming its file, or nil.
  ///
  /// It is written when the process ends. Its date is that of `ISOGLOSS_EARL_DATE`, or else the
  /// day on which it is written.
  public static let requested: EARLReport? = {
    let environment = ProcessInfo.processInfo.environment
    guard let path = environment["ISOGLOSS_EARL"], !path.isEmpty else { return nil }
    atexit { EARLReport.writeRequested() }
    return EARLReport(file: URL(fileURLWithPath: path), date: environment["ISOGLOSS_EARL_DATE"])
  }()

  private let file: URL
  private let date: String
  private let outcomes = Mutex<[String: Outcome]>([:])

  /// Makes an empty report.
  ///
  /// - Parameter date: as XSD writes it; nil for today.
  public init(file: URL, date: String? = nil) {
    self.file = file
    self.date =
      date ?? Date().formatted(.iso8601.year().month().day().dateSeparator(.dash))
  }

  /// Takes the outcome of a test; one that runs several times passes if it always does.
  public func record(_ test: String, _ outcome: Outcome) {
    outcomes.withLock { outcomes in
      guard case .failed = outcomes[test] else { return outcomes[test] = outcome }
    }
  }

  /// The report.
  public var text: String {
    let outcomes = outcomes.withLock { $0 }
    let assertions = outcomes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { assertion(of: $0.key, $0.value) }
    return ([header] + assertions).joined(separator: "\n")
  }

  private var header: String {
    """
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix doap: <http://usefulinc.com/ns/doap#> .
    @prefix earl: <http://www.w3.org/ns/earl#> .
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

    <> foaf:primaryTopic <\(Self.software)> ;
      dct:issued "\(date)"^^xsd:date ;
      foaf:maker <\(Self.software)#developers> .

    <\(Self.software)> a doap:Project , earl:Software , earl:TestSubject ;
      doap:name "Isogloss" ;
      doap:programming-language "Swift" ;
      doap:developer <\(Self.software)#developers> .

    <\(Self.software)#developers> a foaf:Group , earl:Assertor ;
      foaf:name "The developers of Isogloss" .

    """
  }

  private static let software = "https://w3id.org/isogloss/software"

  private func assertion(of test: String, _ outcome: Outcome) -> String {
    let isPassed = outcome == .passed
    var reason = ""
    if case .failed(let known?) = outcome {
      let escaped = known.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      reason = " ; dct:description \"\(escaped)\"@en"
    }
    return """
      [] a earl:Assertion ;
        earl:assertedBy <\(Self.software)#developers> ;
        earl:subject <\(Self.software)> ;
        earl:test <\(test)> ;
        earl:mode earl:automatic ;
        earl:result [ a earl:TestResult ; earl:outcome earl:\(isPassed ? "passed" : "failed") ; \
      dct:date "\(date)"^^xsd:date\(reason) ] .

      """
  }

  private static func writeRequested() {
    guard let requested else { return }
    let counts = requested.outcomes.withLock { outcomes in
      (all: outcomes.count, passed: outcomes.values.count { $0 == .passed })
    }
    do {
      try Data(requested.text.utf8).write(to: requested.file, options: .atomic)
      print("EARL: \(counts.passed) of \(counts.all) tests passed; \(requested.file.path)")
    } catch {
      print("EARL: \(requested.file.path) cannot be written: \(error)")
    }
  }
}
