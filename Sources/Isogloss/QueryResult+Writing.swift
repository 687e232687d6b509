import ByteStorage
import RDFGraph
public import RDFModel
import RDFSyntax
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
  ///   - threads: how many threads may write, this one among them; the bytes are the same.
  /// - Throws: `ResultsWritingError` where the format cannot hold a term, and what the output
  ///   throws.
  public func write<Output: ByteSink & ~Copyable>(
    table: ResultsFormat, graph: GraphFormat, prefixes: PrefixMap, threads: Int = 1,
    to output: consuming Output
  ) throws -> Output {
    switch self {
    case .graph(let triples)
    where [.ntriples, .nquads].contains(graph)
      && OrderedPieces.pays(rows: triples.count, threads: threads):
      var output = output
      try OrderedPieces.write(
        rows: triples.count, threads: threads,
        make: { rows in
          var writer = NTriplesWriter(ByteBuffer())
          try triples.write(rows, into: &writer)
          return try writer.finish()
        }, pass: { bytes, _ in try output.write(bytes.span) })
      return output
    case .graph(let triples):
      return try Prefixed(source: triples, prefixes: prefixes).write(graph, to: output)
    case .boolean(let answer):
      var writer = ResultsWriter(table, to: output, prefixes: prefixes)
      try writer.boolean(answer)
      return try writer.finish()
    case .solutions(let solutions):
      var writer = ResultsWriter(table, to: output, prefixes: prefixes)
      try writer.begin(variables: solutions.variables.map(\.name))
      if table != .table, OrderedPieces.pays(rows: solutions.count, threads: threads) {
        let layout = writer.rows
        try OrderedPieces.write(
          rows: solutions.count, threads: threads,
          make: { rows in
            var writer = layout.writer(firstRow: rows.lowerBound)
            try solutions.write(rows, to: &writer)
            return try writer.finish()
          }, pass: { try writer.append($0, rows: $1.count) })
      } else {
        try solutions.write(0..<solutions.count, to: &writer)
      }
      try writer.end()
      return try writer.finish()
    }
  }
}

extension SolutionSequence {
  fileprivate func write<Output: ByteSink & ~Copyable>(
    _ rows: Range<Int>, to writer: inout ResultsWriter<Output>
  ) throws {
    let terms = SolutionTerms(self.terms)
    for row in rows {
      if (row - rows.lowerBound) & 31 == 0 {
        terms.touch(columns, row..<Swift.min(row + 32, rows.upperBound))
      }
      writer.beginRow()
      for column in columns { try terms.write(TermID(rawValue: column[row]), to: &writer) }
      try writer.endRow()
    }
  }
}

/// The terms of solutions on their way to a writer: bytes of the snapshot go out as they are, and
/// only terms that the query made become values.
private struct SolutionTerms {
  private let terms: ResultTerms
  private let iris: TermColumns
  private let literals: TermColumns
  private let languages: [(tag: String, direction: BaseDirection?)]

  init(_ terms: ResultTerms) {
    self.terms = terms
    iris = terms.dictionary.columns(.iri)
    literals = terms.dictionary.columns(.literal)
    languages = terms.dictionary.languageTags.map {
      let literal = Literal("", languageAndDirection: $0)
      return (literal.language ?? $0, literal.direction)
    }
  }

  /// Reads the first bytes of the terms of some rows, so that their cache misses overlap.
  func touch(_ columns: [[UInt32]], _ rows: Range<Int>) {
    for column in columns {
      iris.touch(column, rows, kind: .iri)
      literals.touch(column, rows, kind: .literal)
    }
  }

  func write<Output: ByteSink & ~Copyable>(
    _ id: TermID, to writer: inout ResultsWriter<Output>
  ) throws {
    switch id.kind {
    case .iri where id.index < iris.count:
      try iris.withBytes(of: id.index) { try writer.iri($0) }
    case .literal where id.index < literals.count:
      try writeLiteral(id.index, to: &writer)
    default:
      if let term = terms.term(id) { try writer.term(term) } else { writer.unbound() }
    }
  }

  private func writeLiteral<Output: ByteSink & ~Copyable>(
    _ index: Int, to writer: inout ResultsWriter<Output>
  ) throws {
    try literals.withBytes(of: index) { form in
      if let number = literals.languageIndex(index) {
        let language = languages[number]
        try writer.literal(
          form, language: language.tag.utf8Span.span, direction: language.direction)
      } else if let datatype = literals.datatypeIndex(index) {
        try iris.withBytes(of: datatype) { try writer.literal(form, datatype: $0) }
      } else {
        try writer.literal(form)
      }
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
