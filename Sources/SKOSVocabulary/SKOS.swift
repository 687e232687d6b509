public import RDFModel

/// Terms of the SKOS vocabulary.
///
/// Source: SKOS Reference, appendix B.
public enum SKOS {
  /// The namespace `http://www.w3.org/2004/02/skos/core#`.
  public static let namespace = "http://www.w3.org/2004/02/skos/core#"
  /// The term `skos:Concept`.
  public static let concept = IRI(trusted: namespace + "Concept")
  /// The term `skos:ConceptScheme`.
  public static let conceptScheme = IRI(trusted: namespace + "ConceptScheme")
  /// The term `skos:Collection`.
  public static let collection = IRI(trusted: namespace + "Collection")
  /// The term `skos:OrderedCollection`.
  public static let orderedCollection = IRI(trusted: namespace + "OrderedCollection")
  /// The term `skos:inScheme`.
  public static let inScheme = IRI(trusted: namespace + "inScheme")
  /// The term `skos:hasTopConcept`.
  public static let hasTopConcept = IRI(trusted: namespace + "hasTopConcept")
  /// The term `skos:topConceptOf`.
  public static let topConceptOf = IRI(trusted: namespace + "topConceptOf")
  /// The term `skos:prefLabel`.
  public static let prefLabel = IRI(trusted: namespace + "prefLabel")
  /// The term `skos:altLabel`.
  public static let altLabel = IRI(trusted: namespace + "altLabel")
  /// The term `skos:hiddenLabel`.
  public static let hiddenLabel = IRI(trusted: namespace + "hiddenLabel")
  /// The term `skos:notation`.
  public static let notation = IRI(trusted: namespace + "notation")
  /// The term `skos:note`.
  public static let note = IRI(trusted: namespace + "note")
  /// The term `skos:changeNote`.
  public static let changeNote = IRI(trusted: namespace + "changeNote")
  /// The term `skos:definition`.
  public static let definition = IRI(trusted: namespace + "definition")
  /// The term `skos:editorialNote`.
  public static let editorialNote = IRI(trusted: namespace + "editorialNote")
  /// The term `skos:example`.
  public static let example = IRI(trusted: namespace + "example")
  /// The term `skos:historyNote`.
  public static let historyNote = IRI(trusted: namespace + "historyNote")
  /// The term `skos:scopeNote`.
  public static let scopeNote = IRI(trusted: namespace + "scopeNote")
  /// The term `skos:semanticRelation`.
  public static let semanticRelation = IRI(trusted: namespace + "semanticRelation")
  /// The term `skos:broader`.
  public static let broader = IRI(trusted: namespace + "broader")
  /// The term `skos:narrower`.
  public static let narrower = IRI(trusted: namespace + "narrower")
  /// The term `skos:related`.
  public static let related = IRI(trusted: namespace + "related")
  /// The term `skos:broaderTransitive`.
  public static let broaderTransitive = IRI(trusted: namespace + "broaderTransitive")
  /// The term `skos:narrowerTransitive`.
  public static let narrowerTransitive = IRI(trusted: namespace + "narrowerTransitive")
  /// The term `skos:member`.
  public static let member = IRI(trusted: namespace + "member")
  /// The term `skos:memberList`.
  public static let memberList = IRI(trusted: namespace + "memberList")
  /// The term `skos:mappingRelation`.
  public static let mappingRelation = IRI(trusted: namespace + "mappingRelation")
  /// The term `skos:closeMatch`.
  public static let closeMatch = IRI(trusted: namespace + "closeMatch")
  /// The term `skos:exactMatch`.
  public static let exactMatch = IRI(trusted: namespace + "exactMatch")
  /// The term `skos:broadMatch`.
  public static let broadMatch = IRI(trusted: namespace + "broadMatch")
  /// The term `skos:narrowMatch`.
  public static let narrowMatch = IRI(trusted: namespace + "narrowMatch")
  /// The term `skos:relatedMatch`.
  public static let relatedMatch = IRI(trusted: namespace + "relatedMatch")
}

/// Terms of the SKOS eXtension for Labels.
///
/// Source: SKOS Reference, appendix B.
public enum SKOSXL {
  /// The namespace `http://www.w3.org/2008/05/skos-xl#`.
  public static let namespace = "http://www.w3.org/2008/05/skos-xl#"
  /// The term `skosxl:Label`.
  public static let label = IRI(trusted: namespace + "Label")
  /// The term `skosxl:literalForm`.
  public static let literalForm = IRI(trusted: namespace + "literalForm")
  /// The term `skosxl:prefLabel`.
  public static let prefLabel = IRI(trusted: namespace + "prefLabel")
  /// The term `skosxl:altLabel`.
  public static let altLabel = IRI(trusted: namespace + "altLabel")
  /// The term `skosxl:hiddenLabel`.
  public static let hiddenLabel = IRI(trusted: namespace + "hiddenLabel")
  /// The term `skosxl:labelRelation`.
  public static let labelRelation = IRI(trusted: namespace + "labelRelation")
}
