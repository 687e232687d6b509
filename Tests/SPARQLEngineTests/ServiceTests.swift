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
    of query: Query, at endpoint: IRI, timeout: Duration?
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
    // One of the three is a blank node, so its row leaves the variable open.
    #expect(asked.first?.description.contains("VALUES") == false)
    let ground = "SELECT ?n { ?s :knows ?o FILTER(isIRI(?o)) SERVICE :endpoint { ?o :name ?n } }"
    #expect(try rows(ground, service) == ["Ben", "Cia"])
    #expect(service.asked.withLock { $0.last?.description.contains("VALUES") } == true)
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
}
