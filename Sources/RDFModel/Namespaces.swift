/// Terms of the RDF vocabulary.
public enum RDF {
  /// The namespace `http://www.w3.org/1999/02/22-rdf-syntax-ns#`.
  public static let namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  /// The term `rdf:type`.
  public static let type = IRI(trusted: namespace + "type")
  /// The term `rdf:first`.
  public static let first = IRI(trusted: namespace + "first")
  /// The term `rdf:rest`.
  public static let rest = IRI(trusted: namespace + "rest")
  /// The term `rdf:nil`.
  public static let `nil` = IRI(trusted: namespace + "nil")
  /// The term `rdf:value`.
  public static let value = IRI(trusted: namespace + "value")
  /// The term `rdf:langString`.
  public static let langString = IRI(trusted: namespace + "langString")
  /// The term `rdf:dirLangString`.
  public static let dirLangString = IRI(trusted: namespace + "dirLangString")
  /// The term `rdf:XMLLiteral`.
  public static let xmlLiteral = IRI(trusted: namespace + "XMLLiteral")
  /// The term `rdf:reifies`.
  public static let reifies = IRI(trusted: namespace + "reifies")
}

/// Terms of the RDF Schema vocabulary.
public enum RDFS {
  /// The namespace `http://www.w3.org/2000/01/rdf-schema#`.
  public static let namespace = "http://www.w3.org/2000/01/rdf-schema#"
  /// The term `rdfs:label`.
  public static let label = IRI(trusted: namespace + "label")
  /// The term `rdfs:comment`.
  public static let comment = IRI(trusted: namespace + "comment")
  /// The term `rdfs:subPropertyOf`.
  public static let subPropertyOf = IRI(trusted: namespace + "subPropertyOf")
  /// The term `rdfs:subClassOf`.
  public static let subClassOf = IRI(trusted: namespace + "subClassOf")
}

/// Datatypes of XML Schema.
public enum XSD {
  /// The namespace `http://www.w3.org/2001/XMLSchema#`.
  public static let namespace = "http://www.w3.org/2001/XMLSchema#"
  /// The term `xsd:string`.
  public static let string = IRI(trusted: namespace + "string")
  /// The term `xsd:boolean`.
  public static let boolean = IRI(trusted: namespace + "boolean")
  /// The term `xsd:integer`.
  public static let integer = IRI(trusted: namespace + "integer")
  /// The term `xsd:decimal`.
  public static let decimal = IRI(trusted: namespace + "decimal")
  /// The term `xsd:float`.
  public static let float = IRI(trusted: namespace + "float")
  /// The term `xsd:double`.
  public static let double = IRI(trusted: namespace + "double")
  /// The term `xsd:dateTime`.
  public static let dateTime = IRI(trusted: namespace + "dateTime")
  /// The term `xsd:date`.
  public static let date = IRI(trusted: namespace + "date")
  /// The term `xsd:time`.
  public static let time = IRI(trusted: namespace + "time")
}
