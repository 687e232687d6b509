import RDFGraph
import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Testing

/// Every limit of a query holds for an update as a whole: its transactions, its documents, all of
/// its operations together.
@Suite("Limits of updates")
struct UpdateLimitTests {
  /// 400 triples, so that pairs are 160,000.
  private static let graph = (0..<400).map { number in
    "<http://e/s\(number)> <http://e/p\(number % 7)> <http://e/s\(number * 7 % 400)> ."
  }.joined(separator: "\n")

  private static let pairs = "INSERT { ?a <http://e/new> ?d } WHERE { ?a ?p ?b . ?c ?q ?d }"

  private func failure(
    _ update: String, loader: (any DocumentLoader)? = nil,
    _ change: (inout QueryOptions) -> Void
  ) throws -> EngineError? {
    var options = QueryOptions()
    change(&options)
    var engine = UpdateEngine(options: options)
    engine.loader = loader
    let snapshot = try QueryFixture(Self.graph).engine.snapshot
    let parsed = try SPARQLParser.parse(update: update)
    do {
      _ = try engine.apply(parsed, to: snapshot)
      return nil
    } catch {
      // Nothing of the request is done.
      #expect(snapshot.tripleCount == 400)
      return error
    }
  }

  private static func repeated(_ count: Int, _ operation: (Int) -> String) -> String {
    (0..<count).map(operation).joined(separator: " ; ")
  }

  @Test(arguments: [
    pairs,
    "INSERT { GRAPH ?a { ?a ?p ?b . ?c ?q ?d } } WHERE { ?a ?p ?b . ?c ?q ?d }",
    "INSERT { _:x <http://e/new> ?b, ?d } WHERE { ?a ?p ?b . ?c ?q ?d FILTER(?p = ?q) }",
    repeated(2_000) { "COPY DEFAULT TO <http://e/g\($0)>" },
    repeated(200) { "INSERT { GRAPH <http://e/g\($0)> { ?a ?p ?b } } WHERE { ?a ?p ?b }" },
    "INSERT DATA { \(repeated(9_000) { "<http://e/n\($0)> <http://e/p> \"\($0)\" ." }.replacing(";", with: "")) }",
  ])
  func memory(_ update: String) throws {
    let error = try failure(update) { $0.maximumBytes = 1_000_000 }
    #expect(error?.code == .tooMuchMemory)
    #expect(error?.message.contains("`maximumBytes` of 1000000") == true)
  }

  @Test(arguments: [
    pairs, "CLEAR DEFAULT", "COPY DEFAULT TO <http://e/g>", "DROP ALL",
    "DELETE { ?a ?p ?b } WHERE { ?a ?p ?b }",
    // Each operation is small enough, all together are not.
    repeated(4) { "INSERT { ?a <http://e/new\($0)> ?b } WHERE { ?a <http://e/p1> ?b }" },
  ])
  func changes(_ update: String) throws {
    let error = try failure(update) { $0.maximumRows = 200 }
    #expect(error?.code == .tooManyRows)
    #expect(error?.message.contains("`maximumRows` of 200") == true)
  }

  @Test(arguments: [
    pairs, repeated(3_000) { "COPY DEFAULT TO <http://e/g\($0)>" },
    repeated(3_000) { "INSERT { ?a <http://e/new> \($0) } WHERE { ?a <http://e/p1> ?b }" },
  ])
  func time(_ update: String) throws {
    let error = try failure(update) { $0.timeout = .milliseconds(1) }
    #expect(error?.code == .timeout)
    #expect(error?.message.contains("`timeout`") == true)
  }

  @Test func tripleTermsDoNotGrowForEver() throws {
    let grow =
      "DELETE { ?a ?p ?b } INSERT { ?a ?p <<( ?a ?p ?b )>> } WHERE { ?a ?p ?b FILTER(?a = <http://e/s1>) }"
    let error = try failure(Self.repeated(120) { _ in grow }) { _ in }
    #expect(error?.code == .tooDeep)
    #expect(error?.message.contains("`tripleTermDepth`") == true)
    #expect(try failure(Self.repeated(20) { _ in grow }) { _ in } == nil)
    let bound =
      "DELETE { ?a ?p ?b } INSERT { ?a ?p ?t } WHERE { ?a ?p ?b BIND(TRIPLE(?a, ?p, ?b) AS ?t) }"
    #expect(try failure(Self.repeated(120) { _ in bound }) { _ in }?.code == .tooDeep)
  }

  @Test func whatStaysWithinItsLimitsIsDone() throws {
    let update =
      "INSERT { ?a <http://e/new> ?b } WHERE { ?a <http://e/p1> ?b } ; CREATE GRAPH <http://e/g>"
    let error = try failure(update) {
      $0.maximumRows = 100
      $0.maximumBytes = 1 << 20
      $0.timeout = .seconds(60)
    }
    #expect(error == nil)
  }

  @Test func cancellation() async throws {
    let snapshot = try QueryFixture(Self.graph).engine.snapshot
    let update = try SPARQLParser.parse(
      update: Self.repeated(2_000) { "COPY DEFAULT TO <http://e/g\($0)>" })
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try UpdateEngine().apply(update, to: snapshot)
    }
    task.cancel()
    let error = await #expect(throws: EngineError.self) { try await task.value }
    #expect(error?.code == .cancelled)
  }

  // MARK: LOAD

  /// A document of so many triples, which says what it was allowed.
  private struct Documents: DocumentLoader {
    let count: Int
    var breaks = false

    struct Broken: Error {}
    struct Wrapped: Error { let inner: any Error }

    func load<Sink: TripleSink & ~Copyable>(
      _ source: IRI, into sink: inout Sink, within limits: RemainingLimits
    ) throws {
      for start in stride(from: 0, to: count, by: 1_000) {
        var batch = TripleBatch()
        let name = batch.addTerm(.iri, source.value.utf8Span.span)
        for number in start..<min(start + 1_000, count) {
          batch.addTriple(name, name, batch.addTerm(.iri, "http://e/x\(number)".utf8Span.span))
        }
        // As readers do, who wrap what their sink throws.
        do { try sink.receive(batch) } catch { throw Wrapped(inner: error) }
      }
      if breaks { throw Broken() }
    }
  }

  @Test(arguments: ["", "SILENT "])
  func documents(_ silent: String) throws {
    let load = "LOAD \(silent)<http://e/doc>"
    let rows = try failure(load, loader: Documents(count: 50_000)) { $0.maximumRows = 10_000 }
    #expect(rows?.code == .tooManyRows)
    let bytes = try failure(load, loader: Documents(count: 50_000)) { $0.maximumBytes = 1_000_000 }
    #expect(bytes?.code == .tooMuchMemory)
    let time = try failure(load, loader: Documents(count: 500_000)) {
      $0.timeout = .milliseconds(1)
    }
    #expect(time?.code == .timeout)
    #expect(try failure(load, loader: Documents(count: 50_000)) { _ in } == nil)
  }

  /// What came before a document that breaks off stays, and so does what comes after it.
  @Test func aBrokenDocumentLeavesTheRest() throws {
    var engine = UpdateEngine()
    engine.loader = Documents(count: 3_000, breaks: true)
    let snapshot = try QueryFixture("").engine.snapshot
    let update = try SPARQLParser.parse(
      update: """
        INSERT DATA { <e:a> <e:p> 1 } ; LOAD SILENT <http://e/doc> ; INSERT DATA { <e:a> <e:p> 2 }
        """)
    let after = try engine.apply(update, to: snapshot)
    #expect(after.tripleCount == 2)
    #expect(after.id(iri: IRI(trusted: "http://e/x1")) == nil)
  }
}
