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
      if byte == UInt8(ascii: "<"), try cursor.isAtTripleTerm() {
        throw cursor.unexpected(
          "a subject: an IRI, a prefixed name, a blank node, '[' or '('", at: cursor.index + 1,
          remedy: "triple terms stand as objects only, and reifiers are not supported yet")
      }
      frame.subject = try resource(
        &cursor, "a subject: an IRI, a prefixed name, a blank node, '[' or '('")
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
    let isPrefix = try cursor.isAtDirective("prefix")
    let isBase = try cursor.isAtDirective("base")
    guard isPrefix || isBase else {
      throw cursor.unexpected(
        "@prefix or @base", at: start, remedy: "directives are written in lower case")
    }
    cursor.index += isPrefix ? 6 : 4
    if isPrefix {
      try prefixDirective(&cursor, endsWithDot: true)
    } else {
      try baseDirective(&cursor, endsWithDot: true)
    }
  }

  /// Takes `PREFIX`, `BASE` or, in TriG, `GRAPH`; false where the word is none of these.
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
    guard endsWithDot else { return result }
    try cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: ".") else {
      throw cursor.unexpected(
        "'.' at the end of the directive", at: cursor.index,
        remedy: "end @prefix and @base with '.', or write PREFIX and BASE without")
    }
    cursor.index &+= 1
    return result
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
    case .verb: "a predicate"
    case .verbOrEnd, .afterSemicolon:
      frame.kind == .propertyList ? "a predicate or ']'" : "a predicate or '.'"
    case .object: "an object"
    case .afterObject:
      frame.kind == .propertyList
        ? "']' at the end of the property list" : "'.' at the end of the statement"
    case .element: "an element or ')' at the end of the collection"
    }
  }
}
