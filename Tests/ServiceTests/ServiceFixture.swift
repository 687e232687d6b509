import Foundation
import HTTPTypes
import Isogloss
import NIOCore
import Testing

@testable import IsoglossService

/// A service over a small vocabulary.
enum ServiceFixture {
  /// Two laws and a standard, with a stated chain from A over B to C, a denial, and a scheme of
  /// somebody else whose data is hostile.
  static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix isogloss: <https://w3id.org/isogloss/ns#> .
    @prefix scheme: <https://w3id.org/isogloss/scheme/> .
    @prefix a: <https://w3id.org/isogloss/law-a/> .
    @prefix b: <https://w3id.org/isogloss/law-b/> .
    @prefix c: <https://w3id.org/isogloss/standard-c/> .

    scheme:law-a a skos:ConceptScheme ; dct:title "Law A of Atlantis"@en ;
      isogloss:shortTitle "Law A"@en ; isogloss:jurisdiction "EU" ; isogloss:kind "law" .
    scheme:law-b a skos:ConceptScheme ; dct:title "Law B"@en ; isogloss:jurisdiction "BR" ;
      isogloss:status "superseded" .
    scheme:standard-c a skos:ConceptScheme ; dct:title "Standard C"@en ;
      isogloss:jurisdiction "org:iso" .

    a:operator a skos:Concept ; skos:inScheme scheme:law-a ; skos:prefLabel "operator"@en .
    a:provider a skos:Concept ; skos:inScheme scheme:law-a ; skos:broader a:operator ;
      skos:prefLabel "provider"@en , "fournisseur"@fr , "مزود"@ar ; skos:notation "Art. 3" ;
      skos:definition "Whoever makes a system."@en ; skos:exactMatch b:supplier .
    a:provider isogloss:checked "secondary" ; skosxl:prefLabel
      [ skosxl:literalForm "fournisseur"@fr ; isogloss:checked "recalled" ] .
    b:supplier a skos:Concept ; skos:inScheme scheme:law-b ; skos:prefLabel "supplier"@en ;
      skos:exactMatch c:maker .
    b:provider a skos:Concept ; skos:inScheme scheme:law-b ; skos:prefLabel "provider"@en .
    c:maker a skos:Concept ; skos:inScheme scheme:standard-c ; skos:prefLabel "maker"@en .

    <http://hostile.example/s> a skos:ConceptScheme ;
      dct:title "<script>alert('scheme')</script>"@en ; dct:source <javascript:alert(1)> .
    <http://hostile.example/c> a skos:Concept ; skos:inScheme <http://hostile.example/s> ;
      skos:prefLabel "<img src=x onerror=alert(1)>"@en , "\\"\\u0301 onfocus=alert(2) autofocus "@de ;
      skos:definition "</p><script>alert(3)</script>"@en ;
      skos:notation "\\"><svg/onload=alert(4)>" .
    """

  static func vocabulary() throws -> Vocabulary {
    try Vocabulary(documents: [
      Document(data: Data(turtle.utf8), name: "fixture.ttl", format: .turtle),
      Document(
        data: Data("<http://example.org/s> <http://example.org/p> \"in the graph\" .".utf8),
        name: "named.nt", format: .ntriples, graph: IRI(trusted: "http://example.org/graph")),
    ])
  }

  static func service(
    _ change: (inout ServiceLimits) -> Void = { _ in }
  ) throws -> IsoglossService {
    var configuration = ServiceConfiguration()
    configuration.port = 0
    change(&configuration.limits)
    return try IsoglossService(vocabulary: vocabulary(), configuration: configuration)
  }

  /// The answer to one request, in process.
  static func response(
    _ method: HTTPRequest.Method = .get, _ uri: String, accept: String? = nil,
    headers: HTTPFields = [:], body: String? = nil,
    limits change: (inout ServiceLimits) -> Void = { _ in }
  ) async throws -> TestResponse {
    var headers = headers
    headers[.accept] = accept
    return try await InProcessClient.send(
      HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: uri, headerFields: headers),
      body: body.map { ByteBuffer(string: $0) }, to: service(change))
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The body as a JSON object.
  var json: [String: Any] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(body.readableBytesView))
      return try #require(value as? [String: Any])
    }
  }

  /// The stable word of a problem.
  var problemCode: String? {
    guard headers[.contentType] == "application/problem+json" else { return nil }
    return (try? json)?["code"] as? String
  }
}

/// What a browser sends.
let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

extension String {
  /// As a value in a query string.
  var encoded: String { PercentEncoding.encode(self) }
}
