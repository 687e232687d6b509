/// Collections, and how deep nodes lie in one another.
extension StatementLayout {
  // MARK: Collections

  /// Marks lists from their ends: each cell has one item, one rest and one reference.
  mutating func findCells(_ statements: SortedStatements) {
    guard let first = statements.rank(RDF.first), let rest = statements.rank(RDF.rest),
      let end = statements.rank(RDF.nil)
    else { return }
    for start in 0..<blankNodeCount {
      guard restOfCell(start, first, rest, statements) == end else { continue }
      var index = start
      while true {
        nodes[index].isCell = true
        // Up to the cell before, if this one is its rest.
        let statement = statements.rows[nodes[index].reference]
        guard statement.predicate == rest, statements.blankNodes.contains(statement.subject),
          let previous = node(statement.subject), !nodes[previous].isCell,
          restOfCell(previous, first, rest, statements) != nil
        else { break }
        index = previous
      }
    }
  }

  /// The rest of a node that has the shape of a list cell.
  private func restOfCell(
    _ index: Int, _ first: Rank, _ rest: Rank, _ statements: SortedStatements
  ) -> Rank? {
    let rows = nodes[index].rows
    guard rows.count == 2, isNested(index) else { return nil }
    let item = statements.rows[rows.lowerBound]
    let tail = statements.rows[rows.lowerBound + 1]
    guard item.predicate == first, tail.predicate == rest, !isAnnotated(rows.lowerBound),
      !isAnnotated(rows.lowerBound + 1)
    else { return nil }
    if style == .rdfXML,
      statements.literals.contains(item.object) || statements.tripleTerms.contains(item.object)
    {
      return nil
    }
    return tail.object
  }

  // MARK: Depth

  /// Works out how deep each node lies and cuts rings and what lies too deep.
  mutating func findDepths(_ statements: SortedStatements) {
    var path: [Int] = []
    var onPath = Set<Int>()
    for start in nodes.indices where nodes[start].depth < 0 {
      path.removeAll(keepingCapacity: true)
      onPath.removeAll(keepingCapacity: true)
      var index = start
      // Up to a node whose depth is known, or that stands at the top.
      while nodes[index].depth < 0 {
        guard onPath.insert(index).inserted else {
          cutRing(&path, from: path.firstIndex(of: index) ?? 0, statements)
          break
        }
        path.append(index)
        guard let parent = parent(index, statements) else { break }
        index = parent
      }
      for index in path.reversed() { setDepth(index, statements) }
    }
  }

  /// The node in which a node is written.
  private func parent(_ index: Int, _ statements: SortedStatements) -> Int? {
    host(index).flatMap { node(statements.rows[$0].subject) }
  }

  /// Takes one node of the ring at the end of a path out of the others, the first one that is not
  /// the rest of a list, and turns the ring so that it ends with that node.
  private mutating func cutRing(
    _ path: inout [Int], from start: Int, _ statements: SortedStatements
  ) {
    let ring = path[start...]
    let heads = ring.filter { !isRest($0, statements) }
    // A ring of nothing but rests has no end, so none of its nodes is a cell.
    guard let cut = heads.min(), let place = ring.firstIndex(of: cut) else { return }
    nodes[cut].isCut = true
    nodes[cut].isCell = false
    path = Array(path[..<start] + ring[(place + 1)...] + ring[...place])
  }

  /// Whether a node is the cell after another in a collection.
  private func isRest(_ index: Int, _ statements: SortedStatements) -> Bool {
    guard nodes[index].isCell, let parent = parent(index, statements), nodes[parent].isCell else {
      return false
    }
    return nodes[parent].rows.upperBound - 1 == nodes[index].reference
  }

  private mutating func setDepth(_ index: Int, _ statements: SortedStatements) {
    guard nodes[index].depth < 0 else { return }
    guard host(index) != nil else { return nodes[index].depth = 0 }
    // Cells lie side by side in their collection.
    let step = isRest(index, statements) ? 0 : 1
    let depth = parent(index, statements).map { nodes[$0].depth } ?? 0
    if depth + step > Self.maximumDepth {
      nodes[index].isCut = true
      nodes[index].depth = 0
    } else {
      nodes[index].depth = depth + step
    }
  }
}
