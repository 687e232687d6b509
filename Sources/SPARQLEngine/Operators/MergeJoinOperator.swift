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

  private let input: Operator
  private let left: Range<Int>
  private let right: Range<Int>
  private let sides: (Side, Side)
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
    func rows(_ side: Side) -> Range<Int> {
      index.ordinal(side.predicate).map { index.pos.rows(leading: $0) } ?? 0..<0
    }
    self.left = rows(left)
    self.right = rows(right)
    var layout = Layout.empty
    outputs = [left.slot, right.slot, object].map { slot in
      guard keeps?.contains(slot) ?? true else { return -1 }
      layout.slots.append(slot)
      layout.certain.insert(slot)
      return layout.slots.count - 1
    }
    super.init(
      input.context, layout: layout, children: [input],
      estimate: Double(max(self.left.count, self.right.count)))
  }

  override var summary: String { "MergeJoin" }

  override var detail: String { "\(sides.0.label) ⋈ \(sides.1.label)" }

  override func reset() {
    super.reset()
    isStarted = false
  }

  override func produce() throws(EngineError) -> Batch? {
    if !isStarted {
      guard try input.next() != nil else { return nil }
      isStarted = true
      place = (left.lowerBound, right.lowerBound)
      group = (0..<0, 0..<0)
      pair = (0, 0)
    }
    let pos = context.index.pos
    var columns: [[UInt32]] = [[], [], []]
    var count = 0
    while count < Batch.target {
      if pair.left >= group.left.upperBound {
        guard try advance(pos) else { break }
        continue
      }
      let room = Batch.target - count
      let end = min(group.right.upperBound, pair.right + room)
      let subject = pos.third[pair.left]
      if outputs[0] >= 0 {
        columns[0].append(contentsOf: repeatElement(subject, count: end - pair.right))
      }
      if outputs[1] >= 0 { pos.third.append(pair.right..<end, to: &columns[1]) }
      if outputs[2] >= 0 {
        columns[2].append(
          contentsOf: repeatElement(pos.second[pair.left], count: end - pair.right))
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
  private func advance(_ pos: Permutation) throws(EngineError) -> Bool {
    while place.left < left.upperBound, place.right < right.upperBound {
      let (a, b) = (pos.second[place.left], pos.second[place.right])
      visited += 1
      try context.tick()
      if a < b {
        place.left = pos.second.lowerBound(b, in: place.left..<left.upperBound)
      } else if b < a {
        place.right = pos.second.lowerBound(a, in: place.right..<right.upperBound)
      } else {
        let ends = (
          pos.second.lowerBound(a + 1, in: place.left..<left.upperBound),
          pos.second.lowerBound(a + 1, in: place.right..<right.upperBound)
        )
        group = (place.left..<ends.0, place.right..<ends.1)
        pair = (place.left, place.right)
        visited += group.left.count + group.right.count
        place = ends
        return true
      }
    }
    return false
  }
}
