import RDFModel

// Expressions without operators between them: signs, brackets, terms and calls.
extension ParserState {
  /// `UnaryExpression`.
  func unaryExpression() throws(Halt) -> Nested<Expression> {
    switch token.kind {
    case .bang, .plus, .minus: return try signedExpression()
    case .leftParenthesis: return try brackettedExpression()
    default: return try primaryExpression()
    }
  }

  private func signedExpression() throws(Halt) -> Nested<Expression> {
    let sign = token.kind
    try advance()
    // SPARQL 1.2 lets `!` follow `!`; after the other signs a primary expression has to come.
    if sign == .bang, token.kind == .bang || token.kind == .plus || token.kind == .minus {
      try descend()
      defer { nesting -= 1 }
      let operand = try signedExpression()
      return Nested(.not(operand.node), depth: try deeper(than: operand.depth))
    }
    let operand: Nested<Expression> =
      token.kind == .leftParenthesis ? try brackettedExpression() : try primaryExpression()
    let depth = try deeper(than: operand.depth)
    switch sign {
    case .bang: return Nested(.not(operand.node), depth: depth)
    case .plus: return Nested(.plus(operand.node), depth: depth)
    default: return Nested(.minus(operand.node), depth: depth)
    }
  }

  /// `BrackettedExpression`.
  func brackettedExpression() throws(Halt) -> Nested<Expression> {
    try expect(.leftParenthesis, "'('")
    let inner = try expression()
    try expect(.rightParenthesis, "an operator or ')'")
    return inner
  }

  /// `PrimaryExpression`, brackets apart.
  private func primaryExpression() throws(Halt) -> Nested<Expression> {
    switch token.kind {
    case .iriRef, .prefixedName: return try iriOrFunction()
    case .word where !startsConstant: return try builtInCall()
    default: return try variableOrLiteral()
    }
  }

  private func variableOrLiteral() throws(Halt) -> Nested<Expression> {
    switch token.kind {
    case .variable: return Nested(.variable(try variable()))
    case .tripleTermStart: return try exprTripleTerm()
    case .reifiedStart:
      throw unexpected(
        "an expression", remedy: "write a triple term, <<( … )>>: expressions reify nothing")
    case .blankNodeLabel, .anon:
      throw unexpected("an expression", remedy: "write a variable: expressions hold no blank nodes")
    default:
      guard startsConstant else { throw unexpected("an expression") }
      return Nested(.constant(try constant()))
    }
  }

  /// `ExprTripleTerm`: a constant where all parts are, else a call of TRIPLE.
  private func exprTripleTerm() throws(Halt) -> Nested<Expression> {
    try descend()
    defer { nesting -= 1 }
    try advance()
    guard token.kind == .variable || token.kind == .iriRef || token.kind == .prefixedName else {
      throw unexpected(
        "a variable or an IRI", remedy: "the subject of a triple term in an expression is one")
    }
    let subject = try variableOrLiteral().node
    let predicate: Expression =
      token.kind == .variable
      ? .variable(try variable()) : .constant(.iri(try propertyIRI("a property or a variable")))
    let object = try variableOrLiteral()
    try expect(.tripleTermEnd, "')>>'")
    if case .constant(let a) = subject, case .constant(let b) = predicate,
      case .constant(let c) = object.node
    {
      return Nested(.constant(.tripleTerm(Triple(a, b, c))), depth: object.depth)
    }
    return Nested(
      .call(.triple, [subject, predicate, object.node]), depth: try deeper(than: object.depth))
  }

  /// `iriOrFunction`.
  func iriOrFunction(mustBeCall: Bool = false) throws(Halt) -> Nested<Expression> {
    let start = token.start
    let name = try iri()
    if !mustBeCall, token.kind != .leftParenthesis, token.kind != .nil { return constant(name) }
    return try functionCall(name, at: start)
  }

  private func constant(_ iri: IRI) -> Nested<Expression> {
    Nested(.constant(.iri(iri)))
  }

  /// `FunctionCall` after its name.
  private func functionCall(_ name: IRI, at start: Int) throws(Halt) -> Nested<Expression> {
    try refuseDistinct()
    let mark = mark(start)
    let arguments = try expressionList()
    let depth = try deeper(than: arguments.depth)
    return Nested(.function(name, arguments.node, mark), depth: depth)
  }

  private func refuseDistinct() throws(Halt) {
    if token.kind == .leftParenthesis, lexer.isBeforeDistinct {
      throw fail(
        .sparqlUnsupported, "aggregates named by an IRI are not supported",
        remedy: "use one of COUNT, SUM, MIN, MAX, AVG, SAMPLE and GROUP_CONCAT")
    }
  }
}
