internal import ByteStorage
public import RDFModel

/// Writes JSON-LD 1.1: sorted, grouped by subject, with a context.
///
/// The same statements give the same bytes, whatever their order and blank node labels, as far as
/// content tells blank nodes apart; only the expanded form keeps labels. Named graphs stand in `@graph` of
/// the node that names them. Strings with a base direction are written with `@direction`, and
/// collections with `@list`. The document is held in memory until ``finish()``.
///
/// Source: https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm
public struct JSONLDWriter<Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var table = StatementTable()
  private var prefixes: PrefixChoice
  private let options: JSONLDWriterOptions
  private var output: Output

  /// Makes a writer to an output.
  ///
  /// - Parameter prefixes: what may be used beside the prefixes that the source declares, where
  ///   no context is given.
  public init(
    _ output: consuming Output, options: JSONLDWriterOptions = JSONLDWriterOptions(),
    prefixes: PrefixMap = .wellKnown
  ) {
    self.output = output
    self.options = options
    self.prefixes = PrefixChoice(fallback: prefixes)
  }

  /// Takes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the codes `writing-triple-term` and
  ///   `writing-generalized-statement`; `CapacityError` for more than
  ///   4 GiB of terms.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    for index in 0..<batch.termCount {
      let term = TripleBatch.TermIndex(index)
      if batch.record(term).kind == .tripleTerm { throw WritingError.tripleTerm(batch.term(term)) }
    }
    try table.append(batch)
  }

  /// Takes a prefix, to be used if it fits.
  public mutating func declare(prefix: String, namespace: IRI) {
    prefixes.add(prefix, namespace.value)
  }

  /// Writes the document and hands the output back.
  ///
  /// - Throws: ``WritingError`` for a JSON literal that is no JSON and for what is wrong with the
  ///   context; what the output throws.
  /// - Complexity: O(t log t + n log n) in terms and statements.
  public consuming func finish() throws -> Output {
    let statements = table.sorted(typeFirst: false)
    try JSONLDPrinter.text(of: statements, options: options, prefixes: prefixes)
      .write(to: &output)
    return output
  }
}

extension WritingError {
  fileprivate static func tripleTerm(_ term: Term) -> WritingError {
    WritingError(
      code: .tripleTerm, message: "JSON-LD 1.1 has no form for the RDF 1.2 triple term \(term)",
      remedy: "write Turtle, TriG, N-Triples or N-Quads")
  }
}
