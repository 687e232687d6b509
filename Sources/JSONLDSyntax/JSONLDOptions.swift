public import RDFModel

/// What a processor of JSON-LD needs to know beside the document.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 9.3 (JsonLdOptions).
public struct JSONLDOptions: Sendable {
  /// The version of JSON-LD by whose rules a document is processed.
  public enum ProcessingMode: String, Hashable, Sendable, CaseIterable {
    /// What JSON-LD 1.0 has; features of 1.1 are errors.
    case jsonLD10 = "json-ld-1.0"
    /// JSON-LD 1.1.
    case jsonLD11 = "json-ld-1.1"
  }

  /// How a base direction is written in RDF 1.1, which has none.
  public enum RDFDirection: String, Hashable, Sendable, CaseIterable {
    /// As a datatype of the namespace `https://www.w3.org/ns/i18n#`.
    case i18nDatatype = "i18n-datatype"
    /// As a blank node with `rdf:value`, `rdf:language` and `rdf:direction`.
    case compoundLiteral = "compound-literal"
    /// As a directional language-tagged string of RDF 1.2, where there is a language. JSON-LD 1.1
    /// is older than these.
    case directionalString = "dir-lang-string"
  }

  /// The base of relative references, until the document sets another; nil leaves them relative.
  public var base: IRI?
  /// Where the document comes from, against which names of contexts resolve; nil means the base.
  public var documentIRI: IRI?
  /// The contexts that the document may name.
  public var contexts: ContextSource
  /// A context that holds before the document's own, as JSON text.
  public var expandContext: [UInt8]?
  /// The version of JSON-LD.
  public var processingMode: ProcessingMode
  /// What becomes of base directions in RDF; nil leaves them out.
  public var rdfDirection: RDFDirection?
  /// Whether compaction writes arrays of one value as the value.
  public var compactsArrays = true
  /// Whether compaction writes IRIs relative to the base.
  public var compactsToRelative = true
  /// The name of the document in errors.
  public var sourceName: String
  /// The most that the document may ask for.
  public var limits: ReaderLimits

  /// Makes options; all have defaults.
  public init(
    base: IRI? = nil, documentIRI: IRI? = nil, contexts: ContextSource = .none,
    expandContext: [UInt8]? = nil, processingMode: ProcessingMode = .jsonLD11,
    rdfDirection: RDFDirection? = nil, sourceName: String = "-",
    limits: ReaderLimits = .standard
  ) {
    self.base = base
    self.documentIRI = documentIRI
    self.contexts = contexts
    self.expandContext = expandContext
    self.processingMode = processingMode
    self.rdfDirection = rdfDirection
    self.sourceName = sourceName
    self.limits = limits
  }
}
