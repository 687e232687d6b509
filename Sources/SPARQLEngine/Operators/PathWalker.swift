import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// A property path with its properties as identifiers.
indirect enum PathStep {
  case link(UInt32)
  case inverse(PathStep)
  case sequence(PathStep, PathStep)
  case alternative(PathStep, PathStep)
  /// `path*`, or `path+` without the start itself.
  case closure(PathStep, includesStart: Bool)
  case zeroOrOne(PathStep)
  case negated(forward: [UInt32]?, inverse: [UInt32]?)

  init(_ path: PropertyPath, _ context: ExecutionContext) {
    switch path {
    case .link(let iri): self = .link(context.overlay.intern(.iri(iri)))
    case .inverse(let inner): self = .inverse(PathStep(inner, context))
    case .sequence(let first, let second):
      self = .sequence(PathStep(first, context), PathStep(second, context))
    case .alternative(let first, let second):
      self = .alternative(PathStep(first, context), PathStep(second, context))
    case .zeroOrMore(let inner): self = .closure(PathStep(inner, context), includesStart: true)
    case .oneOrMore(let inner): self = .closure(PathStep(inner, context), includesStart: false)
    case .zeroOrOne(let inner): self = .zeroOrOne(PathStep(inner, context))
    case .negatedPropertySet(let forward, let inverse):
      self = .negated(
        forward: forward?.map { context.overlay.intern(.iri($0)) },
        inverse: inverse?.map { context.overlay.intern(.iri($0)) })
    }
  }
}

/// Nodes that a walk has seen: a hash set while there are few, bits when there are many.
private struct NodeSet {
  private var few: Set<UInt32> = []
  private var many: [BitSet]?

  mutating func insert(_ node: UInt32) -> Bool {
    if many != nil {
      return many?[Int(node >> 30)].insert(Int(node & 0x3FFF_FFFF)) ?? false
    }
    guard few.insert(node).inserted else { return false }
    if few.count > 4096 {
      var sets = [BitSet(), BitSet(), BitSet(), BitSet()]
      for node in few { sets[Int(node >> 30)].insert(Int(node & 0x3FFF_FFFF)) }
      many = sets
      few = []
    }
    return true
  }
}

/// Walks property paths from one node at a time, breadth first, over the sorted triples.
///
/// Source: SPARQL 1.1 Query, section 18.4.
struct PathWalker {
  private let context: ExecutionContext
  private let selection: GraphSelection

  init(_ context: ExecutionContext, selection: GraphSelection) {
    self.context = context
    self.selection = selection
  }

  /// The nodes that a path leads to from a node, with the multiplicity that the path gives.
  func walk(
    _ step: PathStep, from node: UInt32, forward: Bool, into result: inout [UInt32]
  ) throws(EngineError) {
    switch step {
    case .link(let property):
      neighbours(node, property, forward: forward, into: &result)
    case .inverse(let inner):
      try walk(inner, from: node, forward: !forward, into: &result)
    case .sequence(let first, let second):
      var middle: [UInt32] = []
      try walk(forward ? first : second, from: node, forward: forward, into: &middle)
      for node in middle {
        try walk(forward ? second : first, from: node, forward: forward, into: &result)
      }
    case .alternative(let first, let second):
      try walk(first, from: node, forward: forward, into: &result)
      try walk(second, from: node, forward: forward, into: &result)
    case .closure(let inner, let includesStart):
      try close(inner, from: node, forward: forward, includesStart: includesStart, into: &result)
    case .zeroOrOne(let inner):
      var seen = NodeSet()
      var found = [node]
      try walk(inner, from: node, forward: forward, into: &found)
      for node in found where seen.insert(node) { result.append(node) }
    case .negated(let outward, let inward):
      let (along, against) = forward ? (outward, inward) : (inward, outward)
      if let along { others(node, along, forward: true, into: &result) }
      if let against { others(node, against, forward: false, into: &result) }
    }
    try context.tick()
  }

  private func close(
    _ inner: PathStep, from node: UInt32, forward: Bool, includesStart: Bool,
    into result: inout [UInt32]
  ) throws(EngineError) {
    var seen = NodeSet()
    var queue: [UInt32] = []
    var head = 0
    var found: [UInt32] = []
    if includesStart {
      _ = seen.insert(node)
      queue.append(node)
    } else {
      try walk(inner, from: node, forward: forward, into: &found)
      for next in found where seen.insert(next) { queue.append(next) }
    }
    while head < queue.count {
      let current = queue[head]
      head += 1
      found.removeAll(keepingCapacity: true)
      try walk(inner, from: current, forward: forward, into: &found)
      for next in found where seen.insert(next) { queue.append(next) }
    }
    result += queue
  }

  private func neighbours(
    _ node: UInt32, _ property: UInt32, forward: Bool, into result: inout [UInt32]
  ) {
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
  func starts(_ step: PathStep) throws(EngineError) -> [UInt32] {
    var seen = NodeSet()
    var result: [UInt32] = []
    if let narrow = try narrowStarts(step, forward: true) {
      for node in narrow where seen.insert(node) { result.append(node) }
      return result
    }
    for order in [TripleOrder.spo, .osp] {
      try context.tick(4096)
      for node in context.index.leadingTerms(order) {
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

  /// The nodes at which the first property of a path starts; nil where any node may.
  private func narrowStarts(_ step: PathStep, forward: Bool) throws(EngineError) -> [UInt32]? {
    switch step {
    case .link(let property):
      let matched = context.index.match(.max, property, .max)
      var result: [UInt32] = []
      context.index.forEachRun(matched) { permutation, rows in
        for row in rows where selection.contains(row: row, of: permutation) {
          result.append(forward ? permutation.third[row] : permutation.second[row])
        }
      }
      try context.tick(result.count)
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
