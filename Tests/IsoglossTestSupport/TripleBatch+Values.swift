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

  private mutating func add(_ term: Term) -> TermIndex {
    switch term {
    case .iri(let iri): return addTerm(.iri, iri.value.utf8Span.span)
    case .blankNode(let node): return addTerm(.blankNode, node.label.utf8Span.span)
    case .literal(let literal):
      var qualifier: TermIndex?
      if let language = literal.language {
        let tag = language + (literal.direction.map { "--" + $0.rawValue } ?? "")
        qualifier = addTerm(.language, tag.utf8Span.span)
      } else if literal.datatype != XSD.string {
        qualifier = addTerm(.iri, literal.datatype.value.utf8Span.span)
      }
      return addTerm(.literal, literal.lexicalForm.utf8Span.span, qualifier: qualifier)
    case .tripleTerm(let triple):
      let subject = add(triple.subject)
      let predicate = add(triple.predicate)
      let object = add(triple.object)
      return addTripleTerm(subject, predicate, object)
    }
  }
}
