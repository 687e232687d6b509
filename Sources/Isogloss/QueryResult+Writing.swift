public import RDFModel
import SPARQLAlgebra
public import SPARQLEngine
public import SPARQLResults

extension ResultGraph: TripleSource {
  /// Passes the triples on in batches.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try write(into: &sink)
  }
}

extension QueryResult {
  /// Writes the result: solutions and answers in one format, graphs in another.
  ///
  /// - Parameters:
  ///   - table: the format for SELECT and ASK.
  ///   - graph: the format for CONSTRUCT and DESCRIBE.
  ///   - prefixes: how IRIs may be shortened where the format is for people.
  /// - Throws: `ResultsWritingError` where the format cannot hold a term, and what the output
  ///   throws.
  public func write<Output: ByteSink & ~Copyable>(
    table: ResultsFormat, graph: GraphFormat, prefixes: PrefixMap, to output: consuming Output
  ) throws -> Output {
    switch self {
    case .graph(let triples):
      return try Prefixed(source: triples, prefixes: prefixes).write(graph, to: output)
    case .boolean(let answer):
      var writer = ResultsWriter(table, to: output, prefixes: prefixes)
      try writer.boolean(answer)
      return try writer.finish()
    case .solutions(let solutions):
      var writer = ResultsWriter(table, to: output, prefixes: prefixes)
      try writer.begin(variables: solutions.variables.map(\.name))
      for row in 0..<solutions.count {
        writer.beginRow()
        for column in solutions.columns.indices {
          if let term = solutions.term(row: row, column: column) {
            try writer.term(term)
          } else {
            writer.unbound()
          }
        }
        try writer.endRow()
      }
      try writer.end()
      return try writer.finish()
    }
  }
}

/// Triples with prefixes to write them with.
struct Prefixed<Source: TripleSource>: TripleSource {
  let source: Source
  let prefixes: PrefixMap

  func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    for pair in prefixes.pairs {
      try sink.declare(prefix: pair.prefix, namespace: pair.namespace)
    }
    try source.push(into: &sink)
  }
}
