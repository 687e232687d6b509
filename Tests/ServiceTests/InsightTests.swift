import Foundation
import HTTPTypes
import Testing

@testable import IsoglossService

struct InsightTests {
  @Test func divergence() async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/divergence?label=provider&risk=none")
    #expect(response.status == .ok)
    let designations = try #require(try response.json["designations"] as? [[String: Any]])
    #expect(designations.map { $0["label"] as? String } == ["provider"])
    let pairs = try #require(designations.first?["pairs"] as? [[String: Any]])
    #expect(pairs.map { $0["kind"] as? String } == ["undetermined"])
    let all = try await ServiceFixture.response(.get, "/api/v1/divergence?limit=1&risk=none")
    #expect((try all.json["designations"] as? [Any])?.count == 1)
  }

  @Test func comparison() async throws {
    let response = try await ServiceFixture.response(
      .get, "/api/v1/compare?a=law-a:provider&b=standard-c:maker")
    let comparison = try #require(try response.json["comparison"] as? [String: Any])
    let relations = try #require(comparison["relations"] as? [[String: Any]])
    #expect(relations.map { $0["predicate"] as? String } == ["skos:exactMatch"])
    #expect(relations.map { $0["inferred"] as? Bool } == [true])
  }

  @Test func coverage() async throws {
    let pair = try await ServiceFixture.response(.get, "/api/v1/coverage?a=law-a&b=law-b")
    #expect(try pair.json["concepts"] as? Int == 2)
    #expect((try pair.json["direct"] as? [String: Int])?["exact"] == 1)
    let inferred = try await ServiceFixture.response(.get, "/api/v1/coverage?a=law-a&b=standard-c")
    #expect((try inferred.json["inferred"] as? [String: Int])?["exact"] == 1)
    let all = try await ServiceFixture.response(.get, "/api/v1/coverage")
    #expect((try all.json["pairs"] as? [Any])?.count == 3)
  }

  @Test(arguments: [
    "/api/v1/compare?a=law-a:provider", "/api/v1/coverage?b=law-b", "/api/v1/divergence?risk=great",
    "/api/v1/divergence?word=x",
  ])
  func badParameters(_ uri: String) async throws {
    let response = try await ServiceFixture.response(.get, uri)
    #expect(response.status == .badRequest)
    #expect(response.headers[.contentType] == "application/problem+json")
  }
}
