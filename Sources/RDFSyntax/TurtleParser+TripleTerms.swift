internal import ByteStorage
internal import RDFModel

/// Triple terms; reifiers and annotations, which RDF 1.2 adds too, are refused.
extension TurtleParser {
  /// The most that triple terms nest: the one recursion of the parser stays shallow.
  private static var tripleTermDepth: Int { 100 }

  /// Takes `<<( s p o )>>`.
  ///
  /// Source: RDF 1.2 Turtle, production tripleTerm.
  mutating func tripleTerm(
    _ cursor: inout TextCursor, depth: Int
  ) throws(Interruption) -> TermIndex {
    let limit = min(options.limits.depth, Self.tripleTermDepth)
    guard depth <= limit else { throw .limit("depth", limit, at: cursor.index) }
    let remedy = "write triple terms as <<( s p o )>>; reifiers are not supported yet"
    try cursor.scanSymbol("<<(", remedy: remedy)
    try cursor.skipSpace()
    let subject = try node(&cursor, "a subject: an IRI, a prefixed name or a blank node")
    try cursor.skipSpace()
    let predicate = try predicate(&cursor)
    try cursor.skipSpace()
    let object = try tripleTermObject(&cursor, depth: depth)
    try cursor.skipSpace()
    try cursor.scanSymbol(")>>", remedy: remedy)
    return batch.addTripleTerm(subject, predicate, object)
  }

  private mutating func tripleTermObject(
    _ cursor: inout TextCursor, depth: Int
  ) throws(Interruption) -> TermIndex {
    if cursor.byte == UInt8(ascii: "<"), try cursor.isAtTripleTerm() {
      return try tripleTerm(&cursor, depth: depth + 1)
    }
    if let literal = try literalIfPresent(&cursor) { return literal }
    return try node(&cursor, "an object: an IRI, a prefixed name, a blank node or a literal")
  }

  /// Takes an IRI, a prefixed name, a labelled blank node, or `[]`.
  private mutating func node(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TermIndex {
    guard cursor.byte == UInt8(ascii: "[") else { return try resource(&cursor, expectation) }
    cursor.index += 1
    try cursor.skipSpace()
    try cursor.scanSymbol("]", remedy: "triple terms hold no property lists")
    return mint()
  }
}
