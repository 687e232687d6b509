import ByteStorage
import RDFGraph

/// Extends solutions by the triples that match a pattern: an index nested loop, whose look-ups
/// go straight to a row of offsets and so cost what the probe of a hash join does.
///
/// The same loop serves OPTIONAL, EXISTS and MINUS over one pattern, and keeps of what it finds
/// only what passes a test on one term and what somebody above asks for.
final class ScanOperator: Operator {
  /// What stands in one of the three positions.
  enum Position {
    /// A term; one that the snapshot does not hold matches nothing.
    case constant(UInt32)
    /// One of several terms, ascending; only as the predicate.
    case anyOf([UInt32])
    /// A variable that the input binds, by column; `certain` where it does so in every row.
    case bound(column: Int, certain: Bool, slot: Int)
    /// A variable that the pattern binds.
    case free(slot: Int)
  }

  /// What becomes of a solution.
  enum Mode {
    /// It is extended by each match.
    case join
    /// The same, and without a match it stays as it is.
    case optional
    /// It stays where there is a match.
    case semi
    /// It stays where there is none.
    case anti
  }

  /// What a scan does beside matching.
  struct Options {
    var mode = Mode.join
    /// A test that the term in a position has to pass.
    var test: (place: Int, test: TermTest)?
    /// The slots that somebody above asks for; nil for all.
    var keeps: Set<Int>?
  }

  let input: Operator
  let index: TripleIndex
  let positions: [Position]
  let mode: Mode
  let test: TermTest?
  let testPlace: Int
  let predicates: [UInt32]
  let selection: GraphSelection
  let graphSets: [[UInt32]]
  let wantedGraphs: BitSet
  /// The graph variable and its column in the input, where GRAPH ?g stands around the pattern.
  let graphVariable: (slot: Int, column: Int?)?
  private let label: String
  private let target: GraphTarget
  private let options: Options
  /// The output column of each position, −1 where the position makes none.
  let outputs: [Int]
  /// Pairs of positions that hold one variable.
  let equalities: [(Int, Int)]
  /// Input columns that go on unchanged, with their output columns.
  private let kept: [(input: Int, output: Int)]
  private let graphOutput: Int
  /// The position of the pattern that the graph variable stands in too.
  let graphPlace: Int?
  let kernel: Kernel

  // The state of the loops, which no two of them change at once.
  @exclusivity(unchecked) private var batch: Batch?
  /// The next row of the batch to be looked up.
  @exclusivity(unchecked) var row = 0
  /// The predicate with which the row before is looked up next, where there are several.
  @exclusivity(unchecked) var nextPredicate = 0
  /// Whether the row before ``row`` waits for its end, and whether it has matched.
  @exclusivity(unchecked) var isOpen = false
  @exclusivity(unchecked) var hasMatched = false
  @exclusivity(unchecked) var pending = MatchedRows.none
  /// How many triples may be looked at before the clock is.
  @exclusivity(unchecked) var visitLimit = Int.max
  /// What was read ahead, so that it is read.
  @exclusivity(unchecked) var touchedSum: UInt32 = 0
  /// Whether the pattern holds, by place of the subject, once that pays.
  var members: BitSet?
  /// How many rows were looked up one by one.
  var lookups = 0
  /// All that matches, cut up, where threads share it out, and what to take in place of all.
  @exclusivity(unchecked) var portions: [[MatchedRows]] = []
  @exclusivity(unchecked) var portion: [MatchedRows]?

  init(
    _ input: Operator, positions: [Position], target: GraphTarget, label: String,
    estimate: Double, options: Options = Options()
  ) {
    self.input = input
    self.positions = positions
    self.label = label
    self.target = target
    self.options = options
    mode = options.mode
    test = options.test?.test
    testPlace = options.test?.place ?? -1
    let context = input.context
    index = context.index
    switch positions[1] {
    case .constant(let id): predicates = [id]
    case .anyOf(let ids): predicates = ids
    default: predicates = []
    }
    switch target {
    case .selection(let selection), .named(_, let selection):
      self.selection = selection
      graphVariable = nil
    case .variable(let slot):
      selection = context.namedSelection
      graphVariable = (slot, input.layout.column(of: slot))
    }
    graphSets = graphVariable == nil ? [] : context.snapshot.graphSetMembers
    var wanted = BitSet()
    if graphVariable != nil { for graph in context.namedGraphs { wanted.insert(graph) } }
    wantedGraphs = wanted

    let binds = mode == .join || mode == .optional
    let names = ScanNames(positions)
    equalities = names.equalities
    func isKept(_ slot: Int) -> Bool { options.keeps?.contains(slot) ?? true }
    var layout = Layout(slots: input.layout.slots.filter(isKept), certain: [])
    let passing = layout.slots.count
    if binds {
      for slot in names.slots + (graphVariable.map { [$0.slot] } ?? [])
      where !layout.contains(slot) && isKept(slot) { layout.slots.append(slot) }
    }
    layout.certain = input.layout.certain.intersection(layout.slots)
    if mode == .join {
      layout.certain.formUnion(names.slots.filter { layout.contains($0) })
      if let graphVariable, layout.contains(graphVariable.slot) {
        layout.certain.insert(graphVariable.slot)
      }
    }
    let graphOutput = graphVariable.flatMap { layout.column(of: $0.slot) } ?? -1
    let outputs = names.places.map { slot in slot.flatMap { layout.column(of: $0) } ?? -1 }
    self.graphOutput = graphOutput
    self.outputs = binds ? outputs : [-1, -1, -1]
    let graphSlot = graphVariable?.slot
    graphPlace = names.places.firstIndex { $0 != nil && $0 == graphSlot }
    let replaced = binds ? Set(outputs + [graphOutput]) : []
    kept = input.layout.slots.enumerated().compactMap { column, slot in
      guard let output = layout.column(of: slot), output < passing, !replaced.contains(output)
      else { return nil }
      return (column, output)
    }
    kernel = Kernel(
      positions, isPlain: equalities.isEmpty && graphVariable == nil && Self.isAll(selection),
      asksOnce: !binds)
    super.init(context, layout: layout, children: [input], estimate: estimate)
  }

  private static func isAll(_ selection: GraphSelection) -> Bool {
    if case .all = selection { true } else { false }
  }

  override var summary: String {
    switch mode {
    case .join: "Scan"
    case .optional: "OptionalScan"
    case .semi: "SemiScan"
    case .anti: "AntiScan"
    }
  }

  override var detail: String { label + (test.map { " | \($0.label)" } ?? "") }

  override func reset() {
    super.reset()
    batch = nil
    pending = .none
    isOpen = false
  }

  override func produce() throws(EngineError) -> Batch? {
    test?.prepare(context)
    while true {
      if batch == nil {
        guard let more = try input.next() else { return nil }
        batch = more
        row = 0
        pending = .none
        isOpen = false
      }
      guard let current = batch else { return nil }
      let hadMembers = members != nil
      let output = fill(current)
      if !hadMembers, members != nil { try charge(index.places.count / 8) }
      try context.tick(Batch.target / 4)
      if row >= current.count, !isOpen { batch = nil }
      if output.count > 0 { return assemble(output, current) }
    }
  }

  /// Without anything known before, the rows are ranges whose ends are offsets.
  override func countedRows() -> Int? {
    guard input is UnitOperator, input.layout.slots.isEmpty, mode == .join, test == nil,
      equalities.isEmpty, graphVariable == nil, Self.isAll(selection)
    else { return nil }
    func known(_ place: Int) -> TermID? {
      if case .constant(let id) = positions[place] { TermID(rawValue: id) } else { nil }
    }
    let predicates: [TermID?] =
      if case .anyOf(let ids) = positions[1] {
        ids.map { TermID(rawValue: $0) }
      } else {
        [known(1)]
      }
    return predicates.reduce(0) {
      $0 + context.snapshot.match(subject: known(0), predicate: $1, object: known(2)).count
    }
  }

  override var divisibleInput: Operator? {
    test.map(\.canBeTwinned) ?? true ? input : nil
  }

  override var rowCost: Double {
    let row: Double =
      switch kernel {
      // Bits, mostly.
      case .membership: 4
      default: input is UnitOperator ? 1 : 25
      }
    return row + (test?.cost ?? 0)
  }

  override var fanOut: Double {
    // What OPTIONAL keeps of what passes a test is at most one, mostly.
    mode == .optional && test != nil ? 1 : super.fanOut
  }

  override func twin(over input: Operator) -> Operator? {
    var options = options
    if let (place, test) = options.test {
      guard let twin = test.twin(in: input.context) else { return nil }
      options.test = (place, twin)
    }
    let twin = ScanOperator(
      input, positions: positions, target: target, label: label, estimate: estimate,
      options: options)
    twin.members = members
    twin.lookups = lookups
    twin.portions = portions
    return twin
  }

  /// Rows on their way out.
  struct Output {
    /// The row of the input that each row extends; left out where nothing of it goes on.
    var source: [Int32] = []
    var first: [UInt32] = []
    var second: [UInt32] = []
    var third: [UInt32] = []
    var graphs: [UInt32] = []
    var count = 0
  }

  /// Whether output rows say which row they extend.
  var wantsSource: Bool { !kept.isEmpty }

  private func assemble(_ output: Output, _ batch: Batch) -> Batch {
    var columns = [[UInt32]](repeating: [], count: layout.slots.count)
    for pair in kept {
      columns[pair.output] = Batch.gather(batch.columns[pair.input], output.source)
    }
    if outputs[0] >= 0 { columns[outputs[0]] = output.first }
    if outputs[1] >= 0 { columns[outputs[1]] = output.second }
    if outputs[2] >= 0 { columns[outputs[2]] = output.third }
    if graphOutput >= 0 { columns[graphOutput] = output.graphs }
    return Batch(columns: columns, count: output.count)
  }
}

/// The variables of a pattern's positions, and where one stands twice.
private struct ScanNames {
  /// The slot that each position binds or completes; nil where it does neither, or again.
  var places: [Int?] = []
  var slots: [Int] = []
  var equalities: [(Int, Int)] = []

  init(_ positions: [ScanOperator.Position]) {
    for (place, position) in positions.enumerated() {
      let slot: Int
      switch position {
      case .constant, .anyOf, .bound(_, certain: true, _):
        places.append(nil)
        continue
      case .bound(_, certain: false, let bound): slot = bound
      case .free(let free): slot = free
      }
      if let earlier = places.firstIndex(of: slot) {
        equalities.append((earlier, place))
        places.append(nil)
      } else {
        slots.append(slot)
        places.append(slot)
      }
    }
  }
}
