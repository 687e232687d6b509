import ByteStorage
import RDFGraph
import SKOSVocabulary
import Synchronization

/// What a resolution found, in numbers, and the questions that can still be put to it.
final class ResolutionFindings: Sendable {
  let resolver: Resolver
  let concept: Concept
  let options: ResolutionOptions
  /// The node of the concept; nil where no mapping mentions it.
  let start: Int?
  let conclusions: Conclusions
  /// What was read of mappings so far: derivations of one concept have many of them in common.
  private let known = Mutex<[Int: MappingFacts]>([:])

  init(
    _ resolver: Resolver, _ concept: Concept, _ options: ResolutionOptions, _ start: Int? = nil,
    _ conclusions: Conclusions = Conclusions()
  ) {
    self.resolver = resolver
    self.concept = concept
    self.options = options
    self.start = start
    self.conclusions = conclusions
  }

  var index: MappingIndex { resolver.index }
  var graph: SKOSGraph { resolver.graph }

  /// What a mapping says and where it is from.
  func facts(of mapping: Int) -> MappingFacts {
    if let facts = known.withLock({ $0[mapping] }) { return facts }
    let facts = MappingFacts(mapping, self)
    known.withLock { $0[mapping] = facts }
    return facts
  }

  /// The rules that were on.
  var rules: RuleTable {
    options.rules == ResolutionRule.switchable ? .complete : RuleTable(options.rules)
  }

  var status: Resolution.Status {
    let found = [conclusions.matches, conclusions.others]
    if found.contains(where: { $0.contains { $0.code == .exact } }) { return .equivalent }
    if found.contains(where: { $0.contains { $0.code != .counterpart } }) { return .corresponding }
    if found.contains(where: { !$0.isEmpty }) { return .counterpartOnly }
    if !absences.isEmpty { return .declaredUnmapped }
    return negatives.isEmpty ? .undecided : .notEquivalent
  }

  // MARK: What was denied

  var negatives: [Negative] {
    guard let start else { return [] }
    let filter = TargetFilter(options, index, graph, start: start)
    let links = LinkFilter(options, index)
    var found: [Negative] = []
    for edge in index.denied.edges(of: start) {
      let target = Int(index.denied.targets[edge])
      let number = Int(index.denied.mappings[edge] & ~MappingAdjacency.backwards)
      guard filter.accepts(target, of: index), links?.accepts(number, of: index) ?? true,
        let code = MappingCode(rawValue: index.denied.relations[edge])
      else { continue }
      found.append(negative(target, code, number))
    }
    for blocked in conclusions.blocked where !isOwnDenial(blocked) {
      found.append(negative(blocked))
    }
    return found.sorted {
      ($0.isBlockedInference ? 1 : 0, $0.concept.iri, $0.mapping)
        < ($1.isBlockedInference ? 1 : 0, $1.concept.iri, $1.mapping)
    }
  }

  /// Whether what was not inferred is just what somebody denied of this concept: told once.
  private func isOwnDenial(_ blocked: Conclusions.Blocked) -> Bool {
    start.map { UInt32($0) } == blocked.block.earlier && blocked.block.later == blocked.node
  }

  private func negative(_ target: Int, _ code: MappingCode, _ number: Int) -> Negative {
    var reason =
      code == .exact ? "stated not equivalent" : "stated not to be \(code.relation.curie)"
    let blocked = conclusions.blocked.first {
      $0.block.denial == UInt32(number) && isOwnDenial($0)
    }
    if let blocked { reason += "; blocks a derivation of \(blocked.hops) links" }
    return Negative(
      concept: graph.view(index.term(ofNode: target)), predicate: code.relation, reason: reason,
      isBlockedInference: false, mapping: number, mappingSet: index.mappingSet(number),
      consensus: consensus(on: number))
  }

  private func negative(_ blocked: Conclusions.Blocked) -> Negative {
    let number = Int(blocked.block.denial)
    let denied = (MappingCode(rawValue: index.relations[number]) ?? .exact).relation.curie
    func name(_ node: UInt32) -> String {
      node == blocked.node ? "it" : graph.curie(of: index.term(ofNode: Int(node)))
    }
    let place = start.map { UInt32($0) } == blocked.block.earlier ? "" : " on the way"
    return Negative(
      concept: graph.view(index.term(ofNode: Int(blocked.node))), predicate: blocked.code.relation,
      reason: "derivation of \(blocked.hops) links blocked: \(name(blocked.block.earlier))\(place) "
        + "is stated not to match \(name(blocked.block.later)) (not \(denied))",
      isBlockedInference: true, mapping: number, mappingSet: index.mappingSet(number),
      consensus: consensus(on: number))
  }

  private func consensus(on mapping: Int) -> Consensus? {
    index.consensus(on: mapping, rule: options.consensusRule)
  }

  // MARK: What was not found

  var absences: [DeclaredAbsence] {
    guard let start, options.targets == nil else { return [] }
    let links = LinkFilter(options, index)
    var found: [DeclaredAbsence] = []
    for edge in index.absent.edges(of: start) {
      let reference = index.absent.mappings[edge]
      let number = Int(reference & ~MappingAdjacency.backwards)
      guard links?.accepts(number, of: index) ?? true else { continue }
      let isBackwards = reference & MappingAdjacency.backwards != 0
      let slots = StatementSlots(index: index, number: number)
      let source = isBackwards ? Slot.subjectSource : Slot.objectSource
      let scheme = slots.values(source, of: index.statement(number)).first
      guard isWanted(scheme) else { continue }
      let code = MappingCode(rawValue: index.absent.relations[edge]) ?? .related
      found.append(
        DeclaredAbsence(
          scheme: scheme, predicate: code.relation, mappingSet: index.mappingSet(number),
          comment: slots.joined(.comment), consensus: consensus(on: number)))
    }
    return found
  }

  private func isWanted(_ scheme: TermID?) -> Bool {
    if let wanted = options.targetSchemes, !(scheme.map(wanted.contains) ?? false) { return false }
    guard options.jurisdictions != nil || options.editions != nil else { return true }
    guard let view = scheme.flatMap(graph.conceptScheme) else { return false }
    if let wanted = options.jurisdictions, wanted.isDisjoint(with: view.jurisdictions) {
      return false
    }
    return options.editions.map { $0.contains(view.edition ?? "") } ?? true
  }
}
