import ByteStorage
import RDFGraph
import SKOSVocabulary

/// One resolution in the making.
struct ResolutionAttempt {
  /// A conclusion: where it leads, how, and over which links.
  struct Candidate {
    let node: UInt32
    let code: MappingCode
    let links: [UInt32]
    let confidence: Double
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
    candidates = walk.states.indices.dropFirst().compactMap { state in
      walk.states[state].relation.map { relation in
        Candidate(
          node: walk.states[state].node, code: relation, links: walk.links(to: state),
          confidence: walk.states[state].confidence)
      }
    }
    takeDetours()
    let eligible = candidates.filter(isEligible)
    matches = chosen(eligible.filter { options.relations.contains($0.code.relation) })
      .map(makeMatch).sorted(by: precedes)
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
          node: blocked.node, code: blocked.relation, links: detour.links(to: state),
          confidence: detour.states[state].confidence))
    }
  }

  // MARK: Choosing

  private func isWanted(_ node: Int) -> Bool {
    guard let wantedSchemes else { return true }
    return index.schemes(ofNode: node).contains {
      wantedSchemes.contains(index.schemeNumbers[$0])
    }
  }

  private func isEligible(_ candidate: Candidate) -> Bool {
    let isInferred = candidate.links.count > 1
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
    var strongest: [UInt32: Int] = [:]
    for candidate in candidates {
      strongest[candidate.node] = min(
        strongest[candidate.node] ?? .max, candidate.code.strength)
    }
    return candidates.filter {
      $0.links.count == 1 || $0.code.strength == strongest[$0.node]
    }
  }

  private func makeMatch(_ candidate: Candidate) -> Match {
    Match(
      concept: graph.view(index.term(ofNode: Int(candidate.node))),
      predicate: candidate.code.relation, isInferred: candidate.links.count > 1,
      confidence: candidate.confidence.isNaN ? nil : candidate.confidence, links: candidate.links,
      source: concept, index: index)
  }

  private func precedes(_ left: Match, _ right: Match) -> Bool {
    let order = MappingRelation.allCases
    let one = order.firstIndex(of: left.predicate) ?? 0
    let other = order.firstIndex(of: right.predicate) ?? 0
    if one != other { return one < other }
    if left.links.count != right.links.count { return left.links.count < right.links.count }
    let confidences = (left.confidence ?? -1, right.confidence ?? -1)
    if confidences.0 != confidences.1 { return confidences.0 > confidences.1 }
    return graph.snapshot.dictionary.namePrecedes(left.concept.node, right.concept.node)
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
