import RDFGraph
import SKOSVocabulary
import SPARQLEngine
import Synchronization
import TermAlignment

/// Indexes over a snapshot, each made once by whoever asks first.
final class Indexes: Sendable {
  private let labelIndex = Mutex<LabelIndex?>(nil)
  private let mappingResolver = Mutex<Resolver?>(nil)
  private let queryEngine = Mutex<QueryEngine?>(nil)

  /// An engine without the functions of this module, which hold the vocabulary that holds this.
  func engine(of snapshot: GraphSnapshot) -> QueryEngine {
    queryEngine.withLock { known in
      if let known { return known }
      let fresh = QueryEngine(snapshot: snapshot)
      known = fresh
      return fresh
    }
  }

  func labels(of graph: SKOSGraph) throws -> LabelIndex {
    try labelIndex.withLock { known in
      if let known { return known }
      let fresh = try LabelIndex(graph)
      known = fresh
      return fresh
    }
  }

  func resolver(of graph: SKOSGraph) -> Resolver {
    mappingResolver.withLock { known in
      if let known { return known }
      let fresh = Resolver(graph)
      known = fresh
      return fresh
    }
  }
}
