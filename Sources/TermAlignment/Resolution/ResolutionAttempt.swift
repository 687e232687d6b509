import ByteStorage
import RDFGraph
import SKOSVocabulary

/// One resolution in the making.
struct ResolutionAttempt {
  /// A conclusion: where it leads, how, and over how many links.
  struct Candidate {
    let node: UInt32
    let code: MappingCode
    let hops: Int
    let confidence: Double
    /// The state of the walk, from which the links are read when they are needed.
    let state: Int
    /// The links where they were found on a detour.
    var detour: [UInt32]?
  }

  let index: MappingIndex
  let graph: SKOSGraph
  let concept: Concept
  let start: Int
  let options: ResolutionOptions
  private(set) var candidates: [Candidate] = []
  private(set) var matches: [Match] = []
  private(set) var status = Resolution.Status.undecided
  private(set) var notes: [String] = []
  private var unresolved: [EquivalenceWalk.Blocked] = []
  private var walk: EquivalenceWalk
  /// The numbers of the target schemes among those of the index.
  private let wantedSchemes: [UInt32]?

  init(
    index: MappingIndex, graph: SKOSGraph, concept: Concept, start: Int,
    options: ResolutionOptions
  ) {
    self.index = index
    self.graph = graph
    self.concept = concept
    self.start = start
    self.options = options
    walk = Self.makeWalk(index, options)
    wantedSchemes = options.targetSchemes.map { wanted in
      index.schemes.indices.filter { wanted.contains(index.schemes[$0]) }.map { UInt32($0) }
    }
  }

  private static func makeWalk(
    _ index: MappingIndex, _ options: ResolutionOptions
  ) -> EquivalenceWalk {
    EquivalenceWalk(
      index: index, maximumHops: options.evidence == .stated ? 1 : max(options.maximumHops, 1),
      maximumEdges: options.maximumMappings, minimumConfidence: options.minimumConfidence)
  }

  mutating func run() {
    walk.run(from: start)
    if walk.isCut {
      notes.append(
        "the search was cut after \(options.maximumMappings) mappings; more may follow from them")
    }
    candidates.reserveCapacity(walk.states.count)
    for state in walk.states.indices.dropFirst() {
      guard let relation = walk.states[state].relation else { continue }
      candidates.append(
        Candidate(
          node: walk.states[state].node, code: relation, hops: walk.states[state].hops,
          confidence: walk.states[state].confidence, state: state))
    }
    takeDetours()
    let eligible = candidates.filter(isEligible)
    let everything = options.relations.count == MappingRelation.allCases.count
    let asked =
      everything ? eligible : eligible.filter { options.relations.contains($0.code.relation) }
    matches = chosen(asked).sorted(by: precedes).map(makeMatch)
    status = makeStatus(eligible)
  }

  /// Tries blocked inferences again without the nodes that the denials name, so that one way being
  /// blocked does not hide another.
  private mutating func takeDetours() {
    var tried = 0
    var seen: Set<UInt64> = []
    for blocked in walk.blocked {
      let key = StateTable.key(blocked.node, blocked.relation)
      guard walk.state(of: blocked.node, blocked.relation) == nil, seen.insert(key).inserted
      else { continue }
      if blocked.other == UInt32(start) {
        unresolved.append(blocked)
        continue
      }
      guard tried < Resolver.maximumDetours else {
        notes.append("not every blocked derivation was tried another way")
        unresolved.append(blocked)
        continue
      }
      tried += 1
      var detour = Self.makeWalk(index, options)
      for edge in index.denied.edges(of: Int(blocked.node)) {
        detour.avoided.insert(index.denied.targets[edge])
      }
      detour.avoided.remove(UInt32(start))
      detour.run(from: start)
      guard let state = detour.state(of: blocked.node, blocked.relation) else {
        unresolved.append(blocked)
        continue
      }
      candidates.append(
        Candidate(
          node: blocked.node, code: blocked.relation, hops: detour.states[state].hops,
          confidence: detour.states[state].confidence, state: state,
          detour: detour.links(to: state)))
    }
  }

  /// The links of a conclusion, first to last.
  func links(_ candidate: Candidate) -> [UInt32] {
    candidate.detour ?? walk.links(to: candidate.state)
  }

  // MARK: Choosing

  private func isWanted(_ node: Int) -> Bool {
    guard let wantedSchemes else { return true }
    return index.schemes(ofNode: node).contains {
      wantedSchemes.contains(index.schemeNumbers[$0])
    }
  }

  private func isEligible(_ candidate: Candidate) -> Bool {
    let isInferred = candidate.hops > 1
    if options.evidence == .inferred, !isInferred { return false }
    guard isWanted(Int(candidate.node)) else { return false }
    // Inference within a scheme says nothing about elsewhere; it is looked at as a conflict.
    if isInferred, wantedSchemes == nil, index.shareScheme(start, Int(candidate.node)) {
      return false
    }
    guard let minimum = options.minimumConfidence else { return true }
    return candidate.confidence >= minimum
  }

  /// Drops what a stronger match of the same concept already says.
  private func chosen(_ candidates: [Candidate]) -> [Candidate] {
    guard candidates.contains(where: { $0.hops > 1 }) else { return candidates }
    var strongest: [UInt32: Int] = [:]
    strongest.reserveCapacity(candidates.count)
    for candidate in candidates {
      let strength = candidate.code.strength
      if strength < strongest[candidate.node] ?? .max { strongest[candidate.node] = strength }
    }
    return candidates.filter { $0.hops == 1 || $0.code.strength == strongest[$0.node] }
  }

  private func makeMatch(_ candidate: Candidate) -> Match {
    Match(
      concept: graph.view(index.term(ofNode: Int(candidate.node))),
      predicate: candidate.code.relation, isInferred: candidate.hops > 1,
      confidence: candidate.confidence.isNaN ? nil : candidate.confidence, links: links(candidate),
      source: concept, index: index)
  }

  private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.code != right.code { return left.code.rawValue < right.code.rawValue }
    if left.hops != right.hops { return left.hops < right.hops }
    let one = left.confidence.isNaN ? -1 : left.confidence
    let other = right.confidence.isNaN ? -1 : right.confidence
    if one != other { return one > other }
    return graph.snapshot.dictionary.namePrecedes(
      index.term(ofNode: Int(left.node)), index.term(ofNode: Int(right.node)))
  }

  private func makeStatus(_ eligible: [Candidate]) -> Resolution.Status {
    if eligible.contains(where: { $0.code == .exact }) { return .equivalent }
    if eligible.contains(where: { $0.code != .counterpart }) { return .corresponding }
    if !eligible.isEmpty { return .counterpartOnly }
    if !absences.isEmpty { return .declaredUnmapped }
    return negatives.isEmpty ? .undecided : .notEquivalent
  }

  // MARK: What was denied or not found

  var negatives: [Negative] {
    var found: [Negative] = []
    let inferences = Dictionary(
      unresolved.filter { $0.other == UInt32(start) }.map { ($0.denial, $0) },
      uniquingKeysWith: { first, _ in first })
    for edge in index.denied.edges(of: start) {
      let target = Int(index.denied.targets[edge])
      guard isWanted(target), let code = MappingCode(rawValue: index.denied.relations[edge])
      else { continue }
      let number = Int(index.denied.mappings[edge] & ~MappingAdjacency.backwards)
      var reason =
        code == .exact ? "stated not equivalent" : "stated not to be \(code.relation.curie)"
      if let blocked = inferences[UInt32(number)] {
        reason += "; blocks a derivation of \(walk.states[blocked.parent].hops + 1) links"
      }
      found.append(
        Negative(
          concept: graph.view(index.term(ofNode: target)), predicate: code.relation,
          reason: reason, isBlockedInference: false, mapping: number,
          mappingSet: index.mappingSet(number)))
    }
    for blocked in unresolved where blocked.other != UInt32(start) && isWanted(Int(blocked.node)) {
      let other = graph.curie(of: index.term(ofNode: Int(blocked.other)))
      let hops = walk.states[blocked.parent].hops + 1
      found.append(
        Negative(
          concept: graph.view(index.term(ofNode: Int(blocked.node))),
          predicate: blocked.relation.relation,
          reason: "derivation of \(hops) links blocked: \(other) on the way is stated not to be "
            + "equivalent to it",
          isBlockedInference: true, mapping: Int(blocked.denial),
          mappingSet: index.mappingSet(Int(blocked.denial))))
    }
    return found.sorted {
      ($0.isBlockedInference ? 1 : 0, $0.concept.iri, $0.mapping)
        < ($1.isBlockedInference ? 1 : 0, $1.concept.iri, $1.mapping)
    }
  }

  var absences: [DeclaredAbsence] {
    var found: [DeclaredAbsence] = []
    for edge in index.absent.edges(of: start) {
      let reference = index.absent.mappings[edge]
      let number = Int(reference & ~MappingAdjacency.backwards)
      let isBackwards = reference & MappingAdjacency.backwards != 0
      let slots = StatementSlots(index: index, number: number)
      let source = isBackwards ? Slot.subjectSource : Slot.objectSource
      let scheme = slots.values(source, of: index.statement(number)).first
      if let wanted = options.targetSchemes, !(scheme.map(wanted.contains) ?? false) { continue }
      let code = MappingCode(rawValue: index.absent.relations[edge]) ?? .related
      found.append(
        DeclaredAbsence(
          scheme: scheme, predicate: code.relation, mappingSet: index.mappingSet(number),
          comment: slots.joined(.comment)))
    }
    return found
  }
}
