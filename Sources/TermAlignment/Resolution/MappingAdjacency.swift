import ByteStorage

/// The mappings at each node, from both of their ends: runs of four parallel columns.
struct MappingAdjacency: Sendable {
  /// The first edge of each node, and one more.
  let offsets: Column<UInt32>
  /// The node at the other end.
  let targets: Column<UInt32>
  /// The mapping; the highest bit says that it is read from its object.
  let mappings: Column<UInt32>
  /// The relation as seen from the node, a raw value of ``MappingCode``.
  let relations: Column<UInt8>

  static let backwards: UInt32 = 1 << 31

  /// An edge before it is filed.
  struct Edge {
    let node: UInt32
    let target: UInt32
    let mapping: UInt32
    let relation: UInt8
  }

  /// Files edges by node, in the order in which they come.
  ///
  /// - Complexity: O(n + e) in nodes and edges.
  init(_ edges: [Edge], nodeCount: Int) {
    var starts = [UInt32](repeating: 0, count: nodeCount + 1)
    for edge in edges { starts[Int(edge.node) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var targets = [UInt32](repeating: 0, count: edges.count)
    var mappings = [UInt32](repeating: 0, count: edges.count)
    var relations = [UInt8](repeating: 0, count: edges.count)
    for edge in edges {
      let place = Int(next[Int(edge.node)])
      next[Int(edge.node)] += 1
      targets[place] = edge.target
      mappings[place] = edge.mapping
      relations[place] = edge.relation
    }
    offsets = Column(copying: starts.span)
    self.targets = Column(copying: targets.span)
    self.mappings = Column(copying: mappings.span)
    self.relations = Column(copying: relations.span)
  }

  /// The edges of a node.
  func edges(of node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }
}

/// What a mapping says, as a byte: the relations in order of strength.
enum MappingCode: UInt8 {
  case exact = 0
  case close = 1
  case broad = 2
  case narrow = 3
  case related = 4
  case counterpart = 5

  /// The strength: lower says more.
  var strength: Int {
    switch self {
    case .exact: 0
    case .close: 1
    case .broad, .narrow: 2
    case .related: 3
    case .counterpart: 4
    }
  }

  var inverse: MappingCode {
    switch self {
    case .broad: .narrow
    case .narrow: .broad
    default: self
    }
  }

  /// What follows from this relation and then another, and the rule that says so.
  ///
  /// Source: SSSOM, chaining rules T1, RCE1 and RCE2. A functional counterpart is in none of them.
  func followed(by next: MappingCode) -> (relation: MappingCode, rule: ResolutionRule)? {
    switch (self, next) {
    case (.counterpart, _), (_, .counterpart): nil
    case (.exact, .exact): (.exact, .transitivity)
    case (.exact, _): (next, .exactThenRelation)
    case (_, .exact): (self, .relationThenExact)
    case (.broad, .broad), (.narrow, .narrow): (self, .transitivity)
    default: nil
    }
  }

  /// Whether denying this relation denies another: an exact match is a close match too.
  ///
  /// Source: SKOS Reference, S42.
  func denialDenies(_ other: MappingCode) -> Bool {
    self == other || (self == .close && other == .exact)
  }
}
