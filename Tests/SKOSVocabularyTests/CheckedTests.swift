import Testing

@testable import SKOSVocabulary

@Suite("How far labels and mappings were checked")
struct CheckedTests {
  private static func concept() throws -> Concept {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a prefLabel 'bias'@en
      a prefLabel 'biais'@fr
      a xl:prefLabel a-fr
      a-fr xl:literalForm 'biais'@fr
      a-fr ig:ns#checked 'recalled'
      """)
    return try #require(graph.concept(iri: LineGraph.iri("a")))
  }

  @Test("a label says what the SKOS-XL label of the same text says")
  func labels() throws {
    let labels = try Self.concept().labels
    #expect(labels.map(\.text) == ["bias", "biais"])
    #expect(labels.map(\.checked) == [nil, "recalled"])
    #expect(labels.last?.json.description.contains("\"checked\":\"recalled\"") == true)
  }

  @Test("a link says what the mappings that state it say, from either end")
  func links() throws {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a exactMatch b | set
      c closeMatch a | set
      a relatedMatch d
      _:m owl:annotatedSource a
      _:m owl:annotatedProperty skos:exactMatch
      _:m owl:annotatedTarget b
      _:m ig:ns#checked 'source'
      _:n owl:annotatedSource a
      _:n owl:annotatedProperty skos:exactMatch
      _:n owl:annotatedTarget b
      _:n ig:ns#checked 'editorial'
      _:o owl:annotatedSource c
      _:o owl:annotatedProperty skos:closeMatch
      _:o owl:annotatedTarget a
      _:o ig:ns#checked 'secondary'
      """)
    let links = try #require(graph.concept(iri: LineGraph.iri("a"))).mappingLinks
    #expect(links.map(\.predicate.iri) == [SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch])
    #expect(links.map(\.checked) == [["editorial", "source"], ["secondary"], []])
  }
}
