extension TripleBatch {
  /// Adds a term given as a value, anew each time.
  ///
  /// Triple terms nest no deeper here than readers let them.
  ///
  /// - Complexity: O(b) in the bytes of the term.
  public mutating func add(_ term: Term) -> TermIndex {
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
      return addTripleTerm(subject, predicate, add(triple.object))
    }
  }
}
