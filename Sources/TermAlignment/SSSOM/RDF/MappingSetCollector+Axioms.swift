import RDFGraph
import RDFModel
import SKOSVocabulary

// Mappings as annotated axioms of OWL.
extension MappingSetCollector {
  /// Annotated axioms that are mappings and no part of a set, by graph.
  func axiomSets(but contained: Set<TermID>) -> [MappingSet] {
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return [] }
    let predicates = MappingPredicate.known(in: snapshot)
    var axioms: [Int: [TermID]] = [:]
    snapshot.forEach(snapshot.match(predicate: property)) { node, _, predicate in
      guard !contained.contains(node), isMapping(axiom: node, of: predicates[predicate]) else {
        return
      }
      let graph = snapshot.graphs(subject: node, predicate: property, object: predicate).first ?? 0
      axioms[graph, default: []].append(node)
    }
    let ontologies = subjects(RDF.type, SSSOM.ontology)
    return axioms.sorted { $0.key < $1.key }.map { graph, nodes in
      let own = ontologies.filter { isDescribed($0, in: graph) }
      var set = own.count == 1 ? description(of: own[0]) : emptySet(graph)
      let extensions = Self.byProperty(set.extensionDefinitions, snapshot)
      var known: Set<TermID> = []
      for node in nodes where known.insert(node).inserted {
        var mapping = self.mapping(node, extensions)
        if mapping.justification == nil { mapping.justification = Justification.unspecified }
        set.mappings.append(mapping)
      }
      set.propagate()
      set.definePositions()
      return set
    }
  }

  /// Whether an annotated axiom is a mapping: justified as one, or annotated for another reason and
  /// of a triple that is one.
  private func isMapping(axiom node: TermID, of predicate: MappingPredicate?) -> Bool {
    if !objects(node, Slot.mappingJustification.property).isEmpty { return true }
    guard let predicate, let source = objects(node, SSSOM.annotatedSource).first,
      let target = objects(node, SSSOM.annotatedTarget).first
    else { return false }
    return predicate.isMapping(source, target, in: snapshot)
  }

  private func isDescribed(_ ontology: TermID, in graph: Int) -> Bool {
    guard let type = snapshot.id(iri: RDF.type), let own = snapshot.id(iri: SSSOM.ontology) else {
      return false
    }
    return snapshot.graphs(subject: ontology, predicate: type, object: own).contains(graph)
  }
}
