import ByteStorage
import RDFGraph
import RDFModel
import SKOSVocabulary

/// Hierarchies that contradict each other: by exact matches and the hierarchies of several schemes,
/// or by broad and narrow matches, a concept comes to be above itself.
extension ConflictFinder {
  /// The links of hierarchies among classes of exact matches.
  private struct Hierarchy {
    /// A link upwards: from the concept below to the one above.
    struct Edge {
      let below: TermID
      let above: TermID
      let cause: MappingConflict.Cause
      let source: Int
      let target: Int
    }

    var edges: [Edge] = []
    var nodeCount = 0

    /// The edges of each node, as positions in ``edges``.
    func outgoing() -> [[Int32]] {
      var lists = [[Int32]](repeating: [], count: nodeCount)
      for (position, edge) in edges.enumerated() { lists[edge.source].append(Int32(position)) }
      return lists
    }
  }

  /// The most circles that are worked out of one knot.
  private static let maximumCircles = 3
  /// The most links of a circle.
  private static let maximumLength = 64

  mutating func findInversions() {
    let hierarchy = hierarchy()
    let outgoing = hierarchy.outgoing()
    let knots = StrongComponents(nodeCount: hierarchy.nodeCount) { node in
      outgoing[node].map { hierarchy.edges[Int($0)].target }
    }
    var inside: [Int: [Int]] = [:]
    for (position, edge) in hierarchy.edges.enumerated()
    where edge.source != edge.target && knots.numbers[edge.source] == knots.numbers[edge.target] {
      inside[Int(knots.numbers[edge.source]), default: []].append(position)
    }
    for (_, positions) in inside.sorted(by: { $0.key < $1.key }) {
      var known: Set<Set<MappingConflict.Cause>> = []
      var looked = 0
      for position in positions where known.count < Self.maximumCircles && looked < 100 {
        looked += 1
        guard let circle = circle(hierarchy, outgoing, knots.numbers, from: position) else {
          continue
        }
        let causes = self.causes(of: circle.map { hierarchy.edges[$0] })
        // Without a mapping it is a circle within one vocabulary, which is another rule.
        guard causes.contains(where: { $0.mapping != nil }), known.insert(Set(causes)).inserted,
          admits(.hierarchyInversion)
        else { continue }
        let first = hierarchy.edges[position]
        let mappings = causes.compactMap(\.mapping)
        var unique: [Int] = []
        for mapping in mappings where !unique.contains(mapping) { unique.append(mapping) }
        add(
          MappingConflict(
            rule: .hierarchyInversion, subject: first.below, object: first.above,
            message: "\(name(first.below)) is below \(name(first.above)), and by mappings above it",
            causes: [causes], isCut: positions.count > circle.count,
            repairs: ranked(unique.map { repair($0) })))
      }
    }
  }

  private func hierarchy() -> Hierarchy {
    let snapshot = graph.snapshot
    let dictionary = snapshot.dictionary
    var numbers = [Int32](
      repeating: -1, count: dictionary.count(.iri) + dictionary.count(.blankNode))
    var classNumbers = [Int32](repeating: -1, count: network.classCount)
    var hierarchy = Hierarchy()
    func number(_ term: TermID) -> Int {
      if let node = index.node(of: term) {
        let found = Int(network.classes[node])
        if classNumbers[found] < 0 {
          classNumbers[found] = Int32(hierarchy.nodeCount)
          hierarchy.nodeCount += 1
        }
        return Int(classNumbers[found])
      }
      let ordinal = dictionary.ordinal(term)
      if numbers[ordinal] < 0 {
        numbers[ordinal] = Int32(hierarchy.nodeCount)
        hierarchy.nodeCount += 1
      }
      return Int(numbers[ordinal])
    }
    func isEntity(_ term: TermID) -> Bool { term.kind == .iri || term.kind == .blankNode }
    func add(_ below: TermID, _ above: TermID, _ cause: MappingConflict.Cause) {
      guard isEntity(below), isEntity(above), below != above else { return }
      let edge = Hierarchy.Edge(
        below: below, above: above, cause: cause, source: number(below), target: number(above))
      hierarchy.edges.append(edge)
    }
    for (property, isUp) in [(SKOS.broader, true), (SKOS.narrower, false)] {
      guard let predicate = snapshot.id(iri: property) else { continue }
      snapshot.forEach(snapshot.match(predicate: predicate)) { subject, _, object in
        let cause = MappingConflict.Cause(
          subject: subject, predicate: predicate, object: object, mapping: nil, isDenial: false)
        if isUp { add(subject, object, cause) } else { add(object, subject, cause) }
      }
    }
    for mapping in 0..<index.count where !index.isDenial(mapping) && !index.isAbsence(mapping) {
      let (subject, object) = (index.subject(mapping), index.object(mapping))
      switch MappingCode(rawValue: index.relations[mapping]) {
      case .broad: add(subject, object, cause(mapping))
      case .narrow: add(object, subject, cause(mapping))
      default: break
      }
    }
    return hierarchy
  }

  /// A shortest circle through an edge, as positions of edges.
  private func circle(
    _ hierarchy: Hierarchy, _ outgoing: [[Int32]], _ knots: [Int32], from position: Int
  ) -> [Int]? {
    let first = hierarchy.edges[position]
    var previous: [Int: Int] = [:]
    var queue = [first.target]
    var head = 0
    while head < queue.count, head < 100_000 {
      let node = queue[head]
      head += 1
      for next in outgoing[node] {
        let edge = hierarchy.edges[Int(next)]
        guard knots[edge.target] == knots[first.source], previous[edge.target] == nil,
          edge.target != first.target
        else { continue }
        previous[edge.target] = Int(next)
        if edge.target == first.source {
          var circle: [Int] = []
          var step = first.source
          while step != first.target, circle.count < Self.maximumLength,
            let link = previous[step]
          {
            circle.append(link)
            step = hierarchy.edges[link].source
          }
          return step == first.target ? [position] + circle.reversed() : nil
        }
        queue.append(edge.target)
      }
    }
    return nil
  }

  /// The statements of a circle, with the exact matches that join its links.
  private mutating func causes(of edges: [Hierarchy.Edge]) -> [MappingConflict.Cause] {
    var causes: [MappingConflict.Cause] = []
    for (place, edge) in edges.enumerated() {
      causes.append(edge.cause)
      let next = edges[(place + 1) % edges.count]
      guard edge.above != next.below, let one = index.node(of: edge.above),
        let other = index.node(of: next.below)
      else { continue }
      causes += (network.path(from: one, to: other, without: []) ?? []).map(cause)
    }
    var unique: [MappingConflict.Cause] = []
    for cause in causes where !unique.contains(cause) { unique.append(cause) }
    return unique
  }
}

/// Tarjan's strongly connected components, with its own stack: input decides the depth.
struct StrongComponents {
  /// The component of each node.
  private(set) var numbers: [Int32]

  /// - Complexity: O(n + e) in nodes and edges.
  init(nodeCount: Int, targets: (Int) -> [Int]) {
    numbers = [Int32](repeating: -1, count: nodeCount)
    var indices = [Int32](repeating: -1, count: nodeCount)
    var lows = [Int32](repeating: 0, count: nodeCount)
    var counter: Int32 = 0
    var component: Int32 = 0
    var open: [Int] = []
    var frames: [(node: Int, targets: [Int], position: Int)] = []
    func enter(_ node: Int) {
      indices[node] = counter
      lows[node] = counter
      counter += 1
      open.append(node)
      frames.append((node, targets(node), 0))
    }
    for root in 0..<nodeCount where indices[root] < 0 {
      enter(root)
      while let frame = frames.last {
        if frame.position < frame.targets.count {
          frames[frames.count - 1].position += 1
          let next = frame.targets[frame.position]
          if indices[next] < 0 {
            enter(next)
          } else if numbers[next] < 0 {
            lows[frame.node] = min(lows[frame.node], indices[next])
          }
          continue
        }
        frames.removeLast()
        if let parent = frames.last?.node { lows[parent] = min(lows[parent], lows[frame.node]) }
        if lows[frame.node] == indices[frame.node] {
          while let member = open.popLast() {
            numbers[member] = component
            if member == frame.node { break }
          }
          component += 1
        }
      }
    }
  }
}
