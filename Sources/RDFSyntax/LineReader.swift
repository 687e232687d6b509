internal import ByteStorage
internal import RDFModel

/// Cuts a stream into runs of whole lines, has them parsed, and passes full batches on.
///
/// Lines are parsed where they lie in the piece at hand; only a line that two pieces share is
/// copied.
struct LineReader: ~Copyable {
  private var parser: LineParser
  private let options: ReaderOptions
  /// The start of a line whose end has not come yet.
  private var carry = ByteBuffer(capacity: 256)
  /// The bytes parsed before the run at hand.
  private var parsedCount = 0
  private var passedByteOrderMark = false

  init(options: ReaderOptions, allowsGraphs: Bool) {
    self.options = options
    parser = LineParser(options: options, allowsGraphs: allowsGraphs)
  }

  mutating func read<Sink: TripleSink & ~Copyable>(
    _ bytes: Span<UInt8>, into sink: inout Sink
  ) throws(StreamError) {
    var start = 0
    if carry.count > 0 {
      while start < bytes.count, !Self.isLineBreak(bytes[start]) { start += 1 }
      guard start < bytes.count else { return try keep(bytes) }
      try keep(bytes.extracting(..<(start + 1)))
      start += 1
      try parseCarry(into: &sink)
    }
    var end = bytes.count
    while end > start, !Self.isLineBreak(bytes[end - 1]) { end -= 1 }
    let run = bytes.extracting(start..<end)
    try parse(run, into: &sink)
    parsedCount += run.count
    try keep(bytes.extracting(end...))
  }

  mutating func finish<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink
  ) throws(StreamError) {
    try parseCarry(into: &sink)
    if parser.batch.count > 0 { try pass(into: &sink) }
  }

  private static func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Keeps the start of a line, unless the line is longer than any statement may be.
  private mutating func keep(_ bytes: Span<UInt8>) throws(StreamError) {
    let limits = options.limits
    if carry.count + bytes.count > limits.literalBytes + 4 * limits.nameBytes {
      let fault = Interruption.limit("literalBytes", limits.literalBytes, at: 0)
      throw .source(error(fault, in: carry.span))
    }
    carry.append(bytes)
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
        // What was read before the fault still belongs to the sink.
        if parser.batch.count > 0 { try pass(into: &sink) }
        throw .source(self.error(error, in: bytes))
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
