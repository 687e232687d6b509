/// How ``JSONLDWriter`` writes.
public struct JSONLDWriterOptions: Sendable {
  /// A form of JSON-LD.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// An array of nodes without a context; every IRI is written out.
    case expanded
    /// With a context, and every node in the list of its graph.
    case flattened
    /// With a context; blank nodes that are mentioned once stand where they are mentioned.
    case compacted
  }

  /// The form.
  public var form: Form
  /// The context to write with, as JSON text.
  ///
  /// This is the context itself, or an object that has it as `@context`. Nil makes one of the
  /// prefixes that are used.
  public var context: [UInt8]?
  /// Whether booleans, integers and doubles become those of JSON.
  ///
  /// Not all are read back as they were: `"1"^^xsd:boolean` becomes `true`, and
  /// `"1.0E0"^^xsd:double` an integer.
  public var usesNativeTypes: Bool
  /// Whether types are written as `rdf:type`, not as `@type`.
  public var usesRDFType: Bool
  /// How the context is processed, and what becomes of strings with a base direction.
  public var processing: JSONLDOptions

  /// Makes options; all have defaults.
  public init(
    form: Form = .compacted, context: [UInt8]? = nil, usesNativeTypes: Bool = false,
    usesRDFType: Bool = false, processing: JSONLDOptions = JSONLDOptions()
  ) {
    self.form = form
    self.context = context
    self.usesNativeTypes = usesNativeTypes
    self.usesRDFType = usesRDFType
    self.processing = processing
  }
}
