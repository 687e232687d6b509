public import RDFModel

/// Why a triple holds.
public struct Derivation: Hashable, Sendable {
  /// The rule or the axioms, as the specification calls them: `rdfs9`, `S24`, `RDFS axioms`.
  public let rule: String
  /// The triples that the rule found; none for an axiom.
  public let premises: [Triple]
}
