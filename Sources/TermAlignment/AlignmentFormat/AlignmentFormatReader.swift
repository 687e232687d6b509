public import RDFModel
import RDFXMLSyntax

/// Reads mapping sets from the Alignment format of the OAEI (RDF/XML).
///
/// A cell becomes a mapping: its entities, its relation as a predicate, its measure as the
/// confidence, `semapv:UnspecifiedMatching` as the justification unless the cell says another.
/// `sssom:` elements of a cell or an alignment are the slots that they name, which is how
/// ``AlignmentFormatWriter`` keeps what the format has no place for; an empty `sssom:confidence`
/// says that nobody stated one. Other elements with text become extension slots.
///
/// Files of the levels 1 and 2 are read as far as their cells hold two named entities. A cell with
/// a set of entities or an expression of EDOAL is an error that says so; a lenient reader reports
/// it, leaves the cell out and goes on.
///
/// Source: the Alignment format of the Alignment API, levels 0, 1 and 2EDOAL.
public struct AlignmentFormatReader: Sendable {
  private let options: ReaderOptions

  /// Makes a reader; of the options it uses what ``RDFXMLSyntax/RDFXMLReader`` uses, the limit
  /// `documentBytes` and the mode.
  public init(options: ReaderOptions = ReaderOptions()) {
    self.options = options
  }

  /// Reads the alignments of a document, in their order.
  ///
  /// - Throws: a `SyntaxError` with the line: the errors of RDF/XML, `alignment-structure`,
  ///   `alignment-entity`, `alignment-relation`, `sssom-value`, `limit-exceeded`.
  /// - Complexity: O(n) in the bytes.
  public func read(_ bytes: [UInt8]) throws(SyntaxError) -> [MappingSet] {
    try options.checkDocumentLength(bytes.count)
    var options = self.options
    options.recordsLines = true
    var graph = AlignmentGraphCollector()
    do throws(StreamError) {
      var reader = RDFXMLReader(options: options)
      try reader.read(bytes.span, into: &graph)
      try reader.finish(into: &graph)
    } catch {
      if case .source(let problem) = error { throw problem }
      // The collector throws nothing.
      throw SyntaxError(
        code: .alignmentStructure, message: "reading stopped: \(error)",
        remedy: "report this", source: options.sourceName, position: .start)
    }
    guard !graph.alignments.isEmpty else {
      throw SyntaxError(
        code: .alignmentStructure, message: "the document holds no Alignment",
        remedy: "wrap its cells in <Alignment> of the namespace \(Alignment.namespace)",
        source: options.sourceName, position: .start)
    }
    var sets: [MappingSet] = []
    for node in graph.alignments {
      var interpreter = AlignmentInterpreter(graph: graph, options: options)
      sets.append(try interpreter.mappingSet(node))
    }
    return sets
  }
}

/// The statements of a document by their subjects, in its order.
struct AlignmentGraphCollector: TripleSink {
  /// A property of a node, its value, and the line.
  struct Arc {
    let property: IRI
    let value: Term
    let line: Int
  }

  private(set) var arcs: [Term: [Arc]] = [:]
  private(set) var alignments: [Term] = []
  private(set) var prefixes = PrefixMap()

  mutating func receive(_ batch: borrowing TripleBatch) {
    for row in 0..<batch.count {
      let triple = batch.quad(row).triple
      guard let property = triple.predicate.iri else { continue }
      arcs[triple.subject, default: []].append(
        Arc(property: property, value: triple.object, line: batch.line(row) ?? 0))
      if property == RDF.type, let type = triple.object.iri,
        Alignment.name(type) == "Alignment"
      {
        alignments.append(triple.subject)
      }
    }
  }

  mutating func declare(prefix: String, namespace: IRI) {
    // The default namespace is that of the format, and SSSOM has a meaning of its own for some.
    guard !prefix.isEmpty, SSSOM.builtInPrefixes[prefix] == nil,
      Alignment.name(namespace) == nil, prefixes[prefix] == nil
    else { return }
    prefixes[prefix] = namespace
  }
}
