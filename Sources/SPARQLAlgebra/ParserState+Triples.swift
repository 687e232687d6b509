internal import RDFModel

extension ParserState {
  /// Whether the token starts `TriplesSameSubject` or `TriplesSameSubjectPath`.
  var startsTriples: Bool {
    token.startsTerm || (token.kind == .word && startsConstant)
  }

  /// `TriplesSameSubjectPath`, and in a template `TriplesSameSubject`.
  func triplesSameSubject(_ block: inout TripleBlock) throws(Halt) {
    if token.kind == .leftParenthesis || token.kind == .leftBracket {
      // Brackets and lists say something by themselves, so nothing needs to follow.
      let subject = try triplesNode(&block)
      if startsVerb { try propertyListNotEmpty(subject, &block) }
      return
    }
    if token.kind == .reifiedStart {
      // `ReifiedTripleBlock`: that a triple is reified is something said, too.
      let reifier = try reifiedTriple(&block)
      if startsVerb { try propertyListNotEmpty(reifier, &block) }
      return
    }
    let subject = try varOrTerm(&block)
    try propertyListNotEmpty(subject, &block)
  }

  private var startsVerb: Bool {
    switch token.kind {
    case .variable, .iriRef, .prefixedName, .caret, .bang, .leftParenthesis, .nil: true
    default: isTypeVerb
    }
  }

  /// `PropertyListPathNotEmpty`, `PropertyListNotEmpty`.
  func propertyListNotEmpty(
    _ subject: TermPattern, _ block: inout TripleBlock
  ) throws(Halt) {
    try verbAndObjects(subject, &block)
    while try accept(.semicolon) {
      if startsVerb { try verbAndObjects(subject, &block) }
    }
  }

  /// A property between a subject and its objects.
  enum Verb {
    case variable(Variable)
    case path(PropertyPath)
  }

  private func verbAndObjects(
    _ subject: TermPattern, _ block: inout TripleBlock
  ) throws(Halt) {
    let mark = mark(token.start)
    let verb = try verbOrPath(block)
    repeat {
      let object = try graphNode(&block)
      add(subject, verb, object, mark, &block)
      if token.kind == .tilde || token.kind == .annotationStart {
        try annotation(subject, verb, object, mark, &block)
      }
    } while try accept(.comma)
  }

  private func add(
    _ subject: TermPattern, _ verb: Verb, _ object: TermPattern, _ mark: SourceMark,
    _ block: inout TripleBlock
  ) {
    switch verb {
    case .variable(let variable):
      let triple = TriplePattern(subject, .variable(variable), object, mark: mark)
      block.elements.append(.triple(triple))
    case .path(let path):
      translate(subject, path, object, mark, into: &block.elements)
    }
  }

  /// `VerbPath`, `VerbSimple`, and `Verb` in a template.
  private func verbOrPath(_ block: TripleBlock) throws(Halt) -> Verb {
    guard startsVerb else {
      throw unexpected(
        "a property, a path or a variable", remedy: "a triple is a subject, a property, an object")
    }
    if token.kind == .variable { return .variable(try variable(in: block)) }
    return .path(try block.use == .pattern ? path() : .link(verb()))
  }

  /// `Verb` of a template, variables apart.
  private func verb() throws(Halt) -> IRI {
    if isTypeVerb {
      try advance()
      return RDF.type
    }
    guard token.kind == .iriRef || token.kind == .prefixedName else {
      throw unexpected("a property", remedy: "property paths stand in WHERE only")
    }
    return try iri()
  }

  // MARK: Nodes

  /// `GraphNodePath`, `GraphNode`.
  private func graphNode(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    switch token.kind {
    case .leftParenthesis, .leftBracket: try triplesNode(&block)
    case .reifiedStart: try reifiedTriple(&block)
    default: try varOrTerm(&block)
    }
  }

  /// `TriplesNodePath`, `TriplesNode`.
  private func triplesNode(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    try descend()
    defer { nesting -= 1 }
    return token.kind == .leftParenthesis
      ? try collection(&block) : try blankNodePropertyList(&block)
  }

  /// `BlankNodePropertyListPath`, `BlankNodePropertyList`.
  private func blankNodePropertyList(
    _ block: inout TripleBlock
  ) throws(Halt) -> TermPattern {
    try expect(.leftBracket, "'['")
    let node = try freshNode(block)
    try propertyListNotEmpty(node, &block)
    try expect(.rightBracket, "';', ',' or ']'")
    return node
  }

  /// `CollectionPath`, `Collection`.
  private func collection(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    let mark = mark(token.start)
    try expect(.leftParenthesis, "'('")
    let head = try freshNode(block)
    var node = head
    repeat {
      let member = try graphNode(&block)
      node = try link(node, member, isLast: token.kind == .rightParenthesis, mark, &block)
    } while token.kind != .rightParenthesis
    try advance()
    return head
  }

  /// Adds a member of a list and returns the rest of the list.
  private func link(
    _ node: TermPattern, _ member: TermPattern, isLast: Bool, _ mark: SourceMark,
    _ block: inout TripleBlock
  ) throws(Halt) -> TermPattern {
    let rest = isLast ? TermPattern.term(.iri(RDF.nil)) : try freshNode(block)
    block.elements.append(.triple(TriplePattern(node, .term(.iri(RDF.first)), member, mark: mark)))
    block.elements.append(.triple(TriplePattern(node, .term(.iri(RDF.rest)), rest, mark: mark)))
    return rest
  }

  func freshNode(_ block: TripleBlock) throws(Halt) -> TermPattern {
    if !block.use.allowsBlankNodes { throw refusedBlankNode() }
    let variable = freshVariable()
    return block.use == .pattern
      ? .variable(variable) : .term(.blankNode(BlankNode(String(variable.name.dropFirst(2)))))
  }

  /// `VarOrTerm`.
  private func varOrTerm(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    if token.kind == .nil {
      try advance()
      return .term(.iri(RDF.nil))
    }
    return try termOrTripleTerm(block)
  }

  /// `VarOrTerm` without the empty list: what stands in a triple term.
  func termOrTripleTerm(_ block: TripleBlock) throws(Halt) -> TermPattern {
    switch token.kind {
    case .variable:
      return .variable(try variable(in: block))
    case .blankNodeLabel:
      return try blankNode(block)
    case .anon:
      let node = try freshNode(block)
      try advance()
      return node
    case .tripleTermStart:
      return try tripleTerm(block)
    default:
      guard startsConstant else {
        throw unexpected("a variable, an IRI, a literal or a blank node")
      }
      return .term(try constant())
    }
  }

  /// `BLANK_NODE_LABEL`: one label belongs to one basic graph pattern (section 5.1.1).
  func blankNode(_ block: TripleBlock) throws(Halt) -> TermPattern {
    let label = lexer.text((token.start + 2)..<token.end)
    if !block.use.allowsBlankNodes { throw refusedBlankNode() }
    if block.use != .pattern {
      if block.use == .data { try claimDataLabel(label, for: block) }
      try advance()
      return .term(.blankNode(BlankNode(label)))
    }
    if let known = labels[label], known != block.number {
      throw fail(
        .sparqlBlankNodeScope, "the blank node _:\(label) is used in two basic graph patterns",
        remedy: "use a variable to join the two")
    }
    labels[label] = block.number
    try advance()
    return .variable(.blankNode(label))
  }

  // MARK: Templates

  /// `ConstructTemplate` between its braces, and the short form's pattern (`TriplesTemplate`).
  func triplesTemplate(_ use: TripleBlock.Use) throws(Halt) -> TripleBlock {
    var block = makeBlock(use)
    try expect(.leftBrace, "'{'")
    while token.kind != .rightBrace {
      guard startsTriples else { throw unexpected("a triple or '}'") }
      try triplesSameSubject(&block)
      if token.kind == .rightBrace { break }
      guard try accept(.dot) else { throw missingDot() }
    }
    try advance()
    return block
  }

  /// After a triple stands neither what goes on with it nor what ends it.
  func missingDot() -> Halt {
    unexpected(
      "'.', ';', ',' or '}'",
      remedy: token.startsTerm
        ? "if a new triple begins here, end the one before it with a dot"
        : "end the triple with a dot, or close the group with '}'")
  }
}
