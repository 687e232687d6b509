import ByteStorage
import RDFGraph

/// A walk from one node over the mappings, level by level, that keeps for each node and relation
/// the best derivation: the fewest links, then the highest confidence, then the fewest links read
/// backwards, then the order of the index.
///
/// Relations compose by the rules that are on, and by nothing else. A derivation that some mapping
/// denies, whole or in a part, is walked all the same and marked as blocked, with all that goes on
/// from it; one that is not blocked takes its place, even if it is longer. All work is on numbers.
///
/// - Complexity: O(e) in the edges of the nodes that are reached, times the length of a
///   derivation where there are denials.
struct EquivalenceWalk {
  /// A node reached by a relation.
  struct State: Sendable {
    /// The confidence of the derivation; not a number as soon as one link states none.
    var confidence: Double
    let node: UInt32
    let parent: Int32
    /// The mapping of the last link, with the bit that says whether it is read backwards.
    let mapping: UInt32
    /// What blocks the derivation, a place in the scratch; -1 for nothing.
    var block: Int32
    /// What blocks everything that goes on from here: the same, or a denial of a statement that
    /// stands all the same.
    var onward: Int32
    /// A raw value of ``MappingCode``, ``RuleTable/equivalence``, or ``RuleTable/none`` at the
    /// start, where no relation has been followed yet.
    let relation: UInt8
    let hops: UInt8
    /// The fewest links to this node by this relation, blocked or not.
    var firstHops: UInt8
    let backwards: UInt8
    /// Whether it counts as a match, whatever was asked for.
    var isEligible: Bool
  }

  /// A denial on the way.
  struct Block: Sendable {
    /// The mapping that denies.
    let denial: UInt32
    /// The nodes that it denies to correspond, in the order of the derivation.
    let earlier: UInt32
    let later: UInt32
  }

  /// What ended a walk before everything was reached.
  struct Bounds: OptionSet {
    let rawValue: UInt8
    static let hops = Bounds(rawValue: 1)
    static let mappings = Bounds(rawValue: 2)
    static let matches = Bounds(rawValue: 4)
  }

  let index: MappingIndex
  let rules: RuleTable
  let links: LinkFilter?
  let targets: TargetFilter
  let confidenceRule: ConfidenceRule
  /// The least confidence of a link; not a number where there is none.
  let minimumConfidence: Double
  let maximumHops: Int
  let maximumEdges: Int
  let maximumMatches: Int
  let start: UInt32
  var scratch: WalkScratch
  /// The edges that were looked at: the measure of the work.
  private(set) var edgesVisited = 0
  private(set) var bounds: Bounds = []
  private var found = 0
  private let adjacency: MappingAdjacency

  init(
    _ index: MappingIndex, _ graphFilter: TargetFilter, _ options: ResolutionOptions,
    _ rules: RuleTable, from start: Int, scratch: consuming WalkScratch
  ) {
    self.index = index
    self.rules = rules
    self.start = UInt32(start)
    targets = graphFilter
    links = LinkFilter(options, index)
    confidenceRule = options.confidenceRule
    minimumConfidence = options.minimumConfidence ?? .nan
    maximumHops = options.evidence == .stated ? 1 : min(max(options.maximumHops, 1), 255)
    maximumEdges = options.maximumMappings
    maximumMatches = options.maximumMatches
    adjacency = index.affirmed
    self.scratch = scratch
  }

  private var isCut: Bool { !bounds.isDisjoint(with: [.mappings, .matches]) }

  /// Walks.
  mutating func run() {
    scratch.begin()
    scratch.states.append(
      State(
        confidence: confidenceRule.identity, node: start, parent: -1, mapping: 0, block: -1,
        onward: -1, relation: RuleTable.none, hops: 0, firstHops: 0, backwards: 0, isEligible: false
      ))
    var level = 0..<1
    var hops = 1
    while hops <= maximumHops, !level.isEmpty, !isCut {
      for state in level {
        follow(state, hops: UInt8(hops))
        if isCut { break }
      }
      level = level.upperBound..<scratch.states.count
      hops += 1
    }
    if !isCut, maximumHops > 1, leadsOn(level) { bounds.insert(.hops) }
  }

  /// The state of a node and relation; nil where the walk did not reach it.
  func state(of node: UInt32, _ relation: UInt8) -> State? {
    scratch.find(WalkScratch.key(node, relation)).map { scratch.states[$0] }
  }

  /// The relation that a link adds to one so far; ``RuleTable/none`` where it adds nothing, or
  /// is not believed.
  func relation(_ soFar: UInt8, then kind: UInt8, _ mapping: UInt32, _ confidence: Double) -> UInt8
  {
    let read = rules.reading(kind)
    if read == RuleTable.none { return read }
    let relation = soFar == RuleTable.none ? read : rules.composition(soFar, read)
    if relation == RuleTable.none { return relation }
    return believes(mapping, confidence) ? relation : RuleTable.none
  }

  /// Whether a link may be used.
  ///
  /// One that states no confidence makes the whole unknown, so it cannot reach a minimum either;
  /// left out, it does not hide a longer way that does.
  func believes(_ mapping: UInt32, _ confidence: Double) -> Bool {
    if !minimumConfidence.isNaN, !(confidence >= minimumConfidence) { return false }
    return links?.accepts(Int(mapping & ~MappingAdjacency.backwards), of: index) ?? true
  }

  private mutating func follow(_ from: Int, hops: UInt8) {
    let origin = scratch.states[from]
    let edges = adjacency.edges(of: Int(origin.node))
    edgesVisited += edges.count
    guard edgesVisited <= maximumEdges else {
      bounds.insert(.mappings)
      return
    }
    for edge in edges {
      let target = adjacency.targets[edge]
      if target == start { continue }
      let mapping = adjacency.mappings[edge]
      let own = adjacency.confidences[edge]
      let relation = relation(origin.relation, then: adjacency.kinds[edge], mapping, own)
      if relation == RuleTable.none { continue }
      let isBackwards = mapping & MappingAdjacency.backwards != 0
      visit(
        State(
          confidence: confidenceRule.extended(origin.confidence, by: own), node: target,
          parent: Int32(truncatingIfNeeded: from), mapping: mapping, block: origin.onward,
          onward: origin.onward, relation: relation, hops: hops, firstHops: hops,
          backwards: origin.backwards + (isBackwards ? 1 : 0), isEligible: false))
      if found > maximumMatches {
        bounds.insert(.matches)
        return
      }
    }
  }

  private mutating func visit(_ candidate: State) {
    var state = candidate
    let key = WalkScratch.key(state.node, state.relation)
    let known = scratch.find(key)
    if let known, scratch.states[known].block < 0 {
      let old = scratch.states[known]
      guard old.hops == state.hops, state.block < 0, Self.isBetter(state, old),
        state.hops == 1 || denial(of: state) == nil
      else { return }
      state.isEligible = old.isEligible
      state.onward = old.onward
      scratch.states[known] = state
      return
    }
    if state.onward < 0, let block = denial(of: state) {
      state.onward = Int32(truncatingIfNeeded: scratch.blocks.count)
      scratch.blocks.append(block)
      // What somebody stated stands, even against a denial: that is a conflict, not an inference.
      // Nothing is inferred from it, though.
      if state.hops > 1 { state.block = state.onward }
    }
    if let known {
      if state.block >= 0 { return }
      state.firstHops = scratch.states[known].firstHops
    }
    if state.block < 0, state.relation < RuleTable.equivalence {
      state.isEligible = targets.accepts(
        Int(state.node), isInferred: state.hops > 1, of: index)
      if state.isEligible, targets.asks(for: state.relation) { found += 1 }
    }
    scratch.set(key, scratch.states.count)
    scratch.states.append(state)
  }

  private static func isBetter(_ new: State, _ old: State) -> Bool {
    if new.confidence.isNaN != old.confidence.isNaN { return old.confidence.isNaN }
    if !new.confidence.isNaN, new.confidence != old.confidence {
      return new.confidence > old.confidence
    }
    return new.backwards < old.backwards
  }

  /// Whether links lead on from the last level to something that was not reached.
  private mutating func leadsOn(_ level: Range<Int>) -> Bool {
    for place in level {
      let origin = scratch.states[place]
      for edge in adjacency.edges(of: Int(origin.node)) {
        edgesVisited += 1
        if edgesVisited > maximumEdges { return true }
        let target = adjacency.targets[edge]
        if target == start { continue }
        let relation = relation(
          origin.relation, then: adjacency.kinds[edge], adjacency.mappings[edge],
          adjacency.confidences[edge])
        if relation != RuleTable.none, scratch.find(WalkScratch.key(target, relation)) == nil {
          return true
        }
      }
    }
    return false
  }

  // MARK: Denials

  /// The mapping that denies a derivation: for a node on the way, or the start, and the target.
  private func denial(of state: State) -> Block? {
    if index.denied.edges(of: Int(state.node)).isEmpty { return nil }
    // The relation from a node on the way to the target, from the last link back to the first.
    var suffix = fullReading(state.mapping)
    var on = Int(state.parent)
    while on >= 0, suffix != RuleTable.none {
      let before = scratch.states[on]
      if let denial = denial(of: suffix, from: before.node, to: state.node) {
        return Block(denial: denial, earlier: before.node, later: state.node)
      }
      if before.parent < 0 { return nil }
      suffix = RuleTable.complete.composition(fullReading(before.mapping), suffix)
      on = Int(before.parent)
    }
    return nil
  }

  /// The relation of a link with every rule on: what a denial is held against.
  func fullReading(_ mapping: UInt32) -> UInt8 {
    let kind = index.kinds[Int(mapping & ~MappingAdjacency.backwards)]
    let isBackwards = mapping & MappingAdjacency.backwards != 0
    return RuleTable.complete.reading(isBackwards ? kind | PredicateKind.backwards : kind)
  }

  /// The mapping that denies a relation between two nodes.
  func denial(of relation: UInt8, from earlier: UInt32, to later: UInt32) -> UInt32? {
    guard let code = MappingCode(rawValue: relation) else { return nil }
    for edge in index.denied.edges(of: Int(later)) where index.denied.targets[edge] == earlier {
      guard let denied = MappingCode(rawValue: index.denied.relations[edge]),
        denied.inverse.denialDenies(code)
      else { continue }
      let mapping = index.denied.mappings[edge] & ~MappingAdjacency.backwards
      if links?.accepts(Int(mapping), of: index) ?? true { return mapping }
    }
    return nil
  }

  /// The links that lead to a state, first to last.
  func links(to state: State) -> [UInt32] {
    var links: [UInt32] = []
    var on = state
    while on.parent >= 0 {
      links.append(on.mapping)
      on = scratch.states[Int(on.parent)]
    }
    return links.reversed()
  }
}

extension RuleTable {
  /// Every rule on.
  static let complete = RuleTable(ResolutionRule.switchable)
}
