internal import ByteStorage
public import RDFModel

/// Writes Turtle for people: sorted, grouped, with prefixes, `[ ]` and `( )`.
///
/// Source: https://www.w3.org/TR/turtle/; https://www.w3.org/TR/rdf12-turtle/
public typealias TurtleWriter<Output: ByteSink & ~Copyable> = StatementWriter<OneGraph, Output>

/// Writes TriG for people, as ``TurtleWriter`` writes Turtle: the default graph first, then the
/// named ones in the order of their names.
///
/// Source: https://www.w3.org/TR/trig/
public typealias TriGWriter<Output: ByteSink & ~Copyable> = StatementWriter<NamedGraphs, Output>

/// Writes Turtle and TriG for people.
///
/// The same statements give the same bytes, whatever their order and blank node labels: subjects
/// and predicates come in the order of their IRIs, `a` first, then blank nodes in the order of what
/// is said of them. Only blank nodes that several statements share and that nothing tells apart may
/// change places. Reifiers of stated triples are written as annotations. Numbers and booleans lose
/// their quotation marks only where they come back as they were. The document is held in memory
/// until ``finish()``.
public struct StatementWriter<Scope: GraphScope, Output: ByteSink & ~Copyable>: TripleSink,
  ~Copyable
{
  private var document = TurtleDocument()
  private var output: Output

  /// Makes a writer to an output.
  ///
  /// - Parameters:
  ///   - prefixes: what may be used beside the prefixes that the source declares.
  ///   - keepsPrefixes: whether all that the source declares are written, as SSSOM/RDF wants it;
  ///     else those in use.
  public init(
    _ output: consuming Output, prefixes: PrefixMap = .wellKnown, keepsPrefixes: Bool = false
  ) {
    self.output = output
    document.fallback = prefixes
    document.keepsPrefixes = keepsPrefixes
  }

  /// Takes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the code `writing-generalized-statement` and, from Turtle,
  ///   `writing-named-graph`; `CapacityError` for more than 4 GiB of terms.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    if !Scope.allowsNamedGraphs {
      for row in 0..<batch.count where batch.graph(row) != TripleBatch.defaultGraph {
        throw WritingError.namedGraph("\(batch.term(batch.graph(row)))", syntax: "Turtle")
      }
    }
    try document.table.append(batch)
  }

  /// Takes a prefix, to be used if it fits.
  public mutating func declare(prefix: String, namespace: IRI) throws {
    try document.names.add(prefix, namespace, isKept: document.keepsPrefixes)
  }

  /// Writes the document and hands the output back.
  ///
  /// - Complexity: O(t log t + n log n) in terms and statements.
  public consuming func finish() throws -> Output {
    try document.print(to: &output)
    return output
  }
}

/// What a pretty writer collects before it writes.
struct TurtleDocument: ~Copyable {
  var table = StatementTable()
  var names = PrefixedNames()
  /// Prefixes that stand back behind those of the source.
  var fallback = PrefixMap()
  /// Whether the prefixes of the source are written whether they are used or not.
  var keepsPrefixes = false

  consuming func print<Output: ByteSink & ~Copyable>(to output: inout Output) throws {
    for (prefix, namespace) in fallback.pairs { try names.add(prefix, namespace) }
    let graph = table.sorted(typeFirst: true)
    try TurtlePrinter(graph, names: names).print(graph, to: &output)
  }
}
