internal import RDFModel

extension ParserState {
  /// `QueryUnit`, `Query`.
  func queryUnit() throws(Halt) -> Query {
    try advance()
    try prologue()
    let query = try query()
    guard token.kind == .end else {
      throw unexpected(
        "the end of the query", remedy: "remove what follows, or check the braces before it")
    }
    return query
  }

  /// `Prologue`.
  func prologue() throws(Halt) {
    while true {
      if try acceptWord("BASE") {
        guard token.kind == .iriRef else { throw unexpected("an IRI in '<' and '>'") }
        let iri = try iri()
        base = iri
        baseParts = IRIBase(iri)
      } else if try acceptWord("PREFIX") {
        try prefixDeclaration()
      } else if try acceptWord("VERSION") {
        try versionSpecifier()
      } else {
        return
      }
    }
  }

  /// `VersionSpecifier`: what version is meant is not checked, because all of them are read alike.
  private func versionSpecifier() throws(Halt) {
    guard token.kind == .string, !lexer.isLongString(token) else {
      throw unexpected("a version in quotes", remedy: "write: VERSION \"1.2\"")
    }
    try advance()
  }

  private func prefixDeclaration() throws(Halt) {
    guard token.kind == .prefixedName, token.colon + 1 == token.end else {
      throw unexpected(
        "a prefix with its colon", remedy: "write: PREFIX name: <namespace>")
    }
    let prefix = lexer.text(token.start..<token.colon)
    try advance()
    guard token.kind == .iriRef else { throw unexpected("the namespace in '<' and '>'") }
    declared[prefix] = try iri()
  }

  // MARK: IRIs

  /// `iri`: an IRI or a prefixed name.
  func iri() throws(Halt) -> IRI {
    let iri: IRI
    switch token.kind {
    case .iriRef: iri = try resolvedIRI()
    case .prefixedName: iri = try expandedName()
    default: throw unexpected("an IRI")
    }
    try advance()
    return iri
  }

  private func resolvedIRI() throws(Halt) -> IRI {
    let reference = try lexer.iriValue(token)
    let isAbsolute = IRIReference.schemeEnd(reference.utf8Span.span) != nil
    if let wrong = IRIReference.validate(reference.utf8Span.span, absolute: false) {
      throw fail(
        .invalidIRI, "the IRI <\(reference)> \(wrong)",
        remedy: "write such characters as percent escapes")
    }
    // What is absolute already is left as it is, as in Turtle.
    if !isAbsolute, let baseParts { return baseParts.resolve(reference) }
    guard isAbsolute else {
      throw fail(
        .invalidIRI, "the IRI <\(reference)> is relative and there is no base",
        remedy: "write the whole IRI, or declare a base with BASE <…>")
    }
    return IRI(trusted: reference)
  }

  private func expandedName() throws(Halt) -> IRI {
    let prefix = lexer.text(token.start..<token.colon)
    guard let namespace = declared[prefix] ?? predeclared[prefix] else {
      throw undeclared(prefix)
    }
    return IRI(trusted: namespace.value + lexer.localName(token))
  }

  /// What prefixes usually mean that are not declared for everybody.
  private static let usualNamespaces = [
    "bibo": "http://purl.org/ontology/bibo/", "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/", "dpv": "https://w3id.org/dpv#",
    "eli": "http://data.europa.eu/eli/ontology#", "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#", "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#", "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/", "sh": "http://www.w3.org/ns/shacl#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#", "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#", "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
  ]

  private func undeclared(_ prefix: String) -> Halt {
    let remedy: String
    if let namespace = PrefixMap.wellKnown[prefix]?.value ?? Self.usualNamespaces[prefix] {
      remedy = "add this line before the query: PREFIX \(prefix): <\(namespace)>"
    } else if let near = nearestPrefix(to: prefix) {
      remedy = "'\(near):' is declared; else add: PREFIX \(prefix): <namespace>"
    } else {
      remedy = "add a line before the query: PREFIX \(prefix): <namespace>"
    }
    return fail(
      .sparqlUndeclaredPrefix, "the prefix '\(prefix):' is not declared", remedy: remedy)
  }

  /// A declared prefix that differs from what was written by capitals only, or starts alike.
  private func nearestPrefix(to prefix: String) -> String? {
    let lowered = prefix.lowercased()
    return declared.adding(predeclared).pairs.first { pair in
      let other = pair.prefix.lowercased()
      return other == lowered
        || (!other.isEmpty && !lowered.isEmpty)
          && (other.hasPrefix(lowered) || lowered.hasPrefix(other))
    }?.prefix
  }
}
