internal import RDFModel

/// Reads one term as Turtle writes it without prefixes: what a field of TSV holds.
///
/// Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 4; RDF 1.1 Turtle, section 6.5.
struct TurtleTermReader {
  private let bytes: [UInt8]
  private let start: Int
  private let end: Int
  private var index: Int
  private var depth = 0

  init(_ bytes: [UInt8], _ field: Range<Int>) {
    self.bytes = bytes
    start = field.lowerBound
    end = field.upperBound
    index = start
  }

  /// Whether the whole field has been read.
  var isAtEnd: Bool { index == end }

  /// How far the reader came, in bytes.
  var consumed: Int { index - start }

  /// The next term, or nil where none can be read.
  mutating func term() -> Term? {
    switch byte(0) {
    case UInt8(ascii: "<"):
      if byte(1) == UInt8(ascii: "<") { return tripleTerm() }
      return iri().map { .iri($0) }
    case UInt8(ascii: "_"):
      return blankNode()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return literal()
    default:
      return abbreviation()
    }
  }

  /// The byte some places on, 0 at the end.
  private func byte(_ ahead: Int) -> UInt8 {
    index + ahead < end ? bytes[index + ahead] : 0
  }

  private mutating func accept(_ expected: String) -> Bool {
    guard bytes[index..<end].starts(with: expected.utf8) else { return false }
    index += expected.utf8.count
    return true
  }

  private mutating func skipSpaces() {
    while byte(0) == UInt8(ascii: " ") { index += 1 }
  }

  /// What stands up to a space, `>` or `)`.
  private mutating func word() -> String {
    let start = index
    while index < end, ![UInt8(ascii: " "), UInt8(ascii: ")")].contains(bytes[index]) {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func iri() -> IRI? {
    index += 1
    guard let text = text(until: UInt8(ascii: ">")) else { return nil }
    return IRI(trusted: text)
  }

  private mutating func blankNode() -> Term? {
    guard accept("_:") else { return nil }
    let label = word()
    return label.isEmpty ? nil : .blankNode(BlankNode(label))
  }

  private mutating func literal() -> Term? {
    let quote = byte(0)
    index += 1
    guard let form = text(until: quote) else { return nil }
    if accept("@") {
      let tag = word()
      return tag.isEmpty ? nil : .literal(Literal(form, languageAndDirection: tag))
    }
    guard accept("^^") else { return .literal(Literal(form)) }
    guard byte(0) == UInt8(ascii: "<"), let datatype = iri() else { return nil }
    return .literal(Literal(form, datatype: datatype))
  }

  private mutating func abbreviation() -> Term? {
    let start = index
    let text = word()
    if text == "true" || text == "false" { return .literal(Literal(text, datatype: XSD.boolean)) }
    guard let datatype = TurtleNumber.datatype(of: text.utf8Span.span) else {
      index = start
      return nil
    }
    return .literal(Literal(text, datatype: datatype))
  }

  private mutating func tripleTerm() -> Term? {
    // A term within a term within …: nobody means more than a few.
    guard depth < 64, accept("<<(") else { return nil }
    depth += 1
    defer { depth -= 1 }
    skipSpaces()
    guard let subject = term() else { return nil }
    skipSpaces()
    guard let predicate = term() else { return nil }
    skipSpaces()
    guard let object = term() else { return nil }
    skipSpaces()
    guard accept(")>>") else { return nil }
    return .tripleTerm(Triple(subject, predicate, object))
  }

  /// Text up to a delimiter, which is skipped, with its escapes read.
  private mutating func text(until delimiter: UInt8) -> String? {
    var result: [UInt8] = []
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte == delimiter { return String(decoding: result, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard let escaped = escape() else { return nil }
      result.append(contentsOf: Array(String(escaped).utf8))
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    let letter = byte(0)
    index += 1
    switch letter {
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): return Unicode.Scalar(letter)
    case UInt8(ascii: "u"): return codepoint(4)
    case UInt8(ascii: "U"): return codepoint(8)
    default: return nil
    }
  }

  private mutating func codepoint(_ length: Int) -> Unicode.Scalar? {
    guard index + length <= end else { return nil }
    let digits = String(decoding: bytes[index..<(index + length)], as: UTF8.self)
    index += length
    return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
  }
}
