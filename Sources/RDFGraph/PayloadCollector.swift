import ByteStorage

/// Collects what belongs to the distinct rows of the SPO order: the set of graphs that each is in,
/// and where it was first stated.
struct PayloadCollector {
  private let payload: RowPayload
  private var sets = GraphSetCollector()
  private var memberships: [UInt32] = []
  private var sources: [UInt16] = []
  private var lines: [UInt32] = []

  init(_ payload: RowPayload) { self.payload = payload }

  /// Takes a row by its number; equal rows follow each other, the one that came first first.
  mutating func add(row: Int, isFirst: Bool) {
    if payload.graphs.count > 0 {
      if isFirst, let set = sets.finishSet() { memberships.append(set) }
      sets.add(row < payload.graphs.count ? payload.graphs[row] : 0)
    }
    if isFirst, payload.lines.count > 0 {
      sources.append(payload.sources[row])
      lines.append(payload.lines[row])
    }
  }

  consuming func finish(
    offsets: Column<UInt32>, second: Column<UInt32>, third: Column<UInt32>
  ) -> LeadingOrder {
    if let set = sets.finishSet() { memberships.append(set) }
    let hasGraphs = payload.graphs.count > 0
    return LeadingOrder(
      permutation: Permutation(
        offsets: offsets, second: second, third: third,
        graphSets: hasGraphs ? Column(copying: memberships.span) : nil),
      graphSets: GraphSets(members: hasGraphs ? sets.sets : [[0]]),
      origins: payload.lines.count > 0
        ? OriginColumns(source: Column(copying: sources.span), line: Column(copying: lines.span))
        : nil)
  }
}

/// Numbers the distinct sets of graphs as they appear.
private struct GraphSetCollector {
  private(set) var sets: [[UInt32]] = []
  private var numbers: [[UInt32]: UInt32] = [:]
  private var singles: [UInt32: UInt32] = [:]
  private var current: [UInt32] = []

  mutating func add(_ graph: UInt32) {
    if current.last != graph { current.append(graph) }
  }

  /// The number of the set at hand, if it has a member.
  mutating func finishSet() -> UInt32? {
    guard !current.isEmpty else { return nil }
    defer { current.removeAll(keepingCapacity: true) }
    if current.count == 1, let known = singles[current[0]] { return known }
    var members: [UInt32] = []
    for graph in current.sorted() where members.last != graph { members.append(graph) }
    if let known = numbers[members] { return known }
    let number = UInt32(sets.count)
    sets.append(members)
    numbers[members] = number
    if members.count == 1 { singles[members[0]] = number }
    return number
  }
}
