import SKOSVocabulary

/// A relation as a byte: what the resolver reports, the strongest first within SKOS.
enum MappingCode: UInt8, CaseIterable {
  case exact = 0
  case close = 1
  case broad = 2
  case narrow = 3
  case related = 4
  case counterpart = 5
  case crossSpeciesExact = 6
  case crossSpeciesBroad = 7
  case crossSpeciesNarrow = 8

  /// The strength: lower says more.
  var strength: Int {
    switch self {
    case .exact: 0
    case .close: 1
    case .broad, .narrow: 2
    case .related: 3
    case .crossSpeciesExact, .crossSpeciesBroad, .crossSpeciesNarrow: 4
    case .counterpart: 5
    }
  }

  var inverse: MappingCode {
    switch self {
    case .broad: .narrow
    case .narrow: .broad
    case .crossSpeciesBroad: .crossSpeciesNarrow
    case .crossSpeciesNarrow: .crossSpeciesBroad
    default: self
    }
  }

  /// Whether denying this relation denies another: an exact match is a close match too.
  ///
  /// Source: SKOS Reference, S42.
  func denialDenies(_ other: MappingCode) -> Bool {
    self == other || (self == .close && other == .exact)
  }

  /// The relation as the vocabulary names it.
  var relation: MappingRelation {
    switch self {
    case .exact: .exactMatch
    case .close: .closeMatch
    case .broad: .broadMatch
    case .narrow: .narrowMatch
    case .related: .relatedMatch
    case .counterpart: .functionalCounterpart
    case .crossSpeciesExact: .crossSpeciesExactMatch
    case .crossSpeciesBroad: .crossSpeciesBroadMatch
    case .crossSpeciesNarrow: .crossSpeciesNarrowMatch
    }
  }
}

/// What the predicate of a mapping is: a relation that is reported, or one of OWL or RDFS that
/// only a generalisation rule makes one.
///
/// Lower values are those of ``MappingCode``.
enum PredicateKind {
  /// `owl:equivalentClass`.
  static let equivalentClass: UInt8 = 9
  /// `owl:equivalentProperty` and `owl:sameAs`.
  static let otherEquivalence: UInt8 = 10
  /// `rdfs:subClassOf` and `rdfs:subPropertyOf`.
  static let subsumption: UInt8 = 11
  /// The bit of a link that is read from its object.
  static let backwards: UInt8 = 16

  /// The relation that a predicate amounts to when every rule is on.
  static func generalised(_ kind: UInt8) -> MappingCode {
    switch kind & ~backwards {
    case equivalentClass, otherEquivalence: .exact
    case subsumption: .broad
    case let code: MappingCode(rawValue: code) ?? .related
    }
  }
}
