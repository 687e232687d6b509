import ByteStorage

/// The mappings at each node, from both of their ends: runs of four parallel columns.
struct MappingAdjacency: Sendable {
  /// The first edge of each node, and one more.
  let offsets: Column<UInt32>
  /// The node at the other end.
  let targets: Column<UInt32>
  /// The mapping; the highest bit says that it is read from its object.
  let mappings: Column<UInt32>
  /// The relation as seen from the node, a raw value of ``MappingCode``, all rules being on.
  let relations: Column<UInt8>
  /// The ``PredicateKind``, with a bit where the mapping is read from its object.
  let kinds: Column<UInt8>
  /// The confidence of the mapping, here so that a walk finds it beside the rest.
  let confidences: Column<Double>

  static let backwards: UInt32 = 1 << 31

  /// An edge before it is filed.
  struct Edge {
    let node: UInt32
    let target: UInt32
    let mapping: UInt32
    let kind: UInt8
    let confidence: Double

    var relation: UInt8 {
      let code = PredicateKind.generalised(kind)
      return (kind & PredicateKind.backwards == 0 ? code : code.inverse).rawValue
    }
  }

  /// Files edges by node, the strongest relations first, else in the order in which they come.
  ///
  /// - Complexity: O(n + e) in nodes and edges.
  ///
  /// - Parameter numbers: the number of each node that the edges name by another.
  init(_ edges: [Edge], numbers: [UInt32], nodeCount: Int) {
    var starts = [UInt32](repeating: 0, count: nodeCount + 1)
    for edge in edges { starts[Int(numbers[Int(edge.node)]) + 1] += 1 }
    for node in 0..<nodeCount { starts[node + 1] += starts[node] }
    var next = starts
    var targets = [UInt32](repeating: 0, count: edges.count)
    var mappings = [UInt32](repeating: 0, count: edges.count)
    var relations = [UInt8](repeating: 0, count: edges.count)
    var kinds = [UInt8](repeating: 0, count: edges.count)
    var confidences = [Double](repeating: .nan, count: edges.count)
    // Exact matches before the rest: a walk that is cut has seen what matters most.
    for isExact in [true, false] {
      for edge in edges where (edge.relation == MappingCode.exact.rawValue) == isExact {
        let node = Int(numbers[Int(edge.node)])
        let place = Int(next[node])
        next[node] += 1
        targets[place] = numbers[Int(edge.target)]
        mappings[place] = edge.mapping
        relations[place] = edge.relation
        kinds[place] = edge.kind
        confidences[place] = edge.confidence
      }
    }
    offsets = Column(copying: starts.span)
    self.targets = Column(copying: targets.span)
    self.mappings = Column(copying: mappings.span)
    self.relations = Column(copying: relations.span)
    self.kinds = Column(copying: kinds.span)
    self.confidences = Column(copying: confidences.span)
  }

  /// The edges of a node.
  func edges(of node: Int) -> Range<Int> {
    Int(offsets[node])..<Int(offsets[node + 1])
  }

  /// The memory held by the columns, in bytes.
  var byteCount: Int {
    offsets.byteCount + targets.byteCount + mappings.byteCount + relations.byteCount
      + kinds.byteCount + confidences.byteCount
  }
}
