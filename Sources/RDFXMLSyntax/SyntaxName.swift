internal import RDFModel

/// What a name means to the RDF/XML grammar.
///
/// Source: RDF 1.2 XML Syntax, sections 6.1.2, 6.1.4 and 7.2.2 to 7.2.7.
enum SyntaxName: UInt8, BitwiseCopyable {
  /// Any other name: a class, a property, a property attribute.
  case term
  /// `rdf:type`, whose value as an attribute is an IRI.
  case type
  case rdf
  case description
  case id
  case about
  case parseType
  case resource
  case nodeID
  case datatype
  case li
  case annotation
  case annotationNodeID
  /// `rdf:version`, which announces the features of RDF 1.2.
  case version
  /// `its:dir`, the base direction of text.
  case direction
  /// `its:version`, which changes nothing.
  case itsVersion
  /// `rdf:aboutEach`, `rdf:aboutEachPrefix` and `rdf:bagID`, which were withdrawn.
  case withdrawn
  case xmlLang
  case xmlBase
  /// Attributes that XML reserves and RDF/XML passes over: `xml:space`, and names in no namespace
  /// that begin with the letters xml.
  case ignored
  /// A name in no namespace.
  case unqualified

  init(namespace: String?, local: String) {
    guard let namespace else {
      self = Self.unqualifiedAttributes[local] ?? .unqualified
      if self == .unqualified, local.prefix(3).lowercased() == "xml" { self = .ignored }
      return
    }
    switch namespace {
    case RDF.namespace: self = Self.rdfNames[local] ?? .term
    case "http://www.w3.org/XML/1998/namespace":
      self = local == "lang" ? .xmlLang : local == "base" ? .xmlBase : .ignored
    case Self.itsNamespace:
      self = local == "dir" ? .direction : local == "version" ? .itsVersion : .term
    default: self = .term
    }
  }

  /// The namespace of the Internationalization Tag Set.
  static let itsNamespace = "http://www.w3.org/2005/11/its"

  /// The names that mean the same without a namespace, as documents before 2004 wrote them.
  private static let unqualifiedAttributes: [String: SyntaxName] = [
    "ID": .id, "about": .about, "resource": .resource, "parseType": .parseType, "type": .type,
  ]

  private static let rdfNames: [String: SyntaxName] = [
    "type": .type, "RDF": .rdf, "Description": .description, "ID": .id, "about": .about,
    "parseType": .parseType, "resource": .resource, "nodeID": .nodeID, "datatype": .datatype,
    "li": .li, "annotation": .annotation, "annotationNodeID": .annotationNodeID,
    "version": .version, "aboutEach": .withdrawn, "aboutEachPrefix": .withdrawn,
    "bagID": .withdrawn,
  ]

  /// Whether an element of this name may be a node (production 7.2.5).
  var isNodeElement: Bool { isTerm || self == .description }

  /// Whether an element of this name may be a property (production 7.2.6).
  var isPropertyElement: Bool { isTerm || self == .li }

  /// Whether an element of this name stands for the IRI.
  private var isTerm: Bool {
    self == .term || self == .type || self == .direction || self == .itsVersion
  }
}
