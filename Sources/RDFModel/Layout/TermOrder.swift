internal import ByteStorage

/// The order of the terms that have none of their own: blank nodes, and the triple terms that may
/// hold some.
///
/// They are sorted by what is said of them, so that neither the order of the source nor its labels
/// matter. First come nodes that refer to no others, sorted by their statements; then those that
/// refer to them, and so on. What lies on rings, and nodes of equal content that several statements
/// share, is told apart by how many nodes hang together and by the statements around it, round by
/// round, as far as some rounds go; what still looks the same keeps the order of the source.
struct TermOrder {
  private typealias Row = StatementTable.Row

  /// A term in an entry is a rank, or beyond all ranks the number of a vertex.
  private let groundCount: UInt32
  private let terms: FrozenByteStringTable
  /// The terms that are to be ordered.
  private let vertices: [UInt32]
  /// The statements that mention some, each once, in codes.
  private var rows: [Row] = []
  /// The codes of the parts of triple terms, by vertex; nil for a blank node.
  private var parts: [(subject: UInt32, predicate: UInt32, object: UInt32)?] = []

  /// The places where each vertex is mentioned: role and row, or the vertex of a triple term.
  private var mentions: [Mention] = []
  private var mentionStarts: [Int] = []

  /// The vertices in order, and of each the place where the cell of those begins that are not told
  /// apart from it.
  private var order: [UInt32] = []
  private var cell: [UInt32]
  /// Whether the order of a vertex among its equals may show in what is written.
  private var isShared: [Bool]

  /// Where a vertex is mentioned.
  private struct Mention: BitwiseCopyable {
    enum Role: UInt8 { case subject, object, partSubject, partObject, graph }
    let role: Role
    let index: UInt32
  }

  /// One line of what is said of a vertex.
  private struct Entry: BitwiseCopyable, Comparable {
    let high: UInt64
    let low: UInt64

    init(_ kind: Int, _ first: UInt32, _ second: UInt32, _ third: UInt32) {
      high = UInt64(kind) << 32 | UInt64(first)
      low = UInt64(second) << 32 | UInt64(third)
    }

    static func < (left: Entry, right: Entry) -> Bool {
      (left.high, left.low) < (right.high, right.low)
    }
  }

  /// How many vertices are looked at again: some rounds of all in a large graph, many in a small one.
  private static func work(for count: Int) -> Int { 8 * count + 100_000 }

  /// Orders terms.
  ///
  /// - Parameter ranks: those of IRIs and literals, by number; there are `groundCount`.
  /// - Complexity: O(n log n) in the statements that mention the terms.
  init(
    terms: FrozenByteStringTable, rows all: Column<StatementTable.Row>, ranks: [UInt32],
    groundCount: Int, vertices: [UInt32]
  ) {
    self.terms = terms
    self.vertices = vertices
    self.groundCount = UInt32(groundCount)
    cell = Array(repeating: 0, count: vertices.count)
    isShared = Array(repeating: false, count: vertices.count)
    guard !vertices.isEmpty else { return }
    var codes = ranks
    for (vertex, number) in vertices.enumerated() {
      codes[Int(number)] = UInt32(groundCount + vertex)
    }
    collect(all, codes)
    findMentions()
    orderByContent()
    orderByContext()
  }

  /// The numbers of the triple terms, then those of the blank nodes, in order.
  var numbers: [UInt32] {
    order.filter { parts[Int($0)] != nil }.map { vertices[Int($0)] }
      + order.filter { parts[Int($0)] == nil }.map { vertices[Int($0)] }
  }

  /// How many of ``numbers`` are triple terms.
  var tripleTermCount: Int { parts.count { $0 != nil } }

  // MARK: Statements

  private mutating func collect(_ all: Column<StatementTable.Row>, _ codes: [UInt32]) {
    func code(_ number: UInt32) -> UInt32 {
      number == StatementTable.defaultGraph ? number : codes[Int(number)]
    }
    for index in 0..<all.count {
      let row = all[index]
      let coded = Row(
        graph: code(row.graph), subject: code(row.subject), predicate: code(row.predicate),
        object: code(row.object))
      if isVertex(coded.subject) || isVertex(coded.object) || isVertex(coded.graph) {
        rows.append(coded)
      }
    }
    rows.sort { $0.key < $1.key }
    var count = 0
    for row in rows where count == 0 || row.key != rows[count - 1].key {
      rows[count] = row
      count += 1
    }
    rows.removeLast(rows.count - count)
    parts = vertices.map { number in
      guard terms.qualifier(Int(number)) == StatementTable.Qualifier.tripleTerm else { return nil }
      let parts = terms.parts(ofTripleTerm: number)
      return (code(parts.subject), code(parts.predicate), code(parts.object))
    }
  }

  private func isVertex(_ code: UInt32) -> Bool {
    code >= groundCount && code != StatementTable.defaultGraph
  }

  /// The vertex of a code.
  private func vertex(_ code: UInt32) -> Int? {
    isVertex(code) ? Int(code - groundCount) : nil
  }

  private mutating func findMentions() {
    var starts = [Int](repeating: 0, count: vertices.count + 1)
    forEachMention { vertex, _ in starts[vertex + 1] += 1 }
    for vertex in vertices.indices { starts[vertex + 1] += starts[vertex] }
    mentionStarts = starts
    var found = [Mention](
      repeating: Mention(role: .subject, index: 0), count: starts[vertices.count])
    forEachMention { vertex, mention in
      found[starts[vertex]] = mention
      starts[vertex] += 1
    }
    mentions = found
    for vertex in vertices.indices {
      var references = 0
      for mention in mentions(of: vertex) {
        switch mention.role {
        case .subject: break
        case .object: references += 1
        case .partSubject, .partObject, .graph: references += 2
        }
      }
      isShared[vertex] = references > 1
    }
  }

  private func forEachMention(_ body: (Int, Mention) -> Void) {
    for (index, row) in rows.enumerated() {
      let index = UInt32(truncatingIfNeeded: index)
      if let node = vertex(row.subject) { body(node, Mention(role: .subject, index: index)) }
      if let node = vertex(row.object) { body(node, Mention(role: .object, index: index)) }
      if let node = vertex(row.graph) { body(node, Mention(role: .graph, index: index)) }
    }
    for (index, parts) in parts.enumerated() {
      guard let parts else { continue }
      let index = UInt32(truncatingIfNeeded: index)
      if let node = vertex(parts.subject) { body(node, Mention(role: .partSubject, index: index)) }
      if let node = vertex(parts.object) { body(node, Mention(role: .partObject, index: index)) }
    }
  }

  private func mentions(of vertex: Int) -> ArraySlice<Mention> {
    mentions[mentionStarts[vertex]..<mentionStarts[vertex + 1]]
  }

  // MARK: Content

  /// Places the vertices that refer to none that is not placed, again and again; what is left lies
  /// on rings or refers to them.
  private mutating func orderByContent() {
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

  // MARK: Context

  /// Tells shared vertices of equal content apart by what is said around them.
  private mutating func orderByContext() {
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
  private mutating func split(_ range: Range<Int>, byContext: Bool) -> Bool {
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

extension StatementTable.Row {
  fileprivate var key: (UInt64, UInt64) {
    (UInt64(graph) << 32 | UInt64(subject), UInt64(predicate) << 32 | UInt64(object))
  }
}
