import Foundation
import HTTPTypes
import Hummingbird
import Isogloss
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

  // MARK: Answers

  private func validator() async throws -> SchemaValidator {
    let document = try DecodedJSON(await ServiceFixture.response(.get, "/openapi.json").text)
    return SchemaValidator(schemas: try #require(document["components"]?["schemas"]))
  }

  /// What the description has for the answer of an operation.
  private func schema(_ path: String) async throws -> DecodedJSON {
    let document = try DecodedJSON(await ServiceFixture.response(.get, "/openapi.json").text)
    let answer = document["paths"]?[path]?["get"]?["responses"]?["200"]?["content"]
    return try #require(answer?["application/json"]?["schema"])
  }

  @Test(arguments: [
    "/api/v1/resolve?term=a:provider", "/api/v1/search?q=provider", "/api/v1/divergence",
    "/api/v1/compare?a=a:provider&b=b:provider", "/api/v1/coverage?a=law-a&b=law-b",
    "/api/v1/coverage", "/api/v1/align?source=law-a&target=law-b", "/health/live",
    "/health/ready",
  ])
  func answersAreAsDescribed(_ uri: String) async throws {
    let response = try await ServiceFixture.response(.get, uri)
    #expect(response.status == .ok)
    let schema = try await schema(String(uri.prefix { $0 != "?" }))
    #expect(try await validator().mistakes(in: DecodedJSON(response.text), schema) == [])
  }

  /// The vocabularies as shipped have denials, false friends, positions and editions.
  @Test(arguments: [
    "/api/v1/resolve?term=provider&in=eu-ai-act-2024&explain=true",
    "/api/v1/resolve?term=AI%20system&in=eu-ai-act-2024", "/api/v1/search?q=bias&limit=50",
    "/api/v1/divergence?label=risk",
    "/api/v1/compare?a=eu-ai-act-2024:risk&b=iso-31000-2018:risk",
    "/api/v1/coverage?a=nist-ai-rmf-1.0&b=ai-verify-2025",
  ])
  func answersFromTheCollectionAreAsDescribed(_ uri: String) async throws {
    let service = try IsoglossService(
      vocabulary: .shipped(), configuration: ServiceConfiguration())
    let response = try await InProcessClient.send(
      HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: uri),
      body: nil, to: service)
    #expect(response.status == .ok)
    let schema = try await schema(String(uri.prefix { $0 != "?" }))
    #expect(try await validator().mistakes(in: DecodedJSON(response.text), schema) == [])
  }

  @Test(arguments: [
    "/api/v1/resolve?term=provider", "/api/v1/resolve?term=provder", "/api/v1/resolve",
    "/api/v1/search?q=a&limit=100000", "/sparql?query=SELECT",
  ])
  func problemsAreAsDescribed(_ uri: String) async throws {
    let response = try await ServiceFixture.response(.get, uri)
    #expect(response.status.code >= 400)
    let validator = try await validator()
    let schema = try #require(validator.schemas["Problem"])
    #expect(try validator.mistakes(in: DecodedJSON(response.text), schema) == [])
  }

  @Test func theValidatorFindsMistakes() throws {
    let schema = try DecodedJSON(
      """
      {"type": "object", "required": ["a"], "properties": {
        "a": {"type": ["integer", "null"]}, "b": {"type": "string", "enum": ["x", "y"]},
        "c": {"type": "array", "items": {"$ref": "#/components/schemas/N"}},
        "d": {"anyOf": [{"$ref": "#/components/schemas/N"}, {"type": "null"}]}}}
      """)
    let validator = SchemaValidator(schemas: try DecodedJSON(#"{"N": {"type": "number"}}"#))
    func mistakes(_ text: String) throws -> Int {
      try validator.mistakes(in: DecodedJSON(text), schema).count
    }
    #expect(try mistakes(#"{"a": 1, "b": "x", "c": [1, 2.5], "d": null}"#) == 0)
    #expect(try mistakes(#"{"a": null, "d": 3}"#) == 0)
    #expect(try mistakes(#"{"b": "z", "c": [true, "2"], "e": 1}"#) == 5)
    #expect(try mistakes(#"{"a": 1.5, "c": {}, "d": "text"}"#) == 3)
    #expect(try mistakes("[]") == 1)
  }
}
