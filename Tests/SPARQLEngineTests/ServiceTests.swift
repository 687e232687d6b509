import RDFModel
import SPARQLAlgebra
import SPARQLEngine
import Synchronization
import Testing

/// Answers from an engine of its own and remembers what it was asked.
final class LocalService: ServiceResolver {
  private let fixture: QueryFixture
  let asked = Mutex<[Query]>([])

  init(_ turtle: String) throws { fixture = try QueryFixture(turtle) }

  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions {
    asked.withLock { $0.append(query) }
    guard endpoint.value == "http://example.org/endpoint" else {
      throw EngineError(code: .serviceFailed, message: "no such endpoint", remedy: "none")
    }
    let text = query.description
    guard case .solutions(let rows) = try fixture.engine.evaluate(SPARQLParser.parse(query: text))
    else { return ServiceSolutions(variables: [], rows: []) }
    return ServiceSolutions(rows)
  }
}

// Source: SPARQL 1.1 Federated Query

@Suite("SERVICE")
struct ServiceTests {
  static let here = """
    PREFIX : <http://example.org/>
    :a :knows :b, _:x . :b :knows :c . :d :at :endpoint .
    """
  static let there = """
    PREFIX : <http://example.org/>
    :b :name "Ben" . :c :name "Cia" . :z :name "Zoe" .
    """

  private func rows(_ query: String, _ service: (any ServiceResolver)?) throws -> [String] {
    var engine = try QueryFixture(Self.here)
    engine.engine.serviceResolver = service
    return try engine.rows(query)
  }

  @Test func valuesGoWithTheQuery() throws {
    let service = try LocalService(Self.there)
    let query = "SELECT ?o ?n { ?s :knows ?o . SERVICE :endpoint { ?o :name ?n } }"
    #expect(try rows(query, service) == ["b Ben", "c Cia"])
    let asked = service.asked.withLock { $0 }
    #expect(asked.count == 1)
    // One of the three is a blank node, so the variable stays open.
    #expect(asked.first?.description.contains("VALUES") == false)
    let ground = "SELECT ?n { ?s :knows ?o FILTER(isIRI(?o)) SERVICE :endpoint { ?o :name ?n } }"
    #expect(try rows(ground, service) == ["Ben", "Cia"])
    #expect(service.asked.withLock { $0.last?.description.contains("VALUES") } == true)
  }

  @Test func answersToOpenVariablesCountOnce() throws {
    let service = try LocalService(Self.there)
    // The pattern has one answer, which binds neither variable.
    let query = """
      SELECT (COUNT(*) AS ?n) { VALUES (?o ?n) { (UNDEF "Zoe") (:b "Ben") (:c "Zoe") }
      SERVICE :endpoint { OPTIONAL { ?o :name ?n . ?n :name ?o } } }
      """
    #expect(try rows(query, service) == ["3"])
    #expect(service.asked.withLock { $0.last?.description.contains("UNDEF") } == false)
  }

  @Test func refusedByDefault() throws {
    for query in ["SELECT * { SERVICE :endpoint { ?o :name ?n } }"] {
      #expect { try rows(query, nil) } throws: { ($0 as? EngineError)?.code == .serviceRefused }
    }
    #expect(
      try rows("SELECT ?s ?n { ?s :at ?e SERVICE SILENT :endpoint { ?s :name ?n } }", nil)
        == ["d -"])
  }

  @Test func endpointsMayBeVariables() throws {
    let service = try LocalService(Self.there)
    let query = "SELECT ?n { SERVICE ?e { ?o :name ?n } :d :at ?e }"
    #expect(try rows(query, service) == ["Ben", "Cia", "Zoe"])
    #expect { try rows("SELECT * { SERVICE ?e { ?o :name ?n } }", service) } throws: {
      ($0 as? EngineError)?.code == .serviceFailed
    }
  }

  @Test func blocksAreBounded() throws {
    let service = try LocalService(Self.there)
    let values = (0..<600).map { ":n\($0)" }.joined(separator: " ")
    let query = "SELECT ?n { VALUES ?o { :b \(values) } SERVICE :endpoint { ?o :name ?n } }"
    #expect(try rows(query, service) == ["Ben"])
    #expect(service.asked.withLock { $0.count } == 3)
  }

  // MARK: Limits

  private func failure(
    _ query: String, _ service: any ServiceResolver, _ change: (inout QueryOptions) -> Void
  ) throws -> EngineError? {
    var options = QueryOptions()
    change(&options)
    var engine = try QueryFixture(Self.here, options: options)
    engine.engine.serviceResolver = service
    return #expect(throws: EngineError.self) { try engine.rows(query) }
  }

  private static let all = "SELECT * { SERVICE :endpoint { ?o :name ?n } }"

  /// However much the resolver lets through, the query counts it; SILENT is no way around.
  @Test(arguments: [all, all.replacing("SERVICE", with: "SERVICE SILENT")])
  func answersAreBounded(query: String) throws {
    let rows = try failure(query, FloodingService(rows: 2_000, text: 10)) { $0.maximumRows = 1_999 }
    #expect(rows?.code == .tooManyRows)
    #expect(rows?.message.contains("`maximumRows` of 1999") == true)
    let bytes = try failure(query, FloodingService(rows: 2_000, text: 1_000)) {
      $0.maximumBytes = 1 << 20
    }
    #expect(bytes?.code == .tooMuchMemory)
    #expect(bytes?.message.contains("`maximumBytes`") == true)
    let unbound = try failure(query, FloodingService(rows: 2_000_000, text: nil)) {
      $0.maximumBytes = 1 << 20
    }
    #expect(unbound?.code == .tooMuchMemory)
  }

  @Test func rowsOfSeveralRequestsAddUp() throws {
    let values = (0..<600).map { ":n\($0)" }.joined(separator: " ")
    let query = "SELECT ?n { VALUES ?o { \(values) } SERVICE :endpoint { ?o :name ?n } }"
    let error = try failure(query, FloodingService(rows: 400, text: 3)) { $0.maximumRows = 1_000 }
    #expect(error?.code == .tooManyRows)
  }

  @Test func resolversLearnWhatIsLeft() throws {
    let service = FloodingService(rows: 1, text: 1)
    var options = QueryOptions()
    options.timeout = .seconds(60)
    options.maximumRows = 17
    options.maximumBytes = 1 << 20
    var engine = try QueryFixture(Self.here, options: options)
    engine.engine.serviceResolver = service
    _ = try engine.rows("SELECT * { SERVICE :endpoint { ?o :name ?n } }")
    let limits = try #require(service.limits.withLock { $0 })
    #expect(limits.maximumRows == 17)
    #expect(limits.maximumBytes > 0 && limits.maximumBytes <= 1 << 20)
    #expect(limits.timeout.map { $0 > .seconds(30) && $0 <= .seconds(60) } == true)
  }
}

/// Answers with as many rows as it is told, whatever it is asked and allowed.
private final class FloodingService: ServiceResolver {
  private let rows: Int
  private let text: Int?
  let limits = Mutex<RemainingLimits?>(nil)

  init(rows: Int, text: Int?) { (self.rows, self.text) = (rows, text) }

  func solutions(
    of query: Query, at endpoint: IRI, within limits: RemainingLimits
  ) throws -> ServiceSolutions {
    self.limits.withLock { $0 = limits }
    let filler = String(repeating: "x", count: text ?? 0)
    let rows = (0..<rows).map { number -> [Term?] in
      [text.map { _ in .literal(Literal(filler + String(number))) }]
    }
    return ServiceSolutions(variables: [Variable("n")], rows: rows)
  }
}
