import Foundation
import HTTPTypes
import Isogloss
import Testing

@testable import IsoglossService

struct OperationTests {
  @Test func resolves() async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/resolve?term=provider&in=law-a")
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == "application/json")
    let answer = try response.json
    #expect(answer["status"] as? String == "equivalent")
    let matches = try #require(answer["matches"] as? [[String: Any]])
    #expect(matches.map { $0["curie"] as? String } == ["law-b:supplier", "standard-c:maker"])
    #expect(matches.map { $0["inferred"] as? Bool } == [false, true])
    #expect((matches[1]["derivation"] as? [Any])?.count == 2)
    #expect(matches[0]["confidence"] is NSNull)
  }

  @Test(arguments: [
    ("to=standard-c", ["standard-c:maker"]),
    ("to=law-b,standard-c", ["law-b:supplier", "standard-c:maker"]),
    ("evidence=stated", ["law-b:supplier"]),
    ("evidence=inferred", ["standard-c:maker"]),
    ("relations=close,broad", []),
    ("min-confidence=0.5", []),
    ("without-rules=T1", ["law-b:supplier"]),
    ("max-hops=1", ["law-b:supplier"]),
    ("author=Nobody", []),
    ("jurisdiction=Nowhere", []),
    ("with=standard-c%3Amaker", ["standard-c:maker"]),
  ])
  func narrows(_ parameters: String, _ expected: [String]) async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/resolve?term=law-a%3Aprovider&\(parameters)")
    let matches = try response.json["matches"] as? [[String: Any]]
    #expect(matches?.map { $0["curie"] as? String } == expected)
  }

  @Test func explains() async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/resolve?term=law-a%3Aprovider&explain")
    let matches = try #require(try response.json["matches"] as? [[String: Any]])
    #expect(matches.allSatisfy { !(($0["derivations"] as? [Any]) ?? []).isEmpty })
  }

  @Test(arguments: [
    ("svg", "image/svg+xml", "<svg"), ("prov", "text/turtle;charset=utf-8", "prov:Activity"),
    ("sssom", "text/tab-separated-values;charset=utf-8", "semapv:MappingChaining"),
    ("text", "text/plain;charset=utf-8", "status: equivalent"),
  ])
  func answersInOtherForms(_ format: String, _ type: String, _ part: String) async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/resolve?term=law-a%3Aprovider&format=\(format)")
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(response.text.contains(part))
  }

  @Test func anAmbiguousTermIsNeverPickedSilently() async throws {
    let response = try await ServiceFixture.response(.get, "/api/v1/resolve?term=provider")
    #expect(response.status == .conflict)
    #expect(response.problemCode == "ambiguous-term")
    let candidates = try response.json["candidates"] as? [[String: Any]]
    #expect(
      candidates?.compactMap { $0["curie"] as? String } == ["law-a:provider", "law-b:provider"])
    #expect(candidates?.first?["definition"] as? String == "Whoever makes a system.")
  }

  @Test func anUnknownTermComesWithSuggestions() async throws {
    let response = try await ServiceFixture.response(.get, "/api/v1/resolve?term=suplier")
    #expect(response.status == .notFound)
    #expect(response.problemCode == "unknown-term")
    let suggestions = try response.json["suggestions"] as? [[String: Any]]
    #expect(suggestions?.first?["curie"] as? String == "law-b:supplier")
  }

  @Test(arguments: [
    ("/api/v1/resolve", 400, "missing-parameter"),
    ("/api/v1/resolve?term=", 400, "missing-parameter"),
    ("/api/v1/resolve?term=x&in=nowhere", 404, "unknown-scheme"),
    ("/api/v1/resolve?term=maker&relations=same", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&min-confidence=2", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&evidence=hearsay", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&too=law-a", 400, "unknown-parameter"),
    ("/api/v1/resolve?term=maker&rules=T9", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&format=docx", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&explain=perhaps", 400, "bad-parameter"),
    ("/api/v1/resolve?term=maker&mapping-set=none", 400, "bad-parameter"),
    ("/api/v1/search", 400, "missing-parameter"),
    ("/api/v1/search?q=a&limit=0", 400, "bad-parameter"),
    ("/api/v1/search?q=a&limit=many", 400, "bad-parameter"),
    ("/api/v1/search?q=a&scheme=nowhere", 404, "unknown-scheme"),
    ("/api/v1/nothing", 404, "not-found"),
  ])
  func refuses(_ uri: String, _ status: Int, _ code: String) async throws {
    let response = try await ServiceFixture.response(.get, uri)
    #expect(response.status.code == status)
    #expect(response.problemCode == code)
  }

  @Test func searches() async throws {
    let response = try await ServiceFixture.response(.get, "/api/v1/search?q=fournisseur")
    let matches = try response.json["matches"] as? [[String: Any]]
    #expect(matches?.first?["curie"] as? String == "law-a:provider")
    let narrowed = try await ServiceFixture.response(
      .get, "/api/v1/search?q=provider&scheme=law-b&limit=1")
    let found = try narrowed.json["matches"] as? [[String: Any]]
    #expect(found?.map { $0["curie"] as? String } == ["law-b:provider"])
  }

  @Test func jsonOnly() async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/search?q=provider", accept: "text/csv")
    #expect(response.status == .notAcceptable)
  }

  @Test func health() async throws {
    let live = try await ServiceFixture.response(.get, "/health/live")
    #expect(live.status == .ok)
    let ready = try await ServiceFixture.response(.get, "/health/ready")
    #expect(ready.status == .ok)
    #expect(try ready.json["schemes"] as? Int == 4)
    #expect(ready.headers[.cacheControl] == "no-store")
  }

  @Test func aServiceThatEndsIsNotReady() throws {
    let health = HealthEndpoint(SchemeDirectory(try ServiceFixture.vocabulary().skos))
    _ = try health.ready()
    health.drain()
    let problem = #expect(throws: Problem.self) { try health.ready() }
    #expect(problem?.status == .serviceUnavailable)
    #expect(health.live.status == .ok)
  }
}
