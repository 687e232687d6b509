internal import RDFModel

/// A rule: whoever finds the body may add the head.
struct Rule {
  /// One position of an atom.
  enum Slot: Hashable {
    case term(Term)
    case variable(Int)
  }

  /// A triple with variables in it.
  struct Atom: Hashable {
    let subject: Slot
    let predicate: Slot
    let object: Slot

    init(_ subject: Slot, _ predicate: Slot, _ object: Slot) {
      self.subject = subject
      self.predicate = predicate
      self.object = object
    }
  }

  /// The name by which specifications call the rule: `rdfs9`, `S24`.
  let name: String
  /// What has to be there, the atom with the fewest triples first.
  let body: [Atom]
  let head: Atom

  init(_ name: String, _ body: [Atom], _ head: Atom) {
    self.name = name
    self.body = body
    self.head = head
  }
}

/// Rules, and triples that hold of themselves.
struct RuleSet {
  var rules: [Rule] = []
  var axioms: [(name: String, triple: Triple)] = []

  init(_ regime: EntailmentRegime) {
    switch regime {
    case .none: break
    case .rdf: addRDF()
    case .rdfs:
      addRDF()
      addRDFS()
    case .skos: addSKOS()
    }
  }

  // MARK: Shapes of rules

  private static let x = Rule.Slot.variable(0)
  private static let y = Rule.Slot.variable(1)
  private static let z = Rule.Slot.variable(2)
  private static let w = Rule.Slot.variable(3)

  static func term(_ iri: IRI) -> Rule.Slot { .term(.iri(iri)) }

  mutating func axiom(_ name: String, _ subject: IRI, _ predicate: IRI, _ object: IRI) {
    axioms.append((name, Triple(.iri(subject), .iri(predicate), .iri(object))))
  }

  /// `x narrow y` makes `x wide y`.
  mutating func subProperty(_ name: String, _ narrow: IRI, of wide: IRI) {
    rules.append(
      Rule(
        name, [.init(Self.x, Self.term(narrow), Self.y)],
        .init(Self.x, Self.term(wide), Self.y)))
  }

  /// `x property y` makes `y other x`.
  mutating func inverse(_ name: String, _ property: IRI, _ other: IRI) {
    rules.append(
      Rule(
        name, [.init(Self.x, Self.term(property), Self.y)],
        .init(Self.y, Self.term(other), Self.x)))
  }

  mutating func transitive(_ name: String, _ property: IRI) {
    let p = Self.term(property)
    rules.append(
      Rule(name, [.init(Self.x, p, Self.y), .init(Self.y, p, Self.z)], .init(Self.x, p, Self.z)))
  }

  mutating func domain(_ name: String, _ property: IRI, _ type: IRI) {
    rules.append(
      Rule(
        name, [.init(Self.x, Self.term(property), Self.y)],
        .init(Self.x, Self.term(RDF.type), Self.term(type))))
  }

  mutating func range(_ name: String, _ property: IRI, _ type: IRI) {
    rules.append(
      Rule(
        name, [.init(Self.x, Self.term(property), Self.y)],
        .init(Self.y, Self.term(RDF.type), Self.term(type))))
  }

  /// `x first y`, `y second z` makes `x result z`.
  mutating func chain(_ name: String, _ first: IRI, _ second: IRI, _ result: IRI) {
    rules.append(
      Rule(
        name,
        [.init(Self.x, Self.term(first), Self.y), .init(Self.y, Self.term(second), Self.z)],
        .init(Self.x, Self.term(result), Self.z)))
  }

  /// `x a type` makes `x property value`, where a nil value is x itself.
  mutating func members(_ name: String, of type: IRI, _ property: IRI, _ value: IRI?) {
    rules.append(
      Rule(
        name, [.init(Self.x, Self.term(RDF.type), Self.term(type))],
        .init(Self.x, Self.term(property), value.map { Self.term($0) } ?? Self.x)))
  }

  // MARK: RDF and RDFS

  private mutating func addRDF() {
    // The rule is called rdfD2 in RDF 1.1 Semantics, section 8.1.1.
    rules.append(
      Rule(
        "rdfD2", [.init(Self.x, Self.y, Self.z)],
        .init(Self.y, Self.term(RDF.type), Self.term(RDF.property))))
    for property in RDF.properties { axiom("RDF axioms", property, RDF.type, RDF.property) }
    axiom("RDF axioms", RDF.nil, RDF.type, RDF.list)
  }

  private mutating func addRDFS() {
    let (x, y, z, w) = (Self.x, Self.y, Self.z, Self.w)
    let type = Self.term(RDF.type)
    rules += [
      Rule(
        "rdfs2", [.init(x, Self.term(RDFS.domain), y), .init(z, x, w)], .init(z, type, y)),
      Rule("rdfs3", [.init(x, Self.term(RDFS.range), y), .init(z, x, w)], .init(w, type, y)),
      Rule("rdfs4a", [.init(x, y, z)], .init(x, type, Self.term(RDFS.resource))),
      Rule("rdfs4b", [.init(x, y, z)], .init(z, type, Self.term(RDFS.resource))),
      Rule(
        "rdfs7", [.init(x, Self.term(RDFS.subPropertyOf), y), .init(z, x, w)], .init(z, y, w)),
      Rule(
        "rdfs9", [.init(x, Self.term(RDFS.subClassOf), y), .init(z, type, x)], .init(z, type, y)),
    ]
    transitive("rdfs5", RDFS.subPropertyOf)
    transitive("rdfs11", RDFS.subClassOf)
    members("rdfs6", of: RDF.property, RDFS.subPropertyOf, nil)
    members("rdfs8", of: RDFS.class, RDFS.subClassOf, RDFS.resource)
    members("rdfs10", of: RDFS.class, RDFS.subClassOf, nil)
    members("rdfs12", of: RDFS.containerMembershipProperty, RDFS.subPropertyOf, RDFS.member)
    members("rdfs13", of: RDFS.datatype, RDFS.subClassOf, RDFS.literal)
    for (property, domain, range) in RDFS.signatures {
      axiom("RDFS axioms", property, RDFS.domain, domain)
      axiom("RDFS axioms", property, RDFS.range, range)
    }
    for container in [RDF.alt, RDF.bag, RDF.seq] {
      axiom("RDFS axioms", container, RDFS.subClassOf, RDFS.container)
    }
    axiom("RDFS axioms", RDFS.containerMembershipProperty, RDFS.subClassOf, RDF.property)
    axiom("RDFS axioms", RDFS.isDefinedBy, RDFS.subPropertyOf, RDFS.seeAlso)
    axiom("RDFS axioms", RDFS.datatype, RDFS.subClassOf, RDFS.class)
  }
}
