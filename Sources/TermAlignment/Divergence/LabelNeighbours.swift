import RDFGraph
import RDFModel
import SKOSVocabulary
import Synchronization

/// Finds the concepts that have a preferred label in common, case aside.
final class LabelNeighbours: Sendable {
  private let graph: SKOSGraph
  /// Made at the first question unless one was at hand; nil also where it could not be made.
  private let index: Mutex<LabelIndex?>

  init(_ graph: SKOSGraph, index: LabelIndex?) {
    self.graph = graph
    self.index = Mutex(index)
  }

  /// The other concepts with one of a concept's preferred labels, by IRI, each once.
  func concepts(withLabelOf concept: Concept) -> [TermID] {
    let labels = index.withLock { index in
      // More text than an index can hold only means that nothing is found by its label.
      if index == nil { index = try? LabelIndex(graph) }
      return index
    }
    guard let labels else { return [] }
    let texts = Set(concept.prefLabels.map(\.lexicalForm))
    let found = texts.flatMap { labels.concepts(preferring: $0).map(\.concept) }
    return graph.sorted(found).filter { $0 != concept.node }
  }
}
