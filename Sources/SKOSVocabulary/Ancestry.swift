/// Answers whether one node of a hierarchy is an ancestor of another, without the closure.
///
/// One pass of Tarjan's algorithm from the roots down numbers the strongly connected components
/// so that descendants have lower numbers, and gives each the interval of numbers that were
/// finished below it. In a tree the interval is the answer. Elsewhere an interval that does not
/// decide is followed by a walk upwards, from which the numbers exclude whatever cannot lie
/// below the ancestor in question.
struct Ancestry: Sendable {
  /// From a node to what is directly above it.
  let parents: Adjacency
  private let components: [UInt32]
  /// By component: the first number finished below its first node.
  private let starts: [UInt32]
  /// By component: the lowest number of all that it reaches.
  private let lows: [UInt32]
  /// By component: whether it holds a cycle.
  private let cyclic: [Bool]

  /// Takes edges from child to parent.
  ///
  /// - Complexity: O(n + e) in nodes and edges.
  init(nodeCount: Int, edges: [(source: UInt32, target: UInt32)]) {
    parents = Adjacency(nodeCount: nodeCount, edges: edges)
    let children = Adjacency(
      nodeCount: nodeCount, edges: edges.map { (source: $0.target, target: $0.source) })
    var search = ComponentSearch(nodeCount: nodeCount)
    // Roots first, so that the trees of the search are as large as they can be.
    for node in 0..<nodeCount where parents.positions(node).isEmpty {
      search.visit(node, children)
    }
    for node in 0..<nodeCount { search.visit(node, children) }
    components = search.components
    starts = search.starts
    var lows = search.starts
    var cyclic = [Bool](repeating: false, count: lows.count)
    var nodesByComponent = [Int](0..<nodeCount)
    nodesByComponent.sort { search.components[$0] < search.components[$1] }
    for (position, node) in nodesByComponent.enumerated() {
      let component = Int(search.components[node])
      if position > 0, search.components[nodesByComponent[position - 1]] == component {
        cyclic[component] = true
      }
      for child in children.targets(of: node) {
        let below = Int(search.components[Int(child)])
        if Int(child) == node { cyclic[component] = true }
        lows[component] = min(lows[component], lows[below])
      }
    }
    self.lows = lows
    self.cyclic = cyclic
  }

  /// The number of the strongly connected component of a node.
  func component(_ node: Int) -> Int { Int(components[node]) }

  /// Whether a node is its own ancestor.
  func isCyclic(_ node: Int) -> Bool { cyclic[Int(components[node])] }

  /// What the numbers alone say of an ancestor and a node; nil where they do not decide.
  private func decided(_ ancestor: Int, _ node: Int) -> Bool? {
    let above = Int(components[ancestor])
    let below = Int(components[node])
    if above == below { return ancestor != node || cyclic[above] }
    if below > above || lows[below] < lows[above] { return false }
    return below >= Int(starts[above]) ? true : nil
  }

  /// Whether a node can lie on a path down from an ancestor.
  func mayDescend(_ node: Int, from ancestor: Int) -> Bool {
    node == ancestor || decided(ancestor, node) != false
  }

  /// Whether one or more steps up from `node` lead to `ancestor`.
  ///
  /// - Complexity: O(1) in trees and wherever the intervals decide; else O(e) in the edges
  ///   between the two.
  func isAncestor(_ ancestor: Int, of node: Int, _ walk: inout AncestryWalk) -> Bool {
    if let answer = decided(ancestor, node) { return answer }
    walk.begin(at: node)
    while let current = walk.next() {
      for parent in parents.targets(of: current) {
        let parent = Int(parent)
        if parent == ancestor { return true }
        switch decided(ancestor, parent) {
        case true?: return true
        case false?: break
        case nil: walk.add(parent)
        }
      }
    }
    return false
  }
}

/// The memory of a walk upwards, kept between walks.
struct AncestryWalk {
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0
  private var pending: [UInt32] = []

  init(nodeCount: Int) { stamps = Array(repeating: 0, count: nodeCount) }

  mutating func begin(at node: Int) {
    stamp += 1
    pending.removeAll(keepingCapacity: true)
    add(node)
  }

  mutating func add(_ node: Int) {
    guard stamps[node] != stamp else { return }
    stamps[node] = stamp
    pending.append(UInt32(node))
  }

  mutating func next() -> Int? { pending.popLast().map { Int($0) } }
}

/// Tarjan's strongly connected components, with its own stack: input decides the depth.
private struct ComponentSearch {
  private(set) var components: [UInt32]
  private(set) var starts: [UInt32] = []
  private var indices: [UInt32]
  private var lowLinks: [UInt32]
  private var entries: [UInt32]
  private var counter: UInt32 = 0
  private var open: [UInt32] = []
  private var frames: [(node: Int, position: Int)] = []

  init(nodeCount: Int) {
    components = Array(repeating: .max, count: nodeCount)
    indices = Array(repeating: .max, count: nodeCount)
    lowLinks = Array(repeating: 0, count: nodeCount)
    entries = Array(repeating: 0, count: nodeCount)
  }

  mutating func visit(_ root: Int, _ graph: Adjacency) {
    guard indices[root] == .max else { return }
    enter(root, graph)
    while let (node, position) = frames.last {
      if position < graph.positions(node).upperBound {
        frames[frames.count - 1].position += 1
        let next = graph.target(at: position)
        if indices[next] == .max {
          enter(next, graph)
        } else if components[next] == .max {
          lowLinks[node] = min(lowLinks[node], indices[next])
        }
      } else {
        frames.removeLast()
        if let parent = frames.last?.node {
          lowLinks[parent] = min(lowLinks[parent], lowLinks[node])
        }
        if lowLinks[node] == indices[node] { close(node) }
      }
    }
  }

  private mutating func enter(_ node: Int, _ graph: Adjacency) {
    indices[node] = counter
    lowLinks[node] = counter
    entries[node] = UInt32(starts.count)
    counter += 1
    open.append(UInt32(node))
    frames.append((node, graph.positions(node).lowerBound))
  }

  private mutating func close(_ root: Int) {
    let component = UInt32(starts.count)
    while let member = open.popLast() {
      components[Int(member)] = component
      if Int(member) == root { break }
    }
    starts.append(entries[root])
  }
}
