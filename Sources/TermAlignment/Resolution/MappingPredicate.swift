import RDFGraph
import RDFModel
import SKOSVocabulary

/// A property whose triples are mappings: what the resolver, exports, coverage and the conversion
/// to SSSOM agree on.
///
/// Those are the mapping properties of SKOS and their like, `owl:equivalentClass`,
/// `owl:equivalentProperty` and `owl:sameAs`, and `rdfs:subClassOf` and `rdfs:subPropertyOf` from
/// one vocabulary to another, as within one they are hierarchy.
struct MappingPredicate {
  let iri: IRI
  /// A ``PredicateKind``.
  let kind: UInt8

  static let all: [MappingPredicate] =
    MappingCode.allCases.map { MappingPredicate(iri: $0.relation.iri, kind: $0.rawValue) } + [
      owl("equivalentClass", PredicateKind.equivalentClass),
      owl("equivalentProperty", PredicateKind.otherEquivalence),
      owl("sameAs", PredicateKind.otherEquivalence),
      MappingPredicate(iri: RDFS.subClassOf, kind: PredicateKind.subsumption),
      MappingPredicate(iri: RDFS.subPropertyOf, kind: PredicateKind.subsumption),
    ]

  private static func owl(_ name: String, _ kind: UInt8) -> MappingPredicate {
    MappingPredicate(iri: IRI(trusted: SSSOM.owl + name), kind: kind)
  }

  /// The predicates that a snapshot uses, by their terms.
  static func known(in snapshot: GraphSnapshot) -> [TermID: MappingPredicate] {
    let pairs = all.compactMap { predicate in
      snapshot.id(iri: predicate.iri).map { ($0, predicate) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a triple that nobody justifies is a mapping: of two terms with names, and of two
  /// vocabularies where the property also makes hierarchies.
  func isMapping(_ subject: TermID, _ object: TermID, in snapshot: GraphSnapshot) -> Bool {
    guard Self.areNamed(subject, object), subject != object else { return false }
    guard kind == PredicateKind.subsumption else { return true }
    let dictionary = snapshot.dictionary
    return Self.crosses(
      IRI(trusted: dictionary.text(of: subject)), IRI(trusted: dictionary.text(of: object)))
  }

  /// Whether both ends have names, without which a mapping has no place in any format.
  static func areNamed(_ subject: TermID, _ object: TermID) -> Bool {
    subject != .unbound && object != .unbound && subject.kind == .iri && object.kind == .iri
  }

  /// Whether two terms belong to different vocabularies, of which the object's is none of those
  /// that every vocabulary is written in.
  private static func crosses(_ subject: IRI, _ object: IRI) -> Bool {
    let namespace = namespace(object)
    return namespace != Self.namespace(subject) && !languages.contains { $0 == namespace }
  }

  private static let languages = SSSOM.builtInPrefixes.pairs.map(\.namespace.value)

  private static func namespace(_ iri: IRI) -> Substring {
    let cut = iri.value.utf8.lastIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
    return cut.map { iri.value[...$0] } ?? iri.value[...]
  }
}
