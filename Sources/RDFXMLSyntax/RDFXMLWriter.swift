internal import ByteStorage
public import RDFModel

/// Writes RDF/XML for people and for version control: sorted, one property on a line.
///
/// Nodes come in the order of their IRIs, named after their first class where that is a name;
/// properties in the order of theirs, then of their values. Blank nodes follow, unless exactly one
/// property refers to them: then they are written inside it, lists as collections. The same graph
/// without blank nodes gives the same bytes, whatever the order of its triples. The graph is held
/// in memory until ``finish()``.
///
/// Source: RDF 1.1 XML Syntax.
public struct RDFXMLWriter<Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var table = GraphTable()
  private var declared = PrefixMap()
  private let fallback: PrefixMap
  private var output: Output

  /// Makes a writer to an output.
  ///
  /// - Parameter prefixes: what may be used beside the prefixes that the source declares.
  public init(_ output: consuming Output, prefixes: PrefixMap = .wellKnown) {
    self.output = output
    fallback = prefixes
  }

  /// Takes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the codes `writing-named-graph` and `rdfxml-unwritable-term`;
  ///   `CapacityError` for more than 4 GiB of terms.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    try table.append(batch)
  }

  /// Takes a prefix, to be used if it fits; of two meanings the first holds.
  public mutating func declare(prefix: String, namespace: IRI) {
    if declared[prefix] == nil { declared[prefix] = namespace }
  }

  /// Writes the document and hands the output back.
  ///
  /// - Throws: ``WritingError`` with the codes `rdfxml-unwritable-predicate` and
  ///   `rdfxml-unwritable-character`, or what the output throws.
  /// - Complexity: O(n log n) in terms and triples.
  public consuming func finish() throws -> Output {
    let prefixes = NamespacePrefixes(declared: declared, fallback: fallback)
    let graph = table.sorted()
    let names = try ElementNames(graph, prefixes: prefixes)
    var printer = RDFXMLPrinter(graph, names: names)
    try printer.print(to: &output)
    return output
  }
}
