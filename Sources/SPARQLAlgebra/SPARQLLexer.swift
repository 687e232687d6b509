internal import RDFModel

/// Cuts the UTF-8 of a query into tokens, one at a time.
///
/// Codepoint escapes (`\u0041`) are read in IRIs and strings only, as SPARQL 1.2 has it; in other
/// places 1.1 allowed them and nobody wrote them.
///
/// Source: SPARQL 1.2 Query, section 19.8, the terminals.
final class SPARQLLexer {
  let bytes: [UInt8]

  /// Where the next token is looked for.
  private(set) var offset = 0
  /// What was wrong, where a method threw.
  var failure: Failure?

  /// What is wrong, and at which byte.
  struct Failure {
    let code: SyntaxError.Code
    let message: String
    let remedy: String
    let offset: Int
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is not white space in the grammar, but editors leave it behind.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The byte at an offset, 0 past the end.
  func byte(_ index: Int) -> UInt8 {
    index < bytes.count ? bytes[index] : 0
  }

  /// Keeps what is wrong, unless something was before.
  func fail(
    _ code: SyntaxError.Code, _ message: String, remedy: String, at offset: Int
  ) -> Halt {
    if failure == nil {
      failure = Failure(code: code, message: message, remedy: remedy, offset: offset)
    }
    return Halt()
  }

  /// The offset of the first byte from `index` on that is neither white space nor comment.
  private func skipSpace(_ index: Int) -> Int {
    var index = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D:
        index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      default:
        return index
      }
    }
    return index
  }

  /// Whether the token after the current one is DISTINCT.
  var isBeforeDistinct: Bool {
    let start = skipSpace(offset)
    guard let word = name(start), word.kind == .word else { return false }
    return text(word.start..<word.end).uppercased() == "DISTINCT"
  }

  /// The next token.
  func next() throws(Halt) -> SPARQLToken {
    let start = skipSpace(offset)
    guard start < bytes.count else {
      offset = start
      return SPARQLToken(kind: .end, start: start, end: start)
    }
    let token = try token(at: start)
    offset = token.end
    return token
  }

  private func token(at start: Int) throws(Halt) -> SPARQLToken {
    let second = byte(start + 1)
    func sign(_ kind: SPARQLToken.Kind, _ length: Int = 1) -> SPARQLToken {
      SPARQLToken(kind: kind, start: start, end: start + length)
    }
    switch bytes[start] {
    case UInt8(ascii: "{"):
      return second == UInt8(ascii: "|") ? sign(.annotationStart, 2) : sign(.leftBrace)
    case UInt8(ascii: "}"): return sign(.rightBrace)
    case UInt8(ascii: "("):
      let close = skipSpace(start + 1)
      return byte(close) == UInt8(ascii: ")")
        ? sign(.nil, close + 1 - start) : sign(.leftParenthesis)
    case UInt8(ascii: ")"):
      return second == UInt8(ascii: ">") && byte(start + 2) == UInt8(ascii: ">")
        ? sign(.tripleTermEnd, 3) : sign(.rightParenthesis)
    case UInt8(ascii: "~"): return sign(.tilde)
    case UInt8(ascii: "["):
      let close = skipSpace(start + 1)
      return byte(close) == UInt8(ascii: "]") ? sign(.anon, close + 1 - start) : sign(.leftBracket)
    case UInt8(ascii: "]"): return sign(.rightBracket)
    case UInt8(ascii: ";"): return sign(.semicolon)
    case UInt8(ascii: ","): return sign(.comma)
    case UInt8(ascii: "*"): return sign(.star)
    case UInt8(ascii: "/"): return sign(.slash)
    case UInt8(ascii: "="): return sign(.equal)
    case UInt8(ascii: "!"): return second == UInt8(ascii: "=") ? sign(.notEqual, 2) : sign(.bang)
    case UInt8(ascii: "^"):
      return second == UInt8(ascii: "^") ? sign(.doubleCaret, 2) : sign(.caret)
    case UInt8(ascii: "|"):
      if second == UInt8(ascii: "}") { return sign(.annotationEnd, 2) }
      return second == UInt8(ascii: "|") ? sign(.orSign, 2) : sign(.bar)
    case UInt8(ascii: "&") where second == UInt8(ascii: "&"): return sign(.andSign, 2)
    case UInt8(ascii: ">"):
      if second == UInt8(ascii: ">") { return sign(.reifiedEnd, 2) }
      return second == UInt8(ascii: "=") ? sign(.greaterOrEqual, 2) : sign(.greater)
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: "<") {
        return byte(start + 2) == UInt8(ascii: "(")
          ? sign(.tripleTermStart, 3) : sign(.reifiedStart, 2)
      }
      if let end = iriEnd(start) { return sign(.iriRef, end - start) }
      return second == UInt8(ascii: "=") ? sign(.lessOrEqual, 2) : sign(.less)
    case UInt8(ascii: "?"), UInt8(ascii: "$"):
      let end = variableEnd(start + 1)
      if end > start + 1 { return sign(.variable, end - start) }
      if bytes[start] == UInt8(ascii: "?") { return sign(.question) }
    case UInt8(ascii: "@"):
      if let end = langTagEnd(start + 1) { return sign(.langTag, end - start) }
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return sign(.string, try stringEnd(start) - start)
    case UInt8(ascii: "_") where second == UInt8(ascii: ":"):
      if let end = blankNodeLabelEnd(start + 2) { return sign(.blankNodeLabel, end - start) }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      return number(start)
    default:
      if let token = name(start) { return token }
    }
    throw unknownToken(start)
  }

  /// Says what is wrong with characters that start no token.
  private func unknownToken(_ start: Int) -> Halt {
    switch bytes[start] {
    case UInt8(ascii: "?"), UInt8(ascii: "$"):
      return fail(
        .sparqlInvalidToken, "a variable has no name",
        remedy: "write letters, digits or '_' after \(visible(start))", at: start)
    case UInt8(ascii: "@"):
      return fail(
        .invalidLanguageTag, "'@' starts no language tag",
        remedy: "write a tag such as @en or @pt-BR", at: start)
    case UInt8(ascii: "\\"):
      return fail(
        .sparqlInvalidToken, "a backslash stands outside IRIs, strings and local names",
        remedy: "write the character itself; \\u escapes are read in IRIs and strings only",
        at: start)
    case UInt8(ascii: "&"):
      return fail(
        .sparqlInvalidToken, "'&' is not an operator", remedy: "write '&&' for 'and'", at: start)
    default:
      return fail(
        .sparqlInvalidToken, "the character \(visible(start)) starts nothing in SPARQL",
        remedy: "remove it, or put it into a string or an IRI", at: start)
    }
  }

  /// The character at an offset, quoted for a message.
  func visible(_ index: Int) -> String {
    guard let scalar = scalar(index)?.value else { return "U+FFFD" }
    if scalar.properties.isWhitespace || scalar.value < 0x20 || scalar.value == 0x7F {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return "'\(scalar)'"
  }

  /// The text of a range of bytes.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
