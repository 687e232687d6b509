import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@Suite("Concepts")
struct ConceptTests {
  @Test("S4–S8, S19, S20, S31: what a property implies is found without a type")
  func implied() throws {
    let graph = try LineGraph.skos(
      """
      a inScheme s
      a type Concept
      t hasTopConcept b
      c topConceptOf u
      d broader e
      f related g
      k member a
      """)
    #expect(graph.conceptSchemes.map(\.id) == ["s", "t", "u"])
    #expect(
      graph.concepts.map(\.iri).sorted()
        == ["a", "b", "c", "d", "e", "f", "g"].map { "http://example.org/" + $0 })
    #expect(graph.collections.map(\.iri) == ["http://example.org/k"])
    #expect(graph.concept("s") == nil)
    #expect(graph.concept("b")?.isTopConcept == true)
    #expect(graph.concept("a")?.isTopConcept == false)
    #expect(graph.concept("b")?.scheme?.id == "t")
  }

  @Test("section 5 and S55–S57: labels by kind and language, SKOS-XL included")
  func labels() throws {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a prefLabel 'risk'@en
      a prefLabel 'risque'@fr
      a altLabel 'peril'@en
      a xl:altLabel _:x
      _:x xl:literalForm 'hazard'@en
      a hiddenLabel 'rsik'@en
      a notation '3.10'
      a notation '3.9'
      """)
    let concept = try #require(graph.concept("a"))
    #expect(concept.labels.map(\.text) == ["risk", "risque", "hazard", "peril", "rsik"])
    #expect(
      concept.labels.map(\.kind)
        == [.preferred, .preferred, .alternative, .alternative, .hidden])
    #expect(concept.notations.map(\.lexicalForm) == ["3.10", "3.9"])
    #expect(concept.prefLabel(in: "fr-CA")?.lexicalForm == "risque")
    #expect(concept.prefLabel(in: "ja")?.lexicalForm == "risk")
  }

  @Test(
    "RFC 4647, 3.4: the range is cut from its end; then English; then anything",
    arguments: [
      ("zh-Hant-TW", "zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hans", "zh-Hans"),
      ("de-x-old", "de", "de"), ("sv", "en-GB", "en-GB"), ("sv", "nl", "nl"),
      ("EN", "en", "en"), ("pt", "pt-BR", "pt-BR"),
    ])
  func lookup(range: String, among: String, expected: String) {
    let literals = [among, "zz"].map { Literal($0, language: $0) }
    #expect(LanguageRange(range).best(of: literals)?.language == expected)
  }

  @Test("RFC 4647, 3.3.1: a range holds its own tag and longer ones, not others")
  func filtering() {
    #expect(LanguageRange("de").contains("de-CH"))
    #expect(!LanguageRange("de").contains("deu"))
    #expect(!LanguageRange("de-CH").contains("de"))
    #expect(LanguageRange("*").contains("ja"))
  }

  @Test("section 8: hierarchy is read in both directions, and a cycle ends")
  func hierarchy() throws {
    let graph = try LineGraph.skos(
      """
      a broader b
      c narrower b
      c broader a
      a related d
      """)
    let a = try #require(graph.concept("a"))
    #expect(a.broader.map(\.curie) == ["http://example.org/b"])
    #expect(a.narrower.map(\.curie) == ["http://example.org/c"])
    #expect(
      a.broaderTransitive.map(\.iri) == ["b", "c", "a"].map { "http://example.org/" + $0 })
    #expect(graph.concept("d")?.related == [a])
  }

  @Test("section 7.5: a definition is a literal or a resource with its origin")
  func definitions() throws {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a definition 'Plain wording.'@fr
      a definition d
      d type isogloss:Definition
      d rdf:value 'Own wording.'@en
      d dct:source s
      d dct:bibliographicCitation 'Document (2024), 3.1'@en
      d isogloss:clause '3.1'
      d dct:rights 'Own wording'@en
      d isogloss:checked 'source'
      a scopeNote 'Only here.'@en
      a note n
      n rdf:value 'Longer.'@en
      """)
    let concept = try #require(graph.concept("a"))
    #expect(concept.definitions.map(\.text.lexicalForm) == ["Own wording.", "Plain wording."])
    let own = try #require(concept.definition(in: "en"))
    #expect(own.isOwnWording && own.clause == "3.1" && own.checked == "source")
    #expect(own.source == "http://example.org/s")
    #expect(own.citations.first?.lexicalForm == "Document (2024), 3.1")
    #expect(concept.definition(in: "fr")?.isOwnWording == false)
    #expect(concept.notes.map(\.text.lexicalForm) == ["Longer.", "Only here."])
    #expect(concept.notes(.scopeNote).count == 1)
  }

  @Test("section 9, S36: members of a collection come in the order of its list")
  func collections() throws {
    let graph = try LineGraph.skos(
      """
      k type OrderedCollection
      k prefLabel 'stages'@en
      k memberList _:1
      _:1 rdf:first b
      _:1 rdf:rest _:2
      _:2 rdf:first a
      _:2 rdf:rest _:1
      k member c
      k member j
      j type Collection
      """)
    let collection = try #require(graph.collections.last)
    #expect(collection.isOrdered)
    #expect(
      collection.members.map {
        switch $0 {
        case .concept(let concept): String(concept.iri.suffix(1))
        case .collection(let inner): inner.iri.suffix(1) + "!"
        }
      } == ["b", "a", "c", "j!"])
  }

  @Test("section 10: mapping links from both ends, with the sets that state them")
  func mappings() throws {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a broadMatch b | one
      a broadMatch b | two
      c exactMatch a
      a isogloss:functionalCounterpart d | two
      """)
    let a = try #require(graph.concept("a"))
    let links = a.mappingLinks
    #expect(
      links.map(\.predicate.curie)
        == ["skos:exactMatch", "skos:broadMatch", "isogloss:functionalCounterpart"])
    #expect(links.map(\.direction) == [.incoming, .outgoing, .outgoing])
    #expect(
      links[1].mappingSets.map(graph.iriText) == ["one", "two"].map { LineGraph.iri($0).value })
    #expect(links[0].mappingSets.isEmpty)
    #expect(!links[1].other.isDescribed)
    #expect(links[1].other.mappingLinks.first?.predicateToOther == "skos:narrowMatch")
  }

  @Test(
    "entries and counts list every mapping property, and no hierarchy within a vocabulary"
  )
  func mappingPredicates() throws {
    let graph = try LineGraph.skos(
      """
      a type Concept
      a owl:equivalentClass ig:x/b
      ig:x/c rdfs:subClassOf a
      a rdfs:subClassOf d
      a owl:sameAs a
      a owl:equivalentClass _:class
      a exactMatch b
      """)
    let a = try #require(graph.concept("a"))
    #expect(
      a.mappingLinks.map(\.predicateToOther)
        == ["skos:exactMatch", "owl:equivalentClass", "^rdfs:subClassOf"])
    #expect(a.mappingLinks.map(\.direction) == [.outgoing, .outgoing, .incoming])
    #expect(
      VocabularySummary(graph).mappings.map { "\($0.name) \($0.count)" }
        == ["skos:exactMatch 1", "owl:equivalentClass 1", "rdfs:subClassOf 1"])
  }

  @Test(
    "identifiers: a CURIE of a concept is scheme and slug",
    arguments: [
      ("https://w3id.org/isogloss/eu-ai-act-2024/provider", "eu-ai-act-2024:provider"),
      ("https://w3id.org/isogloss/scheme/eu-ai-act-2024", nil),
      ("https://w3id.org/isogloss/eu-ai-act-2024/provider#definition", nil),
      ("https://w3id.org/isogloss/ns#Definition", "isogloss:Definition"),
      ("http://www.w3.org/2004/02/skos/core#Concept", "skos:Concept"),
      ("http://example.org/x", nil),
    ])
  func curies(iri: String, curie: String?) throws {
    var builder = try GraphBuilder()
    var batch = TripleBatch()
    let term = batch.addTerm(.iri, iri.utf8Span.span)
    batch.addTriple(term, term, term)
    try builder.receive(batch)
    let graph = SKOSGraph(builder.finish())
    let node = try #require(graph.snapshot.id(iri: IRI(trusted: iri)))
    #expect(graph.curie(of: node) == curie ?? iri)
  }
}

@Suite("Concept schemes")
struct ConceptSchemeTests {
  @Test("section 4: what is said of a scheme")
  func properties() throws {
    let graph = try LineGraph.skos(
      """
      ig:scheme/law-2024 type ConceptScheme
      ig:scheme/law-2024 dct:title 'Law on something'@en
      ig:scheme/law-2024 isogloss:shortTitle 'Law'@en
      ig:scheme/law-2024 isogloss:alias 'LAW'
      ig:scheme/law-2024 isogloss:jurisdiction 'EU'
      ig:scheme/law-2024 dct:publisher 'Parliament'
      ig:scheme/law-2024 dct:issued '2024'^^xsd:gYear
      ig:scheme/law-2024 isogloss:status 'in-force'
      ig:scheme/law-2024 isogloss:edition '1'
      ig:scheme/law-2024 dct:replaces ig:scheme/law-2019
      ig:scheme/law-2024 hasTopConcept ig:law-2024/person
      ig:law-2024/person type Concept
      ig:law-2024/thing type Concept
      ig:law-2024/thing inScheme ig:scheme/law-2024
      """)
    let scheme = try #require(graph.conceptSchemes.first)
    #expect(scheme.id == "law-2024")
    #expect(scheme.displayName() == "Law")
    #expect(scheme.title(in: "fr")?.lexicalForm == "Law on something")
    #expect(scheme.aliases == ["LAW"])
    #expect(scheme.jurisdictions == ["EU"])
    #expect(scheme.publishers == ["Parliament"])
    #expect(scheme.issued == "2024")
    #expect(scheme.status == "in-force")
    #expect(scheme.edition == "1")
    #expect(scheme.replaces.map(\.id) == ["law-2019"])
    #expect(scheme.replaces.first?.replacedBy == [scheme])
    #expect(scheme.concepts.map(\.curie) == ["law-2024:person", "law-2024:thing"])
    #expect(scheme.topConcepts.map(\.curie) == ["law-2024:person"])
    #expect(graph.expand(curie: "LAW:person")?.value == scheme.topConcepts.first?.iri)
  }

  @Test(
    "identifiers: the last segment, or the fragment",
    arguments: [
      ("http://example.org/a/b", "b"), ("http://example.org/a/", "a"),
      ("http://example.org/a#s", "s"), ("urn:x", "urn:x"),
    ])
  func identifiers(iri: String, id: String) throws {
    var builder = try GraphBuilder()
    var batch = TripleBatch()
    let subject = batch.addTerm(.iri, iri.utf8Span.span)
    let type = batch.addTerm(.iri, RDF.type.value.utf8Span.span)
    let scheme = batch.addTerm(.iri, SKOS.conceptScheme.value.utf8Span.span)
    batch.addTriple(subject, type, scheme)
    try builder.receive(batch)
    #expect(SKOSGraph(builder.finish()).conceptSchemes.map(\.id) == [id])
  }
}
