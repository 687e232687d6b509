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
    proposals(from: source, scheme: sourceScheme, to: target, scheme: targetScheme) {}
  }

  /// Compares two vocabularies, as long as nobody minds.
  ///
  /// - Parameter check: called between steps, each of which takes milliseconds rather than seconds;
  ///   what it throws ends the work.
  /// - Throws: what `check` throws.
  public func proposals<Failure: Error>(
    from source: SKOSGraph, scheme sourceScheme: ConceptScheme? = nil, to target: SKOSGraph,
    scheme targetScheme: ConceptScheme? = nil, check: () throws(Failure) -> Void
  ) throws(Failure) -> MatchProposals {
    let comparison = try comparison(source, sourceScheme, target, targetScheme, check)
    return try comparison.proposals(options, check)
  }

  /// Compares two vocabularies, and gives what the model saw beside what came of it.
  package func features(
    from source: SKOSGraph, to target: SKOSGraph
  ) -> (features: MatchingFeatures, proposals: MatchProposals) {
    let comparison = comparison(source, nil, target, nil) {}
    return (MatchingFeatures(comparison), comparison.proposals(options) {})
  }

  private func comparison<Failure: Error>(
    _ source: SKOSGraph, _ sourceScheme: ConceptScheme?, _ target: SKOSGraph,
    _ targetScheme: ConceptScheme?, _ check: () throws(Failure) -> Void
  ) throws(Failure) -> Comparison {
    var sourceReader = EntityTableReader(source)
    let sourceTable = sourceReader.table(of: sourceScheme)
    try check()
    var targetReader = EntityTableReader(target)
    let targetTable = targetReader.table(of: targetScheme)
    try check()
    return try Comparison(sourceTable, targetTable, model, check)
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

  func proposals<Failure: Error>(
    _ options: MatcherOptions, _ check: () throws(Failure) -> Void
  ) throws(Failure) -> MatchProposals {
    try ProposalSelection(self, options).proposals(check)
  }

  init<Failure: Error>(
    _ source: EntityTable, _ target: EntityTable, _ model: MatchingModel,
    _ check: () throws(Failure) -> Void
  ) throws(Failure) {
    self.source = source
    self.target = target
    self.model = model
    var builder = LexiconBuilder(source: source, target: target)
    lexicon = builder.lexicon()
    try check()
    var affinities = WordAffinityBuilder(lexicon)
    let affinity = affinities.build()
    try check()
    let expanded = try ExpandedTexts(lexicon, check)
    var search = CandidateSearch(lexicon, affinity, expanded, source, target)
    pairs = try search.pairs(check)
    sourceAbove = AboveLists(source.wholes, count: source.count)
    targetAbove = AboveLists(target.wholes, count: target.count)
    try check()
    let collector = EvidenceCollector(
      lexicon, affinity, source, sourceAbove, target, targetAbove, expanded)
    let evidence = try collector.evidence(of: pairs, check)
    certainty = Certainty(
      evidence, pairs, NeighbourSupport(source, sourceAbove, target, targetAbove, pairs), model,
      sourceCount: source.count, targetCount: target.count)
    try check()
  }
}
