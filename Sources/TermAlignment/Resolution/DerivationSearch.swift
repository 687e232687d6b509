import ByteStorage
import RDFGraph

/// Finds the derivations of a conclusion one after the other, the best first: the fewest links,
/// then the highest confidence, then the fewest links read backwards.
///
/// A derivation is a way without a node twice, so that none of its statements can be left out, and
/// no two have the same statements: the ways are the minimal derivations. The search goes from the
/// target back to the start. The walk before has told for each node and relation how many links the
/// start is away at least, so that no step is taken that cannot arrive in time.
///
/// - Complexity: O(k·h·d) for k derivations of h links over nodes with d mappings where ways seldom
///   cross themselves; in any case at most `maximumEdges` edges are looked at.
struct DerivationSearch {
  /// Derivations, each the links from the start on.
  struct Result {
    var derivations: [[UInt32]] = []
    /// Whether these are all there are.
    var isComplete = true
  }

  /// The end of a derivation: from some node to the target.
  private struct Suffix {
    let node: UInt32
    /// The relation that the start must have to this node.
    let relation: UInt8
    let hops: UInt8
    let backwards: UInt8
    let link: UInt32
    let parent: Int32
    let confidence: Double
  }

  /// A suffix, or with the start's number in it a whole derivation, and how good it can be at best.
  private struct Entry {
    let hops: Int
    let confidence: Double
    let backwards: UInt8
    let order: Int
    let suffix: Int32

    static func precedes(_ left: Entry, _ right: Entry) -> Bool {
      if left.hops != right.hops { return left.hops < right.hops }
      let one = left.confidence.isNaN ? -1 : left.confidence
      let other = right.confidence.isNaN ? -1 : right.confidence
      if one != other { return one > other }
      if left.backwards != right.backwards { return left.backwards < right.backwards }
      return left.order < right.order
    }
  }

  private let walk: EquivalenceWalk
  private let adjacency: MappingAdjacency
  private var suffixes: [Suffix] = []
  private var heap: [Entry] = []
  /// The edges that were looked at: the measure of the work.
  private(set) var edgesVisited = 0
  private var isBounded = false

  /// - Parameter walk: a walk that was run.
  init(_ walk: EquivalenceWalk) {
    self.walk = walk
    adjacency = walk.index.affirmed
  }

  /// The derivations of a relation to a node.
  mutating func derivations(
    of relation: UInt8, to node: UInt32, limit: Int, maximumEdges: Int
  ) -> Result {
    suffixes.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
    isBounded = false
    let end = edgesVisited + maximumEdges
    var result = Result()
    suffixes.append(
      Suffix(
        node: node, relation: relation, hops: 0, backwards: 0, link: 0, parent: -1,
        confidence: walk.confidenceRule.identity))
    expand(0, end)
    while let best = pop() {
      if suffixes[Int(best.suffix)].node == walk.start {
        if result.derivations.count == limit {
          result.isComplete = false
          return result
        }
        result.derivations.append(links(Int(best.suffix)))
      } else {
        expand(Int(best.suffix), end)
      }
      if isBounded { break }
    }
    if isBounded { result.isComplete = false }
    return result
  }

  private func links(_ suffix: Int) -> [UInt32] {
    var links: [UInt32] = []
    var on = suffix
    while suffixes[on].parent >= 0 {
      links.append(suffixes[on].link)
      on = Int(suffixes[on].parent)
    }
    return links
  }

  /// Puts every link before a suffix.
  private mutating func expand(_ place: Int, _ end: Int) {
    let suffix = suffixes[place]
    let hops = Int(suffix.hops) + 1
    for edge in adjacency.edges(of: Int(suffix.node)) {
      edgesVisited += 1
      if edgesVisited > end {
        isBounded = true
        return
      }
      // The edge as it is seen from its other end.
      let node = adjacency.targets[edge]
      let link = adjacency.mappings[edge] ^ MappingAdjacency.backwards
      let read = walk.rules.reading(adjacency.kinds[edge] ^ PredicateKind.backwards)
      let own = adjacency.confidences[edge]
      guard read != RuleTable.none, walk.believes(link, own) else { continue }
      if node == walk.start {
        if read == suffix.relation, hops <= walk.maximumHops {
          add(node, RuleTable.none, link, own, before: place, remaining: 0)
        }
        continue
      }
      if crosses(node, place) { continue }
      var relations = walk.rules.predecessors(of: suffix.relation, before: read)
      while relations != 0 {
        let relation = UInt8(relations.trailingZeroBitCount)
        relations &= relations &- 1
        guard let state = walk.state(of: node, relation),
          hops + Int(state.firstHops) <= walk.maximumHops
        else { continue }
        add(node, relation, link, own, before: place, remaining: Int(state.firstHops))
      }
    }
  }

  /// Whether a suffix passes through a node.
  private func crosses(_ node: UInt32, _ place: Int) -> Bool {
    var on = place
    while on >= 0 {
      if suffixes[on].node == node { return true }
      on = Int(suffixes[on].parent)
    }
    return false
  }

  private mutating func add(
    _ node: UInt32, _ relation: UInt8, _ link: UInt32, _ confidence: Double, before place: Int,
    remaining: Int
  ) {
    let suffix = suffixes[place]
    // A pair that is denied may stand alone where somebody stated it, and nowhere within a chain.
    let isStatement = remaining == 0 && suffix.hops == 0
    if !isStatement, isDenied(node, link, place) { return }
    let isBackwards = link & MappingAdjacency.backwards != 0
    let longer = Suffix(
      node: node, relation: relation, hops: suffix.hops + 1,
      backwards: suffix.backwards + (isBackwards ? 1 : 0), link: link,
      parent: Int32(truncatingIfNeeded: place),
      confidence: walk.confidenceRule.extended(suffix.confidence, by: confidence))
    push(
      Entry(
        hops: Int(longer.hops) + remaining, confidence: longer.confidence,
        backwards: longer.backwards, order: suffixes.count,
        suffix: Int32(truncatingIfNeeded: suffixes.count)))
    suffixes.append(longer)
  }

  /// Whether a node and one after it are denied to correspond as the links between them say.
  private func isDenied(_ node: UInt32, _ link: UInt32, _ place: Int) -> Bool {
    if walk.index.denied.edges(of: Int(node)).isEmpty { return false }
    var relation = walk.fullReading(link)
    var on = place
    while relation != RuleTable.none {
      if walk.denial(of: relation, from: node, to: suffixes[on].node) != nil { return true }
      let next = suffixes[on]
      if next.parent < 0 { return false }
      relation = RuleTable.complete.composition(relation, walk.fullReading(next.link))
      on = Int(next.parent)
    }
    return false
  }

  // MARK: The queue

  private mutating func push(_ entry: Entry) {
    var place = heap.count
    heap.append(entry)
    while place > 0, Entry.precedes(entry, heap[(place - 1) / 2]) {
      heap[place] = heap[(place - 1) / 2]
      place = (place - 1) / 2
    }
    heap[place] = entry
  }

  private mutating func pop() -> Entry? {
    guard let best = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return best }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, Entry.precedes(heap[child + 1], heap[child]) { child += 1 }
      guard Entry.precedes(heap[child], last) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = last
    return best
  }
}
