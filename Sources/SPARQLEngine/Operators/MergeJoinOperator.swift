import ByteStorage
import RDFGraph

/// Joins two properties on their objects: both lie in POS in the order of the objects, so one
/// pass over both finds all pairs.
final class MergeJoinOperator: Operator, DivisibleSource {
  /// A property and the slot of its subject.
  struct Side {
    let predicate: UInt32
    let slot: Int
    let label: String
  }

  /// The objects and subjects of a property, side by side in POS.
  private struct Run {
    let objects: Column<UInt32>
    let subjects: Column<UInt32>
    let rows: Range<Int>

    /// The same for another thread.
    func aside() -> Run {
      Run(objects: objects.aside(), subjects: subjects.aside(), rows: rows)
    }

    /// Where the rows of the objects that follow the one of a row begin.
    func end(ofObjectAt row: Int) -> Int {
      let (next, object) = (row + 1, objects[row])
      if next >= rows.upperBound || objects[next] != object { return next }
      // No term has these bits, but a file that nobody has looked through may.
      if object == .max { return rows.upperBound }
      return objects.lowerBound(object + 1, in: next..<rows.upperBound)
    }
  }

  /// Rows of both sides.
  private typealias Part = (left: Range<Int>, right: Range<Int>)

  /// Steps of a merge between looks at the clock, and after which a side that was not moved is far
  /// ahead.
  private static let stride = 16

  private let input: Operator
  private let sides: (Side, Side)
  private let object: Int
  private let keeps: Set<Int>?
  /// Both properties; made once there is something to join.
  private var runs: (left: Run, right: Run)?
  /// The output column of the left subject, the right subject and the object, −1 for none.
  private let outputs: [Int]
  /// Everything, cut up, where threads share it out, and the part to go through.
  private var portions: [Part] = []
  private var portion: Int?
  private var isStarted = false
  /// What is left to be gone through.
  private var rest: Part = (0..<0, 0..<0)
  /// The rows of both sides with the object at hand, and the next pair of them.
  private var group: Part = (0..<0, 0..<0)
  private var pair: (left: Int, right: Int) = (0, 0)

  /// - Parameter input: gives the one solution that binds nothing.
  init(_ input: Operator, _ left: Side, _ right: Side, object: Int, keeps: Set<Int>?) {
    self.input = input
    sides = (left, right)
    self.object = object
    self.keeps = keeps
    let index = input.context.index
    func most(_ side: Side) -> Int { index.matchProperty(side.predicate).mostRows }
    var layout = Layout.empty
    outputs = [left.slot, right.slot, object].map { slot in
      guard keeps?.contains(slot) ?? true else { return -1 }
      layout.slots.append(slot)
      layout.certain.insert(slot)
      return layout.slots.count - 1
    }
    super.init(
      input.context, layout: layout, children: [input],
      estimate: Double(max(most(left), most(right))))
  }

  override var summary: String { "MergeJoin" }

  override var detail: String { "\(sides.0.label) ⋈ \(sides.1.label)" }

  override func reset() {
    super.reset()
    isStarted = false
  }

  /// Both properties as the snapshot holds them; copied only where updates have changed them.
  private func open() throws(EngineError) -> (left: Run, right: Run) {
    if let runs { return runs }
    let opened = (left: try run(sides.0), right: try run(sides.1))
    runs = opened
    return opened
  }

  private func run(_ side: Side) throws(EngineError) -> Run {
    let matched = context.index.matchProperty(side.predicate)
    if !matched.rest.isEmpty { try charge(matched.mostRows * 8) }
    let (objects, rows) = context.index.sideBySide(matched) { $0.second }
    return Run(
      objects: objects, subjects: context.index.sideBySide(matched) { $0.third }.column,
      rows: rows)
  }

  override func produce() throws(EngineError) -> Batch? {
    let (left, right) = try open()
    if !isStarted {
      guard try input.next() != nil else { return nil }
      isStarted = true
      rest = portion.map { portions[$0] } ?? (left.rows, right.rows)
      group = (0..<0, 0..<0)
      pair = (0, 0)
    }
    var (lefts, rights, objects): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
    var count = 0
    while count < Batch.target {
      if pair.left >= group.left.upperBound {
        guard try advance(left, right) else { break }
      }
      let subject = left.subjects[pair.left]
      let object = left.objects[pair.left]
      let some = pair.right..<min(group.right.upperBound, pair.right + Batch.target - count)
      if some.count == 1 {
        if outputs[0] >= 0 { lefts.append(subject) }
        if outputs[1] >= 0 { rights.append(right.subjects[pair.right]) }
        if outputs[2] >= 0 { objects.append(object) }
      } else {
        if outputs[0] >= 0 { lefts.append(contentsOf: repeatElement(subject, count: some.count)) }
        if outputs[1] >= 0 { right.subjects.append(some, to: &rights) }
        if outputs[2] >= 0 { objects.append(contentsOf: repeatElement(object, count: some.count)) }
      }
      count += some.count
      pair.right = some.upperBound
      if pair.right == group.right.upperBound {
        pair = (pair.left + 1, group.right.lowerBound)
      }
    }
    guard count > 0 else { return nil }
    var columns = [[UInt32]](repeating: [], count: layout.slots.count)
    if outputs[0] >= 0 { columns[outputs[0]] = lefts }
    if outputs[1] >= 0 { columns[outputs[1]] = rights }
    if outputs[2] >= 0 { columns[outputs[2]] = objects }
    return Batch(columns: columns, count: count)
  }

  /// Finds the next object that both sides have.
  private func advance(_ left: Run, _ right: Run) throws(EngineError) -> Bool {
    var (l, r) = (rest.left.lowerBound, rest.right.lowerBound)
    let ends = (left: rest.left.upperBound, right: rest.right.upperBound)
    defer { rest = (l..<ends.left, r..<ends.right) }
    while l < ends.left, r < ends.right {
      // Steps without a branch that could be guessed wrong.
      let start = (left: l, right: r)
      var steps = min(Self.stride, ends.left - l, ends.right - r)
      visited += steps
      try context.tick(steps)
      while steps > 0 {
        let (a, b) = (left.objects[l], right.objects[r])
        if a == b {
          // Within the part even where a file is not sorted.
          group = (
            l..<min(left.end(ofObjectAt: l), ends.left),
            r..<min(right.end(ofObjectAt: r), ends.right)
          )
          pair = (l, r)
          visited += group.left.count + group.right.count - steps
          (l, r) = (group.left.upperBound, group.right.upperBound)
          return true
        }
        l &+= a < b ? 1 : 0
        r &+= b < a ? 1 : 0
        steps &-= 1
      }
      // One leap where only one side was moved.
      guard l < ends.left, r < ends.right else { break }
      if r == start.right {
        l = left.objects.lowerBound(right.objects[r], in: l..<ends.left)
      } else if l == start.left {
        r = right.objects.lowerBound(left.objects[l], in: r..<ends.right)
      }
    }
    return false
  }

  // MARK: Several threads

  override var divisibleInput: Operator? { input }

  override func twin(over input: Operator) -> Operator? {
    let twin = MergeJoinOperator(
      input, sides.0, sides.1, object: object, keeps: keeps)
    twin.runs = runs.map { ($0.left.aside(), $0.right.aside()) }
    twin.portions = portions
    return twin
  }

  var extent: SourceExtent? {
    let index = context.index
    let (left, right) = (
      index.matchProperty(sides.0.predicate).mostRows,
      index.matchProperty(sides.1.predicate).mostRows
    )
    return SourceExtent(rows: left, cost: Double(left + right) * 3, yield: estimate)
  }

  /// A portion holds whole objects.
  func divide(intoPortionsOf size: Int) throws(EngineError) -> Int {
    let (left, right) = try open()
    portions = []
    var (l, r) = (left.rows.lowerBound, right.rows.lowerBound)
    while l < left.rows.upperBound, r < right.rows.upperBound {
      let end = left.end(ofObjectAt: min(l + size, left.rows.upperBound) - 1)
      let next =
        end < left.rows.upperBound
        ? right.objects.lowerBound(left.objects[end], in: r..<right.rows.upperBound)
        : right.rows.upperBound
      portions.append((l..<end, r..<next))
      (l, r) = (end, next)
    }
    return portions.count
  }

  func take(portion number: Int?) { portion = number }
}
