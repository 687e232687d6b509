/// Lists of entities for each entity, in two columns.
struct Neighbours: Sendable {
  private let offsets: [Int32]
  private let values: [Int32]

  /// Takes pairs in any order, without repetition and without an entity as its own neighbour.
  ///
  /// - Complexity: O(n log n) in the pairs.
  init(_ pairs: [(entity: Int32, other: Int32)], count: Int) {
    let sorted = pairs.filter { $0.entity != $0.other }.sorted {
      ($0.entity, $0.other) < ($1.entity, $1.other)
    }
    var offsets = [Int32](repeating: 0, count: count + 1)
    var values: [Int32] = []
    values.reserveCapacity(sorted.count)
    var last: (Int32, Int32) = (-1, -1)
    for pair in sorted where pair != last {
      values.append(pair.other)
      offsets[Int(pair.entity) + 1] += 1
      last = pair
    }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    self.offsets = offsets
    self.values = values
  }

  /// The neighbours of an entity, ascending.
  subscript(entity: Int) -> ArraySlice<Int32> {
    values[Int(offsets[entity])..<Int(offsets[entity + 1])]
  }

  /// How many pairs there are.
  var count: Int { values.count }
}
