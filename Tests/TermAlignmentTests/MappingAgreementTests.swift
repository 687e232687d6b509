import RDFGraph
import RDFModel
import SKOSVocabulary
import Testing

@testable import TermAlignment

/// Resolver, exports, coverage, comparison and conversion see the same mappings.
@Suite("What is a mapping")
struct MappingAgreementTests {
  private static let prefixes = """
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix semapv: <https://w3id.org/semapv/vocab/> .
    @prefix sssom: <https://w3id.org/sssom/> .
    e:a a skos:ConceptScheme . e:b a skos:ConceptScheme .
    a:1 a skos:Concept ; skos:inScheme e:a . a:2 a skos:Concept ; skos:inScheme e:a .
    b:1 a skos:Concept ; skos:inScheme e:b . b:2 a skos:Concept ; skos:inScheme e:b .

    """

  /// What each of them finds in some Turtle, as `1 exactMatch 1`.
  private func views(_ turtle: String) throws -> [String: Set<String>] {
    let data = try AlignmentGraph(sets: [], turtle: Self.prefixes + turtle)
    let schemes = try ["a", "b"].map { letter in
      try #require(data.graph.conceptScheme(iri: IRI(trusted: "https://example.org/\(letter)")))
    }
    func words(_ set: MappingSet) -> Set<String> {
      Set(
        set.mappings.compactMap { mapping in
          guard let subject = mapping.subject, let object = mapping.object,
            let predicate = mapping.predicate
          else { return nil }
          let name = predicate.value.split { $0 == "#" || $0 == "/" }.last ?? ""
          return "\(subject.value.suffix(3)) \(name) \(object.value.suffix(3))"
        })
    }
    var found: [String: Set<String>] = [:]
    let sets = MappingSetCollector(data.graph.snapshot).mappingSets()
    let all = MappingSet(merging: sets, id: IRI(trusted: "https://example.org/all"))
    found["convert"] = words(all)
    #expect(all.mappings.allSatisfy { $0.missingSlot == nil })
    let nodes = Set(schemes.map(\.node))
    found["export"] = words(
      AlignmentExport(schemes: nodes, otherSchemes: nodes)
        .mappingSet(of: data.resolver.index, id: IRI(trusted: "https://example.org/export")))
    // The others report relations and not predicates: how many pairs they see.
    var resolved: Set<String> = []
    var compared: Set<String> = []
    for one in schemes[0].concepts {
      for match in data.resolver.resolve(one).matches where !match.isInferred {
        resolved.insert(
          "\(one.iri.suffix(3)) \(match.predicate.rawValue) \(match.concept.iri.suffix(3))")
      }
      for other in schemes[1].concepts {
        for relation in data.resolver.comparison(one, other).divergence.relations
        where !relation.isInferred {
          compared.insert(
            "\(one.iri.suffix(3)) \(relation.predicate.rawValue) \(other.iri.suffix(3))")
        }
      }
    }
    #expect(resolved == compared)
    let coverage = data.resolver.coverage(of: schemes[0], by: schemes[1])
    let matrix = data.resolver.coverageMatrix()
    #expect(coverage.statedPairs.total == resolved.count)
    #expect((matrix.pairs.first?.stated.total ?? 0) == resolved.count)
    #expect(matrix.around(schemes[0]).pairs.count == matrix.pairs.count)
    found["resolve"] = resolved
    return found
  }

  @Test(
    "plain axioms of OWL and RDFS are mappings everywhere",
    arguments: [
      ("a:1 owl:equivalentClass b:1 .", "a/1 equivalentClass b/1", "a/1 exactMatch b/1"),
      ("b:1 owl:equivalentProperty a:1 .", "b/1 equivalentProperty a/1", "a/1 exactMatch b/1"),
      ("a:1 owl:sameAs b:1 .", "a/1 sameAs b/1", "a/1 exactMatch b/1"),
      ("a:1 rdfs:subClassOf b:1 .", "a/1 subClassOf b/1", "a/1 broadMatch b/1"),
      ("a:1 skos:closeMatch b:1 .", "a/1 closeMatch b/1", "a/1 closeMatch b/1"),
      // Annotated for another reason than to be a mapping.
      (
        """
        a:1 rdfs:subClassOf b:1 . [] a owl:Axiom ; owl:annotatedSource a:1 ;
          owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget b:1 ; rdfs:comment "so" .
        """, "a/1 subClassOf b/1", "a/1 broadMatch b/1"
      ),
      // Stated as a mapping, within a vocabulary or not.
      (
        """
        [] a owl:Axiom ; owl:annotatedSource a:1 ; owl:annotatedProperty owl:equivalentClass ;
          owl:annotatedTarget b:1 ; sssom:mapping_justification semapv:LexicalMatching .
        """, "a/1 equivalentClass b/1", "a/1 exactMatch b/1"
      ),
    ])
  func axioms(turtle: String, stated: String, read: String) throws {
    let views = try views(turtle)
    #expect(views["convert"] == [stated])
    #expect(views["export"] == [stated])
    #expect(views["resolve"] == [read])
  }

  @Test(
    "hierarchy, ends without a name and what points at itself are mappings nowhere",
    arguments: [
      "a:1 rdfs:subClassOf a:2 .",
      """
      a:1 rdfs:subClassOf a:2 . [] a owl:Axiom ; owl:annotatedSource a:1 ;
        owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget a:2 ; rdfs:comment "so" .
      """,
      "a:1 owl:equivalentClass [ a owl:Class ] .", "a:1 skos:exactMatch [ skos:inScheme e:b ] .",
      "a:1 skos:exactMatch a:1 .", "a:1 rdfs:subClassOf owl:Thing .",
      """
      [] a owl:Axiom ; owl:annotatedSource a:1 ; owl:annotatedProperty rdfs:subClassOf ;
        owl:annotatedTarget [ a owl:Restriction ] ; rdfs:comment "so" .
      """,
    ])
  func none(turtle: String) throws {
    for (name, found) in try views(turtle) { #expect(found == [], "\(name)") }
  }

  @Test("a statement whose predicate no resolution follows is converted and exported all the same")
  func otherPredicates() throws {
    let views = try views(
      """
      e:set a sssom:MappingSet ; sssom:mappings e:r1 .
      e:r1 a owl:Axiom ; owl:annotatedSource a:1 ; owl:annotatedProperty rdfs:seeAlso ;
        owl:annotatedTarget b:1 ; sssom:mapping_justification semapv:LexicalMatching .
      a:2 owl:annotatedProperty rdfs:comment .
      """)
    #expect(views["convert"] == ["a/1 seeAlso b/1"])
    #expect(views["export"] == ["a/1 seeAlso b/1"])
    #expect(views["resolve"] == [])
  }

  @Test("an export of a scheme names the set of each mapping, of those that are no rows too")
  func sources() throws {
    let data = try AlignmentGraph(
      mappingSet("a1 exact b1", "a2 exact c1"),
      turtle: Self.prefixes + """
        e:set a sssom:MappingSet ; sssom:mappings e:r1 .
        e:r1 a owl:Axiom ; owl:annotatedSource b:2 ; owl:annotatedProperty rdfs:seeAlso ;
          owl:annotatedTarget a:2 ; sssom:mapping_justification semapv:LexicalMatching .
        """)
    let scheme = try #require(data.graph.conceptScheme(iri: IRI(trusted: "https://example.org/b")))
    let set = AlignmentExport(schemes: [scheme.node])
      .mappingSet(of: data.resolver.index, id: IRI(trusted: "https://example.org/export"))
    #expect(
      Set(set.mappings.map { $0.values.reference(.mappingSource)?.value })
        == ["https://example.org/sets/set", "https://example.org/set"])
    #expect(set.mappings.count == 2)
    // Only what is used is declared.
    #expect(set.prefixes.pairs.map(\.prefix).contains("skos") == false)
    #expect(try !SSSOMWriter().text(of: set).isEmpty)
  }
}
