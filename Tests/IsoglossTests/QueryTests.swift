import Foundation
import Isogloss
import Testing

@Suite("Queries of a vocabulary")
struct QueryTests {
  private static func vocabulary() throws -> Vocabulary {
    let turtle = """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix e: <http://e/> .
      e:a skos:prefLabel "bias"@en ; skos:altLabel "prejudice"@en .
      e:b skos:prefLabel "risk"@en .
      """
    return try Vocabulary(documents: [
      Document(data: Data(turtle.utf8), name: "data.ttl", format: .turtle)
    ])
  }

  @Test("rows come in one call, with the prefixes of the data")
  func rows() throws {
    let rows = try Self.vocabulary().query(
      "SELECT ?c ?l WHERE { ?c skos:prefLabel ?l FILTER(?c = e:b) }")
    #expect(rows.count == 1)
    #expect(rows.map { $0["l"]?.literal?.lexicalForm } == ["risk"])
    #expect(rows.map { $0["c"]?.iri?.value } == ["http://e/b"])
  }

  @Test("mistakes and other forms are errors")
  func mistakes() throws {
    let vocabulary = try Self.vocabulary()
    #expect(throws: SyntaxError.self) { try vocabulary.query("SELECT ?c") }
    #expect {
      try vocabulary.query("ASK { ?c ?p ?o }")
    } throws: { ($0 as? EngineError)?.code == .unsupported }
  }

  @Test("plans are objects too")
  func plans() throws {
    let vocabulary = try Self.vocabulary()
    let query = try vocabulary.parse(
      query: "SELECT ?c { ?c skos:prefLabel \"\\\"bias\\\"\"@en } ORDER BY ?c")
    let text = try vocabulary.explain(query).json.prettyPrinted
    let plan = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(plan?["operator"] as? String == "Project")
    #expect(plan?["rows"] as? Int == 0)
    #expect((plan?["inputs"] as? [Any])?.count == 1)
    #expect(plan?["elapsedMilliseconds"] as? Double != nil)
  }
}
