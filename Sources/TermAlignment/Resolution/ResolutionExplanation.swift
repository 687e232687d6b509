public import SKOSVocabulary

/// Why concepts correspond: each match of a resolution with all its minimal derivations.
///
/// ```swift
/// let explanation = try vocabulary.explain("provider", in: "eu-ai-act-2024")
/// for match in explanation.matches {
///   for derivation in match.derivations {
///     print(derivation.confidenceRule, derivation.steps.map(\.ruleName))
///   }
/// }
/// print(explanation.svg())
/// ```
public struct ResolutionExplanation: Sendable {
  /// A match and all that it follows from.
  public struct MatchExplanation: Sendable {
    /// The match.
    public let match: Match
    /// The derivations, the best first; the first is that of the match.
    public let derivations: [Derivation]
    /// Whether these are all minimal derivations within ``ResolutionOptions/maximumHops``.
    public let isComplete: Bool
  }

  /// What was resolved, with its denials, conflicts and bounds.
  public let resolution: Resolution
  /// The matches in the order of the resolution.
  public let matches: [MatchExplanation]
  /// The bounds that were reached, those of the resolution included.
  public let limits: [ReachedLimit]
  /// The edges that were looked at for the derivations.
  let edgesVisited: Int
}

extension Resolution {
  /// The matches with all their minimal derivations, the best first.
  ///
  /// A derivation is minimal when none of its statements can be left out. What bounds the search
  /// are ``ResolutionOptions/maximumDerivations``, ``ResolutionOptions/maximumHops`` and
  /// ``ResolutionOptions/maximumMappingsPerExplanation``; an explanation that met one says so.
  ///
  /// - Complexity: O(e) in the mappings at the concepts that are reached, and for each match at
  ///   most `maximumMappingsPerExplanation` of them.
  public func explanation() -> ResolutionExplanation {
    guard let start = findings.start, !matches.isEmpty else {
      return ResolutionExplanation(resolution: self, matches: [], limits: limits, edgesVisited: 0)
    }
    return resolver.withWalk(from: start, options) { explanation(after: $0) }
  }

  /// The derivations of the matches, by the walk that found them.
  func explanation(after walk: EquivalenceWalk) -> ResolutionExplanation {
    var search = DerivationSearch(walk)
    let explained = matches.map { explain($0, &search) }
    return ResolutionExplanation(
      resolution: self, matches: explained, limits: limits + limits(of: explained),
      edgesVisited: walk.edgesVisited + search.edgesVisited)
  }

  private func explain(
    _ match: Match, _ search: inout DerivationSearch
  ) -> ResolutionExplanation.MatchExplanation {
    let limit = max(options.maximumDerivations, 1)
    let found = search.derivations(
      of: match.conclusion.code.rawValue, to: match.conclusion.node, limit: limit,
      maximumEdges: options.maximumMappingsPerExplanation)
    // Of derivations that are equally good the walk and the search may have met different ones
    // first; that of the match stands first.
    let best = match.links
    var ways = [best] + found.derivations.filter { $0 != best }
    let isComplete = found.isComplete && ways.count <= limit
    if ways.count > limit { ways.removeLast(ways.count - limit) }
    return ResolutionExplanation.MatchExplanation(
      match: match, derivations: ways.map { Derivation(match.predicate, $0, findings) },
      isComplete: isComplete)
  }

  private func limits(of explained: [ResolutionExplanation.MatchExplanation]) -> [ReachedLimit] {
    let cut = explained.count { !$0.isComplete }
    guard cut > 0 else { return [] }
    let full = explained.contains { $0.derivations.count >= options.maximumDerivations }
    return [
      ReachedLimit(
        option: full ? "maximumDerivations" : "maximumMappingsPerExplanation",
        value: full ? options.maximumDerivations : options.maximumMappingsPerExplanation,
        message: "\(cut) of \(explained.count) matches may have more derivations than are given "
          + "(at most \(options.maximumDerivations) each, among "
          + "\(options.maximumMappingsPerExplanation) mappings)")
    ]
  }
}

extension Resolver {
  /// Why a concept corresponds to others, or to one other.
  ///
  /// - Parameters:
  ///   - concept: the concept.
  ///   - other: the one at the other end; nil for all. What blocks the pair is among the
  ///     resolution's negatives.
  public func explain(
    _ concept: Concept, _ other: Concept? = nil,
    options: ResolutionOptions = ResolutionOptions()
  ) -> ResolutionExplanation {
    var options = options
    if let other { options.targets = [other.node] }
    guard let start = index.node(of: concept.node) else {
      return resolve(concept, options: options).explanation()
    }
    return withWalk(from: start, options) { walk in
      let conclusions = Conclusions(of: walk, self, options)
      return Resolution(ResolutionFindings(self, concept, options, start, conclusions))
        .explanation(after: walk)
    }
  }
}
