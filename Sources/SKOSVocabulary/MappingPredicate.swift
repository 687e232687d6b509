public import RDFGraph
public import RDFModel

/// A property whose triples are mappings: what single entries and counts, the resolver, exports,
/// coverage and the conversion to SSSOM agree on.
///
/// Those are the mapping properties of SKOS and their like, `owl:equivalentClass`,
/// `owl:equivalentProperty` and `owl:sameAs`, and `rdfs:subClassOf` and `rdfs:subPropertyOf` from
/// one vocabulary to another, as within one they are hierarchy.
public struct MappingPredicate: Hashable, Sendable {
  /// What the property says.
  public enum Meaning: Hashable, Sendable {
    /// A relation of its own.
    case relation(MappingRelation)
    /// `owl:equivalentClass`.
    case equivalentClass
    /// `owl:equivalentProperty` and `owl:sameAs`.
    case otherEquivalence
    /// `rdfs:subClassOf` and `rdfs:subPropertyOf`.
    case subsumption
  }

  /// The property.
  public let iri: IRI
  /// The property as it is commonly written, such as `skos:exactMatch`.
  public let curie: String
  /// What it says.
  public let meaning: Meaning

  /// All of them: the relations in the order of strength, then those of OWL and RDFS.
  public static let all: [MappingPredicate] =
    MappingRelation.allCases.map {
      MappingPredicate(iri: $0.iri, curie: $0.curie, meaning: .relation($0))
    } + [
      owl("equivalentClass", .equivalentClass), owl("equivalentProperty", .otherEquivalence),
      owl("sameAs", .otherEquivalence),
      MappingPredicate(iri: RDFS.subClassOf, curie: "rdfs:subClassOf", meaning: .subsumption),
      MappingPredicate(iri: RDFS.subPropertyOf, curie: "rdfs:subPropertyOf", meaning: .subsumption),
    ]

  private static func owl(_ name: String, _ meaning: Meaning) -> MappingPredicate {
    MappingPredicate(
      iri: IRI(trusted: OWL.namespace + name), curie: "owl:" + name, meaning: meaning)
  }

  /// The property as it holds from the object, as it is commonly written: `skos:narrowMatch` for
  /// `skos:broadMatch`; where there is no such property, as an inverse path of SPARQL.
  public var inverseCURIE: String {
    switch meaning {
    case .relation(let relation): relation.inverse.curie
    case .equivalentClass, .otherEquivalence: curie
    case .subsumption: "^" + curie
    }
  }

  /// The predicates that a snapshot uses, by their terms.
  public static func known(in snapshot: GraphSnapshot) -> [TermID: MappingPredicate] {
    let pairs = all.compactMap { predicate in
      snapshot.id(iri: predicate.iri).map { ($0, predicate) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a triple that nobody justifies is a mapping: of two terms with names, and of two
  /// vocabularies where the property also makes hierarchies.
  public func isMapping(_ subject: TermID, _ object: TermID, in snapshot: GraphSnapshot) -> Bool {
    guard Self.areNamed(subject, object), subject != object else { return false }
    guard meaning == .subsumption else { return true }
    let dictionary = snapshot.dictionary
    return Self.crosses(
      IRI(trusted: dictionary.text(of: subject)), IRI(trusted: dictionary.text(of: object)))
  }

  /// Whether both ends have names, without which a mapping has no place in any format.
  public static func areNamed(_ subject: TermID, _ object: TermID) -> Bool {
    subject != .unbound && object != .unbound && subject.kind == .iri && object.kind == .iri
  }

  /// Whether two terms belong to different vocabularies, of which the object's is none of those
  /// that every vocabulary is written in.
  private static func crosses(_ subject: IRI, _ object: IRI) -> Bool {
    let namespace = namespace(object)
    return namespace != Self.namespace(subject) && !languages.contains { $0 == namespace }
  }

  /// The vocabularies that vocabularies and mappings are written in: SSSOM's built-in prefixes.
  ///
  /// Source: SSSOM 1.1, introduction, IRI prefixes.
  static let languages = [
    OWL.namespace, RDF.namespace, RDFS.namespace, SKOS.namespace, XSD.namespace,
    "https://w3id.org/semapv/vocab/", "https://w3id.org/sssom/", "https://w3id.org/linkml/",
  ]

  private static func namespace(_ iri: IRI) -> Substring {
    let cut = iri.value.utf8.lastIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
    return cut.map { iri.value[...$0] } ?? iri.value[...]
  }
}
