/// What follows from what is stated.
///
/// Source: RDF 1.1 Semantics, sections 8 and 9; SKOS Reference; SPARQL 1.1 Entailment Regimes.
public enum EntailmentRegime: String, Hashable, Sendable, CaseIterable {
  /// Nothing but what is stated.
  case none
  /// RDF: what is used as a predicate is a property.
  case rdf
  /// RDF Schema: classes, properties, domains and ranges.
  case rdfs
  /// The semantic conditions of SKOS that are rules: S4–S8, S11, S17, S19–S26, S29–S31, S33–S36,
  /// S38–S45, and the labels that SKOS-XL labels stand for (S55–S57).
  ///
  /// S32, the range of `skos:member`, is a union of classes, from which no triple follows.
  case skos
}
