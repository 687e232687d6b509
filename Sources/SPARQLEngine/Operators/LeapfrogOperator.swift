import ByteStorage
import RDFGraph

/// Extends solutions by a variable that several patterns have as their only open one: the sorted
/// terms that each pattern leaves for it are intersected, leaping from one to the next.
///
/// Step by step over the variables of a cyclic pattern that keeps the rows in between within what
/// the result can be at worst, where joining two patterns first cannot.
///
/// Source: Veldhuizen, Leapfrog Triejoin: A Simple, Worst-Case Optimal Join Algorithm, 2014.
final class LeapfrogOperator: Operator {
  /// A pattern with a fixed predicate and one open end.
  struct Member {
    let predicate: UInt32
    /// The other end.
    let known: ScanOperator.Position
    let opensObject: Bool
    let label: String
  }

  /// What is left of the terms of one member.
  private struct Run {
    let column: Column<UInt32>
    var place: Int
    let end: Int

    var isEmpty: Bool { place >= end }
    var term: UInt32 { column[place] }

    mutating func seek(_ term: UInt32) {
      place = column.lowerBound(term, in: place..<end)
    }
  }

  private let input: Operator
  private let members: [Member]
  private let selection: GraphSelection
  private let kept: [Int]
  private let bindsColumn: Bool
  private var batch: Batch?
  private var row = 0
  private var runs: [Run] = []
  /// The run to be moved next.
  private var turn = 0

  init(
    _ input: Operator, members: [Member], slot: Int, selection: GraphSelection,
    keeps: Set<Int>?, estimate: Double
  ) {
    self.input = input
    self.members = members
    self.selection = selection
    func isKept(_ slot: Int) -> Bool { keeps?.contains(slot) ?? true }
    kept = input.layout.slots.indices.filter { isKept(input.layout.slots[$0]) }
    var layout = Layout(slots: kept.map { input.layout.slots[$0] }, certain: [])
    bindsColumn = isKept(slot)
    if bindsColumn { layout.slots.append(slot) }
    layout.certain = input.layout.certain.union([slot]).intersection(layout.slots)
    super.init(input.context, layout: layout, children: [input], estimate: estimate)
  }

  override var summary: String { "Leapfrog" }

  override var detail: String { members.map(\.label).joined(separator: " ∩ ") }

  override func reset() {
    super.reset()
    batch = nil
    runs = []
  }

  override func produce() throws(EngineError) -> Batch? {
    while true {
      if batch == nil {
        guard let more = try input.next() else { return nil }
        batch = more
        row = 0
        runs = []
      }
      guard let current = batch else { return nil }
      var source: [Int32] = []
      var found: [UInt32] = []
      while found.count < Batch.target {
        if runs.isEmpty {
          guard row < current.count else { break }
          open(current)
          row += 1
          try context.tick()
          continue
        }
        try intersect(&source, &found)
      }
      if runs.isEmpty, row >= current.count { batch = nil }
      if found.isEmpty { continue }
      var columns = kept.map { Batch.gather(current.columns[$0], source) }
      if bindsColumn { columns.append(found) }
      return Batch(columns: columns, count: found.count)
    }
  }

  /// Looks up the terms that each member leaves for a row.
  private func open(_ batch: Batch) {
    var fresh: [Run] = []
    for member in members {
      let known: UInt32 =
        switch member.known {
        case .constant(let id): id
        case .bound(let column, _, _): batch.columns[column][row]
        case .free, .anyOf: .max
        }
      let run = run(member, known)
      if run.isEmpty { return }
      fresh.append(run)
    }
    fresh.sort { $0.term < $1.term }
    runs = fresh
    turn = 0
  }

  private func run(_ member: Member, _ known: UInt32) -> Run {
    let index = context.index
    let matched =
      member.opensObject
      ? index.match(known, member.predicate, .max)
      : index.matchProperty(member.predicate, object: known)
    if case .all = selection {
      let (column, rows) = index.sideBySide(matched) { $0.third }
      return Run(column: column, place: rows.lowerBound, end: rows.upperBound)
    }
    // Graphs: what counts is copied out first, in the same order.
    var terms: [UInt32] = []
    index.forEachRun(matched) { permutation, rows in
      for row in rows where selection.contains(row: row, of: permutation) {
        terms.append(permutation.third[row])
      }
    }
    return Run(column: Column(copying: terms.span), place: 0, end: terms.count)
  }

  /// Goes on until a batch is full or a run has ended.
  private func intersect(_ source: inout [Int32], _ found: inout [UInt32]) throws(EngineError) {
    var greatest = runs[(turn + runs.count - 1) % runs.count].term
    var looked = 0
    while found.count < Batch.target {
      looked += 1
      if looked & 1023 == 0 { try context.tick(1024) }
      if runs[turn].term == greatest {
        // The least is the greatest: all are equal.
        source.append(Int32(truncatingIfNeeded: row - 1))
        found.append(greatest)
        runs[turn].place += 1
      } else {
        runs[turn].seek(greatest)
      }
      if runs[turn].isEmpty {
        runs = []
        break
      }
      greatest = runs[turn].term
      turn = (turn + 1) % runs.count
    }
    visited += looked
  }
}
