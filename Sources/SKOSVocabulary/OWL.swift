import RDFModel

/// The terms of OWL 2 by which mapping sets annotate the mappings they state, and by which an
/// ontology names itself and what is in it.
///
/// Source: OWL 2 Mapping to RDF Graphs, section 2.
enum OWL {
  static let namespace = "http://www.w3.org/2002/07/owl#"

  static let ontology = IRI(trusted: namespace + "Ontology")
  static let objectProperty = IRI(trusted: namespace + "ObjectProperty")
  static let datatypeProperty = IRI(trusted: namespace + "DatatypeProperty")
  static let ontologyClass = IRI(trusted: namespace + "Class")
  static let annotatedSource = IRI(trusted: namespace + "annotatedSource")
  static let annotatedProperty = IRI(trusted: namespace + "annotatedProperty")
  static let annotatedTarget = IRI(trusted: namespace + "annotatedTarget")
}
