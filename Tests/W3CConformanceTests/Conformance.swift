import ByteStorage
import IsoglossTestSupport
import RDFModel
import RDFSyntax
import Synchronization
import Testing

extension ConformanceSuite {
  /// Checks that the manifest is there and lists as many tests as it should.
  ///
  /// Without `ISOGLOSS_SUITES` it says what is skipped, and fails where CI promises the data.
  func checkPresence(sourceLocation: SourceLocation = #_sourceLocation) {
    guard SuiteFolder.root != nil else {
      print("skipped: \(count) tests of \(path), for ISOGLOSS_SUITES names no folder")
      #expect(
        !SuiteFolder.isContinuousIntegration, "ISOGLOSS_SUITES has to be set where CI=true",
        sourceLocation: sourceLocation)
      return
    }
    if let failure { Issue.record("\(path): \(failure)", sourceLocation: sourceLocation) }
    #expect(tests.count == count, "\(path)", sourceLocation: sourceLocation)
    #expect(strayExceptions == [], "\(path)", sourceLocation: sourceLocation)
  }

  /// Runs a test; one that is known to fail has to.
  func run(_ test: Manifest.Entry, _ body: () throws -> Void) {
    Conformance.run(test.iri.value, exception: exceptions[test.iri.value], body)
  }
}

/// The running of W3C tests, with their outcomes told to the EARL report where one is asked for.
enum Conformance {
  /// Runs a test; one that has a reason to fail has to.
  static func run(_ test: String, exception reason: String? = nil, _ body: () throws -> Void) {
    func attempt() {
      do { try body() } catch { Issue.record("\(test): \(error)") }
    }
    let report = EARLReport.requested
    if let reason {
      withKnownIssue(Comment(rawValue: "\(test): \(reason)"), attempt)
      report?.record(test, .failed(reason: reason))
    } else if let report {
      // No issue is known here; the question is only whether there is one.
      let issues = IssueCounter()
      withKnownIssue(
        isIntermittent: true, attempt,
        matching: { _ in
          issues.count.add(1, ordering: .relaxed)
          return false
        })
      let isPassed = issues.count.load(ordering: .relaxed) == 0
      report.record(test, isPassed ? .passed : .failed(reason: nil))
    } else {
      attempt()
    }
  }
}

/// Counts the issues of one test.
private final class IssueCounter: Sendable {
  let count = Atomic(0)
}

/// What a syntax test of the RDF suites asks of a reader.
enum SyntaxTest {
  /// Checks a test of a kind that all RDF syntaxes share.
  ///
  /// - Parameter pieceSize: how many bytes the reader gets at a time; nil gives it the whole
  ///   document and checks the writers too.
  static func check<Reader: TripleReader & ~Copyable>(
    _ test: Manifest.Entry, with reader: Reader.Type, pieceSize: Int? = nil
  ) throws {
    guard let action = test.action?.iri else { throw SuiteError("no action") }
    let bytes = try test.folder.bytes(action)
    let options = ReaderOptions(base: action, sourceName: action.value)
    let document = read(bytes, with: reader, options: options, pieceSize: pieceSize ?? .max)
    if pieceSize != nil {
      let whole = read(bytes, with: reader, options: options)
      #expect(document.error == whole.error, "\(test.iri) in pieces")
      if whole.error == nil { #expect(document.quads == whole.quads, "\(test.iri) in pieces") }
    }
    let types = test.types.map(\.value).joined(separator: " ")
    if types.contains("Negative") {
      #expect(document.error != nil, "\(test.iri) has to be refused")
      return
    }
    guard types.contains("PositiveSyntax") || test.isEvaluation else {
      throw SuiteError("unknown type of test: \(types)")
    }
    #expect(document.error == nil, "\(test.iri): \(document.error?.description ?? "")")
    if pieceSize == nil { try checkWriters(document, of: test) }
    guard test.isEvaluation else { return }
    try compare(document.quads, with: test)
  }

  /// Checks that what the writers make of a document reads as the same dataset.
  private static func checkWriters(_ document: ReadDocument, of test: Manifest.Entry) throws {
    let quads = try written(document, by: NQuadsWriter(ByteBuffer())) { try $0.finish() }
    let again = read(quads, with: NQuadsReader.self)
    #expect(again.error == nil, "\(test.iri) as N-Quads")
    #expect(again.quads == document.quads, "\(test.iri) as N-Quads")
    let pretty = try written(document, by: TriGWriter(ByteBuffer())) { try $0.finish() }
    let reread = read(pretty, with: TriGReader.self)
    #expect(reread.error == nil, "\(test.iri) as TriG")
    #expect(try areIsomorphic(reread.quads, document.quads), "\(test.iri) as TriG")
    let stable = try written(reread, by: TriGWriter(ByteBuffer())) { try $0.finish() }
    #expect(stable == pretty, "\(test.iri): TriG written twice differs")
  }

  private static func written<Writer: TripleSink & ~Copyable>(
    _ document: ReadDocument, by writer: consuming Writer,
    finish: (consuming Writer) throws -> ByteBuffer
  ) throws -> [UInt8] {
    for (prefix, namespace) in document.prefixes.sorted(by: { $0.key < $1.key }) {
      try writer.declare(prefix: prefix, namespace: namespace)
    }
    try writer.receive(TripleBatch(document.quads))
    let output = try finish(writer)
    var bytes: [UInt8] = []
    for index in 0..<output.count { bytes.append(output[index]) }
    return bytes
  }

  private static func compare(_ quads: [Quad], with test: Manifest.Entry) throws {
    guard let result = test.result?.iri else { throw SuiteError("no result") }
    let expected = read(
      try test.folder.bytes(result), with: NQuadsReader.self,
      options: ReaderOptions(sourceName: result.value))
    if let error = expected.error { throw error }
    let isomorphic = try areIsomorphic(quads, expected.quads)
    #expect(
      isomorphic,
      "\(test.iri): \(quads.map { "\($0.triple)" }) is not \(expected.quads.map { "\($0.triple)" })"
    )
  }
}

extension Manifest.Entry {
  /// Whether the test compares what was read with a file.
  var isEvaluation: Bool {
    types.contains { $0.value.hasSuffix("Eval") && !$0.value.contains("Negative") }
  }
}
