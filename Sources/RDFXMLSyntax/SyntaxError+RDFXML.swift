public import RDFModel

extension SyntaxError.Code {
  /// XML that is not well formed; the message is libxml2's.
  public static let xmlNotWellFormed = Self(rawValue: "xml-not-well-formed")
  /// A prefix that is not declared, or a declaration that the Namespaces recommendation forbids.
  public static let xmlNamespace = Self(rawValue: "xml-namespace")
  /// An encoding that is unknown, or bytes that are not text in the declared one.
  public static let xmlEncoding = Self(rawValue: "xml-encoding")
  /// An entity that is not declared, or whose text lies outside the document.
  public static let xmlEntity = Self(rawValue: "xml-entity")
  /// An element whose name has another role in RDF/XML, such as `rdf:ID`.
  public static let rdfxmlForbiddenElement = Self(rawValue: "rdfxml-forbidden-element")
  /// An attribute that may not stand on its element, such as `rdf:aboutEach`.
  public static let rdfxmlForbiddenAttribute = Self(rawValue: "rdfxml-forbidden-attribute")
  /// Attributes that exclude each other, such as `rdf:about` and `rdf:ID`.
  public static let rdfxmlConflictingAttributes = Self(rawValue: "rdfxml-conflicting-attributes")
  /// An `rdf:ID` that was used before with the same base.
  public static let rdfxmlDuplicateID = Self(rawValue: "rdfxml-duplicate-id")
  /// An `rdf:ID` or `rdf:nodeID` that is not an XML name without colon.
  public static let rdfxmlInvalidName = Self(rawValue: "rdfxml-invalid-name")
  /// Text between elements where only elements may stand.
  public static let rdfxmlUnexpectedText = Self(rawValue: "rdfxml-unexpected-text")
  /// An element where none, or no further one, may stand.
  public static let rdfxmlUnexpectedElement = Self(rawValue: "rdfxml-unexpected-element")
  /// An `rdf:parseType="Triple"` that does not hold one node with one statement.
  public static let rdfxmlInvalidTripleTerm = Self(rawValue: "rdfxml-invalid-triple-term")
  /// An `its:dir` that is not `ltr`, `rtl` or empty.
  public static let rdfxmlInvalidDirection = Self(rawValue: "rdfxml-invalid-direction")
  /// An element or attribute name in no namespace, which no IRI can be made from.
  public static let rdfxmlMissingNamespace = Self(rawValue: "rdfxml-missing-namespace")
}
