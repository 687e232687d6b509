internal import ByteStorage
public import RDFModel

/// Reads N-Triples as a stream.
///
/// Accepts RDF 1.2's triple terms and base directions too. Blank nodes keep their labels.
///
/// Source: https://www.w3.org/TR/n-triples/ and https://www.w3.org/TR/rdf12-n-triples/
public typealias NTriplesReader = LineReader<OneGraph>

/// Reads N-Quads as a stream.
///
/// Accepts RDF 1.2's triple terms and base directions too. Blank nodes keep their labels.
///
/// Source: https://www.w3.org/TR/n-quads/ and https://www.w3.org/TR/rdf12-n-quads/
public typealias NQuadsReader = LineReader<NamedGraphs>

/// Reads the line-based syntaxes: cuts a stream into runs of whole lines, has them parsed, and
/// passes full batches on.
///
/// Lines are parsed where they lie in the piece at hand; only a line that two pieces share is
/// copied.
public struct LineReader<Scope: GraphScope>: TripleReader, ~Copyable {
  private var parser: LineParser
  private let options: ReaderOptions
  /// The start of a line whose end has not come yet.
  private var carry = ByteBuffer(capacity: 256)
  /// The bytes parsed before the run at hand.
  private var parsedCount = 0
  private var passedByteOrderMark = false
  /// Whether the rest of a line is left out that was too long to be kept.
  private var skipsLine = false
  private var faultyStatements = 0

  /// Makes a reader for one document.
  public init(options: ReaderOptions) {
    self.options = options
    parser = LineParser(options: options, allowsGraphs: Scope.allowsNamedGraphs)
  }

  /// Reads a piece of the document and passes full batches on.
  ///
  /// - Throws: ``StreamError`` with the codes `turtle-unexpected-token`, `turtle-invalid-escape`,
  ///   `turtle-line-break-in-string`, `invalid-iri`, `invalid-language-tag`, `invalid-utf8`,
  ///   `unexpected-end` and `limit-exceeded`; in lenient mode only with the last one, for too many
  ///   faulty statements.
  /// - Complexity: O(n) in the bytes.
  public mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    var start = 0
    if skipsLine || carry.count > 0 {
      while start < bytes.count, !Self.isLineBreak(bytes[start]) { start += 1 }
      if skipsLine {
        parsedCount += start
        skipsLine = start == bytes.count
      } else {
        guard start < bytes.count else { return try keep(bytes) }
        start += 1
        try keep(bytes.extracting(..<start))
        if skipsLine {
          // The line break is read all the same, so that lines are counted.
          skipsLine = false
          start -= 1
          parsedCount -= 1
        } else {
          try parseCarry(into: &sink)
        }
      }
    }
    var end = bytes.count
    while end > start, !Self.isLineBreak(bytes[end - 1]) { end -= 1 }
    let run = bytes.extracting(start..<end)
    try parse(run, into: &sink)
    parsedCount += run.count
    try keep(bytes.extracting(end...))
  }

  /// Reads what is left and passes the last batch on.
  public mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try parseCarry(into: &sink)
    if parser.batch.count > 0 { try pass(into: &sink) }
  }

  private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Keeps the start of a line, unless the line is longer than any statement may be.
  private mutating func keep(_ bytes: Span<UInt8>) throws(StreamError) {
    let limit = options.limits.statementBytes
    guard carry.count + bytes.count > limit else { return carry.append(bytes) }
    try report(error(.limit("statementBytes", limit, at: 0), in: carry.span))
    // A lenient reader goes on after the line.
    parsedCount += carry.count + bytes.count
    carry.truncate(to: 0)
    parser.skipLine()
    skipsLine = true
  }

  private mutating func parseCarry<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    // The buffer stands aside while its bytes are read.
    var line = ByteBuffer(capacity: 256)
    swap(&line, &carry)
    try parse(line.span, into: &sink)
    parsedCount += line.count
    line.truncate(to: 0)
    swap(&line, &carry)
  }

  private mutating func parse<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    guard bytes.count > 0 else { return }
    var index = 0
    if !passedByteOrderMark {
      passedByteOrderMark = true
      if ByteOrderMark.starts(bytes) { index = 3 }
    }
    while index < bytes.count {
      do throws(Interruption) {
        try parser.parse(bytes, from: &index)
      } catch {
        if case .strict = options.mode, parser.batch.count > 0 {
          // What was read before the fault still belongs to the sink.
          try pass(into: &sink)
        }
        try report(self.error(error, in: bytes))
        while index < bytes.count, !Self.isLineBreak(bytes[index]) { index += 1 }
      }
      if parser.batch.isFull { try pass(into: &sink) }
    }
  }

  private mutating func pass<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    do {
      try sink.receive(parser.batch)
    } catch {
      throw .sink(error)
    }
    parser.removeAll()
  }

  /// Throws the error of a fault or, in lenient mode, tells it.
  private mutating func report(_ error: SyntaxError) throws(StreamError) {
    guard case .lenient(let report) = options.mode else { throw .source(error) }
    report(error)
    faultyStatements += 1
    let limit = options.limits.faultyStatements
    guard faultyStatements > limit,
      case .fault(let fault) = Interruption.limit("faultyStatements", limit, at: 0)
    else { return }
    throw .source(
      SyntaxError(
        code: fault.code, message: fault.message, remedy: fault.remedy,
        source: options.sourceName, position: error.position))
  }

  /// Makes the error of an interruption in a run that starts at a line start.
  private func error(_ interruption: Interruption, in bytes: Span<UInt8>) -> SyntaxError {
    guard case .fault(let fault) = interruption else {
      preconditionFailure("whole lines are never interrupted")
    }
    var lineStart = min(fault.offset, bytes.count)
    while lineStart > 0, !Self.isLineBreak(bytes[lineStart - 1]) { lineStart -= 1 }
    let before = bytes.extracting(lineStart..<min(fault.offset, bytes.count))
    let mark = parsedCount + lineStart == 0 && ByteOrderMark.starts(before) ? 1 : 0
    let column = before.scalarCount + 1 - mark
    return SyntaxError(
      code: fault.code, message: fault.message, remedy: fault.remedy,
      source: options.sourceName,
      position: SourcePosition(
        line: parser.line, column: column, byteOffset: parsedCount + fault.offset))
  }
}

/// U+FEFF at the start of a source, which some editors write.
enum ByteOrderMark {
  static func starts(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }
}
