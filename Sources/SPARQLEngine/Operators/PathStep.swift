import ByteStorage
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

  /// The same path in memory of its own, because threads that count references to the same wait
  /// for each other.
  func copy() -> PathStep {
    switch self {
    case .links(let links): .links(links.map { $0 })
    case .inverse(let inner): .inverse(inner.copy())
    case .sequence(let first, let second): .sequence(first.copy(), second.copy())
    case .alternative(let first, let second): .alternative(first.copy(), second.copy())
    case .closure(let inner, let includesStart):
      .closure(inner.copy(), includesStart: includesStart)
    case .zeroOrOne(let inner): .zeroOrOne(inner.copy())
    case .negated(let forward, let inverse):
      .negated(forward: forward?.map { $0 }, inverse: inverse?.map { $0 })
    }
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
    case .alternative: self.init(alternatives: path, context)
    case .zeroOrMore(let inner): self = .closure(PathStep(inner, context), includesStart: true)
    case .oneOrMore(let inner): self = .closure(PathStep(inner, context), includesStart: false)
    case .zeroOrOne(let inner): self = .zeroOrOne(PathStep(inner, context))
    case .negatedPropertySet(let forward, let inverse):
      self = .negated(
        forward: forward?.map { context.overlay.intern(.iri($0)) },
        inverse: inverse?.map { context.overlay.intern(.iri($0)) })
    }
  }

  /// A chain of alternatives, of which there may be thousands; plain properties become one step.
  private init(alternatives path: PropertyPath, _ context: ExecutionContext) {
    var links: [Link] = []
    var others: [PathStep] = []
    var waiting = [path]
    while let next = waiting.popLast() {
      if case .alternative(let first, let second) = next {
        waiting += [second, first]
        continue
      }
      let step = PathStep(next, context)
      if case .links(let more) = step { links += more } else { others.append(step) }
    }
    if !links.isEmpty { others.insert(.links(links), at: 0) }
    self = others.dropFirst().reduce(others[0]) { .alternative($0, $1) }
  }
}

/// Nodes that a walk has seen: a hash set while there are few, bits when there are many.
struct NodeSet {
  private var few: Set<UInt32> = []
  private var many: [BitSet]?

  func contains(_ node: UInt32) -> Bool {
    if let many { return many[Int(node >> 30)].contains(Int(node & 0x3FFF_FFFF)) }
    return few.contains(node)
  }

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
