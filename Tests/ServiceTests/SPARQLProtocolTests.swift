import Foundation
import HTTPTypes
import Testing

@testable import IsoglossService

/// SPARQL 1.1 Protocol, section 2.1.
struct SPARQLProtocolTests {
  private static let select = "SELECT ?c WHERE { ?c skos:prefLabel \"maker\"@en }"
  private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
  private static let direct: HTTPFields = [.contentType: "application/sparql-query"]

  // MARK: The three ways to send a query

  @Test func queryByGet() async throws {
    let response = try await ServiceFixture.response(.get, "/sparql?query=\(Self.select.encoded)")
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == "application/sparql-results+json")
    #expect(response.text.contains("https://w3id.org/isogloss/standard-c/maker"))
  }

  @Test func queryByForm() async throws {
    let response = try await ServiceFixture.response(
      .post, "/sparql", headers: Self.form,
      body: "query=" + Self.select.replacingOccurrences(of: " ", with: "+"))
    #expect(response.status == .ok)
    #expect(response.text.contains("standard-c/maker"))
  }

  @Test func queryAsBody() async throws {
    let response = try await ServiceFixture.response(
      .post, "/sparql", headers: [.contentType: "application/sparql-query; charset=UTF-8"],
      body: Self.select)
    #expect(response.status == .ok)
    #expect(response.text.contains("standard-c/maker"))
  }

  // MARK: Requests that are refused

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var method = HTTPRequest.Method.get
    var uri = "/sparql"
    var headers: HTTPFields = [:]
    var body: String?
    let status: Int
    let code: String
  }

  static let refusals = [
    Refusal(
      testDescription: "two queries", uri: "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", status: 400,
      code: "repeated-parameter"),
    Refusal(
      testDescription: "broken escape", uri: "/sparql?query=ASK%7B%7", status: 400,
      code: "bad-encoding"),
    Refusal(
      testDescription: "not UTF-8", uri: "/sparql?query=%FF", status: 400, code: "bad-encoding"),
    Refusal(
      testDescription: "unknown parameter", uri: "/sparql?query=ASK%7B%7D&timeuot=3", status: 400,
      code: "unknown-parameter"),
    Refusal(
      testDescription: "relative graph", uri: "/sparql?query=ASK%7B%7D&default-graph-uri=x",
      status: 400, code: "bad-parameter"),
    Refusal(
      testDescription: "unknown format", uri: "/sparql?query=ASK%7B%7D&format=yaml", status: 400,
      code: "bad-parameter"),
    Refusal(
      testDescription: "update in the address", uri: "/sparql?update=CLEAR+ALL", status: 400,
      code: "update-refused"),
    Refusal(
      testDescription: "update in a form", method: .post, headers: form, body: "update=CLEAR+ALL",
      status: 400, code: "update-refused"),
    Refusal(
      testDescription: "update as the body", method: .post,
      headers: [.contentType: "application/sparql-update"], body: "CLEAR ALL", status: 400,
      code: "update-refused"),
    Refusal(
      testDescription: "form without a query", method: .post, headers: form, body: "", status: 400,
      code: "missing-parameter"),
    Refusal(
      testDescription: "query in address and form", method: .post,
      uri: "/sparql?query=ASK%7B%7D", headers: form, body: "query=ASK%7B%7D", status: 400,
      code: "unknown-parameter"),
    Refusal(
      testDescription: "no content type", method: .post, body: "ASK {}", status: 415,
      code: "unsupported-media-type"),
    Refusal(
      testDescription: "another content type", method: .post,
      headers: [.contentType: "text/plain"], body: "ASK {}", status: 415,
      code: "unsupported-media-type"),
    Refusal(
      testDescription: "another charset", method: .post,
      headers: [.contentType: "application/sparql-query; charset=\"utf-16\""], body: "ASK {}",
      status: 415, code: "unsupported-media-type"),
    Refusal(testDescription: "PUT", method: .put, status: 405, code: "method-not-allowed"),
    Refusal(testDescription: "DELETE", method: .delete, status: 405, code: "method-not-allowed"),
    Refusal(
      testDescription: "nothing to say to a program", headers: [.accept: "text/turtle"],
      status: 400, code: "missing-parameter"),
    Refusal(
      testDescription: "no such media type", uri: "/sparql?query=ASK%7B%7D",
      headers: [.accept: "application/pdf"], status: 406, code: "not-acceptable"),
    Refusal(
      testDescription: "a graph as CSV", uri: "/sparql?query=DESCRIBE+%3Curn:x%3E&format=csv",
      status: 406, code: "not-acceptable"),
  ]

  @Test(arguments: refusals)
  func refuses(_ refusal: Refusal) async throws {
    let response = try await ServiceFixture.response(
      refusal.method, refusal.uri, accept: refusal.headers[.accept], headers: refusal.headers,
      body: refusal.body)
    #expect(response.status.code == refusal.status)
    #expect(response.problemCode == refusal.code)
    #expect(try response.json["status"] as? Int == refusal.status)
    #expect(try response.json["detail"] is String)
  }

  @Test func syntaxErrorsSayWhere() async throws {
    let response = try await ServiceFixture.response(
      .post, "/sparql", headers: Self.direct, body: "SELECT *\nWHERE { ?s ?p }")
    #expect(response.status == .badRequest)
    let problem = try response.json
    #expect(problem["line"] as? Int == 2)
    #expect(problem["column"] as? Int == 15)
    #expect((problem["code"] as? String)?.isEmpty == false)
    #expect((problem["remedy"] as? String)?.isEmpty == false)
  }

  @Test func browsersGetTheFormBackWithTheError() async throws {
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\("SELECT * WHERE { ?s ?p }".encoded)", accept: browser)
    #expect(response.status == .badRequest)
    #expect(response.headers[.contentType] == "text/html;charset=utf-8")
    #expect(response.text.contains("Line 1, column"))
    #expect(response.text.contains("SELECT * WHERE { ?s ?p }</textarea>"))
  }

  // MARK: What comes back

  @Test(arguments: [
    ("application/sparql-results+json", "application/sparql-results+json", "\"bindings\""),
    ("application/sparql-results+xml", "application/sparql-results+xml", "<uri>"),
    ("text/csv", "text/csv;charset=utf-8", "c\r\n"),
    ("text/tab-separated-values", "text/tab-separated-values;charset=utf-8", "?c\n"),
    ("text/tab-separated-values;q=0.2, text/csv;q=0.3", "text/csv;charset=utf-8", "c\r\n"),
    ("application/json", "application/json", "\"bindings\""),
    ("*/*", "application/sparql-results+json", "\"bindings\""),
    (browser, "text/html;charset=utf-8", "1 solution"),
  ])
  func solutions(_ accept: String, _ type: String, _ part: String) async throws {
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\(Self.select.encoded)", accept: accept)
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(response.text.contains(part))
  }

  @Test(arguments: [
    ("text/turtle", "text/turtle;charset=utf-8"),
    ("application/ld+json", "application/ld+json"),
    ("application/n-triples", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("*/*", "text/turtle;charset=utf-8"),
    (browser, "text/html;charset=utf-8"),
  ])
  func graphs(_ accept: String, _ type: String) async throws {
    let query = "CONSTRUCT { ?c skos:prefLabel ?l } WHERE { ?c skos:prefLabel ?l }"
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\(query.encoded)", accept: accept)
    #expect(response.status == .ok)
    #expect(response.headers[.contentType] == type)
    #expect(response.text.contains("fournisseur"))
  }

  @Test func formatGoesBeforeAccept() async throws {
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\(Self.select.encoded)&format=csv", accept: browser)
    #expect(response.headers[.contentType] == "text/csv;charset=utf-8")
  }

  @Test(arguments: [("ASK { ?s ?p ?o }", "true"), ("ASK { ?s <urn:no> ?o }", "false")])
  func verdicts(_ query: String, _ verdict: String) async throws {
    let response = try await ServiceFixture.response(.get, "/sparql?query=\(query.encoded)")
    #expect(response.text.contains("\"boolean\":\(verdict)"))
  }

  @Test func withoutQueryBrowsersGetTheForm() async throws {
    let response = try await ServiceFixture.response(.get, "/sparql", accept: browser)
    #expect(response.status == .ok)
    #expect(response.text.contains("<textarea"))
  }

  // MARK: Section 2.1.4: the dataset

  private static let count = "SELECT (COUNT(*) AS ?n) WHERE { ?s <http://example.org/p> ?o }"

  @Test(arguments: [
    ("", "0"),
    ("&default-graph-uri=\("http://example.org/graph".encoded)", "1"),
    ("&default-graph-uri=\("http://example.org/absent".encoded)", "0"),
  ])
  func defaultGraph(_ parameter: String, _ count: String) async throws {
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\(Self.count.encoded)\(parameter)", accept: "text/csv")
    #expect(response.text == "n\r\n\(count)\r\n")
  }

  @Test func protocolGoesBeforeFrom() async throws {
    let query =
      "SELECT (COUNT(*) AS ?n) FROM <http://example.org/absent> WHERE { ?s <http://example.org/p> ?o }"
    let graph = "http://example.org/graph".encoded
    let response = try await ServiceFixture.response(
      .get, "/sparql?query=\(query.encoded)&default-graph-uri=\(graph)", accept: "text/csv")
    #expect(response.text == "n\r\n1\r\n")
  }

  @Test func namedGraphs() async throws {
    let query = "SELECT ?g WHERE { GRAPH ?g { ?s <http://example.org/p> ?o } }"
    for (named, expected) in [("graph", 2), ("absent", 1)] {
      let response = try await ServiceFixture.response(
        .get,
        "/sparql?query=\(query.encoded)&named-graph-uri=\("http://example.org/\(named)".encoded)",
        accept: "text/csv")
      #expect(response.text.split(separator: "\r\n").count == expected)
    }
  }
}
