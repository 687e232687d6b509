// Vertices by what is said of them: leaves first, then what refers to them, then rings.
extension TermOrder {
  /// Places the vertices that refer to none that is not placed, again and again; what is left lies
  /// on rings or refers to them.
  mutating func orderByContent() {
    var pending = [Int](repeating: 0, count: vertices.count)
    for row in rows {
      if let node = vertex(row.subject), isVertex(row.object) { pending[node] += 1 }
    }
    for (index, parts) in parts.enumerated() {
      guard let parts else { continue }
      pending[index] = (isVertex(parts.subject) ? 1 : 0) + (isVertex(parts.object) ? 1 : 0)
    }
    var wave = vertices.indices.filter { pending[$0] == 0 }
    while !wave.isEmpty {
      let start = order.count
      for vertex in wave {
        cell[vertex] = UInt32(start)
        order.append(UInt32(vertex))
      }
      _ = split(start..<order.count, byContext: false)
      var next: [Int] = []
      for vertex in wave {
        for mention in mentions(of: vertex) {
          guard let dependent = dependent(mention) else { continue }
          pending[dependent] -= 1
          if pending[dependent] == 0 { next.append(dependent) }
        }
      }
      wave = next
    }
    placeRest(vertices.indices.filter { pending[$0] > 0 })
  }

  /// Places what lies on rings or refers to them: triple terms, then blank nodes, those before
  /// others that hang together with fewer.
  private mutating func placeRest(_ rest: [Int]) {
    guard !rest.isEmpty else { return }
    let sizes = sizesOfComponents()
    func rank(_ vertex: Int) -> Int {
      (parts[vertex] == nil ? vertices.count + 1 : 0) + sizes[vertex]
    }
    var last = -1
    var start = 0
    for vertex in rest.sorted(by: { (rank($0), $0) < (rank($1), $1) }) {
      if rank(vertex) != last { start = order.count }
      last = rank(vertex)
      cell[vertex] = UInt32(start)
      isShared[vertex] = true
      order.append(UInt32(vertex))
    }
  }

  /// How many vertices hang together with each.
  private func sizesOfComponents() -> [Int] {
    var parents = Array(vertices.indices)
    func root(_ vertex: Int) -> Int {
      var vertex = vertex
      while parents[vertex] != vertex {
        parents[vertex] = parents[parents[vertex]]
        vertex = parents[vertex]
      }
      return vertex
    }
    for vertex in vertices.indices {
      for mention in mentions(of: vertex) {
        guard let dependent = dependent(mention) else { continue }
        let (one, other) = (root(vertex), root(dependent))
        parents[max(one, other)] = min(one, other)
      }
    }
    var sizes = [Int](repeating: 0, count: vertices.count)
    let roots = vertices.indices.map { root($0) }
    for root in roots { sizes[root] += 1 }
    return roots.map { sizes[$0] }
  }

  /// The vertex whose content a mention is part of.
  private func dependent(_ mention: Mention) -> Int? {
    switch mention.role {
    case .object: vertex(rows[Int(mention.index)].subject)
    case .partSubject, .partObject: Int(mention.index)
    case .subject, .graph: nil
    }
  }
}
