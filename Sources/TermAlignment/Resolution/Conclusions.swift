import ByteStorage
import RDFGraph
import SKOSVocabulary

/// What a walk concluded, in numbers: the matches in their order, and what was blocked.
struct Conclusions: Sendable {
  /// A match.
  struct Conclusion: Sendable {
    let node: UInt32
    let code: MappingCode
    let hops: UInt8
    /// How many independent derivations the confidence is joined from; 1 where it is the best
    /// one's alone.
    var evidenceCount: UInt8 = 1
    var confidence: Double
    /// The place of the first link in ``Conclusions/links``.
    var firstLink: UInt32
  }

  /// A conclusion that was not drawn.
  struct Blocked: Sendable {
    let node: UInt32
    let code: MappingCode
    let hops: UInt8
    let block: EquivalenceWalk.Block
  }

  private(set) var matches: [Conclusion] = []
  /// Everything that counts and was not asked for, by relation: status and conflicts look at it.
  private(set) var others: [Conclusion] = []
  /// What follows and does not count, as within the scheme: conflicts look at it.
  private(set) var rest: [Conclusion] = []
  private(set) var links: [UInt32] = []
  private(set) var blocked: [Blocked] = []
  private(set) var limits: [ReachedLimit] = []
  private(set) var edgesVisited = 0

  init() {}

  init(of walk: EquivalenceWalk, _ resolver: Resolver, _ options: ResolutionOptions) {
    limits = Self.limits(of: walk, options)
    collect(walk, options)
    if !walk.scratch.blocks.isEmpty { takeDetours(walk, options) }
    dropWeaker(walk)
    MatchOrder(resolver.index, resolver.graph.snapshot.dictionary).sort(&matches)
    if matches.count > options.maximumMatches {
      matches.removeLast(matches.count - options.maximumMatches)
    }
    if options.combinesIndependentEvidence { combine(walk, options) }
  }

  private static func limits(
    of walk: EquivalenceWalk, _ options: ResolutionOptions
  ) -> [ReachedLimit] {
    if walk.bounds.isEmpty { return [] }
    var limits: [ReachedLimit] = []
    if walk.bounds.contains(.mappings) {
      limits.append(
        ReachedLimit(
          option: "maximumMappings", value: options.maximumMappings,
          message: "the search was cut after \(options.maximumMappings) mappings; more may follow "
            + "from them"))
    }
    if walk.bounds.contains(.matches) {
      limits.append(
        ReachedLimit(
          option: "maximumMatches", value: options.maximumMatches,
          message: "more than \(options.maximumMatches) concepts correspond; these are some of "
            + "those with the shortest derivations"))
    }
    if walk.bounds.contains(.hops) {
      limits.append(
        ReachedLimit(
          option: "maximumHops", value: walk.maximumHops,
          message: "derivations of more than \(walk.maximumHops) links were not looked for, and "
            + "there are some"))
    }
    return limits
  }

  // MARK: Collecting

  private mutating func collect(_ walk: EquivalenceWalk, _ options: ResolutionOptions) {
    let minimum = options.minimumConfidence
    matches.reserveCapacity(walk.scratch.states.count)
    links.reserveCapacity(walk.scratch.states.count * 2)
    for state in walk.scratch.states where state.block < 0 && state.parent >= 0 {
      guard let code = MappingCode(rawValue: state.relation) else { continue }
      if let minimum, !(state.confidence >= minimum) { continue }
      let conclusion = Conclusion(
        node: state.node, code: code, hops: state.hops, confidence: state.confidence,
        firstLink: UInt32(links.count))
      append(state, walk)
      if !state.isEligible {
        rest.append(conclusion)
      } else if walk.targets.asks(for: state.relation) {
        matches.append(conclusion)
      } else {
        others.append(conclusion)
      }
    }
  }

  private mutating func append(_ state: EquivalenceWalk.State, _ walk: EquivalenceWalk) {
    let first = links.count
    var on = state
    while on.parent >= 0 {
      links.append(on.mapping)
      on = walk.scratch.states[Int(on.parent)]
    }
    links[first...].reverse()
  }

  /// Looks for another way to each conclusion that is blocked on the best one, so that a denial
  /// does not hide more than it denies.
  private mutating func takeDetours(_ walk: EquivalenceWalk, _ options: ResolutionOptions) {
    var search = DerivationSearch(walk)
    var tried = 0
    var isBounded = false
    for state in walk.scratch.states where state.block >= 0 {
      guard let code = MappingCode(rawValue: state.relation),
        let current = walk.state(of: state.node, state.relation), current.block >= 0,
        walk.targets.accepts(Int(state.node), isInferred: true, of: walk.index)
      else { continue }
      let block = walk.scratch.blocks[Int(state.block)]
      let budget = options.maximumMappingsPerExplanation - search.edgesVisited
      if tried < Resolver.maximumDetours, budget > 0 {
        tried += 1
        let found = search.derivations(
          of: state.relation, to: state.node, limit: 1, maximumEdges: budget)
        if let way = found.derivations.first {
          take(way, to: state.node, code, walk, options)
          continue
        }
        isBounded = isBounded || !found.isComplete
      } else {
        isBounded = true
      }
      blocked.append(Blocked(node: state.node, code: code, hops: state.hops, block: block))
    }
    edgesVisited += search.edgesVisited
    if isBounded {
      limits.append(
        ReachedLimit(
          option: "maximumDetours", value: Resolver.maximumDetours,
          message: "not every blocked derivation was tried another way (at most "
            + "\(Resolver.maximumDetours), over \(options.maximumMappingsPerExplanation) mappings)")
      )
    }
  }

  private mutating func take(
    _ way: [UInt32], to node: UInt32, _ code: MappingCode, _ walk: EquivalenceWalk,
    _ options: ResolutionOptions
  ) {
    let confidence = Derivation.confidence(of: way, walk.index, walk.confidenceRule)
    if let minimum = options.minimumConfidence, !(confidence >= minimum) { return }
    let conclusion = Conclusion(
      node: node, code: code, hops: UInt8(truncatingIfNeeded: way.count), confidence: confidence,
      firstLink: UInt32(links.count))
    links += way
    if walk.targets.asks(for: code.rawValue) {
      matches.append(conclusion)
    } else {
      others.append(conclusion)
    }
  }

  /// Drops what a stronger match of the same concept already says, unless somebody stated it.
  private mutating func dropWeaker(_ walk: EquivalenceWalk) {
    guard matches.contains(where: { $0.hops > 1 && $0.code != .exact }) else { return }
    var detours: Set<UInt64> = []
    if !walk.scratch.blocks.isEmpty {
      detours = Set(matches.map { WalkScratch.key($0.node, $0.code.rawValue) })
    }
    matches.removeAll { match in
      guard match.hops > 1 else { return false }
      return MappingCode.allCases.contains { stronger in
        guard stronger.strength < match.code.strength,
          walk.targets.asks(for: stronger.rawValue)
        else { return false }
        let key = WalkScratch.key(match.node, stronger.rawValue)
        return walk.scratch.find(key).map { walk.scratch.states[$0].isEligible } ?? false
          || detours.contains(key)
      }
    }
  }

  // MARK: Independent evidence

  private mutating func combine(_ walk: EquivalenceWalk, _ options: ResolutionOptions) {
    var search = DerivationSearch(walk)
    var isBounded = false
    for place in matches.indices {
      let found = search.derivations(
        of: matches[place].code.rawValue, to: matches[place].node,
        limit: options.maximumDerivations,
        maximumEdges: options.maximumMappingsPerExplanation)
      isBounded = isBounded || !found.isComplete
      let evidence = IndependentEvidence(
        [links(of: matches[place])] + found.derivations, walk.index, walk.confidenceRule)
      guard evidence.count > 1 else { continue }
      matches[place].confidence = evidence.confidence
      matches[place].evidenceCount = UInt8(truncatingIfNeeded: min(evidence.count, 255))
    }
    edgesVisited += search.edgesVisited
    if isBounded {
      limits.append(
        ReachedLimit(
          option: "maximumDerivations", value: options.maximumDerivations,
          message: "independent evidence was looked for among the best "
            + "\(options.maximumDerivations) derivations of a match"))
    }
  }

  /// The links of a match, first to last.
  func links(of conclusion: Conclusion) -> [UInt32] {
    let first = Int(conclusion.firstLink)
    return Array(links[first..<first + Int(conclusion.hops)])
  }
}

/// Derivations that have nothing in common: no statement, no mapping set, no author.
struct IndependentEvidence {
  /// How many there are.
  private(set) var count = 0
  private var doubt = 1.0

  /// One less what remains of doubt when all of them must fail for the whole to fail: noisy-or.
  var confidence: Double { ((1 - doubt) * 1e12).rounded() / 1e12 }

  /// Chooses derivations one after the other, the best first.
  ///
  /// One without a confidence, without a set or with an unnamed author is never chosen: nobody
  /// can tell what it depends on.
  init(_ derivations: [[UInt32]], _ index: MappingIndex, _ rule: ConfidenceRule) {
    var mappings: Set<Int> = []
    var sets: Set<TermID> = []
    var authors: Set<TermID> = []
    for links in derivations {
      let numbers = links.map { Int($0 & ~MappingAdjacency.backwards) }
      let ownSets = numbers.compactMap { index.mappingSet($0) }
      let ownAuthors = numbers.map { index.authors($0) }
      let confidence = Derivation.confidence(of: links, index, rule)
      guard !confidence.isNaN, ownSets.count == numbers.count,
        ownAuthors.allSatisfy({ !$0.isEmpty }), mappings.isDisjoint(with: numbers),
        sets.isDisjoint(with: ownSets), authors.isDisjoint(with: ownAuthors.joined())
      else { continue }
      mappings.formUnion(numbers)
      sets.formUnion(ownSets)
      authors.formUnion(ownAuthors.joined())
      doubt *= 1 - confidence
      count += 1
    }
  }
}
