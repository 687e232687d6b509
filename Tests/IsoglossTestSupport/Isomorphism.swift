public import RDFModel

/// Why two collections could not be compared: too many blank nodes look the same.
public struct IsomorphismUndecided: Error {}

/// Whether two collections of quads are the same dataset but for the labels of blank nodes.
///
/// Blank nodes are told apart by what is said of them, round by round; where several still look
/// the same, each pairing is tried. Duplicates count once.
///
/// Source: RDF 1.1 Concepts, sections 3.6 and 4.1.
///
/// - Throws: ``IsomorphismUndecided`` after `attempts` pairings.
public func areIsomorphic(
  _ left: [Quad], _ right: [Quad], attempts: Int = 10_000
) throws -> Bool {
  let left = Set(left)
  let right = Set(right)
  guard left.count == right.count else { return false }
  let leftGround = left.filter { $0.blankNodes.isEmpty }
  guard leftGround == right.filter({ $0.blankNodes.isEmpty }) else { return false }
  var search = IsomorphismSearch(
    left: Array(left.subtracting(leftGround)), right: Array(right.subtracting(leftGround)),
    attempts: attempts)
  return try search.pair(search.start(search.left), search.start(search.right))
}

/// A search for a pairing of blank nodes.
private struct IsomorphismSearch {
  typealias Colours = [BlankNode: Int]

  let left: [Quad]
  let right: [Quad]
  var attempts: Int

  func start(_ quads: [Quad]) -> Colours {
    var colours = Colours()
    for quad in quads {
      for node in quad.blankNodes { colours[node] = 0 }
    }
    return colours
  }

  mutating func pair(_ leftStart: Colours, _ rightStart: Colours) throws -> Bool {
    guard attempts > 0 else { throw IsomorphismUndecided() }
    attempts -= 1
    let leftColours = refine(leftStart, by: left)
    let rightColours = refine(rightStart, by: right)
    let leftClasses = Dictionary(grouping: leftColours.keys) { leftColours[$0] ?? 0 }
    let rightClasses = Dictionary(grouping: rightColours.keys) { rightColours[$0] ?? 0 }
    guard leftClasses.mapValues(\.count) == rightClasses.mapValues(\.count) else { return false }
    let ambiguous = leftClasses.filter { $0.value.count > 1 }
    guard let (colour, nodes) = ambiguous.min(by: { $0.value.count < $1.value.count }) else {
      let names = leftClasses.compactMapValues(\.first)
      let renaming = rightColours.compactMapValues { names[$0] }
      return Set(right.map { $0.renamed(renaming) }) == Set(left)
    }
    guard let node = nodes.min(by: { $0.label < $1.label }) else { return false }
    var leftNext = leftColours
    leftNext[node] = attempts &+ 1
    for candidate in rightClasses[colour] ?? [] {
      var rightNext = rightColours
      rightNext[candidate] = leftNext[node]
      if try pair(leftNext, rightNext) { return true }
    }
    return false
  }

  private func refine(_ start: Colours, by quads: [Quad]) -> Colours {
    var colours = start
    var classCount = Set(colours.values).count
    while true {
      var signatures: [BlankNode: [Int]] = [:]
      for quad in quads {
        for node in Set(quad.blankNodes) {
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
      let nextCount = Set(next.values).count
      colours = next
      if nextCount <= classCount { return colours }
      classCount = nextCount
    }
  }
}

extension Term {
  fileprivate var blankNodes: [BlankNode] {
    switch self {
    case .blankNode(let node): [node]
    case .tripleTerm(let triple): triple.blankNodes
    case .iri, .literal: []
    }
  }

  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Term {
    switch self {
    case .blankNode(let node): .blankNode(names[node] ?? node)
    case .tripleTerm(let triple): .tripleTerm(triple.renamed(names))
    case .iri, .literal: self
    }
  }

  fileprivate func hash(into hasher: inout Hasher, colours: [BlankNode: Int], focus: BlankNode) {
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
  fileprivate var blankNodes: [BlankNode] {
    subject.blankNodes + predicate.blankNodes + object.blankNodes
  }

  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Triple {
    Triple(subject.renamed(names), predicate.renamed(names), object.renamed(names))
  }

  fileprivate func hash(into hasher: inout Hasher, colours: [BlankNode: Int], focus: BlankNode) {
    subject.hash(into: &hasher, colours: colours, focus: focus)
    predicate.hash(into: &hasher, colours: colours, focus: focus)
    object.hash(into: &hasher, colours: colours, focus: focus)
  }
}

extension Quad {
  fileprivate var blankNodes: [BlankNode] { triple.blankNodes + (graph?.blankNodes ?? []) }

  fileprivate func renamed(_ names: [BlankNode: BlankNode]) -> Quad {
    Quad(triple.renamed(names), graph: graph?.renamed(names))
  }

  fileprivate func hash(into hasher: inout Hasher, colours: [BlankNode: Int], focus: BlankNode) {
    triple.hash(into: &hasher, colours: colours, focus: focus)
    hasher.combine(graph == nil)
    graph?.hash(into: &hasher, colours: colours, focus: focus)
  }
}
