import Isogloss
import Testing

/// The terms that Isogloss adds: each one needed, named and explained in two languages.
@Suite("The ontology of Isogloss")
struct OwnTermsTests {
  private static let terms = "https://w3id.org/isogloss/ns#"

  @Test("every term has a label and a definition in English and French, and says why it is needed")
  func documented() throws {
    let declared = try Collection.rows(
      "SELECT ?t { ?t rdfs:isDefinedBy <https://w3id.org/isogloss/ns> }")
    #expect(declared.count > 40)
    for property in ["rdfs:label", "rdfs:comment"] {
      for language in ["en", "fr"] {
        let bare = try Collection.rows(
          """
          SELECT ?t { ?t rdfs:isDefinedBy <https://w3id.org/isogloss/ns>
            FILTER NOT EXISTS { ?t \(property) ?x FILTER(LANG(?x) = "\(language)") } }
          """)
        #expect(bare == [], "\(property) in \(language)")
      }
    }
    let unfounded = try Collection.rows(
      """
      SELECT ?t { ?t rdfs:isDefinedBy <https://w3id.org/isogloss/ns>
        FILTER NOT EXISTS { ?t skos:editorialNote ?why } }
      """)
    #expect(unfounded == [])
  }

  @Test("every term is used, and every term that is used is declared")
  func used() throws {
    let declared = Set(
      try Collection.rows("SELECT ?t { ?t rdfs:isDefinedBy <https://w3id.org/isogloss/ns> }")
        .map { $0[0] })
    let properties = try Collection.rows(
      "SELECT DISTINCT ?p { ?s ?p ?o FILTER(STRSTARTS(STR(?p), '\(Self.terms)')) }")
    let classes = try Collection.rows(
      "SELECT DISTINCT ?c { ?s a ?c FILTER(STRSTARTS(STR(?c), '\(Self.terms)')) }")
    let used = Set((properties + classes).map { $0[0] })
    #expect(used.subtracting(declared) == [])
    // Positions are what users of the collection hold; it holds none itself.
    #expect(
      declared.subtracting(used)
        == [Self.terms + "Position", Self.terms + "positions", Self.terms + "stance"])
  }

  @Test("a functional counterpart maps, is symmetric, and lets nothing follow")
  func functionalCounterpart() throws {
    let facts = try Collection.rows(
      """
      PREFIX owl: <http://www.w3.org/2002/07/owl#>
      SELECT ?x { VALUES ?p { rdfs:subPropertyOf rdf:type } isogloss:functionalCounterpart ?p ?x }
      """
    ).map { $0[0].split { "#/".contains($0) }.last ?? "" }
    #expect(Set(facts) == ["mappingRelation", "ObjectProperty", "SymmetricProperty"])
  }

  @Test(
    "there is a term, own or taken over, for what the comparison of frameworks needs",
    arguments: [
      ("citation", "?d a isogloss:Definition ; dct:bibliographicCitation ?x ; dct:source ?work"),
      ("edition", "?s a skos:ConceptScheme ; isogloss:edition ?x"),
      ("clause", "?d isogloss:clause ?x"), ("jurisdiction", "?s isogloss:jurisdiction ?x"),
      ("binding nature", "?s isogloss:bindingNature ?x"),
      ("initiative", "?x a isogloss:Initiative"),
      ("instrument of an initiative", "?i a isogloss:Initiative ; isogloss:vocabulary ?x"),
      ("pattern 1, objectives", "?i isogloss:objective ?x"),
      ("pattern 2, principles", "?i isogloss:principle ?x"),
      ("pattern 3, approach", "?i isogloss:governanceApproach ?x"),
      ("pattern 4, binding nature", "?i isogloss:legalForce ?x"),
      ("pattern 5, integration", "?i isogloss:integrationLevel ?x"),
      ("pattern 6, components", "?i isogloss:component ?x"), ("aspect", "?i isogloss:aspect ?x"),
      ("barrier", "?x a isogloss:Barrier"), ("tension", "?x a isogloss:Tension"),
      ("gap", "?x a isogloss:Gap"), ("risk tier", "?x a isogloss:RiskTier"),
      ("criterion", "?t a isogloss:RiskTier ; isogloss:criterion ?x"),
      ("functional counterpart", "?a isogloss:functionalCounterpart ?x"),
      ("false friend", "?m isogloss:difference ?x"),
      ("rights", "?d a isogloss:Definition ; dct:rights ?x ; dct:license ?l"),
      ("publisher's rights", "?s isogloss:definitionRights ?x"),
      ("checked", "?a isogloss:checked ?x"),
      ("position", "isogloss:stance rdfs:domain isogloss:Position ; rdfs:label ?x"),
    ])
  func needs(name: String, pattern: String) throws {
    #expect(try Collection.count("SELECT (COUNT(*) AS ?n) { \(pattern) }") > 0)
  }
}
