import RDFGraph
import RDFModel

/// The identifiers that one snapshot gives to the properties and classes of SKOS, Dublin Core
/// and Isogloss; ``TermID/unbound``, which matches nothing, for those it does not mention.
///
/// Looked up once per snapshot, shared by all views of it.
final class VocabularyTerms: Sendable {
  let type, value, rdfsLabel, first, rest: TermID
  let concept, conceptScheme, collection, orderedCollection: TermID
  let inScheme, hasTopConcept, topConceptOf: TermID
  let prefLabel, altLabel, hiddenLabel, notation: TermID
  let xlPrefLabel, xlAltLabel, xlHiddenLabel, literalForm: TermID
  let definition: TermID
  let semanticRelation, broader, narrower, related: TermID
  let broaderTransitive, narrowerTransitive: TermID
  let member, memberList: TermID
  let mappingRelation: TermID
  let title, description, publisher, issued, source, license, rights: TermID
  let bibliographicCitation, language, replaces, isReplacedBy: TermID
  let isoglossDefinition, alias, basis, bindingNature, checked, clause: TermID
  let definitionRights, edition, jurisdiction, kind, rank, shortTitle, status, termKind: TermID
  let annotatedSource, annotatedProperty, annotatedTarget: TermID
  let ontology, isDefinedBy, comment, textualDefinition: TermID
  /// The classes of what an ontology defines.
  let ontologyTypes: [TermID]
  /// The note properties, in the order of ``Note/Kind``.
  let notes: [TermID]
  /// The mapping properties, in the order of ``MappingRelation``.
  let mappings: [TermID]

  init(_ snapshot: GraphSnapshot) {
    func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }
    type = id(RDF.type)
    value = id(RDF.value)
    first = id(RDF.first)
    rest = id(RDF.rest)
    rdfsLabel = id(RDFS.label)
    concept = id(SKOS.concept)
    conceptScheme = id(SKOS.conceptScheme)
    collection = id(SKOS.collection)
    orderedCollection = id(SKOS.orderedCollection)
    inScheme = id(SKOS.inScheme)
    hasTopConcept = id(SKOS.hasTopConcept)
    topConceptOf = id(SKOS.topConceptOf)
    prefLabel = id(SKOS.prefLabel)
    altLabel = id(SKOS.altLabel)
    hiddenLabel = id(SKOS.hiddenLabel)
    notation = id(SKOS.notation)
    xlPrefLabel = id(SKOSXL.prefLabel)
    xlAltLabel = id(SKOSXL.altLabel)
    xlHiddenLabel = id(SKOSXL.hiddenLabel)
    literalForm = id(SKOSXL.literalForm)
    definition = id(SKOS.definition)
    semanticRelation = id(SKOS.semanticRelation)
    broader = id(SKOS.broader)
    narrower = id(SKOS.narrower)
    related = id(SKOS.related)
    broaderTransitive = id(SKOS.broaderTransitive)
    narrowerTransitive = id(SKOS.narrowerTransitive)
    member = id(SKOS.member)
    memberList = id(SKOS.memberList)
    mappingRelation = id(SKOS.mappingRelation)
    title = id(DCTerms.title)
    description = id(DCTerms.description)
    publisher = id(DCTerms.publisher)
    issued = id(DCTerms.issued)
    source = id(DCTerms.source)
    license = id(DCTerms.license)
    rights = id(DCTerms.rights)
    bibliographicCitation = id(DCTerms.bibliographicCitation)
    language = id(DCTerms.language)
    replaces = id(DCTerms.replaces)
    isReplacedBy = id(DCTerms.isReplacedBy)
    isoglossDefinition = id(IsoglossTerms.definition)
    alias = id(IsoglossTerms.alias)
    basis = id(IsoglossTerms.basis)
    bindingNature = id(IsoglossTerms.bindingNature)
    checked = id(IsoglossTerms.checked)
    clause = id(IsoglossTerms.clause)
    definitionRights = id(IsoglossTerms.definitionRights)
    edition = id(IsoglossTerms.edition)
    jurisdiction = id(IsoglossTerms.jurisdiction)
    kind = id(IsoglossTerms.kind)
    rank = id(IsoglossTerms.rank)
    shortTitle = id(IsoglossTerms.shortTitle)
    status = id(IsoglossTerms.status)
    termKind = id(IsoglossTerms.termKind)
    annotatedSource = id(OWL.annotatedSource)
    annotatedProperty = id(OWL.annotatedProperty)
    annotatedTarget = id(OWL.annotatedTarget)
    ontology = id(OWL.ontology)
    isDefinedBy = id(IRI(trusted: RDFS.namespace + "isDefinedBy"))
    comment = id(RDFS.comment)
    textualDefinition = id(IRI(trusted: "http://purl.obolibrary.org/obo/IAO_0000115"))
    ontologyTypes = [
      OWL.ontologyClass, IRI(trusted: RDFS.namespace + "Class"), OWL.objectProperty,
      OWL.datatypeProperty,
    ].map(id)
    notes = Note.Kind.allCases.map { id($0.iri) }
    mappings = MappingRelation.allCases.map { id($0.iri) }
  }
}
