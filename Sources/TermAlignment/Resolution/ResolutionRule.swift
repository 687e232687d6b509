/// Why a link stands in a derivation: what somebody stated, or a rule with a name.
///
/// Source: SSSOM, chaining rules; SKOS Reference, S44.
public enum ResolutionRule: String, Hashable, Sendable {
  /// Somebody stated it as it stands.
  case stated
  /// A predicate of OWL says at least `skos:exactMatch`.
  case generalisedEquivalence = "RG1"
  /// A subclass or subproperty is at least narrower.
  case generalisedSubsumption = "RG2"
  /// A `skos:narrowMatch` read backwards.
  case inverseOfNarrow = "RI1"
  /// A `skos:broadMatch` read backwards.
  case inverseOfBroad = "RI2"
  /// An exact, close or related match read backwards.
  case symmetry = "S44"
  /// A functional counterpart read backwards.
  case counterpartSymmetry = "symmetric"
  /// The same transitive relation twice.
  case transitivity = "T1"
  /// An exact match, then a relation.
  case exactThenRelation = "RCE1"
  /// A relation, then an exact match.
  case relationThenExact = "RCE2"
}
