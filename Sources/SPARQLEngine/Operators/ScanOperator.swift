import ByteStorage
import RDFGraph

/// Extends solutions by the triples that match a pattern: an index nested loop, whose look-ups
/// go straight to a row of offsets and so cost what the probe of a hash join does.
final class ScanOperator: Operator {
  /// What stands in one of the three positions.
  enum Position {
    /// A term; one that the snapshot does not hold matches nothing.
    case constant(UInt32)
    /// A variable that the input binds, by column; `certain` where it does so in every row.
    case bound(column: Int, certain: Bool, slot: Int)
    /// A variable that the pattern binds.
    case free(slot: Int)
  }

  private let input: Operator
  private let index: TripleIndex
  private let positions: [Position]
  private let selection: GraphSelection
  private let graphSets: [[UInt32]]
  private let wantedGraphs: BitSet
  /// The graph variable and its column in the input, where GRAPH ?g stands around the pattern.
  private let graphVariable: (slot: Int, column: Int?)?
  private let label: String
  /// The output column of each position, −1 where the position makes none.
  private let outputs: [Int]
  /// Pairs of positions that hold one variable.
  private let equalities: [(Int, Int)]
  /// Input columns that go on unchanged, with their output columns.
  private let kept: [(input: Int, output: Int)]
  private let graphOutput: Int
  /// The position of the pattern that the graph variable stands in too.
  private let graphPlace: Int?

  private var batch: Batch?
  private var row = 0
  private var pending = MatchedRows.none

  init(
    _ input: Operator, positions: [Position], target: GraphTarget, label: String, estimate: Double
  ) {
    self.input = input
    self.positions = positions
    self.label = label
    let context = input.context
    index = context.index
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
    var layout = input.layout
    var outputs = [-1, -1, -1]
    var equalities: [(Int, Int)] = []
    var replaced: Set<Int> = []
    for (place, position) in positions.enumerated() {
      let slot: Int
      switch position {
      case .constant: continue
      case .bound(let column, let certain, let bound):
        if certain { continue }
        replaced.insert(column)
        slot = bound
      case .free(let free): slot = free
      }
      if let earlier = (0..<place).first(where: {
        outputs[$0] >= 0 && layout.slots[outputs[$0]] == slot
      }) {
        equalities.append((earlier, place))
        continue
      }
      if let column = layout.column(of: slot) {
        outputs[place] = column
      } else {
        outputs[place] = layout.slots.count
        layout.slots.append(slot)
      }
      layout.certain.insert(slot)
    }
    var graphOutput = -1
    if let graphVariable {
      if let column = layout.column(of: graphVariable.slot) {
        graphOutput = column
        if column < input.layout.slots.count { replaced.insert(column) }
      } else {
        graphOutput = layout.slots.count
        layout.slots.append(graphVariable.slot)
      }
      layout.certain.insert(graphVariable.slot)
    }
    self.graphOutput = graphOutput
    graphPlace = graphOutput < 0 ? nil : outputs.firstIndex(of: graphOutput)
    self.outputs = outputs
    self.equalities = equalities
    kept = input.layout.slots.indices.filter { !replaced.contains($0) }.map { ($0, $0) }
    super.init(context, layout: layout, children: [input], estimate: estimate)
  }

  override var summary: String { "Scan \(label)" }

  override func reset() {
    super.reset()
    batch = nil
    pending = .none
  }

  /// Rows on their way out.
  private struct Output {
    var source: [Int32] = []
    var places: [[UInt32]] = [[], [], []]
    var graphs: [UInt32] = []
  }

  override func produce() throws(EngineError) -> Batch? {
    while true {
      if batch == nil {
        guard let more = try input.next() else { return nil }
        batch = more
        row = 0
        pending = .none
      }
      guard let current = batch else { return nil }
      let output = fill(current)
      try context.tick(Batch.target / 4)
      if row >= current.count, pending.isEmpty { batch = nil }
      if !output.source.isEmpty { return assemble(output, current) }
    }
  }

  @inline(__always)
  private func bound(_ place: Int, _ batch: Batch) -> UInt32 {
    switch positions[place] {
    case .constant(let id): id
    case .bound(let column, _, _): batch.columns[column][row]
    case .free: .max
    }
  }

  private func fill(_ batch: Batch) -> Output {
    var source: [Int32] = []
    var first: [UInt32] = []
    var second: [UInt32] = []
    var third: [UInt32] = []
    var graphs: [UInt32] = []
    let isPlain = equalities.isEmpty && graphVariable == nil && selectsAll
    let (wantsS, wantsP, wantsO) = (outputs[0] >= 0, outputs[1] >= 0, outputs[2] >= 0)
    // Rows that match nothing count too, so that the caller looks at the clock now and then.
    let stop = row + 4 * Batch.target
    while source.count < Batch.target {
      if pending.rows.isEmpty {
        if !pending.rest.isEmpty {
          index.advance(&pending)
          continue
        }
        if row >= min(batch.count, stop) { break }
        pending = index.match(bound(0, batch), bound(1, batch), bound(2, batch))
        row += 1
        continue
      }
      let taken = min(pending.rows.count, Batch.target)
      let rows = pending.rows.lowerBound..<(pending.rows.lowerBound + taken)
      let from = Int32(truncatingIfNeeded: row - 1)
      if isPlain, pending.third == .max, pending.leading != .max, !pending.isAdded {
        for _ in 0..<taken { source.append(from) }
        let leading = pending.leading
        switch pending.order {
        case .spo:
          if wantsS { for _ in rows { first.append(leading) } }
          if wantsP { for row in rows { second.append(index.spo.second[row]) } }
          if wantsO { for row in rows { third.append(index.spo.third[row]) } }
        case .pos:
          if wantsP { for _ in rows { second.append(leading) } }
          if wantsO { for row in rows { third.append(index.pos.second[row]) } }
          if wantsS { for row in rows { first.append(index.pos.third[row]) } }
        case .osp:
          if wantsO { for _ in rows { third.append(leading) } }
          if wantsS { for row in rows { first.append(index.osp.second[row]) } }
          if wantsP { for row in rows { second.append(index.osp.third[row]) } }
        }
      } else {
        let range = pending
        index.withPermutation(of: range) { permutation in
          var leading = range.leading
          var ordinal = 0
          if leading == .max {
            ordinal = permutation.leadingOrdinal(ofRow: rows.lowerBound)
            leading = context.snapshot.leadingTerm(ordinal, of: permutation).rawValue
          }
          for row in rows {
            if range.leading == .max {
              let now = permutation.leadingOrdinal(ofRow: row, from: ordinal)
              if now != ordinal {
                ordinal = now
                leading = context.snapshot.leadingTerm(ordinal, of: permutation).rawValue
              }
            }
            let (b, c) = (permutation.second[row], permutation.third[row])
            if range.third != .max, c != range.third { continue }
            guard selection.contains(row: row, of: permutation) else { continue }
            let triple: (UInt32, UInt32, UInt32) =
              switch range.order {
              case .spo: (leading, b, c)
              case .pos: (c, leading, b)
              case .osp: (b, c, leading)
              }
            guard satisfiesEqualities(triple) else { continue }
            let copies = appendGraphs(
              row: row, permutation: permutation, batch: batch, from: Int(from), triple: triple,
              to: &graphs)
            for _ in 0..<copies {
              source.append(from)
              if wantsS { first.append(triple.0) }
              if wantsP { second.append(triple.1) }
              if wantsO { third.append(triple.2) }
            }
          }
        }
      }
      pending.rows = rows.upperBound..<pending.rows.upperBound
    }
    return Output(source: source, places: [first, second, third], graphs: graphs)
  }

  private var selectsAll: Bool {
    if case .all = selection { true } else { false }
  }

  private func satisfiesEqualities(_ triple: (UInt32, UInt32, UInt32)) -> Bool {
    if equalities.isEmpty { return true }
    let parts = [triple.0, triple.1, triple.2]
    return equalities.allSatisfy { parts[$0.0] == parts[$0.1] }
  }

  /// Adds the graphs that hold a row and returns how many there are; 1 without a graph variable.
  private func appendGraphs(
    row: Int, permutation: borrowing Permutation, batch: Batch, from: Int,
    triple: (UInt32, UInt32, UInt32), to graphs: inout [UInt32]
  ) -> Int {
    guard let graphVariable else { return 1 }
    guard let column = permutation.graphSets else { return 0 }
    var known = graphVariable.column.map { batch.columns[$0][from] } ?? .max
    if let graphPlace { known = [triple.0, triple.1, triple.2][graphPlace] }
    var count = 0
    let number = Int(column[row])
    guard number < graphSets.count else { return 0 }
    for member in graphSets[number] where wantedGraphs.contains(Int(member)) {
      let name = context.snapshot.graphNames[Int(member) - 1].rawValue
      if known == .max || known == name {
        graphs.append(name)
        count += 1
      }
    }
    return count
  }

  private func assemble(_ output: Output, _ batch: Batch) -> Batch {
    var columns = [[UInt32]](repeating: [], count: layout.slots.count)
    for pair in kept {
      columns[pair.output] = Batch.gather(batch.columns[pair.input], output.source)
    }
    for place in 0..<3 where outputs[place] >= 0 { columns[outputs[place]] = output.places[place] }
    if graphOutput >= 0 { columns[graphOutput] = output.graphs }
    return Batch(columns: columns, count: output.source.count)
  }
}
