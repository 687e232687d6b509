import RDFModel

/// The terms of OWL 2 by which mapping sets annotate the mappings they state.
///
/// Source: OWL 2 Mapping to RDF Graphs, section 2.2.
enum OWL {
  private static let namespace = "http://www.w3.org/2002/07/owl#"

  static let annotatedSource = IRI(trusted: namespace + "annotatedSource")
  static let annotatedProperty = IRI(trusted: namespace + "annotatedProperty")
  static let annotatedTarget = IRI(trusted: namespace + "annotatedTarget")
}
