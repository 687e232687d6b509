internal import RDFModel

/// Triple terms, reified triples and annotations.
///
/// Source: SPARQL 1.2 Query, section 4.3.
extension ParserState {
  /// `TripleTerm`.
  func tripleTerm(_ block: TripleBlock) throws(Halt) -> TermPattern {
    try descend()
    defer { nesting -= 1 }
    let mark = mark(token.start)
    try expect(.tripleTermStart, "'<<('")
    let subject = try termOrTripleTerm(block)
    let predicate = try tripleTermVerb(block)
    let object = try termOrTripleTerm(block)
    try expect(.tripleTermEnd, "')>>'")
    return Self.tripleTerm(subject, predicate, object, mark)
  }

  /// `ReifiedTriple`: says that the reifier reifies the triple, and stands for the reifier.
  func reifiedTriple(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    try descend()
    defer { nesting -= 1 }
    let mark = mark(token.start)
    try expect(.reifiedStart, "'<<'")
    let subject = try reifiedNode(&block)
    let predicate = try tripleTermVerb(block)
    let object = try reifiedNode(&block)
    let reifier = token.kind == .tilde ? try self.reifier(block) : try freshNode(block)
    try expect(.reifiedEnd, "'~' or '>>'")
    reify(Self.tripleTerm(subject, predicate, object, mark), as: reifier, mark, &block)
    return reifier
  }

  /// `ReifiedTripleSubject`, `ReifiedTripleObject`.
  private func reifiedNode(_ block: inout TripleBlock) throws(Halt) -> TermPattern {
    token.kind == .reifiedStart ? try reifiedTriple(&block) : try termOrTripleTerm(block)
  }

  /// `Verb`.
  private func tripleTermVerb(_ block: TripleBlock) throws(Halt) -> TermPattern {
    if token.kind == .variable { return .variable(try variable(in: block)) }
    return .term(.iri(try propertyIRI("a property or a variable")))
  }

  /// `Reifier`.
  private func reifier(_ block: TripleBlock) throws(Halt) -> TermPattern {
    try expect(.tilde, "'~'")
    switch token.kind {
    case .variable: return .variable(try variable(in: block))
    case .iriRef, .prefixedName: return .term(.iri(try iri()))
    case .blankNodeLabel: return try blankNode(block)
    case .anon:
      let node = try freshNode(block)
      try advance()
      return node
    default: return try freshNode(block)
    }
  }

  /// `AnnotationPath`, `Annotation`: reifiers of the triple before, and what is said of them.
  ///
  /// A block belongs to the reifier right before it, or has one of its own.
  func annotation(
    _ subject: TermPattern, _ verb: Verb, _ object: TermPattern, _ mark: SourceMark,
    _ block: inout TripleBlock
  ) throws(Halt) {
    try descend()
    defer { nesting -= 1 }
    let triple = Self.tripleTerm(subject, try annotated(verb), object, mark)
    var named: TermPattern?
    while true {
      if token.kind == .tilde {
        let reifier = try reifier(block)
        reify(triple, as: reifier, mark, &block)
        named = reifier
      } else if try accept(.annotationStart) {
        let reifier: TermPattern
        if let named {
          reifier = named
        } else {
          reifier = try freshNode(block)
          reify(triple, as: reifier, mark, &block)
        }
        try propertyListNotEmpty(reifier, &block)
        try expect(.annotationEnd, "';', ',' or '|}'")
        named = nil
      } else {
        return
      }
    }
  }

  /// The predicate of an annotated triple.
  private func annotated(_ verb: Verb) throws(Halt) -> TermPattern {
    switch verb {
    case .variable(let variable): return .variable(variable)
    case .path(.link(let property)): return .term(.iri(property))
    case .path:
      throw fail(
        .sparqlUnexpectedToken, "an annotation follows a property path",
        remedy: "annotate a triple with a single property: a path is no triple")
    }
  }

  private func reify(
    _ triple: TermPattern, as reifier: TermPattern, _ mark: SourceMark, _ block: inout TripleBlock
  ) {
    block.elements.append(
      .triple(TriplePattern(reifier, .term(.iri(RDF.reifies)), triple, mark: mark)))
  }

  /// A triple term as a constant where nothing in it depends on a solution.
  private static func tripleTerm(
    _ subject: TermPattern, _ predicate: TermPattern, _ object: TermPattern, _ mark: SourceMark
  ) -> TermPattern {
    guard let a = subject.term, let b = predicate.term, let c = object.term,
      !a.isBlankNode, !c.isBlankNode
    else { return .tripleTerm(TriplePattern(subject, predicate, object, mark: mark)) }
    return .term(.tripleTerm(Triple(a, b, c)))
  }

  // MARK: Where variables and blank nodes may stand

  /// `Var`, where the block takes variables.
  func variable(in block: TripleBlock) throws(Halt) -> Variable {
    guard block.use.allowsVariables else {
      throw fail(
        .sparqlMisplacedVariable, "the variable \(tokenText) stands in data",
        remedy: "write terms, or use INSERT { … } WHERE { … } or DELETE { … } WHERE { … }")
    }
    return try variable()
  }

  func refusedBlankNode() -> Halt {
    fail(
      .sparqlMisplacedBlankNode, "a blank node stands in what is to be deleted",
      remedy: "use a variable that WHERE binds: a blank node here would match no triple")
  }

  /// Keeps a label of INSERT DATA to one operation (section 19.6).
  func claimDataLabel(_ label: String, for block: TripleBlock) throws(Halt) {
    if let known = dataLabels[label], known != operations {
      throw fail(
        .sparqlBlankNodeScope, "the blank node _:\(label) is used in two INSERT DATA operations",
        remedy: "join the operations into one, or use another label")
    }
    dataLabels[label] = operations
  }
}

extension Term {
  fileprivate var isBlankNode: Bool {
    if case .blankNode = self { true } else { false }
  }
}
