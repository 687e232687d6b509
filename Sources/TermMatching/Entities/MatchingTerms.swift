import RDFGraph
import RDFModel
import SKOSVocabulary

/// The identifiers that a snapshot gives to what names, defines and relates entities;
/// ``TermID/unbound``, which matches nothing, for those it does not mention.
struct MatchingTerms {
  let type, first, rest: TermID
  let labels: [(property: TermID, role: EntityLabel.Role)]
  let texts: [(property: TermID, isDefinition: Bool)]
  let literalForms: [TermID]
  let notations: [TermID]
  let exactBridges: [TermID]
  let nearBridges: [TermID]
  /// From the narrower to the broader entity.
  let upward: [TermID]
  /// From the broader to the narrower entity.
  let downward: [TermID]
  let related: [TermID]
  let domain, range, inverseOf: TermID
  let equivalentClass, intersectionOf, unionOf: TermID
  let subClassOf, disjointWith, disjointUnionOf, allDisjointClasses, members: TermID
  let onProperty: TermID
  let fillers: [TermID]
  let deprecated: TermID
  let kinds: [(type: TermID, kind: EntityKind)]

  private static let owl = "http://www.w3.org/2002/07/owl#"
  private static let obo = "http://www.geneontology.org/formats/oboInOwl#"
  private static let iao = "http://purl.obolibrary.org/obo/IAO_"
  private static let dc = "http://purl.org/dc/elements/1.1/"
  private static let isoThes = "http://purl.org/iso25964/skos-thes#"

  init(_ snapshot: GraphSnapshot) {
    func id(_ iri: String) -> TermID { snapshot.id(iri: IRI(trusted: iri)) ?? .unbound }
    func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }
    func owl(_ name: String) -> TermID { id(Self.owl + name) }
    func known(_ terms: [TermID]) -> [TermID] { terms.filter { $0 != .unbound } }
    type = id(RDF.type)
    first = id(RDF.first)
    rest = id(RDF.rest)
    labels = [
      (id(SKOS.prefLabel), .preferred), (id(RDFS.label), .preferred),
      (id(SKOSXL.prefLabel), .preferred), (id(SKOS.altLabel), .alternative),
      (id(SKOSXL.altLabel), .alternative), (id(Self.obo + "hasExactSynonym"), .alternative),
      (id(Self.iao + "0000118"), .alternative), (id(SKOS.hiddenLabel), .loose),
      (id(SKOSXL.hiddenLabel), .loose), (id(Self.obo + "hasRelatedSynonym"), .loose),
      (id(Self.obo + "hasSynonym"), .loose), (id("http://schema.org/name"), .preferred),
      (id("https://schema.org/name"), .preferred), (id(DCTerms.title), .alternative),
      (id(Self.dc + "title"), .alternative),
    ].filter { $0.0 != .unbound }
    texts = [
      (id(SKOS.definition), true), (id(Self.iao + "0000115"), true),
      (id(Self.obo + "hasDefinition"), true), (id(RDFS.comment), true),
      (id(DCTerms.description), true), (id(Self.dc + "description"), true),
      (id("http://schema.org/description"), true), (id("https://schema.org/description"), true),
      (id(SKOS.scopeNote), false), (id(SKOS.example), false),
    ].filter { $0.0 != .unbound }
    literalForms = known([id(SKOSXL.literalForm), id(RDF.value), id(RDFS.label)])
    notations = known([id(SKOS.notation), id(DCTerms.namespace + "identifier")])
    exactBridges = known([
      id(SKOS.exactMatch), owl("equivalentClass"), owl("equivalentProperty"), owl("sameAs"),
    ])
    nearBridges = known([id(SKOS.closeMatch), id(Self.obo + "hasDbXref")])
    upward = known([
      id(SKOS.broader), id(RDFS.subClassOf), id(RDFS.subPropertyOf),
      id(Self.isoThes + "broaderGeneric"), id(Self.isoThes + "broaderPartitive"),
      id(Self.isoThes + "broaderInstantial"),
    ])
    downward = known([
      id(SKOS.narrower), id(Self.isoThes + "narrowerGeneric"),
      id(Self.isoThes + "narrowerPartitive"), id(Self.isoThes + "narrowerInstantial"),
    ])
    related = known([id(SKOS.related)])
    domain = id(RDFS.namespace + "domain")
    range = id(RDFS.namespace + "range")
    inverseOf = owl("inverseOf")
    equivalentClass = owl("equivalentClass")
    intersectionOf = owl("intersectionOf")
    unionOf = owl("unionOf")
    subClassOf = id(RDFS.subClassOf)
    disjointWith = owl("disjointWith")
    disjointUnionOf = owl("disjointUnionOf")
    allDisjointClasses = owl("AllDisjointClasses")
    members = owl("members")
    onProperty = owl("onProperty")
    fillers = known([owl("someValuesFrom"), owl("allValuesFrom"), owl("onClass")])
    deprecated = owl("deprecated")
    kinds = [
      (id(SKOS.concept), .concept), (owl("Class"), .ontologyClass),
      (id(RDFS.namespace + "Class"), .ontologyClass), (owl("ObjectProperty"), .objectProperty),
      (owl("DatatypeProperty"), .datatypeProperty),
    ].filter { $0.0 != .unbound }
  }
}
