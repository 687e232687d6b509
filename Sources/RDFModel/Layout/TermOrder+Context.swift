// Vertices that look the same, by what is said around them.
extension TermOrder {
  /// Tells shared vertices of equal content apart by what is said around them.
  mutating func orderByContext() {
    var work = Self.work(for: order.count)
    while work > 0, let tied = firstSharedTie() {
      var isFiner = false
      var start = 0
      while start < order.count {
        let range = start..<end(ofCell: start)
        if range.count > 1 {
          work -= range.count
          if split(range, byContext: true) { isFiner = true }
        }
        start = range.upperBound
      }
      if isFiner { continue }
      // Nothing around them differs: very likely it does not matter which comes first.
      for place in (tied + 1)..<end(ofCell: tied) { cell[Int(order[place])] = UInt32(tied + 1) }
    }
  }

  /// The start of the first cell of several vertices whose order shows.
  private func firstSharedTie() -> Int? {
    var start = 0
    while start < order.count {
      let end = end(ofCell: start)
      if end - start > 1, order[start..<end].contains(where: { isShared[Int($0)] }) {
        return start
      }
      start = end
    }
    return nil
  }

  private func end(ofCell start: Int) -> Int {
    var end = start + 1
    while end < order.count, cell[Int(order[end])] == UInt32(start) { end += 1 }
    return end
  }

  // MARK: Cells

  /// Sorts the vertices of a cell by what is said of them and divides it where they differ.
  mutating func split(_ range: Range<Int>, byContext: Bool) -> Bool {
    guard range.count > 1 else { return false }
    var entries: [Entry] = []
    var bounds: [Range<Int>] = []
    for place in range {
      let start = entries.count
      append(Int(order[place]), to: &entries, byContext: byContext)
      entries[start...].sort()
      bounds.append(start..<entries.count)
    }
    func compare(_ left: Int, _ right: Int) -> Int {
      let (one, other) = (bounds[left], bounds[right])
      for offset in 0..<min(one.count, other.count) {
        let (left, right) = (entries[one.lowerBound + offset], entries[other.lowerBound + offset])
        if left != right { return left < right ? -1 : 1 }
      }
      return one.count - other.count
    }
    let members = Array(order[range])
    let sorted = members.indices.sorted { left, right in
      let difference = compare(left, right)
      return difference == 0 ? members[left] < members[right] : difference < 0
    }
    var start = range.lowerBound
    for (offset, member) in sorted.enumerated() {
      let place = range.lowerBound + offset
      if offset > 0, compare(sorted[offset - 1], member) != 0 { start = place }
      order[place] = members[member]
      cell[Int(members[member])] = UInt32(start)
    }
    return start > range.lowerBound
  }

  /// What is said of a vertex, and with `byContext` where it is mentioned as well.
  private func append(_ vertex: Int, to entries: inout [Entry], byContext: Bool) {
    if let parts = parts[vertex] {
      entries.append(Entry(0, key(parts.subject), parts.predicate, key(parts.object)))
    }
    for mention in mentions(of: vertex) {
      let index = Int(mention.index)
      switch mention.role {
      case .subject:
        let row = rows[index]
        entries.append(
          Entry(1, graphKey(row.graph, byContext: byContext), row.predicate, key(row.object)))
      case .object where byContext:
        let row = rows[index]
        entries.append(
          Entry(2, graphKey(row.graph, byContext: true), key(row.subject), row.predicate))
      case .partSubject where byContext: entries.append(Entry(3, cell[index], 0, 0))
      case .partObject where byContext: entries.append(Entry(4, cell[index], 0, 0))
      case .graph where byContext:
        let row = rows[index]
        entries.append(Entry(5, key(row.subject), row.predicate, key(row.object)))
      default: break
      }
    }
  }

  private func key(_ code: UInt32) -> UInt32 {
    vertex(code).map { groundCount + cell[$0] } ?? code
  }

  private func graphKey(_ code: UInt32, byContext: Bool) -> UInt32 {
    if code == StatementTable.defaultGraph { return 0 }
    // Before contexts are looked at, graphs without a name of their own all look the same.
    if isVertex(code), !byContext { return .max }
    return key(code) + 1
  }
}
