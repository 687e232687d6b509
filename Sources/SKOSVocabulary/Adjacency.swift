import RDFGraph

/// Dense numbers for the nodes of a subgraph.
struct NodeNumbering {
  private var numbers: [UInt32]
  private(set) var nodes: [TermID] = []
  private let snapshot: GraphSnapshot

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let dictionary = snapshot.dictionary
    numbers = Array(
      repeating: .max, count: dictionary.count(.iri) + dictionary.count(.blankNode))
  }

  var count: Int { nodes.count }

  /// The number of an IRI or blank node, new or known.
  mutating func number(_ node: TermID) -> Int {
    let ordinal = snapshot.dictionary.ordinal(node)
    if numbers[ordinal] == .max {
      numbers[ordinal] = UInt32(nodes.count)
      nodes.append(node)
    }
    return Int(numbers[ordinal])
  }

  /// The number of a node, or nil where the subgraph does not have it.
  func known(_ node: TermID) -> Int? {
    guard node.kind == .iri || node.kind == .blankNode else { return nil }
    let number = numbers[snapshot.dictionary.ordinal(node)]
    return number == .max ? nil : Int(number)
  }
}

/// A directed graph over dense numbers: the targets of each node in a row.
struct Adjacency: Sendable {
  private let offsets: [UInt32]
  private let targets: [UInt32]

  /// Takes edges as pairs of source and target.
  ///
  /// - Complexity: O(n + e) in nodes and edges.
  init(nodeCount: Int, edges: [(source: UInt32, target: UInt32)]) {
    var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
    for edge in edges { offsets[Int(edge.source) + 1] += 1 }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var cursors = offsets
    var targets = [UInt32](repeating: 0, count: edges.count)
    for edge in edges {
      targets[Int(cursors[Int(edge.source)])] = edge.target
      cursors[Int(edge.source)] += 1
    }
    self.offsets = offsets
    self.targets = targets
  }

  var nodeCount: Int { offsets.count - 1 }

  /// The positions of a node's targets, to be read with ``target(at:)``.
  func positions(_ node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }

  func target(at position: Int) -> Int { Int(targets[position]) }

  func targets(of node: Int) -> ArraySlice<UInt32> { targets[positions(node)] }
}

/// Finds shortest paths, one after another, without clearing its memory between them.
struct PathFinder {
  private var stamps: [UInt32]
  private var previous: [UInt32]
  private var stamp: UInt32 = 0

  init(nodeCount: Int) {
    stamps = Array(repeating: 0, count: nodeCount)
    previous = Array(repeating: 0, count: nodeCount)
  }

  /// The nodes of a shortest path of at least one edge, both ends included, or nil.
  ///
  /// - Complexity: O(e) in the edges of the nodes that `admits` lets in.
  mutating func path(
    from start: Int, to goal: Int, along adjacency: Adjacency, admitting admits: (Int) -> Bool
  ) -> [Int]? {
    stamp += 1
    var queue = [UInt32(start)]
    var head = 0
    while head < queue.count {
      let node = Int(queue[head])
      head += 1
      for position in adjacency.positions(node) {
        let next = adjacency.target(at: position)
        if next == goal {
          var path = [goal, node]
          var step = node
          while step != start {
            step = Int(previous[step])
            path.append(step)
          }
          return path.reversed()
        }
        guard next != start, stamps[next] != stamp, admits(next) else { continue }
        stamps[next] = stamp
        previous[next] = UInt32(node)
        queue.append(UInt32(next))
      }
    }
    return nil
  }
}
