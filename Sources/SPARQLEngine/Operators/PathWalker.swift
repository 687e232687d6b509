import ByteStorage
import RDFGraph

/// Walks property paths from one node at a time, breadth first, over the sorted triples.
///
/// Source: SPARQL 1.1 Query, section 18.4.
struct PathWalker {
  let context: ExecutionContext
  let selection: GraphSelection
  private let selectsAll: Bool

  init(_ context: ExecutionContext, selection: GraphSelection) {
    self.context = context
    self.selection = selection
    selectsAll = if case .all = selection { true } else { false }
  }

  /// The nodes that a path leads to from a node, with the multiplicity that the path gives.
  ///
  /// - Parameter isSet: whether nobody asks how often a node is reached, as within closures: what
  ///   comes more than once is then not followed again.
  func walk(
    _ step: PathStep, from node: UInt32, forward: Bool, isSet: Bool = false,
    into result: inout [UInt32]
  ) throws(EngineError) {
    let before = result.count
    // How long the result was when what came more than once was last taken out.
    var distinctCount = before
    switch step {
    case .links(let links):
      if links.count > 16 { try context.tick(links.count) }
      for link in links {
        neighbours(node, link.property, forward: link.isForward == forward, into: &result)
      }
    case .inverse(let inner):
      try walk(inner, from: node, forward: !forward, isSet: isSet, into: &result)
    case .sequence(let first, let second):
      var middle: [UInt32] = []
      try walk(
        forward ? first : second, from: node, forward: forward, isSet: isSet, into: &middle)
      if isSet, middle.count > 16 { middle = distinct(middle[...]) }
      for node in middle {
        let known = result.count
        try walk(
          forward ? second : first, from: node, forward: forward, isSet: isSet, into: &result)
        // Not with each node, and not before it is worth it.
        if isSet, result.count > 2 * max(distinctCount, 1 << 12), result.count > known {
          result.replaceSubrange(before..., with: distinct(result[before...]))
          distinctCount = result.count
        }
      }
    case .alternative(let first, let second):
      try walk(first, from: node, forward: forward, isSet: isSet, into: &result)
      try walk(second, from: node, forward: forward, isSet: isSet, into: &result)
    case .closure(let inner, let includesStart):
      try close(inner, from: node, forward: forward, includesStart: includesStart, into: &result)
    case .zeroOrOne(let inner):
      var seen = NodeSet()
      var found = [node]
      try walk(inner, from: node, forward: forward, isSet: true, into: &found)
      for node in found where seen.insert(node) { result.append(node) }
    case .negated(let outward, let inward):
      let (along, against) = forward ? (outward, inward) : (inward, outward)
      if let along { others(node, along, forward: true, into: &result) }
      if let against { others(node, against, forward: false, into: &result) }
    }
    let found = result.count - before
    try context.tick(1 + found)
    // Few nodes are not worth looking at the budget; what there is of many may be held twice.
    if found > 1024 { try context.ensure(result.count * 8) }
  }

  /// The nodes in the order in which they come first.
  private func distinct(_ nodes: ArraySlice<UInt32>) -> [UInt32] {
    var seen = NodeSet()
    return nodes.filter { seen.insert($0) }
  }

  private func close(
    _ inner: PathStep, from node: UInt32, forward: Bool, includesStart: Bool,
    into result: inout [UInt32]
  ) throws(EngineError) {
    // What is reached stands in the result from here on, in the order in which it is reached.
    let first = result.count
    var seen: NodeSet?
    var found: [UInt32] = []
    func take(_ nodes: [UInt32], _ result: inout [UInt32]) {
      for node in nodes {
        // A few nodes are looked through faster than they are hashed.
        if seen == nil {
          if result[first...].contains(node) { continue }
          result.append(node)
          if result.count - first > 24 {
            var all = NodeSet()
            for node in result[first...] { _ = all.insert(node) }
            seen = all
          }
        } else if seen?.insert(node) == true {
          result.append(node)
        }
      }
    }
    if includesStart {
      result.append(node)
    } else {
      try walk(inner, from: node, forward: forward, isSet: true, into: &found)
      take(found, &result)
    }
    var head = first
    while head < result.count {
      let current = result[head]
      head += 1
      found.removeAll(keepingCapacity: true)
      try walk(inner, from: current, forward: forward, isSet: true, into: &found)
      take(found, &result)
    }
  }

  private func neighbours(
    _ node: UInt32, _ property: UInt32, forward: Bool, into result: inout [UInt32]
  ) {
    if selectsAll, appendBase(node, property, forward: forward, into: &result) { return }
    let matched =
      forward
      ? context.index.match(node, property, .max) : context.index.match(.max, property, node)
    context.index.forEachRun(matched) { permutation, rows in
      for row in rows {
        if matched.third != .max, permutation.third[row] != matched.third { continue }
        guard selection.contains(row: row, of: permutation) else { continue }
        result.append(matched.order == .osp ? permutation.second[row] : permutation.third[row])
      }
    }
  }

  /// Neighbours in a base whose triples all count; false where updates may have changed them or
  /// there are many.
  @inline(__always)
  private func appendBase(
    _ node: UInt32, _ property: UInt32, forward: Bool, into result: inout [UInt32]
  ) -> Bool {
    let index = context.index
    if forward {
      guard !index.mayHaveChanged(subject: node) else { return false }
      let rows = index.rows(subject: node)
      guard rows.count <= 32 else { return false }
      for row in rows {
        let predicate = index.spo.second[row]
        if predicate > property { break }
        if predicate == property { result.append(index.spo.third[row]) }
      }
      return true
    }
    guard !index.mayHaveChanged(object: node) else { return false }
    let rows = index.ordinal(node).map { index.osp.rows(leading: $0) } ?? 0..<0
    guard rows.count <= 32 else { return false }
    for row in rows where index.osp.third[row] == property {
      result.append(index.osp.second[row])
    }
    return true
  }

  /// Neighbours by any property but some.
  private func others(
    _ node: UInt32, _ excluded: [UInt32], forward: Bool, into result: inout [UInt32]
  ) {
    let matched =
      forward ? context.index.match(node, .max, .max) : context.index.match(.max, .max, node)
    context.index.forEachRun(matched) { permutation, rows in
      for row in rows where selection.contains(row: row, of: permutation) {
        let property = forward ? permutation.second[row] : permutation.third[row]
        if excluded.contains(property) { continue }
        result.append(forward ? permutation.third[row] : permutation.second[row])
      }
    }
  }
}
