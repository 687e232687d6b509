internal import RDFModel

/// Which blank nodes are written inside the one property that refers to them, which start
/// collections, and which need a label.
struct BlankNodeNesting {
  typealias Rank = SortedGraph.Rank

  /// What is known of a blank node.
  private struct Node {
    var rows = 0..<0
    var references = 0
    /// The row of the only reference.
    var reference = 0
    /// Whether it is a cell of a list that can be written as a collection.
    var isCell = false
    /// Whether a cycle or the depth forbids to nest it.
    var isCut = false
    /// How many nodes lie around it; -1 while not known.
    var depth = -1
  }

  /// Nodes nested deeper get a label: readers limit depth, and people lose the thread long before.
  private static let maximumDepth = 64

  private let first: Rank
  private var nodes: [Node]

  /// Analyses a graph.
  ///
  /// - Complexity: O(n) in the triples.
  init(_ graph: SortedGraph) {
    first = graph.blankNodes.lowerBound
    nodes = Array(repeating: Node(), count: graph.blankNodes.count)
    guard !nodes.isEmpty else { return }
    count(graph)
    findCells(graph)
    findDepths(graph)
  }

  // MARK: Answers

  /// Whether a blank node is written where it is referred to.
  func isNested(_ rank: Rank) -> Bool { isNested(Int(rank - first)) }

  /// Whether a blank node is referred to by its label.
  func isLabelled(_ rank: Rank) -> Bool {
    let index = Int(rank - first)
    return nodes[index].references > 0 && !isNested(index)
  }

  /// Whether a nested blank node is a cell of a collection.
  func isCell(_ rank: Rank) -> Bool { nodes[Int(rank - first)].isCell }

  /// The rows of which a blank node is the subject.
  func rows(_ rank: Rank) -> Range<Int> { nodes[Int(rank - first)].rows }

  private func isNested(_ index: Int) -> Bool {
    nodes[index].references == 1 && !nodes[index].isCut
  }

  // MARK: Analysis

  private mutating func count(_ graph: SortedGraph) {
    for (row, triple) in graph.rows.enumerated() {
      if graph.isBlankNode(triple.subject) {
        let index = Int(triple.subject - first)
        let start = nodes[index].rows.isEmpty ? row : nodes[index].rows.lowerBound
        nodes[index].rows = start..<row + 1
      }
      if graph.isBlankNode(triple.object) {
        let index = Int(triple.object - first)
        nodes[index].references += 1
        nodes[index].reference = row
      }
    }
  }

  /// Marks lists from their ends: each cell has one item, which is no literal, and one reference.
  private mutating func findCells(_ graph: SortedGraph) {
    guard let firstRank = graph.rank(RDF.first), let restRank = graph.rank(RDF.rest),
      let end = graph.rank(RDF.nil)
    else { return }
    for start in nodes.indices {
      guard let tail = cellRows(start, firstRank, restRank, graph), tail.rest == end else {
        continue
      }
      var index = start
      while true {
        nodes[index].isCell = true
        // Up to the cell before, if this one is its rest.
        let triple = graph.rows[nodes[index].reference]
        guard triple.predicate == restRank, graph.isBlankNode(triple.subject) else { break }
        let previous = Int(triple.subject - first)
        guard !nodes[previous].isCell, cellRows(previous, firstRank, restRank, graph) != nil else {
          break
        }
        index = previous
      }
    }
  }

  /// The item and the rest of a node that has the shape of a list cell.
  private func cellRows(
    _ index: Int, _ firstRank: Rank, _ restRank: Rank, _ graph: SortedGraph
  ) -> (item: Rank, rest: Rank)? {
    let node = nodes[index]
    guard node.references == 1, node.rows.count == 2 else { return nil }
    let item = graph.rows[node.rows.lowerBound]
    let rest = graph.rows[node.rows.lowerBound + 1]
    guard item.predicate == firstRank, rest.predicate == restRank, !graph.isLiteral(item.object)
    else { return nil }
    return (item.object, rest.object)
  }

  /// Works out how deep each node lies and cuts cycles and what lies too deep.
  private mutating func findDepths(_ graph: SortedGraph) {
    var path: [Int] = []
    var onPath = Set<Int>()
    for start in nodes.indices where nodes[start].depth < 0 {
      path.removeAll(keepingCapacity: true)
      onPath.removeAll(keepingCapacity: true)
      var index = start
      // Up to a node whose depth is known, or that stands at the top.
      while nodes[index].depth < 0 {
        guard onPath.insert(index).inserted else {
          cutCycle(&path, from: path.firstIndex(of: index) ?? 0, graph)
          break
        }
        path.append(index)
        guard nodes[index].references == 1, let parent = parent(index, graph) else { break }
        index = parent
      }
      for index in path.reversed() { setDepth(index, graph) }
    }
  }

  private func parent(_ index: Int, _ graph: SortedGraph) -> Int? {
    let subject = graph.rows[nodes[index].reference].subject
    return graph.isBlankNode(subject) ? Int(subject - first) : nil
  }

  /// Gives one node of the ring at the end of a path a label, the first one mentioned that is not
  /// the rest of a list, and turns the ring so that it ends with that node.
  private mutating func cutCycle(_ path: inout [Int], from start: Int, _ graph: SortedGraph) {
    let ring = path[start...]
    let heads = ring.filter { index in
      parent(index, graph).map { isRest(index, of: $0, graph) } != true
    }
    // A ring of nothing but rests has no end, so none of its nodes is a cell.
    guard let cut = heads.min(), let place = ring.firstIndex(of: cut) else { return }
    nodes[cut].isCut = true
    nodes[cut].isCell = false
    path = Array(path[..<start] + ring[(place + 1)...] + ring[...place])
  }

  /// Whether a node is the cell after another in a collection.
  private func isRest(_ index: Int, of parent: Int, _ graph: SortedGraph) -> Bool {
    guard nodes[index].isCell, nodes[parent].isCell else { return false }
    return graph.rows[nodes[parent].rows.upperBound - 1].object == Rank(index) + first
  }

  private mutating func setDepth(_ index: Int, _ graph: SortedGraph) {
    guard nodes[index].depth < 0 else { return }
    guard isNested(index) else { return nodes[index].depth = 0 }
    let parent = parent(index, graph)
    // Cells lie side by side in their collection.
    let step = parent.map { isRest(index, of: $0, graph) } == true ? 0 : 1
    let depth = parent.map { nodes[$0].depth } ?? 0
    if depth + step > Self.maximumDepth {
      nodes[index].isCut = true
      nodes[index].depth = 0
    } else {
      nodes[index].depth = depth + step
    }
  }
}
