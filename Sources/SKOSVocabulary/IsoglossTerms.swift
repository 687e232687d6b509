public import RDFModel

/// Terms that Isogloss adds; their meaning is stated in `Ontology/isogloss.rdf`.
public enum IsoglossTerms {
  /// The namespace `https://w3id.org/isogloss/ns#`.
  public static let namespace = "https://w3id.org/isogloss/ns#"
  /// The term `isogloss:Definition`.
  public static let definition = IRI(trusted: namespace + "Definition")
  /// The term `isogloss:alias`.
  public static let alias = IRI(trusted: namespace + "alias")
  /// The term `isogloss:basis`.
  public static let basis = IRI(trusted: namespace + "basis")
  /// The term `isogloss:bindingNature`.
  public static let bindingNature = IRI(trusted: namespace + "bindingNature")
  /// The term `isogloss:checked`.
  public static let checked = IRI(trusted: namespace + "checked")
  /// The term `isogloss:clause`.
  public static let clause = IRI(trusted: namespace + "clause")
  /// The term `isogloss:definitionRights`.
  public static let definitionRights = IRI(trusted: namespace + "definitionRights")
  /// The term `isogloss:difference`.
  public static let difference = IRI(trusted: namespace + "difference")
  /// The term `isogloss:edition`.
  public static let edition = IRI(trusted: namespace + "edition")
  /// The term `isogloss:functionalCounterpart`.
  public static let functionalCounterpart = IRI(trusted: namespace + "functionalCounterpart")
  /// The term `isogloss:jurisdiction`.
  public static let jurisdiction = IRI(trusted: namespace + "jurisdiction")
  /// The term `isogloss:kind`.
  public static let kind = IRI(trusted: namespace + "kind")
  /// The term `isogloss:rank`.
  public static let rank = IRI(trusted: namespace + "rank")
  /// The term `isogloss:shortTitle`.
  public static let shortTitle = IRI(trusted: namespace + "shortTitle")
  /// The term `isogloss:status`.
  public static let status = IRI(trusted: namespace + "status")
  /// The term `isogloss:termKind`.
  public static let termKind = IRI(trusted: namespace + "termKind")
}
