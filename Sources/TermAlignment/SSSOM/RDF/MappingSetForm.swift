/// How a mapping set is written as RDF.
public struct MappingSetForm: Hashable, Sendable {
  /// What stands for a mapping.
  public enum Statements: String, CaseIterable, Sendable {
    /// SSSOM/RDF, and for each mapping that affirms a relation of two entities the plain triple
    /// too, for queries that do not know SSSOM.
    case sssom
    /// SSSOM/RDF and nothing else.
    case statements
    /// OWL/RDF: each mapping an annotated axiom, the set an ontology. What no axiom says is left
    /// out, see ``MappingSet/owlOmissions``.
    case owl
    /// The plain triples alone: no author, no confidence, no justification.
    case triples
  }

  /// What stands for a mapping.
  public var statements: Statements
  /// Whether the set goes to the graph that its identifier names; otherwise, and without an
  /// identifier, to the default graph.
  public var usesNamedGraph: Bool

  /// Makes a form.
  public init(_ statements: Statements = .sssom, usesNamedGraph: Bool = true) {
    self.statements = statements
    self.usesNamedGraph = usesNamedGraph
  }
}
