import ByteStorage
import RDFGraph

/// Joins two properties on their objects: both lie in POS in the order of the objects, so one
/// pass over both finds all pairs.
final class MergeJoinOperator: Operator {
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
  }

  private let input: Operator
  private let sides: (Side, Side)
  /// Both properties; made once there is something to join.
  private var runs: (left: Run, right: Run)?
  /// The output column of the left subject, the right subject and the object, −1 for none.
  private let outputs: [Int]
  private var isStarted = false
  private var place: (left: Int, right: Int) = (0, 0)
  /// The rows of both sides with the object at hand, and the next pair of them.
  private var group: (left: Range<Int>, right: Range<Int>) = (0..<0, 0..<0)
  private var pair: (left: Int, right: Int) = (0, 0)

  /// - Parameter input: gives the one solution that binds nothing.
  init(_ input: Operator, _ left: Side, _ right: Side, object: Int, keeps: Set<Int>?) {
    self.input = input
    sides = (left, right)
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
    if !isStarted {
      guard try input.next() != nil else { return nil }
      isStarted = true
      let (left, right) = try open()
      place = (left.rows.lowerBound, right.rows.lowerBound)
      group = (0..<0, 0..<0)
      pair = (0, 0)
    }
    let (left, right) = try open()
    var columns: [[UInt32]] = [[], [], []]
    var count = 0
    while count < Batch.target {
      if pair.left >= group.left.upperBound {
        guard try advance(left, right) else { break }
        continue
      }
      let room = Batch.target - count
      let end = min(group.right.upperBound, pair.right + room)
      let subject = left.subjects[pair.left]
      if outputs[0] >= 0 {
        columns[0].append(contentsOf: repeatElement(subject, count: end - pair.right))
      }
      if outputs[1] >= 0 { right.subjects.append(pair.right..<end, to: &columns[1]) }
      if outputs[2] >= 0 {
        columns[2].append(
          contentsOf: repeatElement(left.objects[pair.left], count: end - pair.right))
      }
      count += end - pair.right
      pair.right = end
      if end == group.right.upperBound { pair = (pair.left + 1, group.right.lowerBound) }
    }
    guard count > 0 else { return nil }
    var result = [[UInt32]](repeating: [], count: layout.slots.count)
    for (side, output) in outputs.enumerated() where output >= 0 { result[output] = columns[side] }
    return Batch(columns: result, count: count)
  }

  /// Finds the next object that both sides have.
  private func advance(_ left: Run, _ right: Run) throws(EngineError) -> Bool {
    let ends = (left: left.rows.upperBound, right: right.rows.upperBound)
    while place.left < ends.left, place.right < ends.right {
      let (a, b) = (left.objects[place.left], right.objects[place.right])
      visited += 1
      try context.tick()
      if a < b {
        place.left = left.objects.lowerBound(b, in: place.left..<ends.left)
      } else if b < a {
        place.right = right.objects.lowerBound(a, in: place.right..<ends.right)
      } else {
        let next = (
          left: left.objects.lowerBound(a + 1, in: place.left..<ends.left),
          right: right.objects.lowerBound(a + 1, in: place.right..<ends.right)
        )
        group = (place.left..<next.left, place.right..<next.right)
        pair = (place.left, place.right)
        visited += group.left.count + group.right.count
        place = next
        return true
      }
    }
    return false
  }
}
