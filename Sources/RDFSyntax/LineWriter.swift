internal import ByteStorage
public import RDFModel

/// Writes N-Triples as a stream, with labels and order as in the source.
///
/// Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
public typealias NTriplesWriter<Output: ByteSink & ~Copyable> = LineWriter<OneGraph, Output>

/// Writes N-Quads as a stream, with labels and order as in the source.
///
/// Source: https://www.w3.org/TR/rdf12-n-quads/#canonical-quads
public typealias NQuadsWriter<Output: ByteSink & ~Copyable> = LineWriter<NamedGraphs, Output>

/// Writes the line-based syntaxes as a stream, with labels and order as in the source.
///
/// The form is the canonical one, but for language tags: they stay as they are written unless
/// the canonical form is asked for in full. Call ``finish()`` at the end: it passes on what is
/// buffered.
public struct LineWriter<Scope: GraphScope, Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var output: Output
  private let isCanonical: Bool
  private var buffer = ByteBuffer(capacity: (64 << 10) + 4096)

  /// Makes a writer to an output.
  ///
  /// - Parameter isCanonical: whether language tags turn to lower case.
  public init(_ output: consuming Output, isCanonical: Bool = false) {
    self.output = output
    self.isCanonical = isCanonical
  }

  /// Writes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the code `writing-named-graph` from N-Triples, or what the
  ///   output throws.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    for row in 0..<batch.count {
      buffer.append(batch.subject(row), of: batch, lowercasing: isCanonical)
      buffer.append(UInt8(ascii: " "))
      buffer.append(batch.predicate(row), of: batch, lowercasing: isCanonical)
      buffer.append(UInt8(ascii: " "))
      buffer.append(batch.object(row), of: batch, lowercasing: isCanonical)
      let graph = batch.graph(row)
      if graph != TripleBatch.defaultGraph {
        guard Scope.allowsNamedGraphs else {
          throw WritingError.namedGraph("\(batch.term(graph))", syntax: "N-Triples")
        }
        buffer.append(UInt8(ascii: " "))
        buffer.append(graph, of: batch, lowercasing: isCanonical)
      }
      buffer.append(" .\n")
      if buffer.count >= 64 << 10 { try flush() }
    }
  }

  private mutating func flush() throws {
    try Self.pass(buffer, to: &output)
    buffer.truncate(to: 0)
  }

  private static func pass(_ buffer: borrowing ByteBuffer, to output: inout Output) throws {
    try output.write(buffer.span)
  }

  /// Passes on what is buffered and hands the output back.
  public consuming func finish() throws -> Output {
    try flush()
    return output
  }
}
