import RDFModel
import RDFXMLSyntax

/// What a syntax cannot hold, worked out apart from the writers.
enum Refusal {
  /// Why a syntax has to refuse some quads, or nil where it has to write them.
  static func code(_ quads: [Quad], in syntax: Syntax) -> WritingError.Code? {
    if !syntax.holdsDatasets, quads.contains(where: { $0.graph != nil }) { return .namedGraph }
    if syntax == .jsonld, quads.contains(where: { triples(in: $0.triple).count > 1 }) {
      return .tripleTerm
    }
    guard syntax == .rdfxml else { return nil }
    let stated = quads.flatMap { triples(in: $0.triple) }
    if stated.contains(where: { !isElementName($0.predicate) }) { return .rdfxmlPredicate }
    let literals = stated.compactMap(\.object.literal)
    if literals.contains(where: { !isXMLText($0.lexicalForm) }) { return .rdfxmlCharacter }
    return nil
  }

  /// A triple and those in its triple terms.
  private static func triples(in triple: Triple) -> [Triple] {
    guard case .tripleTerm(let inner) = triple.object else { return [triple] }
    return [triple] + triples(in: inner)
  }

  /// Whether an IRI splits into a namespace and a name that RDF/XML gives no other role.
  ///
  /// Source: RDF 1.2 XML Syntax, section 7.2.4 propertyElementURIs; XML 1.0, productions 4 and 4a.
  private static func isElementName(_ predicate: Term) -> Bool {
    guard let iri = predicate.iri?.value else { return false }
    let syntax = [
      "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "annotation",
      "annotationNodeID", "version", "Description", "li", "aboutEach", "aboutEachPrefix", "bagID",
    ]
    if syntax.contains(where: { iri == RDF.namespace + $0 }) { return false }
    let tail = iri.unicodeScalars.reversed().prefix { isName($0) }
    return tail.contains { isNameStart($0) } && tail.count < iri.unicodeScalars.count
  }

  private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
      0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF,
      0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x1_0000...0xE_FFFF:
      true
    default: false
    }
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: isNameStart(scalar)
    }
  }

  /// Source: XML 1.0, production 2 Char.
  private static func isXMLText(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20...0xFFFD, 0x1_0000...0x10_FFFF: true
      default: false
      }
    }
  }
}
