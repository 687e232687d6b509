public import RDFModel

extension TripleBatch {
  /// A batch of quads that are given as values.
  public init(_ quads: [Quad]) {
    self.init()
    for quad in quads {
      let subject = add(quad.triple.subject)
      let predicate = add(quad.triple.predicate)
      let object = add(quad.triple.object)
      let graph = quad.graph.map { add($0) } ?? Self.defaultGraph
      addTriple(subject, predicate, object, graph: graph)
    }
  }
}
