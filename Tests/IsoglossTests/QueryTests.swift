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
}
