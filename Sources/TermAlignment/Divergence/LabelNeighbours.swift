import RDFGraph
import SKOSVocabulary
import Synchronization

/// The designations of a graph, indexed when somebody first asks, and the concepts that share one.
final class LabelNeighbours: Sendable {
  private let graph: SKOSGraph
  private let made = Mutex<DesignationIndex?>(nil)
  private let madeWithOntologies = Mutex<DesignationIndex?>(nil)

  init(_ graph: SKOSGraph) { self.graph = graph }

  /// The index with the terms of ontologies, too.
  var indexWithOntologies: DesignationIndex {
    madeWithOntologies.withLock { known in
      if let known { return known }
      let fresh = DesignationIndex(graph, withOntologies: true)
      known = fresh
      return fresh
    }
  }

  /// The index; made at the first question.
  var index: DesignationIndex {
    made.withLock { known in
      if let known { return known }
      let fresh = DesignationIndex(graph)
      known = fresh
      return fresh
    }
  }

  /// The most concepts with one designation that a concept is compared with.
  static let maximumCount = 256

  /// The other concepts with one of a concept's preferred labels, by IRI, each once; of a label
  /// that very many share, those that the graph has first.
  func concepts(withLabelOf concept: Concept) -> [TermID] {
    let index = index
    var found: [TermID] = []
    for label in concept.prefLabels {
      // The first key is the whole label: a part in brackets is too little for a warning.
      guard let key = index.keys(of: label).first else { continue }
      found += index.bearers(key).prefix(Self.maximumCount)
    }
    return graph.sorted(found).filter { $0 != concept.node }
  }
}
