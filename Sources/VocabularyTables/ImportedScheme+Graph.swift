public import RDFGraph
public import RDFModel
import SKOSVocabulary

extension ImportedScheme {
  /// Keeps of a graph what the table does not speak of: what is said of the scheme itself, of
  /// collections and of anything else that is neither a concept of the scheme nor part of one.
  ///
  /// - Parameter map: the map that the table was read with; it tells the parts of concepts.
  public mutating func keep(_ graph: GraphSnapshot, map: ColumnMap) {
    var replaced: Set<TermID> = []
    if let inScheme = graph.id(iri: SKOS.inScheme), let node = graph.id(iri: scheme) {
      replaced = Set(graph.subjects(inScheme, node))
    }
    for concept in Array(replaced) {
      for part in map.parts {
        guard let link = graph.id(iri: part.link) else { continue }
        replaced.formUnion(graph.objects(of: concept, link).filter { $0.kind == .iri })
      }
    }
    let top = graph.id(iri: SKOS.hasTopConcept)
    graph.forEach(graph.match()) { subject, predicate, object in
      if replaced.contains(subject) || predicate == top { return }
      triples.append(Triple(graph.term(subject), graph.term(predicate), graph.term(object)))
    }
  }

  /// Passes the prefixes and the triples on, in batches.
  ///
  /// - Throws: what the sink throws.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    for pair in prefixes.pairs { try sink.declare(prefix: pair.prefix, namespace: pair.namespace) }
    var batch = TripleBatch()
    for triple in triples {
      let subject = batch.add(triple.subject)
      let predicate = batch.add(triple.predicate)
      batch.addTriple(subject, predicate, batch.add(triple.object))
      if batch.isFull {
        try sink.receive(batch)
        batch.removeAll()
      }
    }
    if batch.count > 0 { try sink.receive(batch) }
  }
}

extension TripleBatch {
  /// Adds a term; a table has no triple terms.
  fileprivate mutating func add(_ term: Term) -> TermIndex {
    switch term {
    case .iri(let iri): return addTerm(.iri, iri.value.utf8Span.span)
    case .blankNode(let node): return addTerm(.blankNode, node.label.utf8Span.span)
    case .tripleTerm(let triple):
      let (subject, predicate) = (add(triple.subject), add(triple.predicate))
      return addTripleTerm(subject, predicate, add(triple.object))
    case .literal(let literal):
      var qualifier: TermIndex?
      if let language = literal.language {
        let tag = literal.direction.map { "\(language)--\($0.rawValue)" } ?? language
        qualifier = addTerm(.language, tag.utf8Span.span)
      } else if literal.datatype != XSD.string {
        qualifier = addTerm(.iri, literal.datatype.value.utf8Span.span)
      }
      return addTerm(.literal, literal.lexicalForm.utf8Span.span, qualifier: qualifier)
    }
  }
}
