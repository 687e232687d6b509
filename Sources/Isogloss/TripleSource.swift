public import JSONLDSyntax
public import RDFModel
import RDFSyntax
import RDFXMLSyntax

/// Triples that can be passed on to any sink: documents, a snapshot, the result of a query.
public protocol TripleSource {
  /// Passes the prefixes and all triples on, in batches.
  ///
  /// - Throws: what reading them throws, or what the sink throws.
  func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws
}

extension TripleSource {
  /// Writes the triples in a syntax.
  ///
  /// N-Triples and N-Quads are written as the triples come; Turtle, TriG, RDF/XML and JSON-LD are
  /// sorted and grouped first, and hold the whole in memory for that.
  ///
  /// - Throws: `WritingError` where the syntax cannot hold what comes, for example named graphs, and
  ///   what source and output throw.
  public func write<Output: ByteSink & ~Copyable>(
    _ format: GraphFormat, to output: consuming Output, options: WritingOptions = WritingOptions()
  ) throws -> Output {
    switch format {
    case .ntriples:
      var writer = NTriplesWriter(output, isCanonical: options.isCanonical)
      try push(into: &writer)
      return try writer.finish()
    case .nquads:
      var writer = NQuadsWriter(output, isCanonical: options.isCanonical)
      try push(into: &writer)
      return try writer.finish()
    case .turtle:
      var writer = TurtleWriter(output, keepsPrefixes: options.keepsPrefixes)
      try push(into: &writer)
      return try writer.finish()
    case .trig:
      var writer = TriGWriter(output, keepsPrefixes: options.keepsPrefixes)
      try push(into: &writer)
      return try writer.finish()
    case .rdfxml:
      var writer = RDFXMLWriter(
        output, keepsPrefixes: options.keepsPrefixes, base: options.base,
        language: options.language)
      try push(into: &writer)
      return try writer.finish()
    case .jsonld:
      var writer = JSONLDWriter(output, options: options.jsonLD)
      try push(into: &writer)
      return try writer.finish()
    }
  }
}

/// How triples are written, as far as their syntax leaves a choice.
public struct WritingOptions: Sendable {
  /// Whether N-Triples and N-Quads have the canonical form in full, with language tags in lower
  /// case; the other syntaxes have none.
  public var isCanonical = false
  /// Whether Turtle, TriG and RDF/XML declare all prefixes of the source, and not those in use
  /// alone: mapping sets need theirs to be written as SSSOM/TSV again.
  public var keepsPrefixes = false
  /// The `xml:base` of RDF/XML, against which IRIs are shortened; nil for none.
  public var base: IRI?
  /// The `xml:lang` of RDF/XML, which text in this language then leaves out; nil for none.
  public var language: String?
  /// The form and the context of JSON-LD.
  public var jsonLD = JSONLDWriterOptions()

  /// Makes options, all of them as they stand here.
  public init() {}
}

/// A syntax that triples are written in.
public enum GraphFormat: String, CaseIterable, Sendable {
  /// RDF/XML, one graph.
  case rdfxml
  /// Turtle, one graph.
  case turtle
  /// N-Triples, one graph.
  case ntriples
  /// N-Quads.
  case nquads
  /// TriG.
  case trig
  /// JSON-LD.
  case jsonld

  /// The media type registered for the format.
  public var mediaType: String {
    switch self {
    case .rdfxml: "application/rdf+xml"
    case .turtle: "text/turtle"
    case .ntriples: "application/n-triples"
    case .nquads: "application/n-quads"
    case .trig: "application/trig"
    case .jsonld: "application/ld+json"
    }
  }
}
