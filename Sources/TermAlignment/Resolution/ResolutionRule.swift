/// Why a link stands in a derivation: what somebody stated, or a rule with a name.
///
/// The names are those of the specification. Its rules RCE-N1 to RCE-N4, which conclude subclass
/// axioms, are left to a reasoner, as it advises.
///
/// Source: SSSOM, chaining rules; SKOS Reference, S44.
public enum ResolutionRule: String, CaseIterable, Hashable, Sendable {
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
  /// A `semapv:crossSpeciesExactMatch` read backwards.
  case inverseOfCrossSpeciesExact = "RI3"
  /// A `semapv:crossSpeciesNarrowMatch` read backwards.
  case inverseOfCrossSpeciesNarrow = "RI4"
  /// A `semapv:crossSpeciesBroadMatch` read backwards.
  case inverseOfCrossSpeciesBroad = "RI5"
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

  /// The rules that can be switched off: all but what somebody stated.
  public static let switchable = Set(allCases).subtracting([.stated])

  /// The rule with a name as the specification writes it, in any case.
  public init?(named name: String) {
    let wanted = name.lowercased()
    guard let rule = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else {
      return nil
    }
    self = rule
  }

  /// What the rule says, in one line.
  public var statement: String {
    switch self {
    case .stated: "A is stated to match B"
    case .generalisedEquivalence: "A owl:equivalentClass B → A skos:exactMatch B"
    case .generalisedSubsumption: "A rdfs:subClassOf B → A skos:broadMatch B"
    case .inverseOfNarrow: "A skos:narrowMatch B → B skos:broadMatch A"
    case .inverseOfBroad: "A skos:broadMatch B → B skos:narrowMatch A"
    case .inverseOfCrossSpeciesExact:
      "A semapv:crossSpeciesExactMatch B → B semapv:crossSpeciesExactMatch A"
    case .inverseOfCrossSpeciesNarrow:
      "A semapv:crossSpeciesNarrowMatch B → B semapv:crossSpeciesBroadMatch A"
    case .inverseOfCrossSpeciesBroad:
      "A semapv:crossSpeciesBroadMatch B → B semapv:crossSpeciesNarrowMatch A"
    case .symmetry: "A is an exact, close or related match of B → so is B of A"
    case .counterpartSymmetry:
      "A isogloss:functionalCounterpart B → B isogloss:functionalCounterpart A"
    case .transitivity: "A r B, B r C → A r C, r being exact, broad or narrow"
    case .exactThenRelation:
      "A skos:exactMatch B, B r C → A r C, r being close, broad, narrow or related"
    case .relationThenExact:
      "A r B, B skos:exactMatch C → A r C, r being close, broad, narrow or related"
    }
  }
}
