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
  typealias Row = StatementTable.Row

  /// A term in an entry is a rank, or beyond all ranks the number of a vertex.
  let groundCount: UInt32
  private let terms: FrozenByteStringTable
  /// The terms that are to be ordered.
  let vertices: [UInt32]
  /// The statements that mention some, each once, in codes.
  var rows: [Row] = []
  /// The codes of the parts of triple terms, by vertex; nil for a blank node.
  var parts: [(subject: UInt32, predicate: UInt32, object: UInt32)?] = []

  /// The places where each vertex is mentioned: role and row, or the vertex of a triple term.
  private var mentions: [Mention] = []
  private var mentionStarts: [Int] = []

  /// The vertices in order, and of each the place where the cell of those begins that are not told
  /// apart from it.
  var order: [UInt32] = []
  var cell: [UInt32]
  /// Whether the order of a vertex among its equals may show in what is written.
  var isShared: [Bool]

  /// Where a vertex is mentioned.
  struct Mention: BitwiseCopyable {
    enum Role: UInt8 { case subject, object, partSubject, partObject, graph }
    let role: Role
    let index: UInt32
  }

  /// One line of what is said of a vertex.
  struct Entry: BitwiseCopyable, Comparable {
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
  static func work(for count: Int) -> Int { 8 * count + 100_000 }

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

  func isVertex(_ code: UInt32) -> Bool {
    code >= groundCount && code != StatementTable.defaultGraph
  }

  /// The vertex of a code.
  func vertex(_ code: UInt32) -> Int? {
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

  func mentions(of vertex: Int) -> ArraySlice<Mention> {
    mentions[mentionStarts[vertex]..<mentionStarts[vertex + 1]]
  }
}

extension StatementTable.Row {
  fileprivate var key: (UInt64, UInt64) {
    (UInt64(graph) << 32 | UInt64(subject), UInt64(predicate) << 32 | UInt64(object))
  }
}
