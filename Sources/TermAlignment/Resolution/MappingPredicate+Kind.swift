import SKOSVocabulary

extension MappingPredicate {
  /// A ``PredicateKind``.
  var kind: UInt8 {
    switch meaning {
    case .relation(let relation):
      MappingCode.allCases.first { $0.relation == relation }?.rawValue
        ?? MappingCode.related.rawValue
    case .equivalentClass: PredicateKind.equivalentClass
    case .otherEquivalence: PredicateKind.otherEquivalence
    case .subsumption: PredicateKind.subsumption
    }
  }
}
