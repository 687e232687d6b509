public import RDFModel

/// Terms of the SSSOM vocabulary and of those that its RDF form uses.
///
/// Source: SSSOM 1.1, data model and SSSOM/RDF.
public enum SSSOM {
  /// The namespace `https://w3id.org/sssom/`.
  public static let namespace = "https://w3id.org/sssom/"
  /// The class `sssom:MappingSet`.
  public static let mappingSet = IRI(trusted: namespace + "MappingSet")
  /// The class `sssom:ExtensionDefinition`.
  public static let extensionDefinition = IRI(trusted: namespace + "ExtensionDefinition")
  /// The property `sssom:mappings`, from a set to its mappings.
  public static let mappings = IRI(trusted: namespace + "mappings")
  /// The property `sssom:extension_definitions`.
  public static let extensionDefinitions = IRI(trusted: namespace + "extension_definitions")
  /// The property `sssom:slot_name`.
  public static let slotName = IRI(trusted: namespace + "slot_name")
  /// The property `sssom:property`.
  public static let property = IRI(trusted: namespace + "property")
  /// The property `sssom:type_hint`.
  public static let typeHint = IRI(trusted: namespace + "type_hint")
  /// The value `sssom:NoTermFound`: looked for, found nothing.
  public static let noTermFound = IRI(trusted: namespace + "NoTermFound")
  /// The value `sssom:NegatedPredicate`, which `predicate_modifier: Not` means.
  public static let negatedPredicate = IRI(trusted: namespace + "NegatedPredicate")

  /// The class `owl:Axiom`, the type of a mapping.
  public static let axiom = IRI(trusted: owl + "Axiom")
  /// The property `owl:annotatedSource`, from a mapping to its subject.
  public static let annotatedSource = IRI(trusted: owl + "annotatedSource")
  /// The property `owl:annotatedProperty`, from a mapping to its predicate.
  public static let annotatedProperty = IRI(trusted: owl + "annotatedProperty")
  /// The property `owl:annotatedTarget`, from a mapping to its object.
  public static let annotatedTarget = IRI(trusted: owl + "annotatedTarget")

  static let ontology = IRI(trusted: owl + "Ontology")
  static let onProperty = IRI(trusted: owl + "onProperty")
  static let someValuesFrom = IRI(trusted: owl + "someValuesFrom")

  static let owl = "http://www.w3.org/2002/07/owl#"
  static let rdfs = "http://www.w3.org/2000/01/rdf-schema#"
  static let skos = "http://www.w3.org/2004/02/skos/core#"
  static func skos(_ name: String) -> IRI { IRI(trusted: skos + name) }
  static let dcterms = "http://purl.org/dc/terms/"
  static let pav = "http://purl.org/pav/"

  /// Where the property of an extension lies that nobody defined.
  static let undefinedExtensions = "http://sssom.invalid/"

  /// The prefixes that need no declaration and always mean the same.
  ///
  /// Source: SSSOM 1.1, introduction, IRI prefixes.
  public static let builtInPrefixes = PrefixMap([
    "owl": IRI(trusted: owl),
    "rdf": IRI(trusted: RDF.namespace),
    "rdfs": IRI(trusted: rdfs),
    "semapv": IRI(trusted: Justification.namespace),
    "skos": IRI(trusted: skos),
    "sssom": IRI(trusted: namespace),
    "xsd": IRI(trusted: XSD.namespace),
    "linkml": IRI(trusted: "https://w3id.org/linkml/"),
  ])

  /// Whether values of an extension with this type are identifiers.
  static func isIdentifierType(_ hint: IRI?) -> Bool {
    // The specification writes the type both `Uriorcurie` and `uriOrCurie`.
    hint?.value.lowercased() == "https://w3id.org/linkml/uriorcurie"
  }
}

/// How a mapping was found, as terms of SEMAPV.
public enum Justification {
  /// The namespace `https://w3id.org/semapv/vocab/`.
  public static let namespace = "https://w3id.org/semapv/vocab/"
  /// Somebody decided it: `semapv:ManualMappingCuration`.
  public static let manualCuration = IRI(trusted: namespace + "ManualMappingCuration")
  /// It follows from other mappings: `semapv:MappingChaining`.
  public static let chaining = IRI(trusted: namespace + "MappingChaining")
  /// It is another mapping read backwards: `semapv:MappingInversion`.
  public static let inversion = IRI(trusted: namespace + "MappingInversion")
  /// The labels agree: `semapv:LexicalMatching`.
  public static let lexical = IRI(trusted: namespace + "LexicalMatching")
  /// Evidence of several kinds was combined: `semapv:CompositeMatching`.
  public static let composite = IRI(trusted: namespace + "CompositeMatching")
  /// The meanings are alike beyond a threshold: `semapv:SemanticSimilarityThresholdMatching`.
  public static let semanticSimilarity = IRI(
    trusted: namespace + "SemanticSimilarityThresholdMatching")
  /// Nobody said: `semapv:UnspecifiedMatching`.
  public static let unspecified = IRI(trusted: namespace + "UnspecifiedMatching")
}
