import RDFModel

/// The relations of the Alignment format and the predicates that stand for them.
///
/// The format's own relations are about sets of instances; of the predicates that a sign may mean
/// the one of SKOS is taken, as other readers do. Tools write the address of a property for what
/// the signs cannot say, so that predicates without a sign are written as their IRIs.
///
/// Source: the Alignment format of the Alignment API, relations.
enum AlignmentRelation {
  /// A sign and the names that older files have for it.
  private static let signs: [(sign: String, names: [String], predicate: IRI)] = [
    ("=", ["equivalence", "EquivRelation"], SSSOM.skos("exactMatch")),
    ("<", ["subsumed", "SubsumedRelation"], SSSOM.skos("broadMatch")),
    (">", ["subsumes", "SubsumeRelation"], SSSOM.skos("narrowMatch")),
    ("%", ["incompatible", "IncompatRelation"], IRI(trusted: SSSOM.owl + "disjointWith")),
    ("InstanceOf", ["InstanceOfRelation"], RDF.type),
    ("HasInstance", ["HasInstanceRelation"], Alignment.term("HasInstance")),
    ("?", [], SSSOM.skos("mappingRelation")),
  ]

  /// Further predicates that a sign says exactly.
  private static let further: [String: String] = [
    SSSOM.owl + "equivalentClass": "=", SSSOM.owl + "equivalentProperty": "=",
    SSSOM.owl + "sameAs": "=", SSSOM.rdfs + "subClassOf": "<", SSSOM.rdfs + "subPropertyOf": "<",
    SSSOM.owl + "propertyDisjointWith": "%",
  ]

  /// The predicate of a relation; nil for one that is unknown.
  static func predicate(for relation: String) -> IRI? {
    // Classes of the Alignment API stand with their package before them.
    let name = relation.split(separator: ".").last.map(String.init) ?? relation
    if let known = signs.first(where: { $0.sign == relation || $0.names.contains(name) }) {
      return known.predicate
    }
    return IRI(relation)
  }

  /// What says a predicate: its sign, or its IRI.
  static func relation(for predicate: IRI) -> String {
    signs.first { $0.predicate == predicate }?.sign ?? further[predicate.value]
      ?? predicate.value
  }

  /// Whether reading a relation back gives another predicate than the one that was written.
  static func losesPredicate(_ predicate: IRI) -> Bool {
    Self.predicate(for: relation(for: predicate)) != predicate
  }
}

/// Terms of the Alignment format.
enum Alignment {
  /// The namespace; the first files had it without the `#`.
  static let namespace = "http://knowledgeweb.semanticweb.org/heterogeneity/alignment#"

  static func term(_ name: String) -> IRI { IRI(trusted: namespace + name) }

  /// The name of a term of the format, with either form of the namespace.
  static func name(_ iri: IRI) -> Substring? {
    let stem = namespace.dropLast()
    guard iri.value.hasPrefix(stem) else { return nil }
    let rest = iri.value.dropFirst(stem.count)
    return rest.first == "#" ? rest.dropFirst() : rest
  }
}
