internal import ByteStorage
internal import RDFModel

/// The grammar of N-Triples and N-Quads over runs of whole lines, into one batch.
///
/// Source: RDF 1.1 N-Triples, section 7; RDF 1.1 N-Quads, section 6; triple terms and base
/// directions: RDF 1.2 N-Triples.
struct LineParser: ~Copyable {
  var batch = TripleBatch()
  private(set) var line = 1
  private let options: ReaderOptions
  private let allowsGraphs: Bool
  private var recent = RecentTerms()
  private var subject: TripleBatch.TermIndex?
  private var endedWithCarriageReturn = false

  init(options: ReaderOptions, allowsGraphs: Bool) {
    self.options = options
    self.allowsGraphs = allowsGraphs
  }

  /// Empties the batch, after it was passed on.
  mutating func removeAll() {
    batch.removeAll()
    recent.removeAll()
    subject = nil
  }

  /// Takes note that the rest of a line is left out up to its line break.
  mutating func skipLine() { endedWithCarriageReturn = false }

  /// Parses lines from `index` on until the bytes end or the batch is full.
  mutating func parse(_ bytes: Span<UInt8>, from index: inout Int) throws(Interruption) {
    var cursor = TextCursor(bytes, at: index, isFinal: true, options: options)
    defer { index = cursor.index }
    while !batch.isFull {
      cursor.skipBlanks()
      guard cursor.index < bytes.count else { return }
      switch bytes[cursor.index] {
      case 0x0A, 0x0D: passLineBreak(&cursor)
      case UInt8(ascii: "#"): try cursor.skipComment()
      default: try statement(&cursor)
      }
    }
  }

  @inline(__always)
  private mutating func passLineBreak(_ cursor: inout TextCursor) {
    // A line feed after a carriage return ends no line of its own, not even in the next piece.
    let isLineFeed = cursor.bytes[cursor.index] == 0x0A
    let continues =
      isLineFeed
      && (cursor.index > 0 ? cursor.bytes[cursor.index &- 1] == 0x0D : endedWithCarriageReturn)
    if !continues { line &+= 1 }
    cursor.index &+= 1
    endedWithCarriageReturn = !isLineFeed
  }

  private mutating func statement(_ cursor: inout TextCursor) throws(Interruption) {
    let start = cursor.index
    let subject = try subject(&cursor)
    cursor.skipBlanks()
    let predicate = try iri(&cursor, "a predicate, an IRI in angle brackets")
    cursor.skipBlanks()
    let object = try object(&cursor)
    cursor.skipBlanks()
    var graph = TripleBatch.defaultGraph
    if allowsGraphs, cursor.index < cursor.bytes.count,
      cursor.bytes[cursor.index] != UInt8(ascii: ".")
    {
      graph = try resource(&cursor, "a graph label or '.'")
      cursor.skipBlanks()
    }
    let end = cursor.index
    guard end < cursor.bytes.count, cursor.bytes[end] == UInt8(ascii: ".") else {
      throw expected(
        "'.' at the end of the statement", cursor, remedy: "end each statement with ' .'")
    }
    cursor.index = end &+ 1
    cursor.skipBlanks()
    if cursor.index < cursor.bytes.count {
      switch cursor.bytes[cursor.index] {
      case 0x0A, 0x0D, UInt8(ascii: "#"): break
      default:
        throw expected(
          "the end of the line", cursor, remedy: "write each statement on a line of its own")
      }
    }
    // Only now is the statement known to be good; a fault leaves no half of it.
    batch.addTriple(
      subject, predicate, object, graph: graph, line: options.recordsLines ? line : nil)
    assert(cursor.index > start)
  }

  // MARK: Terms

  private mutating func subject(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TripleBatch.TermIndex {
    if let subject {
      // Most documents say several things about a subject in a row.
      let record = batch.record(subject)
      let start = cursor.index &+ 1
      let end = start &+ Int(record.length)
      if record.kind == .iri, end < cursor.bytes.count,
        cursor.bytes[start &- 1] == UInt8(ascii: "<"), cursor.bytes[end] == UInt8(ascii: ">"),
        batch.content(record).equals(cursor.bytes.extracting(start..<end))
      {
        cursor.index = end &+ 1
        return subject
      }
    }
    let found = try resource(&cursor, "a subject: an IRI in angle brackets or a blank node")
    subject = found
    return found
  }

  @inline(__always)
  private mutating func iri(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TripleBatch.TermIndex {
    guard cursor.index < cursor.bytes.count, cursor.bytes[cursor.index] == UInt8(ascii: "<")
    else { throw expected(expectation, cursor, remedy: Self.fullIRIs) }
    let start = cursor.index
    let token = try cursor.scanIRI()
    if token.hasEscapes {
      batch.beginTerm()
      try cursor.append(token, to: &batch)
      if IRIReference.schemeEnd(batch.pending) == nil { throw relative(at: start) }
      return batch.endTerm(.iri)
    }
    let content = cursor.bytes.extracting(token.contents)
    if IRIReference.schemeEnd(content) == nil { throw relative(at: start) }
    return recent.term(.iri, content, in: &batch)
  }

  private mutating func resource(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TripleBatch.TermIndex {
    if cursor.index < cursor.bytes.count, cursor.bytes[cursor.index] == UInt8(ascii: "_") {
      let label = try cursor.scanBlankNodeLabel()
      return recent.term(.blankNode, cursor.bytes.extracting(label), in: &batch)
    }
    return try iri(&cursor, expectation)
  }

  private mutating func object(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TripleBatch.TermIndex {
    guard cursor.index < cursor.bytes.count else {
      throw expected("an object", cursor, remedy: Self.fullIRIs)
    }
    switch cursor.bytes[cursor.index] {
    case UInt8(ascii: "\""): return try literal(&cursor)
    case UInt8(ascii: "<")
    where cursor.index &+ 1 < cursor.bytes.count
      && cursor.bytes[cursor.index &+ 1] == UInt8(ascii: "<"):
      return try tripleTerm(&cursor)
    default:
      return try resource(
        &cursor, "an object: an IRI in angle brackets, a blank node or a quoted literal")
    }
  }

  @inline(__always)
  private mutating func literal(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TripleBatch.TermIndex {
    let token = try cursor.scanString(allowsLong: false)
    var qualifier: TripleBatch.TermIndex?
    cursor.skipBlanks()
    if cursor.index < cursor.bytes.count {
      switch cursor.bytes[cursor.index] {
      case UInt8(ascii: "@"):
        let tag = try cursor.scanLanguageTag()
        qualifier = recent.term(.language, cursor.bytes.extracting(tag), in: &batch)
      case UInt8(ascii: "^"): qualifier = try datatype(&cursor)
      default: break
      }
    }
    batch.beginTerm()
    try cursor.append(token, to: &batch)
    return batch.endTerm(.literal, qualifier: qualifier)
  }

  /// The datatype after `^^`; nil for `xsd:string`, which batches leave out.
  private mutating func datatype(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TripleBatch.TermIndex? {
    cursor.index &+= 1
    guard cursor.index < cursor.bytes.count, cursor.bytes[cursor.index] == UInt8(ascii: "^")
    else { throw expected("'^^' before a datatype", cursor, remedy: "write two carets") }
    cursor.index &+= 1
    cursor.skipBlanks()
    let start = cursor.index
    let datatype = try iri(&cursor, "a datatype, an IRI in angle brackets")
    return try Datatypes.qualifier(datatype, in: batch, at: start)
  }

  /// A triple term, whose object may be another one: subjects and predicates wait in an array
  /// until the innermost object has come.
  private mutating func tripleTerm(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TripleBatch.TermIndex {
    var open: [(subject: TripleBatch.TermIndex, predicate: TripleBatch.TermIndex)] = []
    let limit = options.limits.tripleTermLimit
    while cursor.bytes.holds(Self.quote.span, at: cursor.index) {
      guard open.count < limit else { throw .limit("tripleTermDepth", limit, at: cursor.index) }
      guard cursor.bytes.holds(Self.tripleTermStart.span, at: cursor.index) else {
        throw expected("'<<('", cursor, remedy: "write triple terms as <<( s p o )>>")
      }
      cursor.index += 3
      cursor.skipBlanks()
      let subject = try resource(&cursor, "a subject: an IRI in angle brackets or a blank node")
      cursor.skipBlanks()
      let predicate = try iri(&cursor, "a predicate, an IRI in angle brackets")
      cursor.skipBlanks()
      open.append((subject, predicate))
    }
    var term = try object(&cursor)
    while let (subject, predicate) = open.popLast() {
      cursor.skipBlanks()
      guard cursor.bytes.holds(Self.tripleTermEnd.span, at: cursor.index) else {
        throw expected("')>>'", cursor, remedy: "write triple terms as <<( s p o )>>")
      }
      cursor.index += 3
      term = batch.addTripleTerm(subject, predicate, term)
    }
    return term
  }

  private static let quote = Array("<<".utf8)
  private static let tripleTermStart = Array("<<(".utf8)
  private static let tripleTermEnd = Array(")>>".utf8)

  // MARK: Faults

  private static let fullIRIs = "write IRIs in full; prefixes need Turtle or TriG"

  private func expected(
    _ expectation: String, _ cursor: borrowing TextCursor, remedy: String
  ) -> Interruption {
    cursor.unexpected(expectation, at: cursor.index, remedy: remedy)
  }

  private func relative(at offset: Int) -> Interruption {
    Interruption(
      .invalidIRI, at: offset, "expected an absolute IRI, found one without a scheme",
      remedy: "write the IRI in full; relative ones need Turtle or TriG")
  }
}
