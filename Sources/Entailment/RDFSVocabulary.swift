internal import RDFModel

extension RDF {
  static func term(_ name: String) -> IRI { IRI(trusted: namespace + name) }

  static let property = term("Property")
  static let list = term("List")
  static let alt = term("Alt")
  static let bag = term("Bag")
  static let seq = term("Seq")
  static let statement = term("Statement")
  static let json = term("JSON")

  /// What RDF says are properties, `rdf:_1` and so on apart.
  static let properties =
    [type, first, rest, value, reifies] + ["subject", "predicate", "object"].map { term($0) }

  /// Whether an IRI is `rdf:_1`, `rdf:_2` and so on.
  static func isMembership(_ iri: String) -> Bool {
    guard iri.hasPrefix(namespace + "_") else { return false }
    let digits = iri.utf8.dropFirst(namespace.utf8.count + 1)
    return digits.first.map { $0 != UInt8(ascii: "0") } == true
      && digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }
}

extension RDFS {
  static func term(_ name: String) -> IRI { IRI(trusted: namespace + name) }

  static let domain = term("domain")
  static let range = term("range")
  static let resource = term("Resource")
  static let `class` = term("Class")
  static let literal = term("Literal")
  static let datatype = term("Datatype")
  static let container = term("Container")
  static let containerMembershipProperty = term("ContainerMembershipProperty")
  static let member = term("member")
  static let seeAlso = term("seeAlso")
  static let isDefinedBy = term("isDefinedBy")
  static let proposition = term("Proposition")

  /// The properties of the vocabulary with their domains and ranges.
  ///
  /// Source: RDF 1.1 Semantics, section 9; RDF 1.2 Semantics for `rdf:reifies`.
  static let signatures: [(property: IRI, domain: IRI, range: IRI)] = [
    (RDF.type, resource, `class`), (domain, RDF.property, `class`), (range, RDF.property, `class`),
    (subPropertyOf, RDF.property, RDF.property), (subClassOf, `class`, `class`),
    (RDF.term("subject"), RDF.statement, resource),
    (RDF.term("predicate"), RDF.statement, resource),
    (RDF.term("object"), RDF.statement, resource), (member, resource, resource),
    (RDF.first, RDF.list, resource), (RDF.rest, RDF.list, RDF.list),
    (seeAlso, resource, resource), (isDefinedBy, resource, resource),
    (comment, resource, literal), (label, resource, literal), (RDF.value, resource, resource),
    (RDF.reifies, resource, proposition),
  ]
}
