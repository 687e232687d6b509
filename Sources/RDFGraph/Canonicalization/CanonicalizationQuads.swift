internal import ByteStorage
internal import RDFModel

/// The quads of a snapshot, and which of them mention a blank node.
///
/// A blank node goes by its index among the blank nodes of the snapshot.
struct CanonicalizationQuads {
  struct Quad {
    let subject: TermID
    let predicate: TermID
    let object: TermID
    let graph: TermID?

    /// The blank nodes with the letters of their positions.
    func forEachBlankNode(_ body: (_ node: UInt32, _ position: UInt8) -> Void) {
      if let node = subject.blankNode { body(node, UInt8(ascii: "s")) }
      if let node = object.blankNode { body(node, UInt8(ascii: "o")) }
      if let node = graph?.blankNode { body(node, UInt8(ascii: "g")) }
    }
  }

  let dictionary: TermDictionary
  let quads: [Quad]
  private let mentions: [UInt32]
  /// Where the mentions of each node end.
  private let ends: [Int]

  /// Takes the quads of a snapshot, or the triples of a selection as one graph without a name.
  init(
    _ snapshot: GraphSnapshot, selection: GraphSelection? = nil
  ) throws(CanonicalizationError) {
    dictionary = snapshot.dictionary
    let quads = try Self.quads(of: snapshot, selection)
    let nodeCount = dictionary.count(.blankNode)
    // Counted first, so that the mentions of all nodes lie in one array.
    var next = [Int](repeating: 0, count: nodeCount + 1)
    for quad in quads {
      Self.forEachNodeOnce(of: quad) { next[Int($0) + 1] += 1 }
    }
    for node in 0..<nodeCount { next[node + 1] += next[node] }
    var mentions = [UInt32](repeating: 0, count: next[nodeCount])
    for (index, quad) in quads.enumerated() {
      Self.forEachNodeOnce(of: quad) { node in
        mentions[next[Int(node)]] = UInt32(index)
        next[Int(node)] += 1
      }
    }
    self.quads = quads
    self.mentions = mentions
    ends = next
  }

  private static func quads(
    of snapshot: GraphSnapshot, _ selection: GraphSelection?
  ) throws(CanonicalizationError) -> [Quad] {
    let permutation = snapshot.permutation(.spo)
    let graphsOfSet = snapshot.graphSetMembers
    var quads: [Quad] = []
    quads.reserveCapacity(snapshot.tripleCount)
    for ordinal in 0..<max(permutation.offsets.count - 1, 0) {
      let subject = snapshot.dictionary.id(ordinal: ordinal)
      for row in permutation.rows(leading: ordinal) {
        if let selection, !selection.contains(row: row, of: permutation) { continue }
        let object = TermID(rawValue: permutation.third[row])
        guard subject.kind != .tripleTerm, object.kind != .tripleTerm else {
          throw .tripleTerm
        }
        let graphs =
          selection != nil ? [0] : permutation.graphSets.map { graphsOfSet[Int($0[row])] } ?? [0]
        for graph in graphs {
          quads.append(
            Quad(
              subject: subject, predicate: TermID(rawValue: permutation.second[row]),
              object: object, graph: graph == 0 ? nil : snapshot.graphNames[Int(graph) - 1]))
        }
      }
    }
    return quads
  }

  private static func forEachNodeOnce(of quad: Quad, _ body: (UInt32) -> Void) {
    let (subject, object) = (quad.subject.blankNode, quad.object.blankNode)
    let graph = quad.graph?.blankNode
    if let subject { body(subject) }
    if let object, object != subject { body(object) }
    if let graph, graph != subject, graph != object { body(graph) }
  }

  /// How many blank nodes the snapshot's dictionary holds.
  var nodeCount: Int { dictionary.count(.blankNode) }

  /// The quads that mention a blank node, each once.
  func mentions(of node: UInt32) -> ArraySlice<UInt32> {
    mentions[(node == 0 ? 0 : ends[Int(node) - 1])..<ends[Int(node)]]
  }

  // MARK: Writing

  /// The canonical N-Quads document.
  ///
  /// Source: RDF Dataset Canonicalization, section 5.
  func nQuads(_ issuer: IdentifierIssuer) -> [UInt8] {
    var lines = SortedLines()
    for quad in quads {
      append(quad, to: &lines.bytes) { node, bytes in issuer.append(node, to: &bytes) }
      lines.endLine()
    }
    let sorted = lines.sorted()
    var document: [UInt8] = []
    document.reserveCapacity(sorted.count)
    for offset in 0..<sorted.count { document.append(sorted[offset]) }
    return document
  }

  /// Writes a quad as a line of canonical N-Quads, with blank nodes as `name` writes them.
  func append(
    _ quad: Quad, to buffer: inout ByteBuffer, name: (UInt32, inout ByteBuffer) -> Void
  ) {
    let space = UInt8(ascii: " ")
    append(quad.subject, to: &buffer, name: name)
    buffer.append(space)
    append(quad.predicate, to: &buffer, name: name)
    buffer.append(space)
    append(quad.object, to: &buffer, name: name)
    if let graph = quad.graph {
      buffer.append(space)
      append(graph, to: &buffer, name: name)
    }
    buffer.append(" .\n")
  }

  private func append(
    _ id: TermID, to buffer: inout ByteBuffer, name: (UInt32, inout ByteBuffer) -> Void
  ) {
    if let node = id.blankNode { return name(node, &buffer) }
    guard id.kind == .literal else { return buffer.append(iri: dictionary.bytes(of: id)) }
    buffer.append(quoted: dictionary.bytes(of: id))
    if let language = dictionary.language(of: id) {
      buffer.append("@")
      buffer.append(language)
    } else if let datatype = dictionary.datatype(of: id) {
      buffer.append("^^")
      buffer.append(iri: dictionary.bytes(of: datatype))
    }
  }
}

extension TermID {
  /// The index of a blank node among those of the snapshot.
  fileprivate var blankNode: UInt32? { kind == .blankNode ? UInt32(index) : nil }
}

/// Lines that are put in the order of their code points, which is that of their UTF-8 bytes.
struct SortedLines: ~Copyable {
  var bytes = ByteBuffer()
  private var ends: [Int] = []

  mutating func endLine() { ends.append(bytes.count) }

  /// All lines in order.
  consuming func sorted() -> ByteBuffer {
    let ends = self.ends
    let unsorted = bytes.freeze()
    let lines = ends.indices.map { ($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0] }.sorted { a, b in
      for (x, y) in zip(a, b) {
        let (left, right) = (unsorted[x], unsorted[y])
        if left != right { return left < right }
      }
      return a.count < b.count
    }
    var result = ByteBuffer(capacity: unsorted.count)
    for line in lines { result.append(unsorted.slice(line.lowerBound, line.count)) }
    return result
  }
}
