internal import RDFModel

extension ParserState {
  /// `Var`.
  func variable(_ what: String = "a variable") throws(Halt) -> Variable {
    guard token.kind == .variable else {
      throw unexpected(what, remedy: "variables start with '?' or '$'")
    }
    let variable = Variable(lexer.text((token.start + 1)..<token.end))
    try advance()
    return variable
  }

  /// `VarOrIri`.
  func varOrIRI() throws(Halt) -> VarOrIRI {
    if token.kind == .variable { return .variable(try variable()) }
    guard token.kind == .iriRef || token.kind == .prefixedName else {
      throw unexpected("a variable or an IRI")
    }
    return .iri(try iri())
  }

  /// Whether the token starts an IRI or a literal.
  var startsConstant: Bool {
    switch token.kind {
    case .iriRef, .prefixedName, .integer, .decimal, .double, .string: true
    case .word: isWord("TRUE") || isWord("FALSE")
    default: false
    }
  }

  /// An IRI or a literal: what `GraphTerm` and `DataBlockValue` have in common.
  func constant() throws(Halt) -> Term {
    switch token.kind {
    case .iriRef, .prefixedName: return .iri(try iri())
    case .string: return .literal(try rdfLiteral())
    case .integer, .decimal, .double: return .literal(try numericLiteral())
    default:
      guard isWord("TRUE") || isWord("FALSE") else { throw unexpected("an IRI or a literal") }
      let literal = Literal(tokenText.lowercased(), datatype: XSD.boolean)
      try advance()
      return .literal(literal)
    }
  }

  /// `RDFLiteral`.
  func rdfLiteral() throws(Halt) -> Literal {
    let lexicalForm = try string()
    if token.kind == .langTag {
      let literal = try languageTagged(lexicalForm)
      try advance()
      return literal
    }
    guard try accept(.doubleCaret) else { return Literal(lexicalForm) }
    return Literal(lexicalForm, datatype: try iri())
  }

  /// A string with the language, and maybe the base direction, that the token says.
  private func languageTagged(_ lexicalForm: String) throws(Halt) -> Literal {
    let tag = lexer.text((token.start + 1)..<token.end)
    guard let hyphens = tag.utf8.indices.first(where: { tag[$0...].hasPrefix("--") }) else {
      return Literal(lexicalForm, language: tag)
    }
    let name = String(tag[hyphens...].dropFirst(2))
    guard let direction = BaseDirection(rawValue: name) else {
      throw fail(
        .invalidLanguageTag, "'--\(name)' is no base direction",
        remedy: "write --ltr or --rtl, in small letters")
    }
    return Literal(lexicalForm, language: String(tag[..<hyphens]), direction: direction)
  }

  /// `String`.
  func string() throws(Halt) -> String {
    guard token.kind == .string else { throw unexpected("a string in quotes") }
    let value = try lexer.stringValue(token)
    try advance()
    return value
  }

  /// `NumericLiteral`, with its sign or without it.
  func numericLiteral(withoutSign: Bool = false) throws(Halt) -> Literal {
    let start = withoutSign ? token.start + 1 : token.start
    let literal = Literal(lexer.text(start..<token.end), datatype: numericDatatype)
    try advance()
    return literal
  }

  private var numericDatatype: IRI {
    switch token.kind {
    case .decimal: XSD.decimal
    case .double: XSD.double
    default: XSD.integer
    }
  }

  /// `INTEGER`, as a count.
  func count(_ keyword: String) throws(Halt) -> Int {
    guard token.kind == .integer, let value = Int(tokenText),
      SPARQLLexer.isDigit(lexer.byte(token.start))
    else { throw unexpected("a whole number after \(keyword)") }
    try advance()
    return value
  }
}
