import SKOSVocabulary
import TermAlignment
public import TermMatching

extension Vocabulary {
  /// Proposes mappings to another vocabulary, or between two schemes of this one.
  ///
  /// ```swift
  /// let proposals = try mine.align(with: theirs)
  /// for proposal in proposals.proposals where proposal.confidence > 0.5 {
  ///   print(proposal.source, proposal.relation, proposal.target, proposal.explanation)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - scheme: the scheme whose concepts are the source; nil for all entities.
  ///   - other: the vocabulary of the target, which may be this one.
  ///   - otherScheme: the scheme whose concepts are the target; nil for all entities.
  /// - Throws: ``LookupError`` where a scheme is not found.
  /// - Complexity: O(n log n) in the triples, and O(n × k) in the entities and the candidates of
  ///   each.
  public func align(
    _ scheme: String? = nil, with other: Vocabulary, _ otherScheme: String? = nil,
    options: MatcherOptions = MatcherOptions()
  ) throws -> MatchProposals {
    Matcher(options: options).proposals(
      from: skos, scheme: try scheme.map { try self.scheme($0) },
      to: other.skos, scheme: try otherScheme.map { try other.scheme($0) })
  }
}
