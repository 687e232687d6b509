internal import ByteStorage
public import RDFModel

/// Writes N-Triples as a stream, with labels and order as in the source.
///
/// The form is the canonical one, but for language tags: they stay as they are written unless
/// the canonical form is asked for in full. Call ``finish()`` at the end: it passes on what is buffered.
///
/// Source: https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples
public struct NTriplesWriter<Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var lines: LineWriter<Output>

  /// Makes a writer to an output.
  ///
  /// - Parameter isCanonical: whether language tags turn to lower case.
  public init(_ output: consuming Output, isCanonical: Bool = false) {
    lines = LineWriter(output, isCanonical: isCanonical)
  }

  /// Writes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` with the code `writing-named-graph`, or what the output throws.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    try lines.write(batch, allowsGraphs: false)
  }

  /// Passes on what is buffered and hands the output back.
  public consuming func finish() throws -> Output {
    try lines.finish()
  }
}

/// Writes N-Quads as a stream, with labels and order as in the source.
///
/// The form is the canonical one, but for language tags: they stay as they are written unless
/// the canonical form is asked for in full. Call ``finish()`` at the end: it passes on what is buffered.
///
/// Source: https://www.w3.org/TR/rdf12-n-quads/#canonical-quads
public struct NQuadsWriter<Output: ByteSink & ~Copyable>: TripleSink, ~Copyable {
  private var lines: LineWriter<Output>

  /// Makes a writer to an output.
  ///
  /// - Parameter isCanonical: whether language tags turn to lower case.
  public init(_ output: consuming Output, isCanonical: Bool = false) {
    lines = LineWriter(output, isCanonical: isCanonical)
  }

  /// Writes the triples of a batch.
  ///
  /// - Throws: what the output throws.
  public mutating func receive(_ batch: borrowing TripleBatch) throws {
    try lines.write(batch, allowsGraphs: true)
  }

  /// Passes on what is buffered and hands the output back.
  public consuming func finish() throws -> Output {
    try lines.finish()
  }
}

/// Statements as lines, buffered.
struct LineWriter<Output: ByteSink & ~Copyable>: ~Copyable {
  private var output: Output
  private let isCanonical: Bool
  private var buffer = ByteBuffer(capacity: bufferSize + 4096)

  private static var bufferSize: Int { 64 << 10 }

  init(_ output: consuming Output, isCanonical: Bool) {
    self.output = output
    self.isCanonical = isCanonical
  }

  mutating func write(_ batch: borrowing TripleBatch, allowsGraphs: Bool) throws {
    for row in 0..<batch.count {
      buffer.append(batch.subject(row), of: batch, lowercasing: isCanonical)
      buffer.append(UInt8(ascii: " "))
      buffer.append(batch.predicate(row), of: batch, lowercasing: isCanonical)
      buffer.append(UInt8(ascii: " "))
      buffer.append(batch.object(row), of: batch, lowercasing: isCanonical)
      let graph = batch.graph(row)
      if graph != TripleBatch.defaultGraph {
        guard allowsGraphs else {
          throw WritingError.namedGraph("\(batch.term(graph))", syntax: "N-Triples")
        }
        buffer.append(UInt8(ascii: " "))
        buffer.append(graph, of: batch, lowercasing: isCanonical)
      }
      buffer.append(" .\n")
      if buffer.count >= Self.bufferSize { try flush() }
    }
  }

  private mutating func flush() throws {
    try Self.pass(buffer, to: &output)
    buffer.truncate(to: 0)
  }

  private static func pass(_ buffer: borrowing ByteBuffer, to output: inout Output) throws {
    try output.write(buffer.span)
  }

  consuming func finish() throws -> Output {
    try flush()
    return output
  }
}
