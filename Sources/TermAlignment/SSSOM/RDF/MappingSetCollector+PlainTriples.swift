import RDFGraph
import RDFModel
import SKOSVocabulary

// Mappings that are triples and nothing more.
extension MappingSetCollector {
  /// A triple in a graph.
  private struct Statement: Hashable {
    let subject: TermID
    let predicate: TermID
    let object: TermID
    let graph: Int
  }

  func plainSets() -> [MappingSet] {
    let stated = statements()
    var sets: [Int: MappingSet] = [:]
    for predicate in MappingPredicate.all {
      guard let property = snapshot.id(iri: predicate.iri) else { continue }
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard predicate.isMapping(subject, object, in: snapshot) else { return }
        let ends = (iri(subject), iri(object))
        let graphs = snapshot.graphs(subject: subject, predicate: property, object: object)
        for graph in graphs
        where !stated.contains(
          Statement(subject: subject, predicate: property, object: object, graph: graph))
        {
          var mapping = Mapping(
            subject: ends.0, predicate: predicate.iri, object: ends.1,
            justification: Justification.unspecified)
          let origin = snapshot.origin(subject: subject, predicate: property, object: object)
          mapping.line = origin.flatMap { $0.line > 0 ? $0.line : nil }
          sets[graph, default: emptySet(graph)].mappings.append(mapping)
        }
      }
    }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The triples that mappings account for.
  private func statements() -> Set<Statement> {
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return [] }
    var stated: Set<Statement> = []
    snapshot.forEach(snapshot.match(predicate: property)) { node, _, predicate in
      let graphs = snapshot.graphs(subject: node, predicate: property, object: predicate)
      for subject in objects(node, SSSOM.annotatedSource) {
        for object in objects(node, SSSOM.annotatedTarget) {
          for graph in graphs {
            stated.insert(
              Statement(subject: subject, predicate: predicate, object: object, graph: graph))
          }
        }
      }
    }
    return stated
  }

  /// The mapping that a plain triple makes.
  func plainMapping(_ number: Int, _ index: MappingIndex) -> Mapping {
    var mapping = Mapping(
      subject: iri(index.subject(number)), predicate: iri(index.predicate(number)),
      object: iri(index.object(number)), justification: Justification.unspecified)
    mapping.line = index.origin(of: number).flatMap { $0.line > 0 ? $0.line : nil }
    return mapping
  }
}
