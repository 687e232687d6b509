public import RDFModel

extension GraphDifference {
  /// A SPARQL Update request that makes the new dataset of the old one.
  ///
  /// Statements without blank nodes are deleted and inserted as data. Blank nodes have no name that
  /// a request could use, so each group of them that hang together is found by all that the old
  /// dataset says of it; should another group have all of that and more, it is changed too. The
  /// lines are sorted, so that the same difference is the same text.
  ///
  /// - Parameter old: the old dataset, whose labels ``removed`` and ``added`` use.
  /// - Returns: the request; nil where a blank node names a graph, which no request can write.
  ///   Source: SPARQL 1.1 Update, section 3.1.
  public func sparqlUpdate(from old: some Sequence<Quad>) -> String? {
    for quad in removed.union(added) {
      if case .blankNode? = quad.graph { return nil }
    }
    var operations: [String] = []
    func isGround(_ quad: Quad) -> Bool { quad.blankNodes.isEmpty }
    let deletion = UpdateBlock(removed.filter(isGround))
    if !deletion.isEmpty { operations.append("DELETE DATA {\n\(deletion.text)}") }
    let insertion = UpdateBlock(added.filter(isGround))
    if !insertion.isEmpty { operations.append("INSERT DATA {\n\(insertion.text)}") }
    operations += groups(old).compactMap(\.operation).sorted()
    return operations.isEmpty ? "" : operations.joined(separator: " ;\n") + "\n"
  }

  /// The blank nodes of both datasets, those that hang together in one group.
  private func groups(_ old: some Sequence<Quad>) -> [BlankNodeGroup] {
    var links = BlankNodeLinks()
    let before = old.filter { !$0.blankNodes.isEmpty }
    let gone = removed.filter { !$0.blankNodes.isEmpty }
    let fresh = added.filter { !$0.blankNodes.isEmpty }
    for quad in before { links.join(quad.blankNodes) }
    for quad in fresh { links.join(quad.blankNodes) }
    var groups: [BlankNode: BlankNodeGroup] = [:]
    func collect(_ quads: some Sequence<Quad>, _ part: WritableKeyPath<BlankNodeGroup, [Quad]>) {
      for quad in quads {
        guard let node = quad.blankNodes.first else { continue }
        groups[links.root(node), default: BlankNodeGroup()][keyPath: part].append(quad)
      }
    }
    collect(before, \.before)
    collect(gone, \.removed)
    collect(fresh, \.added)
    return Array(groups.values)
  }
}

/// Which blank nodes hang together.
private struct BlankNodeLinks {
  private var parents: [BlankNode: BlankNode] = [:]

  mutating func root(_ node: BlankNode) -> BlankNode {
    var node = node
    while let parent = parents[node] {
      if let above = parents[parent] { parents[node] = above }
      node = parent
    }
    return node
  }

  mutating func join(_ nodes: [BlankNode]) {
    guard let first = nodes.first else { return }
    for node in nodes.dropFirst() {
      let (one, other) = (root(first), root(node))
      if one != other { parents[other] = one }
    }
  }
}

/// Blank nodes that hang together, with what is said of them and what is to change.
private struct BlankNodeGroup {
  var before: [Quad] = []
  var removed: [Quad] = []
  var added: [Quad] = []

  /// What changes them, or nil where nothing does.
  var operation: String? {
    if removed.isEmpty, added.isEmpty { return nil }
    let known = Set(before.flatMap(\.blankNodes)).sorted { $0.label < $1.label }
    let names = Dictionary(
      zip(known, (1...max(known.count, 1)).map { "?b\($0)" }), uniquingKeysWith: { $1 })
    if known.isEmpty { return "INSERT DATA {\n\(UpdateBlock(added, names).text)}" }
    var result = ""
    if !removed.isEmpty { result += "DELETE {\n\(UpdateBlock(removed, names).text)}\n" }
    if !added.isEmpty { result += "INSERT {\n\(UpdateBlock(added, names).text)}\n" }
    result += "WHERE {\n\(UpdateBlock(before, names).text)"
    // Two nodes of the group are not one.
    let variables = known.compactMap { names[$0] }
    for (index, one) in variables.enumerated() {
      for other in variables[(index + 1)...] { result += "  FILTER (\(one) != \(other))\n" }
    }
    return result + "}"
  }
}

/// Statements as the inside of a block of an update, sorted, graph by graph.
private struct UpdateBlock {
  let text: String
  let isEmpty: Bool

  init(_ quads: some Sequence<Quad>, _ names: [BlankNode: String] = [:]) {
    var lines: [String: [String]] = [:]
    for quad in quads {
      let graph = quad.graph.map { Self.text($0, names) } ?? ""
      let triple = quad.triple
      lines[graph, default: []].append(
        [triple.subject, triple.predicate, triple.object].map { Self.text($0, names) }
          .joined(separator: " ") + " .\n")
    }
    isEmpty = lines.isEmpty
    text = lines.sorted { $0.key < $1.key }.map { graph, lines in
      graph.isEmpty
        ? lines.sorted().map { "  " + $0 }.joined()
        : "  GRAPH \(graph) {\n" + lines.sorted().map { "    " + $0 }.joined() + "  }\n"
    }.joined()
  }

  private static func text(_ term: Term, _ names: [BlankNode: String]) -> String {
    switch term {
    case .blankNode(let node): return names[node] ?? node.description
    case .tripleTerm(let triple):
      // Readers limit how deep triple terms nest.
      let parts = [triple.subject, triple.predicate, triple.object].map { text($0, names) }
      return "<<( " + parts.joined(separator: " ") + " )>>"
    default: return term.description
    }
  }
}
