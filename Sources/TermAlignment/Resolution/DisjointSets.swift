/// Sets of numbers that grow together.
struct DisjointSets {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  private mutating func root(of number: UInt32) -> UInt32 {
    var on = number
    while parents[Int(on)] != on {
      parents[Int(on)] = parents[Int(parents[Int(on)])]
      on = parents[Int(on)]
    }
    return on
  }

  /// Joins two sets under the smaller root, so that a root comes before its members.
  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (left, right) = (root(of: one), root(of: other))
    if left < right { parents[Int(right)] = left } else { parents[Int(left)] = right }
  }

  /// The place of each number when sets are laid out one after the other, in the order of their
  /// first members.
  mutating func ranks() -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: parents.count + 1)
    for number in parents.indices { starts[Int(root(of: UInt32(number))) + 1] += 1 }
    for number in parents.indices { starts[number + 1] += starts[number] }
    return parents.indices.map { number in
      let root = Int(root(of: UInt32(number)))
      defer { starts[root] += 1 }
      return starts[root]
    }
  }

  /// The size of the set of each number.
  mutating func sizes() -> [Int] {
    var counts = [Int](repeating: 0, count: parents.count)
    for number in parents.indices { counts[Int(root(of: UInt32(number)))] += 1 }
    return parents.indices.map { counts[Int(root(of: UInt32($0)))] }
  }
}
