import ByteStorage
import RDFModel
import RDFSyntax

/// What is asked of every reader of graphs, whatever the input: an end, and a sound one.
struct Examination {
  private let bytes: [UInt8]
  private let syntax: Syntax
  private let options: ReaderOptions
  private let pieceSize: Int
  private var isLenient = false

  /// How many ways there are to read an input.
  static let variants = 6

  /// Makes the examination of an input; the variant tells the size of pieces and the limits.
  private init(_ bytes: [UInt8], _ syntax: Syntax, variant: Int) {
    self.bytes = bytes
    self.syntax = syntax
    var options = ReaderOptions(base: IRI(trusted: "http://example.org/base/document"))
    switch variant % Self.variants {
    case 0: pieceSize = 1
    case 1: pieceSize = 7
    case 2: pieceSize = 64
    case 3: pieceSize = 1_000
    case 4:
      pieceSize = 9
      isLenient = true
    default:
      pieceSize = 5
      options.limits.tripleTermDepth = 2
      options.limits.statementBytes = 300
      options.limits.faultyStatements = 3
      options.limits.depth = 5
      options.limits.literalBytes = 200
      options.limits.nameBytes = 60
      options.limits.attributes = 4
      options.limits.namespaces = 3
      options.limits.entityBytes = 100
    }
    self.options = options
  }

  /// What is wrong with the reader of an input, or nil.
  static func finding(_ example: Example, variant: Int) -> String? {
    guard let syntax = example.notation.syntax else { return TextExamination(example).finding() }
    return Examination(example.bytes, syntax, variant: variant).finding()
  }

  private func finding() -> String? {
    let whole = Reading(
      bytes, syntax, options: options, isLenient: isLenient, pieceSize: .max)
    if let failure = whole.failure { return failure }
    for error in whole.faults + (whole.error.map { [$0] } ?? []) {
      if let problem = problem(of: error) { return problem }
    }
    // What comes before an error is written in some cases only: it costs more than reading.
    if whole.error == nil || pieceSize == 5, let problem = roundTripProblem(of: whole.quads) {
      return problem
    }
    guard syntax.isStreaming else { return nil }
    let pieces = Reading(
      bytes, syntax, options: options, isLenient: isLenient, pieceSize: pieceSize)
    return problem(of: pieces, beside: whole)
  }

  // MARK: Errors

  private func problem(of error: SyntaxError) -> String? {
    let position = error.position
    let text = error.description
    guard (0...bytes.count).contains(position.byteOffset) else {
      return "the offset \(position.byteOffset) is not in \(bytes.count) bytes: \(text)"
    }
    guard position.line >= 1, position.column >= 1 else { return "the place is none: \(text)" }
    guard !error.message.isEmpty, !error.remedy.isEmpty else { return "it says nothing: \(text)" }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return "it holds control characters: \(text.debugDescription)"
    }
    guard syntax.isUTF8 else { return nil }
    let (line, column) = place(of: position.byteOffset)
    return line == position.line && column == position.column
      ? nil : "the place of its offset is \(line):\(column): \(text) (\(position.byteOffset))"
  }

  /// The line and the column of an offset, counted anew.
  private func place(of offset: Int) -> (line: Int, column: Int) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var line = 1
    var lineStart = bytes.starts(with: mark) && offset >= 3 ? 3 : 0
    for index in 0..<offset {
      let isBreak =
        bytes[index] == 0x0A
        || bytes[index] == 0x0D && !(index + 1 < offset && bytes[index + 1] == 0x0A)
      guard isBreak else { continue }
      // Between the two characters of a line break is no place to be.
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      line += 1
      lineStart = index + 1
    }
    return (line, bytes.span.extracting(lineStart..<offset).scalarCount + 1)
  }

  // MARK: Pieces

  private func problem(of pieces: Reading, beside whole: Reading) -> String? {
    let how = "in pieces of \(pieceSize)"
    if let failure = pieces.failure { return "\(how) \(failure)" }
    // A limit on what is kept of a cut line or token says nothing where it comes whole.
    if pieces.error?.code == .limitExceeded || whole.error?.code == .limitExceeded { return nil }
    // libxml2's push parser takes the end of `<!-->` for that of the comment which it begins, and
    // then misses the end where the rest comes later.
    if syntax == .rdf, bytes.firstRange(of: Self.openingComment) != nil,
      pieces.error?.message.hasPrefix("Comment not terminated") == true
    {
      return nil
    }
    // libxml2 looks ahead as far as it can, so what of several faults it meets first depends on
    // the pieces.
    let agreeOnError =
      syntax == .rdf
      ? (pieces.error == nil) == (whole.error == nil) : pieces.error == whole.error
    guard agreeOnError else {
      return "\(how) it ends with \(Self.name(pieces.error)), else with \(Self.name(whole.error))"
    }
    guard pieces.faults == whole.faults else { return "\(how) it tells other faults" }
    // How much of a wrong document goes to the sink is left to the reader.
    let agree =
      whole.error == nil
      ? pieces.quads == whole.quads
      : pieces.quads.starts(with: whole.quads) || whole.quads.starts(with: pieces.quads)
    return agree ? nil : "\(how) it says something else"
  }

  private static let openingComment = Array("<!-->".utf8)

  private static func name(_ error: SyntaxError?) -> String { error?.description ?? "success" }

  // MARK: Round trips

  /// What was read has to survive being written, as lines and as TriG.
  private func roundTripProblem(of quads: [UInt8]) -> String? {
    guard !quads.isEmpty else { return nil }
    let again = Reading(quads, .nq, options: ReaderOptions(), pieceSize: .max)
    guard again.error == nil, again.failure == nil else {
      return "as N-Quads it is wrong: \(Self.name(again.error)) \(again.failure ?? "")"
    }
    guard again.quads == quads else { return "as N-Quads it changes" }
    let pretty: [UInt8]
    do { pretty = try triG(quads) } catch { return "it cannot be written as TriG: \(error)" }
    let reread = Reading(pretty, .trig, options: ReaderOptions(), pieceSize: .max)
    guard reread.error == nil, reread.failure == nil else {
      return "as TriG it is wrong: \(Self.name(reread.error)) \(reread.failure ?? "")"
    }
    let (before, after) = (Self.distinctLines(quads), Self.distinctLines(reread.quads))
    return before == after ? nil : "as TriG it has \(after) statements, not \(before)"
  }

  private func triG(_ quads: [UInt8]) throws -> [UInt8] {
    var reader = NQuadsReader(options: ReaderOptions())
    var writer = TriGWriter(ByteBuffer(capacity: 1 << 10))
    try reader.read(quads.span, into: &writer)
    try reader.finish(into: &writer)
    let buffer = try writer.finish()
    return Array(String(bytes: buffer.span).utf8)
  }

  private static func distinctLines(_ quads: [UInt8]) -> Int {
    Set(quads.split(separator: 0x0A)).count
  }
}
