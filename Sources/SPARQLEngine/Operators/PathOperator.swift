/// Extends solutions by the pairs of nodes that a property path connects.
final class PathOperator: Operator {
  private let input: Operator
  private let walker: PathWalker
  private let step: PathStep
  private let subject: ScanOperator.Position
  private let object: ScanOperator.Position
  private let subjectOutput: Int
  private let objectOutput: Int
  /// Whether subject and object are one variable.
  private let isLoop: Bool
  /// Between two variables a path of no steps joins only terms that the graph mentions, even if
  /// something outside has bound the variables.
  private let needsNode: Bool
  private let substitutes: Bool
  private let kept: [Int]

  private var batch: Batch?
  private var row = 0
  private var starts: [UInt32] = []
  private var nextStart = 0
  private var allStarts: [UInt32]?
  /// Between two open ends, whether walks begin at subjects.
  private var startsForward = true
  /// The end that was walked from last, and where that led: equal ends come in runs.
  private var lastEnd: (node: UInt32, forward: Bool, reached: [UInt32])?

  init(
    _ input: Operator, subject: ScanOperator.Position, step: PathStep,
    object: ScanOperator.Position, walker: PathWalker, substitutes: Bool, estimate: Double
  ) {
    self.input = input
    self.walker = walker
    self.step = step
    self.subject = subject
    self.object = object
    var layout = input.layout
    var replaced: Set<Int> = []
    func output(_ position: ScanOperator.Position) -> (output: Int, slot: Int?) {
      let slot: Int
      switch position {
      case .constant, .anyOf: return (-1, nil)
      case .bound(let column, let certain, let bound):
        if certain { return (-1, bound) }
        replaced.insert(column)
        slot = bound
      case .free(let free): slot = free
      }
      layout.certain.insert(slot)
      if let column = layout.column(of: slot) { return (column, slot) }
      layout.slots.append(slot)
      return (layout.slots.count - 1, slot)
    }
    let first = output(subject)
    let second = output(object)
    subjectOutput = first.output
    objectOutput = second.output
    needsNode = first.slot != nil && second.slot != nil && !substitutes
    self.substitutes = substitutes
    isLoop = first.slot != nil && first.slot == second.slot
    kept = input.layout.slots.indices.filter { !replaced.contains($0) }
    super.init(input.context, layout: layout, children: [input], estimate: estimate)
  }

  override var summary: String { "Path" }

  override var divisibleInput: Operator? { input }

  override var rowCost: Double { 1000 }

  override func twin(over input: Operator) -> Operator? {
    PathOperator(
      input, subject: subject, step: step.copy(), object: object,
      walker: PathWalker(input.context, selection: walker.selection), substitutes: substitutes,
      estimate: estimate)
  }

  override func reset() {
    super.reset()
    batch = nil
    starts = []
    nextStart = 0
  }

  override func produce() throws(EngineError) -> Batch? {
    while true {
      if batch == nil {
        guard let more = try input.next() else { return nil }
        batch = more
        row = 0
      }
      guard let current = batch else { return nil }
      var found = Pairs()
      while found.source.count < Batch.target, row < current.count || nextStart < starts.count {
        try extend(current, &found)
      }
      if row >= current.count, nextStart >= starts.count { batch = nil }
      if !found.source.isEmpty { return assemble(found, current) }
    }
  }

  private struct Pairs {
    var source: [Int32] = []
    var subjects: [UInt32] = []
    var objects: [UInt32] = []

    mutating func append(_ row: Int, _ subject: UInt32, _ object: UInt32) {
      source.append(Int32(row))
      subjects.append(subject)
      objects.append(object)
    }
  }

  private func bound(_ position: ScanOperator.Position, _ batch: Batch) -> UInt32 {
    switch position {
    case .constant(let id): id
    case .bound(let column, _, _): batch.columns[column][row]
    case .free, .anyOf: .max
    }
  }

  private func extend(_ current: Batch, _ found: inout Pairs) throws(EngineError) {
    var reached: [UInt32] = []
    if nextStart < starts.count {
      let start = starts[nextStart]
      nextStart += 1
      try walker.walk(step, from: start, forward: startsForward, into: &reached)
      for node in reached where !isLoop || node == start {
        found.append(row - 1, startsForward ? start : node, startsForward ? node : start)
      }
      return
    }
    let from = bound(subject, current)
    let to = bound(object, current)
    defer { row += 1 }
    if needsNode, from != .max || to != .max, !walker.isNode(from != .max ? from : to) { return }
    if from != .max {
      let wanted = isLoop ? from : to
      if wanted != .max, case .closure(let inner, let includesStart) = step,
        context.options.planner.contains(.pathEnds)
      {
        if try walker.connects(inner, from, wanted, includesStart: includesStart) {
          found.append(row, from, wanted)
        }
        return
      }
      for node in try ends(from: from, forward: true) where wanted == .max || node == wanted {
        found.append(row, from, node)
      }
    } else if to != .max {
      for node in try ends(from: to, forward: false) { found.append(row, node, to) }
    } else {
      if allStarts == nil {
        startsForward = !context.options.planner.contains(.pathEnds) || walker.startsForward(step)
        allStarts = try walker.starts(step, forward: startsForward)
      }
      starts = allStarts ?? []
      nextStart = 0
    }
  }

  private func ends(from node: UInt32, forward: Bool) throws(EngineError) -> [UInt32] {
    if let lastEnd, lastEnd.node == node, lastEnd.forward == forward { return lastEnd.reached }
    var reached: [UInt32] = []
    try walker.walk(step, from: node, forward: forward, into: &reached)
    lastEnd = (node, forward, reached)
    return reached
  }

  private func assemble(_ found: Pairs, _ batch: Batch) -> Batch {
    var columns = [[UInt32]](repeating: [], count: layout.slots.count)
    for column in kept { columns[column] = Batch.gather(batch.columns[column], found.source) }
    if subjectOutput >= 0 { columns[subjectOutput] = found.subjects }
    if objectOutput >= 0 { columns[objectOutput] = found.objects }
    return Batch(columns: columns, count: found.source.count)
  }
}
