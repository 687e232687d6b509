/// Terms of the RDF vocabulary.
public enum RDF {
  /// The namespace `http://www.w3.org/1999/02/22-rdf-syntax-ns#`.
  public static let namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  /// `rdf:type`
  public static let type = IRI(trusted: namespace + "type")
  /// `rdf:first`
  public static let first = IRI(trusted: namespace + "first")
  /// `rdf:rest`
  public static let rest = IRI(trusted: namespace + "rest")
  /// `rdf:nil`
  public static let `nil` = IRI(trusted: namespace + "nil")
  /// `rdf:value`
  public static let value = IRI(trusted: namespace + "value")
  /// `rdf:langString`
  public static let langString = IRI(trusted: namespace + "langString")
  /// `rdf:dirLangString`
  public static let dirLangString = IRI(trusted: namespace + "dirLangString")
  /// `rdf:XMLLiteral`
  public static let xmlLiteral = IRI(trusted: namespace + "XMLLiteral")
  /// `rdf:reifies`
  public static let reifies = IRI(trusted: namespace + "reifies")
}

/// Terms of the RDF Schema vocabulary.
public enum RDFS {
  /// The namespace `http://www.w3.org/2000/01/rdf-schema#`.
  public static let namespace = "http://www.w3.org/2000/01/rdf-schema#"
  /// `rdfs:label`
  public static let label = IRI(trusted: namespace + "label")
  /// `rdfs:comment`
  public static let comment = IRI(trusted: namespace + "comment")
  /// `rdfs:subPropertyOf`
  public static let subPropertyOf = IRI(trusted: namespace + "subPropertyOf")
  /// `rdfs:subClassOf`
  public static let subClassOf = IRI(trusted: namespace + "subClassOf")
}

/// Datatypes of XML Schema.
public enum XSD {
  /// The namespace `http://www.w3.org/2001/XMLSchema#`.
  public static let namespace = "http://www.w3.org/2001/XMLSchema#"
  /// `xsd:string`
  public static let string = IRI(trusted: namespace + "string")
  /// `xsd:boolean`
  public static let boolean = IRI(trusted: namespace + "boolean")
  /// `xsd:integer`
  public static let integer = IRI(trusted: namespace + "integer")
  /// `xsd:decimal`
  public static let decimal = IRI(trusted: namespace + "decimal")
  /// `xsd:float`
  public static let float = IRI(trusted: namespace + "float")
  /// `xsd:double`
  public static let double = IRI(trusted: namespace + "double")
  /// `xsd:dateTime`
  public static let dateTime = IRI(trusted: namespace + "dateTime")
  /// `xsd:date`
  public static let date = IRI(trusted: namespace + "date")
  /// `xsd:time`
  public static let time = IRI(trusted: namespace + "time")
}
