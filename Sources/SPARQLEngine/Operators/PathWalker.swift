import ByteStorage
import RDFGraph
import RDFModel
import SPARQLAlgebra

/// A property path with its properties as identifiers.
indirect enum PathStep {
  /// One property or another, each in a direction of its own.
  case links([Link])
  case inverse(PathStep)
  case sequence(PathStep, PathStep)
  case alternative(PathStep, PathStep)
  /// `path*`, or `path+` without the start itself.
  case closure(PathStep, includesStart: Bool)
  case zeroOrOne(PathStep)
  case negated(forward: [UInt32]?, inverse: [UInt32]?)

  /// A property, and whether it is followed from subject to object.
  struct Link {
    let property: UInt32
    let isForward: Bool
  }

  init(_ path: PropertyPath, _ context: ExecutionContext) {
    switch path {
    case .link(let iri):
      self = .links([Link(property: context.overlay.intern(.iri(iri)), isForward: true)])
    case .inverse(let inner):
      let step = PathStep(inner, context)
      guard case .links(let links) = step else {
        self = .inverse(step)
        return
      }
      self = .links(links.map { Link(property: $0.property, isForward: !$0.isForward) })
    case .sequence(let first, let second):
      self = .sequence(PathStep(first, context), PathStep(second, context))
    case .alternative(let first, let second):
      let (a, b) = (PathStep(first, context), PathStep(second, context))
      guard case .links(let links) = a, case .links(let more) = b else {
        self = .alternative(a, b)
        return
      }
      self = .links(links + more)
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
  private let selectsAll: Bool

  init(_ context: ExecutionContext, selection: GraphSelection) {
    self.context = context
    self.selection = selection
    selectsAll = if case .all = selection { true } else { false }
  }

  /// The nodes that a path leads to from a node, with the multiplicity that the path gives.
  func walk(
    _ step: PathStep, from node: UInt32, forward: Bool, into result: inout [UInt32]
  ) throws(EngineError) {
    switch step {
    case .links(let links):
      for link in links {
        neighbours(node, link.property, forward: link.isForward == forward, into: &result)
      }
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
      try walk(inner, from: node, forward: forward, into: &found)
      take(found, &result)
    }
    var head = first
    while head < result.count {
      let current = result[head]
      head += 1
      found.removeAll(keepingCapacity: true)
      try walk(inner, from: current, forward: forward, into: &found)
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
