internal import RDFModel

/// A parser at work: the tokens, what the prologue declared, and the scopes that are open.
///
/// Methods carry the names of the grammar's productions. They recurse with the nesting of the
/// text, which is limited, so their frames are kept small: the state is an object, errors are kept
/// in it instead of being thrown, and chains of operators are loops.
final class ParserState {
  let lexer: SPARQLLexer
  /// The token to be read next.
  var token = SPARQLToken(kind: .end, start: 0, end: 0)
  let limits: SPARQLParser.Limits
  let sourceName: String

  // The prologue.
  var base: IRI?
  var baseParts: IRIBase?
  var declared = PrefixMap()
  let predeclared: PrefixMap

  // Scopes.
  /// How deep the text nests here.
  var nesting = 0
  /// Blank node labels and the basic graph pattern that each was used in.
  var labels: [String: Int] = [:]
  /// Blank node labels of INSERT DATA and the operation that each was used in.
  var dataLabels: [String: Int] = [:]
  /// The number of update operations so far.
  var operations = 0
  /// The number of basic graph patterns so far.
  var blocks = 0
  /// The number of variables made for brackets, lists and path steps so far.
  var freshNodes = 0
  /// The number of variables made for aggregates so far.
  var freshAggregates = 0
  /// The aggregates of the query level that is being read.
  var aggregates: [AggregateBinding] = []
  /// The same, by what they compute.
  var aggregateVariables: [Aggregate: Variable] = [:]
  /// Whether an aggregate may stand here.
  var aggregatePlace = AggregatePlace.none

  /// Where an expression stands, as far as aggregates are concerned.
  enum AggregatePlace {
    case none, allowed, insideAggregate
  }

  private var lines: LineCounter

  init(
    _ bytes: [UInt8], base: IRI?, prefixes: PrefixMap, sourceName: String,
    limits: SPARQLParser.Limits
  ) {
    lexer = SPARQLLexer(bytes)
    lines = LineCounter()
    self.limits = limits
    self.sourceName = sourceName
    self.base = base
    baseParts = base.map { IRIBase($0) }
    predeclared = prefixes
  }

  // MARK: Tokens

  /// Moves on to the next token.
  func advance() throws(Halt) {
    token = try lexer.next()
  }

  /// Moves on if the token is of a kind, and says whether it was.
  func accept(_ kind: SPARQLToken.Kind) throws(Halt) -> Bool {
    guard token.kind == kind else { return false }
    try advance()
    return true
  }

  /// Moves on past a token of a kind.
  func expect(_ kind: SPARQLToken.Kind, _ what: String) throws(Halt) {
    guard token.kind == kind else { throw unexpected(what) }
    try advance()
  }

  /// Whether the token is a keyword, given in capitals.
  func isWord(_ keyword: StaticString) -> Bool {
    guard token.kind == .word, token.end - token.start == keyword.utf8CodeUnitCount else {
      return false
    }
    return "\(keyword)".utf8.elementsEqual(lexer.bytes[token.start..<token.end]) { expected, byte in
      expected == (SPARQLLexer.isLetter(byte) ? byte & 0xDF : byte)
    }
  }

  /// Moves on if the token is a keyword, and says whether it was.
  func acceptWord(_ keyword: StaticString) throws(Halt) -> Bool {
    guard isWord(keyword) else { return false }
    try advance()
    return true
  }

  /// Moves on past a keyword.
  func expectWord(_ keyword: StaticString) throws(Halt) {
    guard try acceptWord(keyword) else { throw unexpected("\(keyword)") }
  }

  /// The text of the token.
  var tokenText: String { lexer.text(token.start..<token.end) }

  // MARK: Depth

  /// Goes one level deeper into the text; `nesting -= 1` comes back.
  func descend() throws(Halt) {
    guard nesting < limits.nesting else {
      throw fail(
        .limitExceeded, "the query nests deeper than the limit 'nesting' (\(limits.nesting))",
        remedy: "flatten the query, or raise the limit and run on a larger stack")
    }
    nesting += 1
  }

  /// One more than the depth of a tree, checked.
  func deeper(than depth: Int) throws(Halt) -> Int {
    guard depth < limits.depth else {
      throw fail(
        .limitExceeded, "the algebra is deeper than the limit 'depth' (\(limits.depth))",
        remedy: "split the query, or raise the limit and run on a larger stack")
    }
    return depth + 1
  }

  // MARK: Errors

  /// Keeps what is wrong at the current token, or at an offset.
  func fail(
    _ code: SyntaxError.Code, _ message: String, remedy: String, at offset: Int? = nil
  ) -> Halt {
    lexer.fail(code, message, remedy: remedy, at: offset ?? token.start)
  }

  /// The current token stands where the grammar wants something else.
  func unexpected(_ expected: String, remedy: String? = nil) -> Halt {
    if token.kind == .end {
      return fail(
        .unexpectedEnd, "the query ends where \(expected) should come",
        remedy: remedy ?? bracketRemedy() ?? "complete the query")
    }
    if token.kind == .less, let halt = malformedIRI() { return halt }
    return fail(
      .sparqlUnexpectedToken, "expected \(expected) but found \(quotedToken)",
      remedy: bracketRemedy() ?? remedy ?? "see the grammar of SPARQL 1.1, section 19.8")
  }

  var quotedToken: String {
    let text = tokenText
    return text.utf8.count > 40 ? "'\(text.prefix(40))…'" : "'\(text)'"
  }

  /// Where `<` was meant to start an IRI, says which character spoils it.
  private func malformedIRI() -> Halt? {
    var index = token.start + 1
    while index < lexer.bytes.count, !IRIReference.forbidden(lexer.bytes[index]) { index += 1 }
    guard index > token.start + 1 else { return nil }
    return fail(
      .invalidIRI,
      "an IRI cannot hold \(index < lexer.bytes.count ? lexer.visible(index) : "an end")",
      remedy: "close the IRI with '>', or write the character as a percent escape", at: index)
  }

  /// What is wrong, with its place.
  func syntaxError() -> SyntaxError {
    let failure = lexer.failure
    return SyntaxError(
      code: failure?.code ?? .sparqlUnexpectedToken,
      message: failure?.message ?? "the query cannot be read",
      remedy: failure?.remedy ?? "see the grammar of SPARQL 1.1, section 19.8",
      source: sourceName, position: lines.position(of: failure?.offset ?? 0, in: lexer.bytes))
  }

  /// Marks the place of an offset.
  ///
  /// Ask for places in the order of the text: going back costs a new start.
  func mark(_ offset: Int) -> SourceMark {
    SourceMark(lines.position(of: offset, in: lexer.bytes))
  }
}

/// Finds lines and columns of offsets that mostly grow, by going on from the last one.
struct LineCounter {
  private var offset = 0
  private var line = 1
  private var column = 1

  /// The place of an offset.
  ///
  /// - Complexity: O(d) in the distance from the last offset asked for, O(n) backwards.
  mutating func position(of target: Int, in bytes: [UInt8]) -> SourcePosition {
    if target < offset { self = LineCounter() }
    while offset < min(target, bytes.count) {
      let byte = bytes[offset]
      if byte == 0x0A || (byte == 0x0D && !(offset + 1 < bytes.count && bytes[offset + 1] == 0x0A))
      {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return SourcePosition(line: line, column: column, byteOffset: target)
  }
}
