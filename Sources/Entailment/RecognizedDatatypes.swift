internal import RDFGraph
public import RDFModel
internal import XSDValues

/// The datatypes whose values count: `xsd:string`, `rdf:langString` and `rdf:dirLangString`
/// always, others where they are named.
///
/// Source: RDF 1.1 Semantics, section 7; RDF 1.2 Semantics for `rdf:dirLangString` and `rdf:JSON`.
public struct RecognizedDatatypes: Sendable {
  /// The datatypes that are recognized, apart from those that always are.
  public let iris: Set<IRI>
  private let types: [IRI: XSDDatatype]

  /// Recognizes datatypes, as far as this module knows their values: the numbers, booleans, dates
  /// and durations of XML Schema, `rdf:JSON` and `rdf:XMLLiteral`.
  public init(_ iris: Set<IRI> = []) {
    var types: [IRI: XSDDatatype] = [:]
    for iri in iris { types[iri] = XSDDatatype(iri: iri.value) }
    self.types = types
    self.iris = iris.filter { types[$0] != nil || $0 == RDF.json || $0 == RDF.xmlLiteral }
  }

  var all: Set<IRI> { iris.union([XSD.string, RDF.langString]) }

  /// One literal for all literals with a value; nil where the literal has none.
  ///
  /// Literals of datatypes that are not recognized are left as they are.
  func canonical(_ literal: Literal) -> Literal? {
    if let language = literal.language {
      return Literal(
        literal.lexicalForm, language: language.lowercased(), direction: literal.direction)
    }
    guard iris.contains(literal.datatype) else { return literal }
    let form = literal.lexicalForm
    if literal.datatype == RDF.json {
      return JSONLiteral.canonicalForm(form).map { Literal($0, datatype: RDF.json) }
    }
    if literal.datatype == RDF.xmlLiteral {
      return XMLLiteral.isWellFormed(form) ? literal : nil
    }
    guard let datatype = types[literal.datatype],
      let value = XSDValue(lexical: form.utf8Span.span, datatype: datatype)
    else { return nil }
    guard case .numeric(let number) = value else {
      return Literal(value.canonicalForm, datatype: literal.datatype)
    }
    switch number {
    case .float, .double: return Literal(number.canonicalForm, datatype: literal.datatype)
    case .integer(let integer): return Literal(String(integer), datatype: XSD.integer)
    case .decimal(let decimal):
      // Whole numbers are values of both datatypes.
      let digits = Self.withoutTrailingZeros(decimal.canonicalForm)
      return Literal(digits, datatype: digits.contains(".") ? XSD.decimal : XSD.integer)
    }
  }

  private static func withoutTrailingZeros(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var digits = Substring(text)
    while digits.last == "0" { digits.removeLast() }
    if digits.last == "." { digits.removeLast() }
    return String(digits)
  }

  /// A term with its literals in canonical form; nil where one has no value.
  func canonical(_ term: Term) -> Term? {
    switch term {
    case .iri, .blankNode: return term
    case .literal(let literal): return canonical(literal).map { .literal($0) }
    case .tripleTerm(let triple): return canonical(triple).map { .tripleTerm($0) }
    }
  }

  func canonical(_ triple: Triple) -> Triple? {
    guard let subject = canonical(triple.subject), let object = canonical(triple.object) else {
      return nil
    }
    return Triple(subject, triple.predicate, object)
  }

  /// Whether the value of a canonical literal is among those of a recognized datatype.
  func isValue(_ literal: Literal, of datatype: IRI) -> Bool {
    if datatype == literal.datatype { return true }
    guard literal.language == nil, let type = XSDDatatype(iri: datatype.value),
      literal.datatype == XSD.integer || literal.datatype == XSD.decimal
    else { return false }
    if type == .decimal { return true }
    return type.isInteger && literal.datatype == XSD.integer
      && XSDValue(lexical: literal.lexicalForm.utf8Span.span, datatype: type) != nil
  }

  /// Whether the values of a datatype are recognized.
  func recognizes(_ datatype: IRI) -> Bool {
    iris.contains(datatype) || datatype == XSD.string || datatype == RDF.langString
      || datatype == RDF.dirLangString
  }
}

extension EntailmentClosure {
  /// Types the literals by the datatypes that hold their values, and triple terms as propositions.
  ///
  /// Source: RDF 1.1 Semantics, sections 8.1.1 (rdfD1) and 9.2.1 (rdfs1); RDF 1.2 Semantics.
  mutating func addValues(_ datatypes: RecognizedDatatypes) {
    let type = terms.intern(.iri(RDF.type))
    let used = triples.allTerms
    for id in used {
      switch terms.term(id) {
      case .literal(let literal):
        for datatype in datatypes.all.union([literal.datatype])
        where datatypes.recognizes(datatype) && datatypes.isValue(literal, of: datatype) {
          let object = terms.intern(.iri(datatype))
          derive(axiom: IDTriple(subject: id, predicate: type, object: object), "rdfD1")
        }
      case .tripleTerm where regime == .rdfs:
        let object = terms.intern(.iri(RDFS.proposition))
        derive(axiom: IDTriple(subject: id, predicate: type, object: object), "propositions")
      default: break
      }
    }
    guard regime == .rdfs else { return }
    let datatype = terms.intern(.iri(RDFS.datatype))
    for iri in datatypes.all {
      let subject = terms.intern(.iri(iri))
      derive(axiom: IDTriple(subject: subject, predicate: type, object: datatype), "rdfs1")
    }
  }
}
