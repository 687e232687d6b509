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

  func proposals() -> MatchProposals {
    let equivalences = CoherenceRepair(comparison).repaired(equivalentPairs())
    var isTakenSource = Set<Int>()
    var isTakenTarget = Set<Int>()
    var result: [MatchProposal] = []
    let builder = ProposalBuilder(comparison)
    for (pair, source) in equivalences {
      isTakenSource.insert(source)
      isTakenTarget.insert(Int(comparison.pairs.target[pair]))
      result.append(builder.equivalence(pair, source))
    }
    let chosen = Set(equivalences.map(\.pair))
    for source in 0..<comparison.source.count {
      result += others(source, chosen, isTakenSource, isTakenTarget, builder)
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

  private func others(
    _ source: Int, _ chosen: Set<Int>, _ takenSources: Set<Int>, _ takenTargets: Set<Int>,
    _ builder: ProposalBuilder
  ) -> [MatchProposal] {
    var ranked: [(pair: Int, score: Float, relation: MappingRelation)] = []
    for pair in comparison.pairs.range(of: source) where !chosen.contains(pair) {
      let evidence = comparison.certainty.evidence[pair]
      guard !evidence.areProperties else { continue }
      let relation = hierarchical(
        evidence, isSourceTaken: takenSources.contains(source),
        isTargetTaken: takenTargets.contains(Int(comparison.pairs.target[pair])))
      let score = evidence.theme + Self.nameInTheme * evidence.name
      let least = takenSources.contains(source) ? Self.leastThemeOfTaken : Self.leastTheme
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

  /// Whether one name is the other with something added that narrows it (*iris muscle*, *muscle*).
  ///
  /// Proposed for what has no equivalent, to the nearest there is.
  private func hierarchical(
    _ evidence: PairEvidence, isSourceTaken: Bool, isTargetTaken: Bool
  ) -> MappingRelation? {
    let comparison = evidence.comparison
    guard comparison.headsMatch, !comparison.isSameBag, evidence.arePreferred else { return nil }
    if comparison.second > 0.95, (0.3..<0.9).contains(comparison.first), !isSourceTaken {
      return .broadMatch
    }
    if comparison.first > 0.95, (0.3..<0.9).contains(comparison.second), !isTargetTaken {
      return .narrowMatch
    }
    return nil
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
