import SKOSVocabulary

/// Chooses proposals among the pairs that were compared: equivalences one to one and coherent,
/// then broader, narrower and related entities for what is worth a look.
struct ProposalSelection {
  private let comparison: Comparison
  private let options: MatcherOptions

  init(_ comparison: Comparison, _ options: MatcherOptions) {
    self.comparison = comparison
    self.options = options
  }

  /// From here on a pair is more likely the same than not.
  private static let leastLogOdds: Float = 0
  /// The most related entities for a source entity.
  private static let mostRelated = 5
  /// What a common theme must reach, alone and beside the best of its source entity.
  private static let leastTheme: Float = 0.1
  /// The same for a source entity that has an equivalent.
  private static let leastThemeOfTaken: Float = 0.35
  private static let leastShareOfBest: Float = 0.2
  /// How much the name counts beside the theme when related entities are ranked.
  private static let nameInTheme: Float = 0.3
  /// What it is worth at least that a definition starts from the other's name.
  private static let genusScore: Float = 0.7

  func proposals<Failure: Error>(
    _ check: () throws(Failure) -> Void
  ) throws(Failure) -> MatchProposals {
    let equivalences = CoherenceRepair(comparison).repaired(equivalentPairs())
    try check()
    var isTakenSource = Set<Int>()
    var isTakenTarget = Set<Int>()
    var result: [MatchProposal] = []
    let builder = ProposalBuilder(comparison)
    for (pair, source) in equivalences {
      isTakenSource.insert(source)
      isTakenTarget.insert(Int(comparison.pairs.target[pair]))
      result.append(builder.equivalence(pair, source))
    }
    let chosen = Chosen(
      pairs: Set(equivalences.map(\.pair)), sources: isTakenSource, targets: isTakenTarget,
      pairOf: Dictionary(uniqueKeysWithValues: equivalences.map { ($0.source, $0.pair) }))
    for source in 0..<comparison.source.count {
      try check()
      var others = others(source, chosen, builder)
      if !others.contains(where: { $0.relation == .broadMatch }),
        let inherited = inherited(source, chosen, builder)
      {
        others.removeAll { $0.target == inherited.target }
        others.append(inherited)
      }
      result += others
    }
    result = result.filter { $0.confidence >= options.threshold }
    if options.isOneToOne { result = oneToOne(result) }
    return MatchProposals(
      proposals: result.sorted(by: Self.inOrder), sourceCount: comparison.source.count,
      targetCount: comparison.target.count, comparedCount: comparison.pairs.count)
  }

  private static func inOrder(_ left: MatchProposal, _ right: MatchProposal) -> Bool {
    if left.source != right.source { return left.source.utf8Precedes(right.source) }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    return left.target.utf8Precedes(right.target)
  }

  // MARK: Equivalences

  private func equivalentPairs() -> [(pair: Int, source: Int)] {
    let odds = comparison.certainty.logOdds
    var choices: [OneToOneAssignment.Choice] = []
    for source in 0..<comparison.source.count {
      for pair in comparison.pairs.range(of: source) where odds[pair] > Self.leastLogOdds {
        choices.append(
          OneToOneAssignment.Choice(
            pair: pair, source: source, target: Int(comparison.pairs.target[pair]),
            value: logistic(odds[pair])))
      }
    }
    let picked = Set(OneToOneAssignment.picked(choices))
    return choices.filter { picked.contains($0.pair) }.map { ($0.pair, $0.source) }
  }

  // MARK: Others

  /// The equivalences that were chosen.
  private struct Chosen {
    var pairs: Set<Int>
    var sources: Set<Int>
    var targets: Set<Int>
    /// The pair of each source entity that has one.
    var pairOf: [Int: Int]
  }

  private func others(
    _ source: Int, _ chosen: Chosen, _ builder: ProposalBuilder
  ) -> [MatchProposal] {
    var ranked: [(pair: Int, score: Float, relation: MappingRelation)] = []
    for pair in comparison.pairs.range(of: source) where !chosen.pairs.contains(pair) {
      let evidence = comparison.certainty.evidence[pair]
      guard !evidence.areProperties else { continue }
      let relation = hierarchical(
        evidence, isSourceTaken: chosen.sources.contains(source),
        isTargetTaken: chosen.targets.contains(Int(comparison.pairs.target[pair])))
      var score = evidence.theme + Self.nameInTheme * evidence.name
      if relation != nil, evidence.genus != .none { score = max(score, Self.genusScore) }
      let least = chosen.sources.contains(source) ? Self.leastThemeOfTaken : Self.leastTheme
      if relation != nil || (evidence.areBothDefined && evidence.theme >= least) {
        ranked.append((pair, score, relation ?? .relatedMatch))
      }
    }
    ranked.sort { $0.score != $1.score ? $0.score > $1.score : $0.pair < $1.pair }
    guard let best = ranked.first?.score else { return [] }
    return ranked.prefix { $0.score >= best * Self.leastShareOfBest }.prefix(Self.mostRelated).map {
      builder.association($0.pair, source, $0.relation, score: $0.score)
    }
  }

  /// Whether one name is the other with something added that narrows it (*iris muscle*, *muscle*),
  /// or the definition of one starts from the other (*striated muscle that…*).
  ///
  /// Proposed for what has no equivalent, to the nearest there is.
  private func hierarchical(
    _ evidence: PairEvidence, isSourceTaken: Bool, isTargetTaken: Bool
  ) -> MappingRelation? {
    let comparison = evidence.comparison
    switch evidence.genus {
    case .target where !isSourceTaken && !comparison.isSameBag: return .broadMatch
    case .source where !isTargetTaken && !comparison.isSameBag: return .narrowMatch
    default: break
    }
    guard comparison.headsMatch, !comparison.isForeign, !comparison.isSameBag,
      !comparison.isNegated, evidence.arePreferred
    else { return nil }
    if comparison.second > 0.95, (0.3..<0.9).contains(comparison.first), !isSourceTaken {
      return .broadMatch
    }
    if comparison.first > 0.95, (0.3..<0.9).contains(comparison.second), !isTargetTaken {
      return .narrowMatch
    }
    return nil
  }

  /// What an entity without an equivalent inherits: the exact match of what it belongs to is
  /// broader than it.
  private func inherited(
    _ source: Int, _ chosen: Chosen, _ builder: ProposalBuilder
  ) -> MatchProposal? {
    guard !chosen.sources.contains(source), !comparison.source.kinds[source].isProperty else {
      return nil
    }
    let odds = comparison.certainty.logOdds
    var best: (whole: Int, pair: Int)?
    for whole in comparison.source.wholes[source] {
      guard let pair = chosen.pairOf[Int(whole)], builder.isExact(pair) else { continue }
      if let known = best, odds[known.pair] >= odds[pair] { continue }
      best = (Int(whole), pair)
    }
    return best.map { builder.inheritance(source, from: $0.whole, $0.pair) }
  }

  // MARK: One to one

  private func oneToOne(_ proposals: [MatchProposal]) -> [MatchProposal] {
    var numbers: [String: Int] = [:]
    func number(_ name: String) -> Int {
      if let known = numbers[name] { return known }
      numbers[name] = numbers.count
      return numbers.count - 1
    }
    let picked = OneToOneAssignment.picked(
      proposals.indices.map { index in
        OneToOneAssignment.Choice(
          pair: index, source: number(proposals[index].source),
          target: number(proposals[index].target), value: Float(proposals[index].confidence))
      })
    return picked.map { proposals[$0] }
  }
}
