import ByteStorage
import RDFGraph

/// A walk from one node over the mappings, level by level, that keeps for each node and relation
/// the best derivation: the fewest links, then the highest confidence, then the fewest links read
/// backwards, then the order of the index.
///
/// Relations compose by the chaining rules alone. A conclusion that some mapping denies, whole or
/// in a part of its derivation, is not drawn; it is noted as blocked. All work is on numbers.
///
/// - Complexity: O(e) in the edges of the nodes that are reached, times the length of a
///   derivation where there are denials.
struct EquivalenceWalk {
  /// A node reached by a relation.
  struct State {
    let node: UInt32
    /// Nothing at the start, where no relation has been followed yet.
    let relation: MappingCode?
    let hops: Int
    let parent: Int
    /// The mapping of the last link, with the bit that says whether it is read backwards.
    let mapping: UInt32
    /// The least confidence of the links; infinite at the start, not a number as soon as one link
    /// states none.
    let confidence: Double
    let backwards: Int
  }

  /// A conclusion that was not drawn.
  struct Blocked {
    let node: UInt32
    let relation: MappingCode
    /// The state before the link that would have concluded it.
    let parent: Int
    /// The mapping that denies it.
    let denial: UInt32
    /// The node that is denied to correspond: the start, or one on the way.
    let other: UInt32
  }

  let index: MappingIndex
  let maximumHops: Int
  let maximumEdges: Int
  let minimumConfidence: Double?
  /// Nodes that no derivation may pass through.
  var avoided: Set<UInt32> = []

  private(set) var states: [State] = []
  private(set) var blocked: [Blocked] = []
  private(set) var isCut = false
  private var table = StateTable()
  private var edgesSeen = 0

  init(
    index: MappingIndex, maximumHops: Int, maximumEdges: Int, minimumConfidence: Double?
  ) {
    self.index = index
    self.maximumHops = maximumHops
    self.maximumEdges = maximumEdges
    self.minimumConfidence = minimumConfidence
  }

  /// Walks from a node.
  mutating func run(from start: Int) {
    states.append(
      State(
        node: UInt32(start), relation: nil, hops: 0, parent: -1, mapping: 0, confidence: .infinity,
        backwards: 0))
    var level = 0..<1
    var hops = 1
    while hops <= maximumHops, !level.isEmpty, !isCut {
      for state in level { follow(state, hops: hops, start: UInt32(start)) }
      level = level.upperBound..<states.count
      hops += 1
    }
  }

  /// The state of a node and relation; nil where the walk did not reach it.
  func state(of node: UInt32, _ relation: MappingCode) -> Int? {
    table.find(StateTable.key(node, relation))
  }

  private mutating func follow(_ from: Int, hops: Int, start: UInt32) {
    let origin = states[from]
    if avoided.contains(origin.node) { return }
    let edges = index.affirmed.edges(of: Int(origin.node))
    edgesSeen += edges.count
    guard edgesSeen <= maximumEdges else {
      isCut = true
      return
    }
    for edge in edges {
      let target = index.affirmed.targets[edge]
      guard target != start, let code = MappingCode(rawValue: index.affirmed.relations[edge])
      else { continue }
      let relation: MappingCode
      if let soFar = origin.relation {
        guard let followed = soFar.followed(by: code) else { continue }
        relation = followed.relation
      } else {
        relation = code
      }
      let mapping = index.affirmed.mappings[edge]
      let own = index.confidences[Int(mapping & ~MappingAdjacency.backwards)]
      // A link that states none makes the whole unknown, so it cannot reach a minimum either; left
      // out, it does not hide a longer way that does.
      if let minimumConfidence, !(own >= minimumConfidence) { continue }
      let state = State(
        node: target, relation: relation, hops: hops, parent: from, mapping: mapping,
        confidence: Self.weaker(origin.confidence, own),
        backwards: origin.backwards + (mapping & MappingAdjacency.backwards == 0 ? 0 : 1))
      let key = StateTable.key(target, relation)
      if let known = table.find(key) {
        guard states[known].hops == hops, Self.isBetter(state, states[known]),
          hops == 1 || denial(of: state) == nil
        else { continue }
        states[known] = state
        continue
      }
      // What somebody stated stands, even against a denial: that is a conflict, not an inference.
      if hops > 1, let denial = denial(of: state) {
        blocked.append(denial)
        continue
      }
      table.insert(key, states.count)
      states.append(state)
    }
  }

  /// The lesser of two confidences; unknown where one is, as the unknown one may be the weakest.
  static func weaker(_ one: Double, _ other: Double) -> Double {
    one.isNaN || other.isNaN ? .nan : min(one, other)
  }

  private static func isBetter(_ new: State, _ old: State) -> Bool {
    if new.confidence.isNaN != old.confidence.isNaN { return old.confidence.isNaN }
    if !new.confidence.isNaN, new.confidence != old.confidence {
      return new.confidence > old.confidence
    }
    return new.backwards < old.backwards
  }

  // MARK: Denials

  /// The mapping that denies a conclusion: for the start and the target, or for a node on the way
  /// and the target.
  private func denial(of state: State) -> Blocked? {
    let denials = index.denied.edges(of: Int(state.node))
    if denials.isEmpty { return nil }
    // The relation from a node on the way to the target, from the last link back to the first.
    var suffix: MappingCode? = edgeRelation(state)
    var on = state.parent
    while on >= 0, let relation = suffix, let conclusion = state.relation {
      let node = states[on].node
      for edge in denials where index.denied.targets[edge] == node {
        guard let denied = MappingCode(rawValue: index.denied.relations[edge]),
          denied.inverse.denialDenies(relation)
        else { continue }
        return Blocked(
          node: state.node, relation: conclusion, parent: state.parent,
          denial: index.denied.mappings[edge] & ~MappingAdjacency.backwards, other: node)
      }
      if states[on].parent < 0 { return nil }
      suffix = edgeRelation(states[on])?.followed(by: relation)?.relation
      on = states[on].parent
    }
    return nil
  }

  /// The relation of a state's last link, as it was walked.
  private func edgeRelation(_ state: State) -> MappingCode? {
    let number = Int(state.mapping & ~MappingAdjacency.backwards)
    let code = MappingCode(rawValue: index.relations[number])
    return state.mapping & MappingAdjacency.backwards == 0 ? code : code?.inverse
  }

  /// The links that lead to a state, first to last.
  func links(to state: Int) -> [UInt32] {
    var links: [UInt32] = []
    var on = state
    while on >= 0, states[on].parent >= 0 {
      links.append(states[on].mapping)
      on = states[on].parent
    }
    return links.reversed()
  }
}

/// Finds states by node and relation: open addressing over two arrays, small to begin with.
struct StateTable {
  private var keys: [UInt64] = Array(repeating: .max, count: 64)
  private var values: [Int32] = Array(repeating: 0, count: 64)
  private var count = 0

  static func key(_ node: UInt32, _ relation: MappingCode) -> UInt64 {
    UInt64(node) << 3 | UInt64(relation.rawValue)
  }

  private func slot(_ key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (keys.count - 1)
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  func find(_ key: UInt64) -> Int? {
    let slot = slot(key)
    return keys[slot] == .max ? nil : Int(values[slot])
  }

  mutating func insert(_ key: UInt64, _ value: Int) {
    if (count + 1) * 2 > keys.count { grow() }
    let slot = slot(key)
    keys[slot] = key
    values[slot] = Int32(truncatingIfNeeded: value)
    count += 1
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = Array(repeating: .max, count: old.0.count * 2)
    values = Array(repeating: 0, count: old.0.count * 2)
    for (key, value) in zip(old.0, old.1) where key != .max {
      let slot = slot(key)
      keys[slot] = key
      values[slot] = value
    }
  }
}
