/// Extends solutions by each of several patterns.
final class UnionOperator: Operator {
  struct Branch {
    /// Where the branch gets what is known before; nil where that is nothing.
    let seed: SeedOperator?
    let plan: Operator
  }

  private let input: Operator
  private let branches: [Branch]
  private var batch: Batch?
  private var branch = 0

  init(_ input: Operator, _ branches: [Branch]) {
    self.input = input
    self.branches = branches
    var slots: [Int] = []
    for branch in branches {
      for slot in branch.plan.layout.slots where !slots.contains(slot) { slots.append(slot) }
    }
    var certain = branches.first?.plan.layout.certain ?? []
    for branch in branches { certain.formIntersection(branch.plan.layout.certain) }
    super.init(
      input.context, layout: Layout(slots: slots, certain: certain),
      children: [input] + branches.map(\.plan),
      estimate: branches.reduce(0) { $0 + $1.plan.estimate })
  }

  override var summary: String { "Union" }

  override func reset() {
    super.reset()
    batch = nil
    branch = 0
  }

  override func produce() throws(EngineError) -> Batch? {
    while true {
      if let current = batch {
        if let rows = try branches[branch].plan.next() { return try rearranged(rows) }
        branch += 1
        if branch < branches.count {
          branches[branch].plan.reset()
          branches[branch].seed?.set(current)
          continue
        }
      }
      guard let next = try input.next() else { return nil }
      batch = next
      branch = 0
      branches[0].plan.reset()
      branches[0].seed?.set(next)
    }
  }

  private func rearranged(_ rows: Batch) throws(EngineError) -> Batch {
    // Thousands of branches have thousands of variables, of which each row has few.
    try context.ensure(rows.count * layout.slots.count * 16)
    let inner = branches[branch].plan.layout
    let columns = layout.slots.map { slot in
      inner.column(of: slot).map { rows.columns[$0] }
        ?? [UInt32](repeating: .max, count: rows.count)
    }
    return Batch(columns: columns, count: rows.count)
  }
}
