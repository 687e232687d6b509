import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import IsoglossService

/// RFC 9110: what holds for every route.
struct HTTPTests {
  static let routes = [
    "/", "/search?q=provider", "/scheme/law-a", "/concept/law-a/provider",
    "/sparql?query=ASK%7B%7D",
    "/api/v1/resolve?term=maker", "/api/v1/search?q=maker", "/health/live", "/health/ready",
  ]

  @Test(arguments: routes)
  func headIsGetWithoutTheBody(_ uri: String) async throws {
    let get = try await ServiceFixture.response(.get, uri)
    let head = try await ServiceFixture.response(.head, uri)
    #expect(get.status == .ok)
    #expect(head.status == .ok)
    #expect(head.body.readableBytes == 0)
    for name in [HTTPField.Name.contentType, .contentLength, .eTag, .vary] {
      #expect(head.headers[name] == get.headers[name])
    }
    #expect(get.headers[.contentLength] == "\(get.body.readableBytes)")
  }

  @Test(arguments: routes)
  func otherMethodsAreNamed(_ uri: String) async throws {
    let response = try await ServiceFixture.response(.delete, uri)
    #expect(response.status == .methodNotAllowed)
    #expect(response.headers[.allow]?.contains("GET") == true)
    #expect(response.problemCode == "method-not-allowed")
    let options = try await ServiceFixture.response(.options, uri)
    #expect(options.status == .noContent)
    #expect(options.headers[.allow] == response.headers[.allow])
  }

  @Test(arguments: routes + ["/nothing", "/scheme/none"])
  func headersOfAllResponses(_ uri: String) async throws {
    let response = try await ServiceFixture.response(.get, uri, accept: browser)
    #expect(response.headers[.vary] == "Accept, Accept-Language")
    #expect(response.headers[.accessControlAllowOrigin] == "*")
    #expect(response.headers[.xContentTypeOptions] == "nosniff")
    #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
  }

  @Test func aClientThatHasTheAnswerGetsNoneAgain() async throws {
    let uri = "/concept/law-a/provider"
    let tag = try #require(try await ServiceFixture.response(.get, uri).headers[.eTag])
    for value in [tag, "\"other\", \(tag)", "W/\(tag)", "*"] {
      let response = try await ServiceFixture.response(.get, uri, headers: [.ifNoneMatch: value])
      #expect(response.status == .notModified)
      #expect(response.body.readableBytes == 0)
      #expect(response.headers[.eTag] == tag)
    }
    let response = try await ServiceFixture.response(
      .get, uri, headers: [.ifNoneMatch: "\"other\""])
    #expect(response.status == .ok)
  }

  @Test func tagsDifferByContent() async throws {
    let csv = try await ServiceFixture.response(
      .get, "/sparql?query=ASK%7B%7D", accept: "text/csv")
    let json = try await ServiceFixture.response(.get, "/sparql?query=ASK%7B%7D")
    #expect(csv.headers[.eTag] != json.headers[.eTag])
  }

  @Test func errorsAreForTheirReader() async throws {
    let program = try await ServiceFixture.response(.get, "/nothing")
    #expect(program.headers[.contentType] == "application/problem+json")
    #expect(program.status == .notFound)
    let person = try await ServiceFixture.response(.get, "/nothing", accept: browser)
    #expect(person.headers[.contentType] == "text/html;charset=utf-8")
    #expect(person.status == .notFound)
    #expect(person.text.contains("<main"))
    #expect(person.headers[.cacheControl] == "no-store")
  }

  @Test(arguments: ["/concept/law-a/%FF", "/concept/law-a/%2", "/search?q=%C3"])
  func badEscapes(_ uri: String) async throws {
    #expect(try await ServiceFixture.response(.get, uri).problemCode == "bad-encoding")
  }

  @Test func assetsMayBeKept() async throws {
    let home = try await ServiceFixture.response(.get, "/").text
    let start = try #require(home.range(of: "/assets/style-"))
    let end = try #require(home[start.lowerBound...].firstIndex(of: "\""))
    let style = try await ServiceFixture.response(
      .get, String(home[start.lowerBound..<end]))
    #expect(style.status == .ok)
    #expect(style.headers[.contentType] == "text/css;charset=utf-8")
    #expect(style.headers[.cacheControl]?.contains("immutable") == true)
    #expect(try await ServiceFixture.response(.get, "/assets/other.css").status == .notFound)
  }
}
