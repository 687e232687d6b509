internal import ByteStorage
internal import RDFModel

extension TurtleParser {
  /// Takes the start of a statement: a directive, a subject, or in TriG a graph.
  mutating func statement(_ cursor: inout TextCursor) throws(Interruption) {
    frame = Frame(kind: .statement, isSubject: false)
    isLabelCandidate = allowsGraphs && !isInGraph
    let byte = cursor.bytes[cursor.index]
    switch byte {
    case UInt8(ascii: "@"): try atDirective(&cursor)
    case UInt8(ascii: "["):
      cursor.index &+= 1
      let node = mint()
      frame.subject = node
      try open(.propertyList, subject: node, at: cursor.index - 1)
    case UInt8(ascii: "("):
      isLabelCandidate = false
      cursor.index &+= 1
      try open(.collection, subject: Self.noTerm, at: cursor.index - 1)
    case UInt8(ascii: "{") where allowsGraphs && !isInGraph:
      try openGraph(&cursor, label: TripleBatch.defaultGraph)
    case UInt8(ascii: "}") where isInGraph: closeGraph(&cursor)
    default:
      if NameCharacters.isLetter(byte), try keyword(&cursor) { return }
      let expectation = "a subject: an IRI, a prefixed name, a blank node, '[', '(' or '<<'"
      if byte == UInt8(ascii: "<"), try cursor.isAtQuote() {
        if try cursor.isAt("<<(") {
          throw cursor.unexpected(
            expectation, at: cursor.index + 2,
            remedy: "triple terms stand as objects only; a subject is << s p o >>")
        }
        isLabelCandidate = false
        return try openQuote(&cursor)
      }
      frame.subject = try resource(&cursor, expectation)
      state = .verb
    }
  }

  /// Takes the predicate of the frame at hand.
  mutating func verb(_ cursor: inout TextCursor) throws(Interruption) {
    frame.predicate = try predicate(&cursor)
    state = .object
  }

  /// Takes an IRI, a prefixed name or `a`.
  mutating func predicate(_ cursor: inout TextCursor) throws(Interruption) -> TermIndex {
    if cursor.byte == UInt8(ascii: "a"), try cursor.isAtTypeKeyword() {
      cursor.index &+= 1
      return constant(RDFTerms.type)
    }
    guard cursor.byte != UInt8(ascii: "_") else {
      throw cursor.unexpected(
        "a predicate: an IRI, a prefixed name or 'a'", at: cursor.index,
        remedy: "predicates cannot be blank nodes")
    }
    return try iri(&cursor, "a predicate: an IRI, a prefixed name or 'a'")
  }

  // MARK: Directives

  private mutating func atDirective(_ cursor: inout TextCursor) throws(Interruption) {
    let start = cursor.index
    cursor.index &+= 1
    if try cursor.isAtDirective("prefix") {
      cursor.index += 6
      try prefixDirective(&cursor, endsWithDot: true)
    } else if try cursor.isAtDirective("base") {
      cursor.index += 4
      try baseDirective(&cursor, endsWithDot: true)
    } else if try cursor.isAtDirective("version") {
      cursor.index += 7
      try versionDirective(&cursor, endsWithDot: true)
    } else {
      throw cursor.unexpected(
        "@prefix, @base or @version", at: start, remedy: "directives are written in lower case")
    }
  }

  /// Takes `PREFIX`, `BASE`, `VERSION` or, in TriG, `GRAPH`; false where the word is another.
  private mutating func keyword(_ cursor: inout TextCursor) throws(Interruption) -> Bool {
    let lower = cursor.bytes[cursor.index] | 0x20
    if lower == UInt8(ascii: "p"), try cursor.isAtKeyword("prefix", ignoringCase: true) {
      try refuseInGraph(cursor)
      cursor.index += 6
      try prefixDirective(&cursor, endsWithDot: false)
    } else if lower == UInt8(ascii: "b"), try cursor.isAtKeyword("base", ignoringCase: true) {
      try refuseInGraph(cursor)
      cursor.index += 4
      try baseDirective(&cursor, endsWithDot: false)
    } else if lower == UInt8(ascii: "v"), try cursor.isAtKeyword("version", ignoringCase: true) {
      try refuseInGraph(cursor)
      cursor.index += 7
      try versionDirective(&cursor, endsWithDot: false)
    } else if lower == UInt8(ascii: "g"), allowsGraphs, !isInGraph,
      try cursor.isAtKeyword("graph", ignoringCase: true)
    {
      cursor.index += 5
      frame.subject = try graphLabel(&cursor)
      state = .graphBlock
    } else {
      return false
    }
    return true
  }

  private func refuseInGraph(_ cursor: borrowing TextCursor) throws(Interruption) {
    guard isInGraph else { return }
    throw cursor.unexpected(
      "a statement or '}'", at: cursor.index, remedy: "write directives outside of graphs")
  }

  private mutating func prefixDirective(
    _ cursor: inout TextCursor, endsWithDot: Bool
  ) throws(Interruption) {
    try refuseInGraph(cursor)
    try cursor.skipSpace()
    let offset = cursor.index
    let prefix = try cursor.scanPrefix()
    let namespace = try directiveIRI(&cursor, endsWithDot: endsWithDot)
    guard prefixes.count < options.limits.namespaces else {
      throw .limit("namespaces", options.limits.namespaces, at: offset)
    }
    do {
      try prefixes.declare(cursor.bytes.extracting(prefix), as: namespace)
    } catch {
      throw .limit("namespaces", options.limits.namespaces, at: offset)
    }
    declarations.append(
      (
        prefix: String(bytes: cursor.bytes.extracting(prefix)),
        namespace: IRI(trusted: String(bytes: namespace.span))
      ))
  }

  private mutating func baseDirective(
    _ cursor: inout TextCursor, endsWithDot: Bool
  ) throws(Interruption) {
    try refuseInGraph(cursor)
    let iri = try directiveIRI(&cursor, endsWithDot: endsWithDot)
    base = IRIBase(IRI(trusted: String(bytes: iri.span)))
  }

  /// Takes the version that a document asks for; every one is read by the same grammar.
  ///
  /// Source: RDF 1.2 Turtle, production VersionSpecifier.
  private mutating func versionDirective(
    _ cursor: inout TextCursor, endsWithDot: Bool
  ) throws(Interruption) {
    try refuseInGraph(cursor)
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: "\"") || cursor.byte == UInt8(ascii: "'"),
      try !cursor.isAt("\"\"\""), try !cursor.isAt("'''")
    else {
      throw cursor.unexpected(
        "a version between single quotation marks", at: cursor.index,
        remedy: "write the version as \"1.2\"")
    }
    _ = try cursor.scanString(allowsLong: false)
    if endsWithDot { try endDirective(&cursor) }
  }

  /// Takes the IRI of a directive and the dot after it.
  private mutating func directiveIRI(
    _ cursor: inout TextCursor, endsWithDot: Bool
  ) throws(Interruption) -> [UInt8] {
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: "<") else {
      throw cursor.unexpected(
        "an IRI in angle brackets", at: cursor.index, remedy: "write the namespace as <http://…>")
    }
    let start = cursor.index
    let token = try cursor.scanIRI()
    try resolve(token, cursor, at: start)
    var result: [UInt8] = []
    result.reserveCapacity(batch.pendingCount)
    for index in 0..<batch.pendingCount { result.append(batch.pending[index]) }
    batch.beginTerm()
    if endsWithDot { try endDirective(&cursor) }
    return result
  }

  private mutating func endDirective(_ cursor: inout TextCursor) throws(Interruption) {
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: ".") else {
      throw cursor.unexpected(
        "'.' at the end of the directive", at: cursor.index,
        remedy: "end directives that begin with '@' with '.', or write PREFIX and BASE without")
    }
    cursor.index &+= 1
  }

  // MARK: Graphs (TriG)

  private mutating func graphLabel(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TermIndex {
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: "[") else {
      return try resource(&cursor, "a graph label: an IRI, a prefixed name or a blank node")
    }
    cursor.index &+= 1
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: "]") else {
      throw cursor.unexpected("']'", at: cursor.index, remedy: "label graphs with IRIs")
    }
    cursor.index &+= 1
    return mint()
  }

  mutating func openGraph(
    _ cursor: inout TextCursor, label: TermIndex
  ) throws(Interruption) {
    cursor.index &+= 1
    graph = label
    isInGraph = true
    state = .statement
  }

  mutating func closeGraph(_ cursor: inout TextCursor) {
    cursor.index &+= 1
    graph = TripleBatch.defaultGraph
    isInGraph = false
    state = .statement
  }

  // MARK: The end

  /// What is missing where the source ends, or nil where it may end.
  var missingAtEnd: String? {
    switch state {
    case .statement: isInGraph ? "'}' at the end of the graph" : nil
    case .graphBlock: "'{'"
    case .openedList: "a predicate or ']'"
    case .verb, .quotedVerb: "a predicate"
    case .verbOrEnd, .afterSemicolon:
      "a predicate or '\(frame.ending)'"
    case .object, .quotedObject: "an object"
    case .afterObject, .afterQuotedObject, .reifier:
      switch frame.kind {
      case .statement: "'.' at the end of the statement"
      case .propertyList: "']' at the end of the property list"
      case .collection: "')' at the end of the collection"
      case .annotation: "'|}' at the end of the annotation"
      case .reifiedTriple: "'>>' at the end of the reified triple"
      case .tripleTerm: "')>>' at the end of the triple term"
      }
    case .element: "an element or ')' at the end of the collection"
    case .quotedSubject: "a subject"
    }
  }
}
