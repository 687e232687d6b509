import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// Classes, properties and concepts that are in no concept scheme.
@Suite("Ontologies and namespaces in place of schemes")
struct OntologySchemeTests {
  private static let turtle = """
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix one: <http://one.example/onto#> .
    @prefix two: <http://two.example/vocabulary/> .
    @prefix obo: <http://purl.obolibrary.org/obo/> .
    <http://one.example/onto> a owl:Ontology ; dct:title "First ontology"@en .
    <http://purl.obolibrary.org/obo/hp.owl> a owl:Ontology .
    one:Risk a owl:Class ; rdfs:label "risk"@en ; rdfs:comment "chance of harm"@en ;
      owl:equivalentClass two:risk .
    one:hasOwner a owl:ObjectProperty ; rdfs:label "has owner"@en .
    one:Owner a owl:Class ; rdfs:isDefinedBy <http://one.example/onto> ; owl:equivalentClass
      [ a owl:Class ; owl:unionOf () ] .
    <http://elsewhere.example/Extra> a owl:Class ; rdfs:isDefinedBy <http://one.example/onto> .
    two:risk a skos:Concept ; skos:prefLabel "risk"@en ;
      skos:definition "effect of uncertainty on objectives"@en .
    two:owner a skos:Concept ; skos:prefLabel "owner"@en .
    obo:HP_0000118 a owl:Class ; rdfs:label "abnormality"@en ; skos:exactMatch two:owner .
    obo:MP_0000001 a owl:Class ; rdfs:label "phenotype"@en .
    """

  private func data(_ more: String = "") throws -> AlignmentGraph {
    try AlignmentGraph(sets: [], turtle: Self.turtle + more)
  }

  private func finder(_ data: AlignmentGraph) throws -> ConceptFinder {
    ConceptFinder(try LabelIndex(data.graph))
  }

  private func scheme(_ name: String, _ data: AlignmentGraph) throws -> ConceptScheme {
    guard case .found(let scheme) = try finder(data).conceptScheme(name) else {
      throw Missing(name: name)
    }
    return scheme
  }

  private struct Missing: Error { let name: String }

  @Test("an ontology has what says so and what lies in its namespace; the rest its namespaces")
  func members() throws {
    let data = try data()
    #expect(data.graph.conceptSchemes.isEmpty)
    let found = data.graph.ontologies.map { ontology in
      ontology.iri + ": "
        + ontology.concepts.map { ConceptName.last($0.iri) }.joined(separator: " ")
    }
    #expect(
      found == [
        "http://one.example/onto: Extra Owner Risk hasOwner",
        "http://purl.obolibrary.org/obo/MP_: MP_0000001",
        "http://purl.obolibrary.org/obo/hp.owl: HP_0000118",
        "http://two.example/vocabulary/: owner risk",
      ])
  }

  private enum ConceptName {
    static func last(_ iri: String) -> String {
      String(iri.split { $0 == "/" || $0 == "#" }.last ?? "")
    }
  }

  @Test(
    "they are named by IRI, with or without its end, by the last part, a title or a prefix",
    arguments: [
      ("http://one.example/onto", "onto"), ("<http://one.example/onto#>", "onto"),
      ("onto", "onto"), ("first ontology", "onto"), ("one", "onto"),
      ("http://two.example/vocabulary/", "vocabulary"), ("two", "vocabulary"),
      ("vocabulary", "vocabulary"), ("hp.owl", "hp.owl"),
    ])
  func names(text: String, id: String) throws {
    #expect(try scheme(text, data()).id == id)
  }

  @Test("a declared scheme of the same name comes first")
  func declared() throws {
    let data = try data(
      "\ne:onto a skos:ConceptScheme . a:1 a skos:Concept ; skos:inScheme e:onto .")
    #expect(try scheme("onto", data).iri == "https://example.org/onto")
    #expect(try scheme("http://one.example/onto", data).concepts.count == 4)
    // What nothing describes says nothing of itself, though a term stands for it.
    let namespace = try scheme("two", data)
    #expect(namespace.titles.isEmpty && namespace.topConcepts.isEmpty)
  }

  @Test("terms of an ontology are found within it, and resolved to and from it")
  func resolution() throws {
    let data = try data()
    let onto = try scheme("onto", data)
    let two = try scheme("two", data)
    guard case .found(let risk) = try finder(data).concept("risk", in: onto) else {
      Issue.record("no risk in the ontology")
      return
    }
    #expect(risk.iri == "http://one.example/onto#Risk")
    #expect(risk.isDescribed && risk.schemes == [onto])
    #expect(risk.definition(in: "en")?.text.lexicalForm == "chance of harm")
    let found = data.resolver.resolve(risk, options: ResolutionOptions(targetSchemes: [two.node]))
    #expect(found.matches.map(\.concept.iri) == ["http://two.example/vocabulary/risk"])
    let back = data.resolver.resolve(
      found.matches[0].concept, options: ResolutionOptions(targetSchemes: [onto.node]))
    #expect(back.matches.map(\.concept) == [risk])
    let nowhere = data.resolver.resolve(
      risk, options: ResolutionOptions(targetSchemes: [try scheme("hp.owl", data).node]))
    #expect(nowhere.matches.isEmpty)
  }

  @Test("coverage and divergence take them")
  func reports() throws {
    let data = try data()
    let onto = try scheme("onto", data)
    let two = try scheme("two", data)
    let coverage = data.resolver.coverage(of: onto, by: two)
    #expect(coverage.conceptCount == 4)
    #expect(coverage.direct[.exact] == 1)
    #expect(coverage.source.displayName() == "First ontology")
    let matrix = data.resolver.coverageMatrix()
    #expect(
      matrix.pairs.map { "\($0.source.id) \($0.target.id)" }.sorted() == [
        "hp.owl vocabulary", "onto vocabulary",
      ])
    func pairs(_ schemes: Set<TermID>?, _ data: AlignmentGraph) -> [String] {
      data.resolver.divergence(DivergenceOptions(schemes: schemes)).designations
        .flatMap(\.divergences).map { $0.risk.rawValue }
    }
    #expect(pairs([onto.node, two.node], data) == ["exact-but-different"])
    // Where there are schemes, ontologies take part if somebody asks for them.
    let mixed = try self.data(
      "\ne:a a skos:ConceptScheme . a:1 a skos:Concept ; skos:inScheme e:a ; "
        + "skos:prefLabel \"risk\"@en ."
    )
    #expect(pairs([try scheme("onto", mixed).node], mixed).count == 2)
    #expect(pairs(nil, mixed).count == 1)
  }

  @Test("without a header a file of concepts is its namespace")
  func namespaceAlone() throws {
    let data = try AlignmentGraph(
      sets: [],
      turtle: "a:1 a skos:Concept ; skos:prefLabel \"x\"@en . a:2 a skos:Concept . "
        + "b:1 a skos:Concept ; skos:exactMatch a:1 .")
    #expect(
      data.graph.ontologies.map(\.iri) == ["https://example.org/a/", "https://example.org/b/"])
    let coverage = data.resolver.coverage(of: try scheme("b", data), by: try scheme("a", data))
    #expect(coverage.conceptCount == 1)
    #expect(coverage.statedPairs[.exact] == 1)
  }

  @Test("one ontology whose IRI says nothing has the one namespace that there is")
  func header() throws {
    let data = try AlignmentGraph(
      sets: [],
      turtle: "@prefix owl: <http://www.w3.org/2002/07/owl#> . "
        + "<http://files.example/download?id=7> a owl:Ontology . "
        + "a:1 a owl:Class . a:2 a owl:Class ."
    )
    #expect(data.graph.ontologies.map(\.iri) == ["http://files.example/download?id=7"])
    #expect(data.graph.ontologies[0].concepts.count == 2)
  }
}
