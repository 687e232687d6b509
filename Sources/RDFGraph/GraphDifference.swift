public import RDFModel

/// What must be removed from one dataset and added to it to make another of it.
///
/// Blank nodes of both sides are taken for the same where what is said of them is the same. Two
/// isomorphic datasets, as far as ``areIsomorphic(_:_:attempts:)`` decides it, have no difference;
/// of two others the difference is right (removing and adding gives the other dataset) and small,
/// and it is not promised to be the smallest.
public struct GraphDifference: Sendable {
  /// Quads of the old dataset alone, with its labels.
  public let removed: Set<Quad>
  /// Quads of the new dataset alone; blank nodes that the old one has carry its labels, and others
  /// labels that it does not use.
  public let added: Set<Quad>

  /// Whether both are the same but for labels.
  public var isEmpty: Bool { removed.isEmpty && added.isEmpty }

  /// Compares two datasets.
  ///
  /// - Complexity: O(r n) in the quads n with blank nodes and the rounds r, at most the length of
  ///   the longest chain of blank nodes and bounded; expected O(n) in the others.
  public init(from old: some Sequence<Quad>, to new: some Sequence<Quad>) {
    let old = Set(old)
    let new = Set(new)
    let names = Self.pairing(old, new)
    let renamed = Set(new.map { $0.blankNodes.isEmpty ? $0 : $0.renamed(names) })
    removed = old.subtracting(renamed)
    added = renamed.subtracting(old)
  }

  /// Compares two snapshots.
  public init(from old: GraphSnapshot, to new: GraphSnapshot) {
    self.init(from: old.quads, to: new.quads)
  }

  /// How many rounds are looked at; what differs beyond so many steps counts as the same.
  private static let maximumRounds = 24

  /// The labels that the blank nodes of the new dataset get.
  private static func pairing(_ old: Set<Quad>, _ new: Set<Quad>) -> [BlankNode: BlankNode] {
    var search = IsomorphismSearch(
      left: old.filter { !$0.blankNodes.isEmpty }, right: new.filter { !$0.blankNodes.isEmpty },
      attempts: 200)
    let (left, right) = (search.leftColouring, search.rightColouring)
    if let found = try? search.pair(left.start, right.start) { return found }
    // Round by round, so that nodes that agree furthest are paired first.
    var rounds = [(left.start, right.start)]
    while rounds.count < maximumRounds, let last = rounds.last {
      rounds.append((left.refined(last.0), right.refined(last.1)))
      let counts = rounds.suffix(2).map { Set($0.0.values).count + Set($0.1.values).count }
      if counts[0] == counts[1] { break }
    }
    var names: [BlankNode: BlankNode] = [:]
    var taken: Set<BlankNode> = []
    for (leftColours, rightColours) in rounds.dropFirst().reversed() {
      let classes = BlankNodeColouring.classes(leftColours)
      for (node, colour) in rightColours.sorted(by: { $0.key.label < $1.key.label })
      where names[node] == nil {
        let candidates = (classes[colour] ?? []).filter { !taken.contains($0) }
        // The same label is a hint, and the best there is among nodes that look the same.
        guard
          let match = candidates.contains(node)
            ? node : candidates.min(by: { $0.label < $1.label })
        else { continue }
        names[node] = match
        taken.insert(match)
      }
    }
    pairByLinks(old, new, &names, &taken)
    nameTheRest(left.start.keys, right.start.keys, &names, &taken)
    return names
  }

  /// Pairs nodes of which only a part is said on both sides, by what they share with others.
  private static func pairByLinks(
    _ old: Set<Quad>, _ new: Set<Quad>, _ names: inout [BlankNode: BlankNode],
    _ taken: inout Set<BlankNode>
  ) {
    // A quad with one open node is known by what it says beside that node.
    let hole = BlankNode("")
    var holders: [Quad: [BlankNode]] = [:]
    for quad in old {
      for node in Set(quad.blankNodes) where !taken.contains(node) {
        holders[quad.renamed([node: hole]), default: []].append(node)
      }
    }
    var votes: [BlankNode: [BlankNode: Int]] = [:]
    for quad in new {
      let open = Set(quad.blankNodes).filter { names[$0] == nil }
      guard open.count == 1, let node = open.first else { continue }
      var holed = names
      holed[node] = hole
      for holder in holders[quad.renamed(holed)] ?? [] {
        votes[node, default: [:]][holder, default: 0] += 1
      }
    }
    for (node, counts) in votes.sorted(by: { $0.key.label < $1.key.label }) {
      let open = counts.filter { !taken.contains($0.key) }
      guard
        let best = open.max(by: { ($0.value, $1.key.label) < ($1.value, $0.key.label) })
      else { continue }
      names[node] = best.key
      taken.insert(best.key)
    }
  }

  /// Gives nodes that are new a label that the old dataset does not use.
  private static func nameTheRest(
    _ old: some Sequence<BlankNode>, _ new: some Sequence<BlankNode>,
    _ names: inout [BlankNode: BlankNode], _ taken: inout Set<BlankNode>
  ) {
    // Where nothing else tells, a node is taken for the one with its label.
    let open = Set(old).subtracting(taken)
    for node in new where names[node] == nil && open.contains(node) {
      names[node] = node
    }
    taken.formUnion(old)
    var number = 0
    for node in new.sorted(by: { $0.label < $1.label }) where names[node] == nil {
      var name = node
      while taken.contains(name) {
        number += 1
        name = BlankNode("new\(number)")
      }
      taken.insert(name)
      names[node] = name
    }
  }
}

extension GraphSnapshot {
  /// All statements as values, each as often as there are graphs that hold it.
  ///
  /// - Complexity: O(n) in the statements, and a value for each: for small graphs.
  public var quads: [Quad] {
    var collector = QuadCollector()
    // A collector throws nothing.
    try? push(into: &collector)
    return collector.quads
  }
}
