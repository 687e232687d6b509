import Foundation
import HTTPTypes
import Isogloss
import Testing

@testable import IsoglossService

/// What people hold of mappings, in answers and on pages.
struct PositionTests {
  private static let turtle = """
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix sssom: <https://w3id.org/sssom/> .
    @prefix isogloss: <https://w3id.org/isogloss/ns#> .
    @prefix scheme: <https://w3id.org/isogloss/scheme/> .
    @prefix a: <https://w3id.org/isogloss/law-a/> .
    @prefix b: <https://w3id.org/isogloss/law-b/> .
    @prefix e: <https://example.org/> .
    scheme:law-a a skos:ConceptScheme . scheme:law-b a skos:ConceptScheme .
    a:one a skos:Concept ; skos:inScheme scheme:law-a ; skos:prefLabel "one"@en .
    b:one a skos:Concept ; skos:inScheme scheme:law-b ; skos:prefLabel "uno"@en .
    b:two a skos:Concept ; skos:inScheme scheme:law-b ; skos:prefLabel "two"@en .
    e:set a sssom:MappingSet ; sssom:mappings e:r1 , e:r2 .
    e:r1 a owl:Axiom ; owl:annotatedSource a:one ; owl:annotatedProperty skos:closeMatch ;
      owl:annotatedTarget b:one .
    e:r2 a owl:Axiom ; owl:annotatedSource a:one ; owl:annotatedProperty skos:exactMatch ;
      owl:annotatedTarget b:two ; sssom:predicate_modifier sssom:NegatedPredicate .
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:r1 ; dct:creator e:ann ;
      isogloss:stance "accept" .
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:r1 ; dct:creator e:bob ;
      isogloss:stance "reject" ; isogloss:reason "<b>wider</b>"@en .
    [] a isogloss:Position ; <http://www.w3.org/ns/oa#hasTarget> e:r2 ; dct:creator e:ann ;
      isogloss:stance "accept" .
    """

  private func get(_ uri: String, accept: String) async throws -> TestResponse {
    let vocabulary = try Vocabulary(documents: [
      Document(data: Data(Self.turtle.utf8), name: "positions.ttl", format: .turtle)
    ])
    var headers = HTTPFields()
    headers[.accept] = accept
    return try await InProcessClient.send(
      HTTPRequest(
        method: .get, scheme: "http", authority: "localhost", path: uri, headerFields: headers),
      body: nil, to: try IsoglossService(vocabulary: vocabulary))
  }

  @Test func areInTheAnswer() async throws {
    let response = try await get(
      "/api/v1/resolve?term=law-a:one&consensus-rule=majority", accept: "application/json")
    let answer = try response.json
    let matches = try #require(answer["matches"] as? [[String: Any]])
    let step = try #require((matches.first?["derivation"] as? [[String: Any]])?.first)
    #expect((step["positions"] as? [Any])?.count == 2)
    let consensus = try #require(step["consensus"] as? [String: Any])
    #expect(consensus["rule"] as? String == "majority")
    #expect(consensus["outcome"] as? String == "undecided")
    #expect((consensus["dissent"] as? [Any])?.count == 2)
    let negatives = try #require(answer["negatives"] as? [[String: Any]])
    #expect((negatives.first?["consensus"] as? [String: Any])?["outcome"] as? String == "accepted")
    let bad = try await get(
      "/api/v1/resolve?term=law-a:one&consensus-rule=most", accept: "application/json")
    #expect(bad.problemCode == "bad-parameter")
  }

  @Test func areOnThePage() async throws {
    let page = try await get("/concept/law-a/one", accept: browser).text
    #expect(
      page.contains(
        "<summary>Positions: undecided by no-rejection: 1 accept, 1 reject, 0 abstain</summary>"))
    #expect(
      page.contains("https:&#x2F;&#x2F;example.org&#x2F;bob rejects")
        || page.contains("https://example.org/bob rejects"))
    #expect(page.contains("(dissent)"))
    #expect(!page.contains("<b>wider"))
    #expect(page.contains("Positions: accepted by no-rejection"))
  }
}
