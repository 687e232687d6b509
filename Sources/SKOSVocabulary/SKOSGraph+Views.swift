public import RDFGraph

extension SKOSGraph {
  /// A term read as a concept, whether or not the snapshot describes it as one: the far end of a
  /// mapping is often known by its IRI alone.
  public func view(_ node: TermID) -> Concept { Concept(self, node) }
}
