import RDFGraph

extension Concept {
  /// The concepts directly above, stated as broader here or as narrower there, by IRI.
  public var broader: [Concept] { graph.broader(of: node).map { Concept(graph, $0) } }

  /// The concepts directly below, stated as narrower here or as broader there, by IRI.
  public var narrower: [Concept] { graph.narrower(of: node).map { Concept(graph, $0) } }

  /// The concepts related to this one, stated at either end, by IRI.
  ///
  /// Source: SKOS Reference, S23.
  public var related: [Concept] {
    let terms = graph.terms
    let nodes =
      graph.snapshot.objects(of: node, terms.related)
      + graph.snapshot.subjects(terms.related, node)
    return graph.sorted(nodes.filter { $0.kind != .literal }).map { Concept(graph, $0) }
  }

  /// Every concept above, nearest first, each once; a cycle ends where it comes back.
  ///
  /// - Complexity: O(n log n) in the concepts found and their links.
  public var broaderTransitive: [Concept] {
    graph.reached(from: node, by: graph.broader).map { Concept(graph, $0) }
  }

  /// Every concept below, nearest first, each once; a cycle ends where it comes back.
  ///
  /// - Complexity: O(n log n) in the concepts found and their links.
  public var narrowerTransitive: [Concept] {
    graph.reached(from: node, by: graph.narrower).map { Concept(graph, $0) }
  }
}

extension SKOSGraph {
  func broader(of node: TermID) -> [TermID] {
    linked(node, terms.broader, inverse: terms.narrower)
  }

  func narrower(of node: TermID) -> [TermID] {
    linked(node, terms.narrower, inverse: terms.broader)
  }

  private func linked(_ node: TermID, _ property: TermID, inverse: TermID) -> [TermID] {
    let nodes = snapshot.objects(of: node, property) + snapshot.subjects(inverse, node)
    return sorted(nodes.filter { $0.kind != .literal })
  }

  /// What a step leads to, over and over, breadth first; the start only where a cycle leads
  /// back to it.
  func reached(from start: TermID, by step: (TermID) -> [TermID]) -> [TermID] {
    var found: [TermID] = []
    var seen: Set<TermID> = []
    var level = [start]
    while !level.isEmpty {
      var next: [TermID] = []
      for node in level {
        for other in step(node) where seen.insert(other).inserted {
          found.append(other)
          next.append(other)
        }
      }
      level = next
    }
    return found
  }
}
