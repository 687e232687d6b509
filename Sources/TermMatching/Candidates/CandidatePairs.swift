/// The pairs that are compared, by source entity, as columns.
struct CandidatePairs: Sendable {
  /// The first pair of each source entity, and the end.
  var start: [Int32] = [0]
  var target: [Int32] = []

  var count: Int { target.count }

  /// The pairs of a source entity; their targets ascend.
  func range(of source: Int) -> Range<Int> { Int(start[source])..<Int(start[source + 1]) }

  /// The number of a pair, or nil where it is not compared.
  ///
  /// - Complexity: O(log k) in the pairs of the source entity.
  func index(_ source: Int, _ target: Int) -> Int? {
    var low = Int(start[source])
    var high = Int(start[source + 1])
    while low < high {
      let middle = (low + high) / 2
      if self.target[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low < Int(start[source + 1]) && self.target[low] == target ? low : nil
  }
}

/// Lists of entities by the word or key that they have, as two columns.
struct PostingLists {
  private let offsets: [Int32]
  private let entities: [Int32]

  /// Takes pairs of key and entity; repetitions count once if they follow each other in order.
  init(_ pairs: [(key: Int32, entity: Int32)], keyCount: Int) {
    var offsets = [Int32](repeating: 0, count: keyCount + 1)
    for pair in pairs { offsets[Int(pair.key) + 1] += 1 }
    for index in 0..<keyCount { offsets[index + 1] += offsets[index] }
    var entities = [Int32](repeating: 0, count: pairs.count)
    var next = offsets
    for pair in pairs {
      entities[Int(next[Int(pair.key)])] = pair.entity
      next[Int(pair.key)] += 1
    }
    self.offsets = offsets
    self.entities = entities
  }

  subscript(key: Int32) -> ArraySlice<Int32> {
    entities[Int(offsets[Int(key)])..<Int(offsets[Int(key) + 1])]
  }
}
