internal import RDFModel

/// Terms of SKOS, SKOS-XL and OWL that the rules mention.
enum SKOS {
  static func term(_ name: String) -> IRI {
    IRI(trusted: "http://www.w3.org/2004/02/skos/core#" + name)
  }

  static func xl(_ name: String) -> IRI {
    IRI(trusted: "http://www.w3.org/2008/05/skos-xl#" + name)
  }

  static func owl(_ name: String) -> IRI { IRI(trusted: "http://www.w3.org/2002/07/owl#" + name) }

  /// Between an ordered collection and the nodes of its list; never shown to anybody.
  static let listNode = IRI(trusted: "urn:isogloss:list-node")
}

/// The rules are called by the numbers of the semantic conditions.
///
/// Source: SKOS Simple Knowledge Organization System Reference, sections 4 to 10 and appendix B.
extension RuleSet {
  mutating func addSKOS() {
    addSchemesAndLabels()
    addSemanticRelations()
    addCollections()
    addMappings()
    for label in ["prefLabel", "altLabel", "hiddenLabel"] {
      let number = ["prefLabel": "S55", "altLabel": "S56", "hiddenLabel": "S57"][label] ?? "S55"
      chain(number, SKOS.xl(label), SKOS.xl("literalForm"), SKOS.term(label))
    }
  }

  private mutating func addSchemesAndLabels() {
    range("S4", SKOS.term("inScheme"), SKOS.term("ConceptScheme"))
    domain("S5", SKOS.term("hasTopConcept"), SKOS.term("ConceptScheme"))
    range("S6", SKOS.term("hasTopConcept"), SKOS.term("Concept"))
    subProperty("S7", SKOS.term("topConceptOf"), of: SKOS.term("inScheme"))
    inverse("S8", SKOS.term("topConceptOf"), SKOS.term("hasTopConcept"))
    inverse("S8", SKOS.term("hasTopConcept"), SKOS.term("topConceptOf"))
    for label in ["prefLabel", "altLabel", "hiddenLabel"] {
      subProperty("S11", SKOS.term(label), of: RDFS.label)
    }
    let notes = [
      "changeNote", "definition", "editorialNote", "example", "historyNote", "scopeNote",
    ]
    for note in notes { subProperty("S17", SKOS.term(note), of: SKOS.term("note")) }
  }

  private mutating func addSemanticRelations() {
    domain("S19", SKOS.term("semanticRelation"), SKOS.term("Concept"))
    range("S20", SKOS.term("semanticRelation"), SKOS.term("Concept"))
    for relation in ["broaderTransitive", "narrowerTransitive", "related"] {
      subProperty("S21", SKOS.term(relation), of: SKOS.term("semanticRelation"))
    }
    subProperty("S22", SKOS.term("broader"), of: SKOS.term("broaderTransitive"))
    subProperty("S22", SKOS.term("narrower"), of: SKOS.term("narrowerTransitive"))
    inverse("S23", SKOS.term("related"), SKOS.term("related"))
    transitive("S24", SKOS.term("broaderTransitive"))
    transitive("S24", SKOS.term("narrowerTransitive"))
    inverse("S25", SKOS.term("narrower"), SKOS.term("broader"))
    inverse("S25", SKOS.term("broader"), SKOS.term("narrower"))
    inverse("S26", SKOS.term("narrowerTransitive"), SKOS.term("broaderTransitive"))
    inverse("S26", SKOS.term("broaderTransitive"), SKOS.term("narrowerTransitive"))
  }

  private mutating func addCollections() {
    members("S29", of: SKOS.term("OrderedCollection"), RDF.type, SKOS.term("Collection"))
    for property in ["member", "memberList"] {
      axiom("S30", SKOS.term(property), RDF.type, SKOS.owl("ObjectProperty"))
    }
    domain("S31", SKOS.term("member"), SKOS.term("Collection"))
    domain("S33", SKOS.term("memberList"), SKOS.term("OrderedCollection"))
    range("S34", SKOS.term("memberList"), RDF.list)
    axiom("S35", SKOS.term("memberList"), RDF.type, SKOS.owl("FunctionalProperty"))
    subProperty("S36", SKOS.term("memberList"), of: SKOS.listNode)
    chain("S36", SKOS.listNode, RDF.rest, SKOS.listNode)
    chain("S36", SKOS.listNode, RDF.first, SKOS.term("member"))
  }

  private mutating func addMappings() {
    let mappings = [
      "mappingRelation", "closeMatch", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch",
    ]
    for mapping in mappings {
      axiom("S38", SKOS.term(mapping), RDF.type, SKOS.owl("ObjectProperty"))
    }
    subProperty("S39", SKOS.term("mappingRelation"), of: SKOS.term("semanticRelation"))
    for mapping in ["closeMatch", "broadMatch", "narrowMatch", "relatedMatch"] {
      subProperty("S40", SKOS.term(mapping), of: SKOS.term("mappingRelation"))
    }
    for relation in ["broad", "narrow"] {
      subProperty("S41", SKOS.term(relation + "Match"), of: SKOS.term(relation + "er"))
    }
    subProperty("S41", SKOS.term("relatedMatch"), of: SKOS.term("related"))
    subProperty("S42", SKOS.term("exactMatch"), of: SKOS.term("closeMatch"))
    inverse("S43", SKOS.term("narrowMatch"), SKOS.term("broadMatch"))
    inverse("S43", SKOS.term("broadMatch"), SKOS.term("narrowMatch"))
    for mapping in ["relatedMatch", "closeMatch", "exactMatch"] {
      inverse("S44", SKOS.term(mapping), SKOS.term(mapping))
    }
    transitive("S45", SKOS.term("exactMatch"))
  }
}
