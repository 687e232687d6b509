public import SKOSVocabulary

/// Proposes mappings between two vocabularies: SKOS concepts, OWL classes and properties.
///
/// The same input gives the same proposals, whatever the order of the data.
public struct Matcher: Sendable {
  /// What is proposed.
  public var options: MatcherOptions
  /// What evidence is worth.
  package var model = MatchingModel.standard

  /// Makes a matcher.
  public init(options: MatcherOptions = MatcherOptions()) { self.options = options }

  /// Compares two vocabularies.
  ///
  /// - Parameters:
  ///   - source: the graph of the source; with a scheme, only its concepts.
  ///   - target: the graph of the target, which may be the same graph.
  /// - Complexity: O(n log n) in the triples, and O(n × k) in the entities and the candidates of
  ///   each, of which there are a hundred or so.
  public func proposals(
    from source: SKOSGraph, scheme sourceScheme: ConceptScheme? = nil, to target: SKOSGraph,
    scheme targetScheme: ConceptScheme? = nil
  ) -> MatchProposals {
    comparison(source, sourceScheme, target, targetScheme).proposals(options)
  }

  /// Compares two vocabularies, and gives what the model saw beside what came of it.
  package func features(
    from source: SKOSGraph, to target: SKOSGraph
  ) -> (features: MatchingFeatures, proposals: MatchProposals) {
    let comparison = comparison(source, nil, target, nil)
    return (MatchingFeatures(comparison), comparison.proposals(options))
  }

  private func comparison(
    _ source: SKOSGraph, _ sourceScheme: ConceptScheme?, _ target: SKOSGraph,
    _ targetScheme: ConceptScheme?
  ) -> Comparison {
    var sourceReader = EntityTableReader(source)
    var targetReader = EntityTableReader(target)
    return Comparison(
      sourceReader.table(of: sourceScheme), targetReader.table(of: targetScheme), model)
  }
}

/// What is proposed.
public struct MatcherOptions: Hashable, Sendable {
  /// Proposals with less confidence are left out.
  public var threshold: Double
  /// Whether every entity has at most one proposal, whatever its relation.
  public var isOneToOne: Bool

  /// Makes options; everything that is worth a look by default.
  public init(threshold: Double = 0, isOneToOne: Bool = false) {
    self.threshold = threshold
    self.isOneToOne = isOneToOne
  }
}

/// Two vocabularies, the pairs of their entities that were compared, and what came of it.
struct Comparison: Sendable {
  let source: EntityTable
  let target: EntityTable
  let lexicon: Lexicon
  let pairs: CandidatePairs
  let certainty: Certainty
  let model: MatchingModel
  let sourceAbove: AboveLists
  let targetAbove: AboveLists

  func proposals(_ options: MatcherOptions) -> MatchProposals {
    ProposalSelection(self, options).proposals()
  }

  init(_ source: EntityTable, _ target: EntityTable, _ model: MatchingModel) {
    self.source = source
    self.target = target
    self.model = model
    var builder = LexiconBuilder(source: source, target: target)
    lexicon = builder.lexicon()
    var affinities = WordAffinityBuilder(lexicon)
    let affinity = affinities.build()
    let expanded = ExpandedTexts(lexicon)
    var search = CandidateSearch(lexicon, affinity, expanded, source, target)
    pairs = search.pairs()
    sourceAbove = AboveLists(source)
    targetAbove = AboveLists(target)
    var collector = EvidenceCollector(
      lexicon, affinity, source, sourceAbove, target, targetAbove, expanded)
    certainty = Certainty(
      collector.evidence(of: pairs), pairs,
      NeighbourSupport(source, sourceAbove, target, targetAbove, pairs), model,
      sourceCount: source.count, targetCount: target.count)
  }
}
