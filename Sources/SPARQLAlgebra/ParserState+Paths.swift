internal import RDFModel

extension ParserState {
  /// `VerbPath`: `Path`.
  func path() throws(Halt) -> PropertyPath {
    try pathAlternative().node
  }

  /// `PathAlternative`.
  private func pathAlternative() throws(Halt) -> Nested<PropertyPath> {
    try descend()
    defer { nesting -= 1 }
    var operands = [try pathSequence()]
    while try accept(.bar) { operands.append(try pathSequence()) }
    return try checked(balanced(operands[...], PropertyPath.alternative))
  }

  /// `PathSequence`.
  private func pathSequence() throws(Halt) -> Nested<PropertyPath> {
    var operands = [try pathEltOrInverse()]
    while try accept(.slash) { operands.append(try pathEltOrInverse()) }
    return try checked(balanced(operands[...], PropertyPath.sequence))
  }

  /// `PathEltOrInverse`.
  private func pathEltOrInverse() throws(Halt) -> Nested<PropertyPath> {
    guard try accept(.caret) else { return try pathElt() }
    let element = try pathElt()
    return Nested(.inverse(element.node), depth: try deeper(than: element.depth))
  }

  /// `PathElt`.
  private func pathElt() throws(Halt) -> Nested<PropertyPath> {
    let primary = try pathPrimary()
    let modifier = token.kind
    guard modifier == .question || modifier == .star || modifier == .plus else { return primary }
    try advance()
    let depth = try deeper(than: primary.depth)
    switch modifier {
    case .question: return Nested(.zeroOrOne(primary.node), depth: depth)
    case .star: return Nested(.zeroOrMore(primary.node), depth: depth)
    default: return Nested(.oneOrMore(primary.node), depth: depth)
    }
  }

  /// `PathPrimary`.
  private func pathPrimary() throws(Halt) -> Nested<PropertyPath> {
    if try accept(.leftParenthesis) {
      let inner = try pathAlternative()
      try expect(.rightParenthesis, "'/', '|' or ')'")
      return inner
    }
    if try accept(.bang) { return Nested(try pathNegatedPropertySet()) }
    return Nested(.link(try propertyIRI("a property")))
  }

  /// `PathNegatedPropertySet`.
  private func pathNegatedPropertySet() throws(Halt) -> PropertyPath {
    var forward: [IRI]?
    var inverse: [IRI]?
    if try accept(.nil) { return .negatedPropertySet(forward: [], inverse: nil) }
    let isList = try accept(.leftParenthesis)
    repeat {
      // `PathOneInPropertySet`
      if try accept(.caret) {
        inverse = (inverse ?? []) + [try propertyIRI("a property")]
      } else {
        forward = (forward ?? []) + [try propertyIRI("a property or '^'")]
      }
    } while isList ? try accept(.bar) : false
    if isList { try expect(.rightParenthesis, "'|' or ')'") }
    return .negatedPropertySet(forward: forward, inverse: inverse)
  }

  /// An IRI, or `a`.
  func propertyIRI(_ what: String) throws(Halt) -> IRI {
    if isTypeVerb {
      try advance()
      return RDF.type
    }
    guard token.kind == .iriRef || token.kind == .prefixedName else { throw unexpected(what) }
    return try iri()
  }

  /// Whether the token is `a`, the one keyword whose case matters.
  var isTypeVerb: Bool {
    token.kind == .word && token.end == token.start + 1
      && lexer.byte(token.start) == UInt8(ascii: "a")
  }
}
