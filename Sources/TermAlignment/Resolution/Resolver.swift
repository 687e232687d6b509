import RDFGraph
public import SKOSVocabulary

/// Answers what corresponds to a concept: what somebody stated, and what follows by the chaining
/// rules of SSSOM, each with its derivations and an honest confidence.
///
/// Exact matches chain (T1) and carry every SKOS mapping relation across (RCE1, RCE2); broad and
/// narrow matches chain with their like (T1); every relation is read backwards (RI1 to RI5, S44).
/// Close and related matches chain over exact ones only, functional counterparts never. A
/// statement that denies a relation blocks every derivation that would draw it, for the pair or for
/// a part of the way. Each rule can be switched off: ``ResolutionOptions/rules``.
///
/// ```swift
/// let resolver = Resolver(graph)
/// let resolution = resolver.resolve(concept, options: ResolutionOptions(evidence: .stated))
/// for match in resolution.matches { print(match.predicate.curie, match.concept.curie) }
/// print(resolution.explanation().text())
/// ```
///
/// Any number of threads may ask at once.
public struct Resolver: Sendable {
  /// The vocabulary.
  public let graph: SKOSGraph
  /// The mappings.
  public let index: MappingIndex
  let labels: LabelNeighbours
  let pool = ScratchPool()

  /// The blocked conclusions for which another way is looked for.
  static let maximumDetours = 64

  /// Makes a resolver; the index of mappings is made of the graph's snapshot unless one is at
  /// hand, that of designations when somebody first asks for false friends.
  public init(_ graph: SKOSGraph, index: MappingIndex? = nil) {
    self.graph = graph
    self.index = index ?? MappingIndex(graph)
    self.labels = LabelNeighbours(graph)
  }

  /// Resolves a concept.
  ///
  /// - Complexity: O(e) in the mappings at the concepts that are reached, and O(m log m) in the
  ///   matches.
  public func resolve(
    _ concept: Concept, options: ResolutionOptions = ResolutionOptions()
  ) -> Resolution {
    measuredResolution(of: concept, options: options).resolution
  }

  /// A resolution, and the number of edges that were looked at for it.
  func measuredResolution(
    of concept: Concept, options: ResolutionOptions = ResolutionOptions()
  ) -> (resolution: Resolution, edgesVisited: Int) {
    guard let start = index.node(of: concept.node) else {
      return (Resolution(ResolutionFindings(self, concept, options)), 0)
    }
    return withWalk(from: start, options) { walk in
      let conclusions = Conclusions(of: walk, self, options)
      let findings = ResolutionFindings(self, concept, options, start, conclusions)
      return (Resolution(findings), walk.edgesVisited + conclusions.edgesVisited)
    }
  }

  /// Walks from a node and lets the walk be read.
  func withWalk<Result>(
    from start: Int, _ options: ResolutionOptions, _ body: (EquivalenceWalk) -> Result
  ) -> Result {
    let rules =
      options.rules == ResolutionRule.switchable ? RuleTable.complete : RuleTable(options.rules)
    var walk = EquivalenceWalk(
      index, TargetFilter(options, index, graph, start: start), options, rules, from: start,
      scratch: pool.take())
    walk.run()
    let result = body(walk)
    pool.put(walk.scratch)
    return result
  }
}
