import RDFModel

/// Tells blank nodes apart by what is said of them, round by round: two nodes have one colour as
/// long as nothing within that many steps differs between them.
///
/// Colours of two datasets can be compared when both were refined for as many rounds.
struct BlankNodeColouring {
  typealias Colours = [BlankNode: Int]

  /// Each quad beside the blank nodes that it mentions.
  private let quads: [(quad: Quad, nodes: [BlankNode])]

  init(_ quads: some Sequence<Quad>) {
    self.quads = quads.compactMap { quad in
      let nodes = Array(Set(quad.blankNodes))
      return nodes.isEmpty ? nil : (quad, nodes)
    }
  }

  /// All nodes with one colour.
  var start: Colours {
    var colours = Colours()
    for (_, nodes) in quads { for node in nodes { colours[node] = 0 } }
    return colours
  }

  /// One round: each node's colour now says what its neighbours' colours said.
  func refined(_ colours: Colours) -> Colours {
    var signatures: [BlankNode: [Int]] = [:]
    for (quad, nodes) in quads {
      for node in nodes {
        var hasher = Hasher()
        quad.hash(into: &hasher, colours: colours, focus: node)
        signatures[node, default: []].append(hasher.finalize())
      }
    }
    var next = Colours()
    for (node, colour) in colours {
      var hasher = Hasher()
      hasher.combine(colour)
      hasher.combine(signatures[node, default: []].sorted())
      next[node] = hasher.finalize()
    }
    return next
  }

  /// The nodes by their colours.
  static func classes(_ colours: Colours) -> [Int: [BlankNode]] {
    Dictionary(grouping: colours.keys) { colours[$0] ?? 0 }
  }
}

extension Term {
  var blankNodes: [BlankNode] {
    switch self {
    case .blankNode(let node): [node]
    case .tripleTerm(let triple): triple.blankNodes
    case .iri, .literal: []
    }
  }

  func renamed(_ names: [BlankNode: BlankNode]) -> Term {
    switch self {
    case .blankNode(let node): .blankNode(names[node] ?? node)
    case .tripleTerm(let triple): .tripleTerm(triple.renamed(names))
    case .iri, .literal: self
    }
  }

  fileprivate func hash(
    into hasher: inout Hasher, colours: BlankNodeColouring.Colours, focus: BlankNode
  ) {
    switch self {
    case .blankNode(let node):
      hasher.combine(node == focus)
      hasher.combine(colours[node])
    case .tripleTerm(let triple): triple.hash(into: &hasher, colours: colours, focus: focus)
    case .iri, .literal: hasher.combine(self)
    }
  }
}

extension Triple {
  var blankNodes: [BlankNode] { subject.blankNodes + predicate.blankNodes + object.blankNodes }

  func renamed(_ names: [BlankNode: BlankNode]) -> Triple {
    Triple(subject.renamed(names), predicate.renamed(names), object.renamed(names))
  }

  fileprivate func hash(
    into hasher: inout Hasher, colours: BlankNodeColouring.Colours, focus: BlankNode
  ) {
    subject.hash(into: &hasher, colours: colours, focus: focus)
    predicate.hash(into: &hasher, colours: colours, focus: focus)
    object.hash(into: &hasher, colours: colours, focus: focus)
  }
}

extension Quad {
  var blankNodes: [BlankNode] { triple.blankNodes + (graph?.blankNodes ?? []) }

  func renamed(_ names: [BlankNode: BlankNode]) -> Quad {
    Quad(triple.renamed(names), graph: graph?.renamed(names))
  }

  fileprivate func hash(
    into hasher: inout Hasher, colours: BlankNodeColouring.Colours, focus: BlankNode
  ) {
    triple.hash(into: &hasher, colours: colours, focus: focus)
    hasher.combine(graph == nil)
    graph?.hash(into: &hasher, colours: colours, focus: focus)
  }
}
