public import RDFModel

/// How a concept corresponds to one of another vocabulary: the properties of mapping links.
///
/// Source: SKOS Reference, section 10; `isogloss:functionalCounterpart` is Isogloss's own.
public enum MappingRelation: String, CaseIterable, Hashable, Sendable {
  /// The same meaning, so that one may stand for the other; transitive.
  case exactMatch
  /// Near enough to stand for each other in some uses; not transitive.
  case closeMatch
  /// The object is broader.
  case broadMatch
  /// The object is narrower.
  case narrowMatch
  /// An associative correspondence.
  case relatedMatch
  /// Serves the same purpose in another legal order; symmetric, not transitive, no equivalence.
  case functionalCounterpart
  /// The same kind of thing in different species; no equivalence of its own.
  ///
  /// Source: SEMAPV, as the next two.
  case crossSpeciesExactMatch
  /// The object is broader, in another species.
  case crossSpeciesBroadMatch
  /// The object is narrower, in another species.
  case crossSpeciesNarrowMatch

  /// The property.
  public var iri: IRI {
    switch self {
    case .exactMatch: SKOS.exactMatch
    case .closeMatch: SKOS.closeMatch
    case .broadMatch: SKOS.broadMatch
    case .narrowMatch: SKOS.narrowMatch
    case .relatedMatch: SKOS.relatedMatch
    case .functionalCounterpart: IsoglossTerms.functionalCounterpart
    case .crossSpeciesExactMatch, .crossSpeciesBroadMatch, .crossSpeciesNarrowMatch:
      IRI(trusted: "https://w3id.org/semapv/vocab/" + rawValue)
    }
  }

  /// The relation of a property, or nil where the property is not a mapping property.
  public init?(iri: IRI) {
    guard let relation = Self.allCases.first(where: { $0.iri == iri }) else { return nil }
    self = relation
  }

  /// The property as it is commonly written, such as `skos:exactMatch`.
  public var curie: String {
    switch self {
    case .functionalCounterpart: "isogloss:\(rawValue)"
    case .crossSpeciesExactMatch, .crossSpeciesBroadMatch, .crossSpeciesNarrowMatch:
      "semapv:\(rawValue)"
    default: "skos:\(rawValue)"
    }
  }

  /// The relation seen from the object: broad and narrow change places, the others are
  /// symmetric.
  ///
  /// Source: SKOS Reference, S43 and S44.
  public var inverse: MappingRelation {
    switch self {
    case .broadMatch: .narrowMatch
    case .narrowMatch: .broadMatch
    case .crossSpeciesBroadMatch: .crossSpeciesNarrowMatch
    case .crossSpeciesNarrowMatch: .crossSpeciesBroadMatch
    default: self
    }
  }
}
