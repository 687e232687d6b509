import HTTPTypes
import Testing

@testable import IsoglossService

/// Every limit has an error that names it.
struct LimitTests {
  private static let everything = "/sparql?query=\("SELECT * WHERE { ?s ?p ?o }".encoded)"

  private static func expect(
    _ response: TestResponse, _ limit: ServiceLimits.Name, _ status: Int
  ) throws {
    #expect(response.status.code == status)
    #expect(try response.json["limit"] as? String == limit.rawValue)
    #expect((try response.json["detail"] as? String)?.contains(limit.rawValue) == true)
  }

  @Test func timeout() async throws {
    // A product of four patterns visits millions of rows even on this small graph.
    let query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    let response = try await ServiceFixture.response(.get, "/sparql?query=\(query.encoded)") {
      $0.timeout = .milliseconds(20)
    }
    try Self.expect(response, .timeout, 503)
  }

  @Test func rows() async throws {
    let response = try await ServiceFixture.response(.get, Self.everything) { $0.maximumRows = 5 }
    try Self.expect(response, .rows, 422)
    let graph = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    let second = try await ServiceFixture.response(.get, "/sparql?query=\(graph.encoded)") {
      $0.maximumRows = 5
    }
    try Self.expect(second, .rows, 422)
  }

  @Test func resultBytes() async throws {
    let response = try await ServiceFixture.response(.get, Self.everything) {
      $0.maximumResultBytes = 100
    }
    try Self.expect(response, .resultBytes, 422)
  }

  @Test func memory() async throws {
    let response = try await ServiceFixture.response(.get, Self.everything) {
      $0.maximumMemoryBytes = 16
    }
    try Self.expect(response, .memoryBytes, 422)
  }

  @Test func queryBytes() async throws {
    let response = try await ServiceFixture.response(.get, Self.everything) {
      $0.maximumQueryBytes = 10
    }
    try Self.expect(response, .queryBytes, 413)
    let search = try await ServiceFixture.response(.get, "/api/v1/search?q=abcdefghijkl") {
      $0.maximumQueryBytes = 10
    }
    try Self.expect(search, .queryBytes, 413)
  }

  @Test func bodyBytes() async throws {
    let response = try await ServiceFixture.response(
      .post, "/sparql", headers: [.contentType: "application/sparql-query"],
      body: String(repeating: " ", count: 200) + "ASK {}"
    ) { $0.maximumBodyBytes = 100 }
    try Self.expect(response, .bodyBytes, 413)
  }

  @Test func hits() async throws {
    let response = try await ServiceFixture.response(.get, "/api/v1/search?q=provider&limit=11") {
      $0.maximumHits = 10
    }
    try Self.expect(response, .hits, 400)
  }

  @Test func aDeepQueryIsAProblemAndNoCrash() async throws {
    let depth = 50_000
    let query = "ASK " + String(repeating: "{", count: depth) + String(repeating: "}", count: depth)
    let response = try await ServiceFixture.response(
      .post, "/sparql", headers: [.contentType: "application/sparql-query"], body: query)
    #expect(response.status == .badRequest)
    #expect(response.problemCode == "limit-exceeded")
  }
}
