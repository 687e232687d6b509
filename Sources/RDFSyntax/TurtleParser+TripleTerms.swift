internal import ByteStorage
internal import RDFModel

/// Triple terms, reified triples and annotations.
///
/// Source: RDF 1.2 Turtle, sections 2.10 and 2.11.
extension TurtleParser {
  private var tripleTermLimit: Int { options.limits.tripleTermLimit }

  // MARK: Quotes

  /// Opens `<<` or `<<(`, which stands here, below the frame at hand.
  mutating func openQuote(_ cursor: inout TextCursor) throws(Interruption) {
    let offset = cursor.index
    guard try cursor.isAt("<<(") else {
      try open(.reifiedTriple, subject: Self.noTerm, at: offset)
      cursor.index &+= 2
      return
    }
    guard tripleTermDepth < tripleTermLimit else {
      throw .limit("tripleTermDepth", tripleTermLimit, at: offset)
    }
    try open(.tripleTerm, subject: Self.noTerm, at: offset)
    tripleTermDepth += 1
    cursor.index &+= 3
  }

  /// Takes the subject of a reified triple or a triple term.
  ///
  /// Source: RDF 1.2 Turtle, productions rtSubject and ttSubject.
  mutating func quotedSubject(_ cursor: inout TextCursor) throws(Interruption) {
    let expectation =
      frame.kind == .reifiedTriple
      ? "a subject: an IRI, a prefixed name, a blank node or '<<'"
      : "a subject: an IRI, a prefixed name or a blank node"
    if cursor.byte == UInt8(ascii: "<"), try cursor.isAtQuote() {
      guard frame.kind == .reifiedTriple, try !cursor.isAt("<<(") else {
        throw cursor.unexpected(expectation, at: cursor.index, remedy: Self.howToQuote)
      }
      return try openQuote(&cursor)
    }
    frame.subject = try node(&cursor, expectation)
    state = .quotedVerb
  }

  /// Takes the object of a reified triple or a triple term.
  ///
  /// Source: RDF 1.2 Turtle, productions rtObject and ttObject.
  mutating func quotedObject(_ cursor: inout TextCursor) throws(Interruption) {
    let expectation = "an object: an IRI, a prefixed name, a blank node, a literal or '<<('"
    if cursor.byte == UInt8(ascii: "<"), try cursor.isAtQuote() {
      let isTripleTerm = try cursor.isAt("<<(")
      guard isTripleTerm || frame.kind == .reifiedTriple else {
        throw cursor.unexpected(expectation, at: cursor.index, remedy: Self.howToQuote)
      }
      return try openQuote(&cursor)
    }
    if let literal = try literalIfPresent(&cursor) {
      frame.object = literal
    } else {
      frame.object = try node(&cursor, expectation)
    }
    state = .afterQuotedObject
  }

  private static let howToQuote =
    "triple terms <<( s p o )>> stand as objects only, and hold no reified triples << s p o >>"

  /// Takes an IRI, a prefixed name, a labelled blank node, or `[]`.
  private mutating func node(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TermIndex {
    guard cursor.byte == UInt8(ascii: "[") else { return try resource(&cursor, expectation) }
    cursor.index += 1
    try cursor.skipSpace()
    try cursor.scanSymbol("]", remedy: "no property list can stand here, only []")
    return mint()
  }

  /// Takes what follows the object of a reified triple or a triple term: its end, or a reifier.
  mutating func afterQuotedObject(_ cursor: inout TextCursor) throws(Interruption) {
    if options.recordsLines { countLines(upTo: cursor) }
    let offset = cursor.index
    guard frame.kind == .reifiedTriple else {
      try cursor.scanSymbol(")>>", remedy: "write triple terms as <<( s p o )>>")
      let term = batch.addTripleTerm(frame.subject, frame.predicate, frame.object)
      tripleTermDepth -= 1
      frame = outer.removeLast()
      return place(term)
    }
    if cursor.byte == UInt8(ascii: "~"), frame.reifier == Self.noTerm {
      cursor.index &+= 1
      state = .reifier
      return
    }
    try cursor.scanSymbol(">>", remedy: "write reified triples as << s p o >> or << s p o ~ r >>")
    if frame.reifier == Self.noTerm { frame.reifier = mint() }
    try reify(at: offset)
    let closed = frame
    frame = outer.removeLast()
    if closed.isSubject {
      frame.subject = closed.reifier
      state = .verbOrEnd
    } else {
      place(closed.reifier)
    }
  }

  /// Puts a quote that was closed where the frame around it awaits a term.
  private mutating func place(_ term: TermIndex) {
    switch frame.kind {
    case .collection:
      emit(term)
      state = .element
    case .statement, .propertyList, .annotation:
      emit(term)
      frame.object = term
      state = .afterObject
    case .reifiedTriple, .tripleTerm:
      if frame.subject == Self.noTerm {
        frame.subject = term
        state = .quotedVerb
      } else {
        frame.object = term
        state = .afterQuotedObject
      }
    }
  }

  // MARK: Reifiers

  /// Takes what stands after `~`: the name of a reifier, or something else after one without.
  ///
  /// Source: RDF 1.2 Turtle, production reifier.
  mutating func reifier(_ cursor: inout TextCursor) throws(Interruption) {
    if options.recordsLines { countLines(upTo: cursor) }
    let offset = cursor.index
    let byte = cursor.bytes[offset]
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: ":"), 0x80...:
      frame.reifier = try node(&cursor, "a reifier: an IRI, a prefixed name or a blank node")
    case _ where NameCharacters.isLetter(byte):
      frame.reifier = try node(&cursor, "a reifier: an IRI, a prefixed name or a blank node")
    default: frame.reifier = mint()
    }
    if frame.kind == .reifiedTriple {
      state = .afterQuotedObject
    } else {
      try reify(at: offset)
      state = .afterObject
    }
  }

  /// Opens `{|`, which stands here: an annotation of the triple just read.
  ///
  /// Source: RDF 1.2 Turtle, production annotationBlock.
  mutating func openAnnotation(_ cursor: inout TextCursor) throws(Interruption) {
    if options.recordsLines { countLines(upTo: cursor) }
    let offset = cursor.index
    try checkDepth(at: offset)
    if frame.reifier == Self.noTerm {
      frame.reifier = mint()
      try reify(at: offset)
    }
    let reifier = frame.reifier
    // A further annotation of the triple gets a reifier of its own.
    frame.reifier = Self.noTerm
    cursor.index &+= 2
    try open(.annotation, subject: reifier, at: offset)
  }

  /// Says that the reifier at hand reifies the triple at hand.
  private mutating func reify(at offset: Int) throws(Interruption) {
    var depth = 1
    var record = batch.record(frame.object)
    while record.kind == .tripleTerm {
      depth += 1
      record = batch.record(record.qualifier)
    }
    guard depth <= tripleTermLimit else {
      throw .limit("tripleTermDepth", tripleTermLimit, at: offset)
    }
    let triple = batch.addTripleTerm(frame.subject, frame.predicate, frame.object)
    let reifies = constant(RDFTerms.reifies)
    add(frame.reifier, reifies, triple)
  }
}
