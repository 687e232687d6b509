import ByteStorage

/// The exact matches of an index as a graph of classes, and the ways within a class.
///
/// `skos:exactMatch` is symmetric and transitive (SKOS Reference, S44 and S45): what it connects is
/// one class. Denials are not heeded here, as a conflict with one is what is looked for.
struct MappingNetwork {
  let index: MappingIndex
  /// The class of each node.
  let classes: [UInt32]
  /// The nodes of each class, ascending.
  private let members: [UInt32]
  private let offsets: [UInt32]
  /// How many edges may still be looked at.
  private(set) var budget: Int

  /// - Complexity: O(n + e) in nodes and mappings.
  init(_ index: MappingIndex, budget: Int = 20_000_000) {
    self.index = index
    self.budget = budget
    let count = index.nodeTerms.count
    var classes = [UInt32](repeating: .max, count: count)
    var number: UInt32 = 0
    var pending: [Int] = []
    for start in 0..<count where classes[start] == .max {
      classes[start] = number
      pending.append(start)
      while let node = pending.popLast() {
        for edge in index.affirmed.edges(of: node)
        where index.affirmed.relations[edge] == MappingCode.exact.rawValue {
          let target = Int(index.affirmed.targets[edge])
          guard classes[target] == .max else { continue }
          classes[target] = number
          pending.append(target)
        }
      }
      number += 1
    }
    var offsets = [UInt32](repeating: 0, count: Int(number) + 1)
    for found in classes { offsets[Int(found) + 1] += 1 }
    for found in 0..<Int(number) { offsets[found + 1] += offsets[found] }
    var cursors = offsets
    var members = [UInt32](repeating: 0, count: count)
    for (node, found) in classes.enumerated() {
      members[Int(cursors[Int(found)])] = UInt32(node)
      cursors[Int(found)] += 1
    }
    self.classes = classes
    self.members = members
    self.offsets = offsets
  }

  var classCount: Int { offsets.count - 1 }

  /// The nodes of a class.
  func nodes(ofClass number: Int) -> ArraySlice<UInt32> {
    members[Int(offsets[number])..<Int(offsets[number + 1])]
  }

  /// How many nodes are in the class of a node.
  func classSize(of node: Int) -> Int { nodes(ofClass: Int(classes[node])).count }

  // MARK: Ways

  /// The exact matches of a shortest way between two nodes; nil where there is none without some
  /// mappings, or where the budget is used up.
  mutating func path(from start: Int, to goal: Int, without excluded: Set<Int>) -> [Int]? {
    guard start != goal else { return [] }
    var previous: [UInt32: (node: UInt32, mapping: Int)] = [:]
    var queue = [UInt32(start)]
    var head = 0
    while head < queue.count, budget > 0 {
      let node = queue[head]
      head += 1
      let edges = index.affirmed.edges(of: Int(node))
      budget -= edges.count
      for edge in edges where index.affirmed.relations[edge] == MappingCode.exact.rawValue {
        let target = index.affirmed.targets[edge]
        let mapping = Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards)
        guard target != UInt32(start), previous[target] == nil, !excluded.contains(mapping) else {
          continue
        }
        previous[target] = (node, mapping)
        if target == UInt32(goal) {
          var path: [Int] = []
          var step = target
          while step != UInt32(start), let link = previous[step] {
            path.append(link.mapping)
            step = link.node
          }
          return path.reversed()
        }
        queue.append(target)
      }
    }
    return nil
  }

  /// The ways tried for one conflict, and those reported.
  private static let maximumSearches = 24
  static let maximumPaths = 5

  /// Ways between two nodes that each need all of their links, the shortest first; and whether
  /// there may be others.
  mutating func paths(from start: Int, to goal: Int) -> (paths: [[Int]], isCut: Bool) {
    var found: [[Int]] = []
    var known: Set<Set<Int>> = []
    var tried: Set<Set<Int>> = [[]]
    var queue: [Set<Int>] = [[]]
    var head = 0
    // Every other way lacks some link of each way found: leave them out one by one.
    while head < queue.count {
      guard head < Self.maximumSearches, found.count < Self.maximumPaths, budget > 0 else {
        return (found, true)
      }
      let excluded = queue[head]
      head += 1
      guard let path = path(from: start, to: goal, without: excluded) else { continue }
      if known.insert(Set(path)).inserted { found.append(path) }
      for link in path {
        let next = excluded.union([link])
        if tried.insert(next).inserted { queue.append(next) }
      }
    }
    let sorted = found.sorted { left, right in
      left.count == right.count
        ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    return (sorted, budget <= 0)
  }

  // MARK: What is lost

  /// The classes into which the class of a node falls without some mappings.
  func parts(ofClass number: Int, without removed: Set<Int>) -> [[UInt32]] {
    var parts: [[UInt32]] = []
    var seen: Set<UInt32> = []
    for start in nodes(ofClass: number) where seen.insert(start).inserted {
      var part = [start]
      var head = 0
      while head < part.count {
        for edge in index.affirmed.edges(of: Int(part[head]))
        where index.affirmed.relations[edge] == MappingCode.exact.rawValue {
          let mapping = Int(index.affirmed.mappings[edge] & ~MappingAdjacency.backwards)
          guard !removed.contains(mapping) else { continue }
          let target = index.affirmed.targets[edge]
          if seen.insert(target).inserted { part.append(target) }
        }
        head += 1
      }
      parts.append(part)
    }
    return parts
  }
}
