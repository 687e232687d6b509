import ByteStorage
import RDFGraph

/// Where paths may start, and walks from both ends.
extension PathWalker {
  /// Whether a closure leads from one node to another: walks from both, always on from the side
  /// that has fewer nodes to go on from.
  func connects(
    _ inner: PathStep, _ from: UInt32, _ to: UInt32, includesStart: Bool
  ) throws(EngineError) -> Bool {
    if includesStart, from == to { return true }
    var seen = (NodeSet(), NodeSet())
    var fronts: (ahead: [UInt32], back: [UInt32]) = ([], [to])
    _ = seen.1.insert(to)
    var found: [UInt32] = []
    // What is ahead was reached by a step at least, so that a node is not joined with itself.
    try walk(inner, from: from, forward: true, isSet: true, into: &found)
    for node in found where seen.0.insert(node) {
      if node == to { return true }
      fronts.ahead.append(node)
    }
    while !fronts.ahead.isEmpty, !fronts.back.isEmpty {
      let isAhead = fronts.ahead.count <= fronts.back.count
      var next: [UInt32] = []
      for node in isAhead ? fronts.ahead : fronts.back {
        found.removeAll(keepingCapacity: true)
        try walk(inner, from: node, forward: isAhead, isSet: true, into: &found)
        for node in found {
          guard isAhead ? seen.0.insert(node) : seen.1.insert(node) else { continue }
          if isAhead ? seen.1.contains(node) : seen.0.contains(node) { return true }
          next.append(node)
        }
      }
      if isAhead { fronts.ahead = next } else { fronts.back = next }
    }
    return false
  }

  // MARK: Where paths may start

  /// Whether a term is the subject or the object of some triple.
  func isNode(_ node: UInt32) -> Bool {
    for matched in [context.index.match(node, .max, .max), context.index.match(.max, .max, node)] {
      var isThere = false
      context.index.forEachRun(matched) { permutation, rows in
        isThere = isThere || rows.contains { selection.contains(row: $0, of: permutation) }
      }
      if isThere { return true }
    }
    return false
  }

  /// The nodes from which a path may lead somewhere, each once; a superset.
  ///
  /// - Parameter forward: whether the walk goes from subject to object.
  func starts(_ step: PathStep, forward: Bool) throws(EngineError) -> [UInt32] {
    var seen = NodeSet()
    var result: [UInt32] = []
    if let narrow = try narrowStarts(step, forward: forward) {
      for node in narrow where seen.insert(node) { result.append(node) }
      return result
    }
    for order in [TripleOrder.spo, .osp] {
      try context.tick(4096)
      for node in context.index.leadingTerms(order) {
        try context.tick(8)
        var isThere = false
        let matched =
          order == .spo
          ? context.index.match(node, .max, .max) : context.index.match(.max, .max, node)
        context.index.forEachRun(matched) { permutation, rows in
          isThere = isThere || rows.contains { selection.contains(row: $0, of: permutation) }
        }
        if isThere, seen.insert(node) { result.append(node) }
      }
    }
    return result
  }

  /// Whether there are no more nodes where the path may start than where it may end, as far as
  /// statistics tell.
  func startsForward(_ step: PathStep) -> Bool {
    guard let starts = mostStarts(step, forward: true),
      let ends = mostStarts(step, forward: false)
    else { return true }
    return starts <= ends
  }

  private func mostStarts(_ step: PathStep, forward: Bool) -> Int? {
    switch step {
    case .links(let links):
      let statistics = context.snapshot.statistics
      return links.reduce(0) { sum, link in
        guard let known = statistics.predicate(TermID(rawValue: link.property)) else { return sum }
        return sum + (link.isForward == forward ? known.distinctSubjects : known.distinctObjects)
      }
    case .inverse(let inner): return mostStarts(inner, forward: !forward)
    case .sequence(let first, let second):
      return mostStarts(forward ? first : second, forward: forward)
    case .alternative(let first, let second):
      guard let a = mostStarts(first, forward: forward),
        let b = mostStarts(second, forward: forward)
      else { return nil }
      return a + b
    case .closure(let inner, let includesStart):
      return includesStart ? nil : mostStarts(inner, forward: forward)
    case .zeroOrOne, .negated: return nil
    }
  }

  /// The nodes at which the first property of a path starts; nil where any node may.
  private func narrowStarts(_ step: PathStep, forward: Bool) throws(EngineError) -> [UInt32]? {
    switch step {
    case .links(let links):
      var result: [UInt32] = []
      for link in links {
        let matched = context.index.match(.max, link.property, .max)
        context.index.forEachRun(matched) { permutation, rows in
          for row in rows where selection.contains(row: row, of: permutation) {
            result.append(
              link.isForward == forward ? permutation.third[row] : permutation.second[row])
          }
        }
        try context.tick(result.count)
      }
      return result
    case .inverse(let inner): return try narrowStarts(inner, forward: !forward)
    case .sequence(let first, let second):
      return try narrowStarts(forward ? first : second, forward: forward)
    case .alternative(let first, let second):
      guard let a = try narrowStarts(first, forward: forward),
        let b = try narrowStarts(second, forward: forward)
      else { return nil }
      return a + b
    case .closure(let inner, let includesStart):
      return includesStart ? nil : try narrowStarts(inner, forward: forward)
    case .zeroOrOne, .negated: return nil
    }
  }
}
