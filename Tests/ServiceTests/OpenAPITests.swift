import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import IsoglossService

/// `/openapi.json` says what the service does.
///
/// Source: OpenAPI 3.1.1.
struct OpenAPITests {
  private func document() async throws -> [String: Any] {
    let response = try await ServiceFixture.response(.get, "/openapi.json")
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == "application/json")
    return try response.json
  }

  private func operation(_ path: String, _ method: String = "get") async throws -> [String: Any] {
    let paths = try #require(try await document()["paths"] as? [String: [String: Any]])
    return try #require(paths[path]?[method] as? [String: Any])
  }

  /// Pages are for people and have no entry.
  private static let pages: Set<String> = [
    "/", "/search", "/scheme", "/scheme/{id}", "/concept", "/concept/{scheme}/{slug}",
    "/divergence", "/coverage", "/assets/{name}",
  ]

  @Test func everyRouteForProgramsIsDescribed() async throws {
    let paths = try #require(try await document()["paths"] as? [String: [String: Any]])
    let service = try ServiceFixture.service()
    var served: [String: Set<String>] = [:]
    for route in service.router(watchesClients: false).routes
    where route.method == .get || route.method == .post {
      let path = route.path.description.split(separator: "/").map { part in
        part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
      }.joined(separator: "/")
      served["/" + path, default: []].insert(route.method.rawValue.lowercased())
    }
    #expect(Self.pages.isSubset(of: served.keys))
    #expect(Set(paths.keys) == Set(served.keys).subtracting(Self.pages))
    // Other methods than GET are answered with 405, unless a route has them.
    #expect(Set(paths.filter { $0.value["post"] != nil }.keys) == ["/sparql"])
    let ids = paths.values.flatMap { $0.values }.compactMap {
      ($0 as? [String: Any])?["operationId"] as? String
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: [
    ("/api/v1/resolve", OperationEndpoint.resolveParameters),
    ("/api/v1/search", OperationEndpoint.searchParameters),
    ("/api/v1/divergence", OperationEndpoint.divergenceParameters),
    ("/api/v1/compare", OperationEndpoint.comparisonParameters),
    ("/api/v1/coverage", OperationEndpoint.coverageParameters),
    ("/api/v1/align", OperationEndpoint.alignmentParameters),
    ("/sparql", SPARQLRequest.parameters),
  ])
  func describesTheParametersThatAreTaken(_ path: String, _ names: [String]) async throws {
    let parameters = try #require(try await operation(path)["parameters"] as? [[String: Any]])
    #expect(Set(parameters.compactMap { $0["name"] as? String }) == Set(names))
    #expect(parameters.count == names.count)
  }

  @Test(arguments: [
    "/api/v1/resolve", "/api/v1/search", "/api/v1/compare", "/api/v1/align",
  ])
  func whatIsRequiredIsMissed(_ path: String) async throws {
    let parameters = try #require(try await operation(path)["parameters"] as? [[String: Any]])
    let required = parameters.filter { $0["required"] as? Bool == true }
    #expect(!required.isEmpty)
    let response = try await ServiceFixture.response(.get, path)
    #expect(response.problemCode == "missing-parameter")
  }

  @Test func everyReferenceHasItsSchema() async throws {
    let response = try await ServiceFixture.response(.get, "/openapi.json")
    let names = response.text.components(separatedBy: "#/components/schemas/").dropFirst()
      .map { $0.prefix { $0 != "\"" } }
    let components = try #require(try response.json["components"] as? [String: Any])
    let schemas = try #require(components["schemas"] as? [String: Any])
    #expect(Set(names.map(String.init)) == Set(schemas.keys))
  }
}
