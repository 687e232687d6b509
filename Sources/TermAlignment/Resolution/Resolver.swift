import RDFGraph
public import SKOSVocabulary

/// Answers what corresponds to a concept: what somebody stated, and what follows by the chaining
/// rules of SSSOM, each with its derivation and an honest confidence.
///
/// Exact matches chain (T1) and carry every SKOS mapping relation across (RCE1, RCE2); broad and
/// narrow matches chain with their like (T1); every relation is read backwards (RI1, RI2, S44).
/// Close and related matches chain over exact ones only, functional counterparts never. A
/// statement that denies a relation blocks every derivation that would draw it, for the pair or for
/// a part of the way.
public struct Resolver: Sendable {
  /// The vocabulary.
  public let graph: SKOSGraph
  /// The mappings.
  public let index: MappingIndex
  let labels: LabelNeighbours

  /// The inferences blocked on the way that are tried again around what blocked them.
  static let maximumDetours = 16

  /// Makes a resolver; the index of mappings is made of the graph's snapshot unless one is at
  /// hand, that of designations when somebody first asks for false friends.
  public init(_ graph: SKOSGraph, index: MappingIndex? = nil) {
    self.graph = graph
    self.index = index ?? MappingIndex(graph.snapshot)
    self.labels = LabelNeighbours(graph)
  }

  /// Resolves a concept.
  ///
  /// - Complexity: O(e) in the mappings at the concepts that are reached.
  public func resolve(
    _ concept: Concept, options: ResolutionOptions = ResolutionOptions()
  ) -> Resolution {
    guard let start = index.node(of: concept.node) else {
      return Resolution(
        concept: concept, status: .undecided, matches: [], negatives: [], absences: [],
        conflicts: [], notes: [], resolver: self, options: options)
    }
    var attempt = ResolutionAttempt(
      index: index, graph: graph, concept: concept, start: start, options: options)
    attempt.run()
    return Resolution(
      concept: concept, status: attempt.status, matches: attempt.matches,
      negatives: attempt.negatives, absences: attempt.absences, conflicts: attempt.conflicts,
      notes: attempt.notes, resolver: self, options: options)
  }
}

extension MappingCode {
  /// The relation as the vocabulary names it.
  var relation: MappingRelation {
    switch self {
    case .exact: .exactMatch
    case .close: .closeMatch
    case .broad: .broadMatch
    case .narrow: .narrowMatch
    case .related: .relatedMatch
    case .counterpart: .functionalCounterpart
    }
  }
}
