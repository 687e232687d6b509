internal import RDFModel

extension ParserState {
  /// `UpdateUnit`, `Update`.
  func updateUnit() throws(Halt) -> Update {
    try advance()
    var result: [UpdateOperation] = []
    while true {
      try prologue()
      if token.kind == .end { break }
      operations += 1
      result.append(try update1())
      guard try accept(.semicolon) else { break }
    }
    guard token.kind == .end else {
      throw unexpected("';' or the end of the request", remedy: "separate operations with ';'")
    }
    return Update(operations: result, prefixes: declared)
  }

  /// `Update1`.
  private func update1() throws(Halt) -> UpdateOperation {
    if try acceptWord("INSERT") {
      if try acceptWord("DATA") { return .insertData(try quads(.data)) }
      return try modify(with: nil, startsWithInsert: true)
    }
    if try acceptWord("DELETE") {
      if try acceptWord("DATA") { return .deleteData(try quads(.deletedData)) }
      if try acceptWord("WHERE") { return try deleteWhere() }
      return try modify(with: nil, startsWithInsert: false)
    }
    if try acceptWord("WITH") {
      let graph = try iri()
      if try acceptWord("INSERT") { return try modify(with: graph, startsWithInsert: true) }
      guard try acceptWord("DELETE") else { throw unexpected("DELETE or INSERT after WITH") }
      return try modify(with: graph, startsWithInsert: false)
    }
    return try graphManagement()
  }

  /// `Load`, `Clear`, `Drop`, `Create`, `Add`, `Move`, `Copy`.
  private func graphManagement() throws(Halt) -> UpdateOperation {
    if try acceptWord("LOAD") { return try load() }
    if try acceptWord("CLEAR") {
      let silent = try acceptWord("SILENT")
      return .clear(try graphRefAll(), silent: silent)
    }
    if try acceptWord("DROP") {
      let silent = try acceptWord("SILENT")
      return .drop(try graphRefAll(), silent: silent)
    }
    if try acceptWord("CREATE") {
      let silent = try acceptWord("SILENT")
      return .create(try graphRef(), silent: silent)
    }
    for (word, make) in Self.transfers where isWord(word) {
      try advance()
      let silent = try acceptWord("SILENT")
      let source = try graphOrDefault()
      try expectWord("TO")
      return make(source, try graphOrDefault(), silent)
    }
    if isWord("SELECT") || isWord("ASK") || isWord("CONSTRUCT") || isWord("DESCRIBE") {
      throw fail(
        .sparqlQueryRequest, "this is a query (\(tokenText.uppercased())) and not an update",
        remedy: "send it as a query")
    }
    throw unexpected(
      "INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY",
      remedy: "check the start of the operation")
  }

  private typealias Transfer = @Sendable (IRI?, IRI?, Bool) -> UpdateOperation

  private static let transfers: [(StaticString, Transfer)] = [
    ("ADD", { .add(from: $0, to: $1, silent: $2) }),
    ("MOVE", { .move(from: $0, to: $1, silent: $2) }),
    ("COPY", { .copy(from: $0, to: $1, silent: $2) }),
  ]

  /// `Load` after its keyword.
  private func load() throws(Halt) -> UpdateOperation {
    let silent = try acceptWord("SILENT")
    let source = try iri()
    guard try acceptWord("INTO") else { return .load(source, into: nil, silent: silent) }
    return .load(source, into: try graphRef(), silent: silent)
  }

  /// `GraphRef`.
  private func graphRef() throws(Halt) -> IRI {
    try expectWord("GRAPH")
    return try iri()
  }

  /// `GraphRefAll`.
  private func graphRefAll() throws(Halt) -> GraphReference {
    if try acceptWord("DEFAULT") { return .default }
    if try acceptWord("NAMED") { return .named }
    if try acceptWord("ALL") { return .all }
    guard isWord("GRAPH") else { throw unexpected("GRAPH and an IRI, DEFAULT, NAMED or ALL") }
    return .graph(try graphRef())
  }

  /// `GraphOrDefault`; nil is the default graph.
  private func graphOrDefault() throws(Halt) -> IRI? {
    if try acceptWord("DEFAULT") { return nil }
    _ = try acceptWord("GRAPH")
    return try iri()
  }

  // MARK: DELETE and INSERT

  /// `Modify` after the keyword of its first clause.
  private func modify(with graph: IRI?, startsWithInsert: Bool) throws(Halt) -> UpdateOperation {
    var deleted: [QuadPattern] = []
    var inserted: [QuadPattern] = []
    if startsWithInsert {
      inserted = try quads(.template)
    } else {
      deleted = try quads(.deletedTemplate)
      if try acceptWord("INSERT") { inserted = try quads(.template) }
    }
    let using = try datasetClauses("USING")
    try expectWord("WHERE")
    let pattern = try groupGraphPattern().algebra(self)
    return .deleteInsert(
      DeleteInsert(
        delete: deleted, insert: inserted, with: graph, using: using, pattern: pattern.node,
        base: base))
  }

  /// `DeleteWhere` after its keywords: the template is the pattern too (section 3.1.3.3).
  private func deleteWhere() throws(Halt) -> UpdateOperation {
    let quads = try quads(.deletedTemplate)
    var patterns: [Nested<Algebra>] = []
    var start = 0
    while start < quads.count {
      let graph = quads[start].graph
      let end = quads[start...].firstIndex { $0.graph != graph } ?? quads.count
      let bgp = Algebra.bgp(quads[start..<end].map(\.triple))
      patterns.append(
        graph.map { Nested(.graph($0, bgp), depth: 2) } ?? Nested(bgp))
      start = end
    }
    let group = GroupPattern(block: makeBlock(.pattern))
    for pattern in patterns { try join(group, pattern) }
    return .deleteInsert(
      DeleteInsert(delete: quads, insert: [], pattern: group.pattern.node, base: base))
  }

  /// `QuadPattern`, `QuadData`.
  private func quads(_ use: TripleBlock.Use) throws(Halt) -> [QuadPattern] {
    try expect(.leftBrace, "'{'")
    var result: [QuadPattern] = []
    while token.kind != .rightBrace {
      if isWord("GRAPH") {
        try advance()
        let graph = try quadGraph(use)
        try expect(.leftBrace, "'{'")
        try quadTriples(use, graph, &result)
        try expect(.rightBrace, "'}'")
        _ = try accept(.dot)
      } else {
        try quadTriples(use, nil, &result)
        guard token.kind == .rightBrace || isWord("GRAPH") else { throw missingDot() }
      }
    }
    try advance()
    return result
  }

  private func quadGraph(_ use: TripleBlock.Use) throws(Halt) -> VarOrIRI {
    if token.kind == .variable { return .variable(try variable(in: makeBlock(use))) }
    return try varOrIRI()
  }

  /// `TriplesTemplate`, up to what is no triple.
  private func quadTriples(
    _ use: TripleBlock.Use, _ graph: VarOrIRI?, _ result: inout [QuadPattern]
  ) throws(Halt) {
    var block = makeBlock(use)
    while startsTriples {
      try triplesSameSubject(&block)
      if try !accept(.dot) { break }
    }
    if block.elements.isEmpty, token.kind != .rightBrace, !isWord("GRAPH") {
      throw unexpected("a triple, GRAPH or '}'")
    }
    for element in block.elements {
      if case .triple(let triple) = element { result.append(QuadPattern(triple, graph: graph)) }
    }
  }
}
