internal import ByteStorage
internal import RDFModel

extension TurtleParser {
  /// Takes an object and adds its triple.
  mutating func object(_ cursor: inout TextCursor) throws(Interruption) {
    if options.recordsLines { countLines(upTo: cursor) }
    let byte = cursor.bytes[cursor.index]
    let term: TermIndex
    switch byte {
    case UInt8(ascii: "["):
      cursor.index &+= 1
      try checkDepth(at: cursor.index - 1)
      let node = mint()
      emit(node)
      frame.object = node
      return try open(.propertyList, subject: node, at: cursor.index - 1)
    case UInt8(ascii: "("):
      cursor.index &+= 1
      try checkDepth(at: cursor.index - 1)
      if frame.kind == .collection { beginElement() }
      return try open(.collection, subject: Self.noTerm, at: cursor.index - 1)
    case UInt8(ascii: "<") where try cursor.isAtQuote():
      return try openQuote(&cursor)
    default:
      if let literal = try literalIfPresent(&cursor) {
        term = literal
      } else {
        term = try resource(
          &cursor, "an object: an IRI, a prefixed name, a blank node, a literal, '[' or '('")
      }
    }
    emit(term)
    if frame.kind != .collection {
      frame.object = term
      state = .afterObject
    }
  }

  /// Checks that something more may be opened.
  func checkDepth(at offset: Int) throws(Interruption) {
    guard outer.count < options.limits.depth else {
      throw .limit("depth", options.limits.depth, at: offset)
    }
  }

  // MARK: Resources

  /// Takes an IRI, a prefixed name or a labelled blank node.
  @inline(__always)
  mutating func resource(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TermIndex {
    cursor.byte == UInt8(ascii: "_")
      ? try blankNode(&cursor) : try iri(&cursor, expectation)
  }

  /// Takes an IRI or a prefixed name.
  @inline(__always)
  mutating func iri(
    _ cursor: inout TextCursor, _ expectation: String
  ) throws(Interruption) -> TermIndex {
    guard let byte = cursor.byte else { throw cursor.endFault(expectation) }
    if byte == UInt8(ascii: "<") {
      let start = cursor.index
      let token = try cursor.scanIRI()
      let content = cursor.bytes.extracting(token.contents)
      if !token.hasEscapes, IRIReference.schemeEnd(content) != nil {
        return recent.term(.iri, content, in: &batch)
      }
      try resolve(token, cursor, at: start)
      return batch.endTerm(.iri)
    }
    guard
      NameCharacters.isLetter(byte) || byte == UInt8(ascii: ":") || byte >= 0x80
    else {
      throw cursor.unexpected(expectation, at: cursor.index, remedy: Self.howToWriteTerms)
    }
    return try prefixedName(&cursor)
  }

  private static let howToWriteTerms =
    "write IRIs in angle brackets, names as prefix:name, and strings in quotation marks"

  private func absoluteFault(at offset: Int) -> Interruption {
    Interruption(
      .invalidIRI, at: offset, "expected an absolute IRI, found a relative one without a base",
      remedy: "give a base, or write @base <http://…> . before it")
  }

  /// Writes what an IRI reference means into the batch, as the term being written.
  mutating func resolve(
    _ token: TextCursor.Token, _ cursor: borrowing TextCursor, at offset: Int
  ) throws(Interruption) {
    batch.beginTerm()
    try cursor.append(token, to: &batch)
    if IRIReference.schemeEnd(batch.pending) != nil { return }
    guard let base else { throw absoluteFault(at: offset) }
    var resolved = ByteBuffer(capacity: 128)
    base.resolve(batch.pending, into: &resolved)
    batch.beginTerm()
    batch.append(resolved.span)
  }

  @inline(__always)
  private mutating func prefixedName(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TermIndex {
    let start = cursor.index
    let name = try cursor.scanPrefixedName()
    let written = cursor.bytes.extracting(start..<name.local.upperBound)
    if let term = prefixes.term(of: written) { return term }
    return try expand(name, cursor, at: start)
  }

  @inline(never)
  private mutating func expand(
    _ name: TextCursor.PrefixedName, _ cursor: borrowing TextCursor, at start: Int
  ) throws(Interruption) -> TermIndex {
    let prefix = cursor.bytes.extracting(name.prefix)
    guard let namespace = prefixes.namespace(of: prefix) else {
      throw undeclared(String(bytes: prefix), at: start)
    }
    batch.beginTerm()
    batch.append(namespace.span)
    if name.hasEscapes {
      for offset in name.local where cursor.bytes[offset] != UInt8(ascii: "\\") {
        batch.append(cursor.bytes[offset])
      }
      try checkPercents(at: start)
    } else {
      batch.append(cursor.bytes.extracting(name.local))
    }
    let term = batch.endTerm(.iri)
    prefixes.remember(cursor.bytes.extracting(start..<name.local.upperBound), as: term)
    return term
  }

  /// Checks the percent signs of the term being written, which a name may hold as `\%`.
  private func checkPercents(at start: Int) throws(Interruption) {
    guard options.validatesIRIs else { return }
    let iri = batch.pending
    for offset in iri.indices where iri[offset] == UInt8(ascii: "%") {
      guard offset + 2 < iri.count, NameCharacters.hexValue(iri[offset + 1]) != nil,
        NameCharacters.hexValue(iri[offset + 2]) != nil
      else {
        throw Interruption(
          .invalidIRI, at: start, "expected two hexadecimal digits after % in the IRI of a name",
          remedy: "write the percent sign itself as %25")
      }
    }
  }

  private func undeclared(_ prefix: String, at offset: Int) -> Interruption {
    let namespace = PrefixMap.wellKnown[prefix]?.value ?? "…"
    return Interruption(
      .turtleUndeclaredPrefix, at: offset, "expected a declared prefix, found '\(prefix):'",
      remedy: "declare it before: @prefix \(prefix): <\(namespace)> .")
  }

  private mutating func blankNode(
    _ cursor: inout TextCursor
  ) throws(Interruption) -> TermIndex {
    let label = cursor.bytes.extracting(try cursor.scanBlankNodeLabel())
    guard Self.resemblesMinted(label) else { return recent.term(.blankNode, label, in: &batch) }
    batch.beginTerm()
    batch.append(label)
    batch.append(UInt8(ascii: "x"))
    return batch.endTerm(.blankNode)
  }

  /// Whether a label is `b`, digits, and any number of `x`: such labels get one more `x`, which
  /// keeps them apart from minted ones and from each other.
  private static func resemblesMinted(_ label: Span<UInt8>) -> Bool {
    guard label.count > 1, label[0] == UInt8(ascii: "b") else { return false }
    var offset = 1
    while offset < label.count, NameCharacters.isDigit(label[offset]) { offset += 1 }
    guard offset > 1 else { return false }
    while offset < label.count, label[offset] == UInt8(ascii: "x") { offset += 1 }
    return offset == label.count
  }

  // MARK: Literals

  /// Takes a literal; nil where something else stands.
  @inline(__always)
  mutating func literalIfPresent(_ cursor: inout TextCursor) throws(Interruption) -> TermIndex? {
    guard let byte = cursor.byte else { return nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return try literal(&cursor)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return try number(&cursor)
    case UInt8(ascii: "t") where try cursor.isAtKeyword("true"):
      return boolean(&cursor, length: 4)
    case UInt8(ascii: "f") where try cursor.isAtKeyword("false"):
      return boolean(&cursor, length: 5)
    default: return nil
    }
  }

  @inline(__always)
  private mutating func literal(_ cursor: inout TextCursor) throws(Interruption) -> TermIndex {
    let token = try cursor.scanString(allowsLong: true)
    var qualifier: TermIndex?
    // White space and comments may stand before `@` and `^^`, so what follows has to be known.
    let end = cursor.index
    try cursor.skipSpace()
    if cursor.index == cursor.bytes.count, !cursor.isFinal { throw .needsMore }
    switch cursor.byte {
    case UInt8(ascii: "@"):
      let tag = try cursor.scanLanguageTag()
      qualifier = recent.term(.language, cursor.bytes.extracting(tag), in: &batch)
    case UInt8(ascii: "^"): qualifier = try datatype(&cursor)
    default: cursor.index = end
    }
    batch.beginTerm()
    try cursor.append(token, to: &batch)
    return batch.endTerm(.literal, qualifier: qualifier)
  }

  private mutating func datatype(_ cursor: inout TextCursor) throws(Interruption) -> TermIndex? {
    cursor.index &+= 1
    guard cursor.byte == UInt8(ascii: "^") else {
      throw cursor.unexpected(
        "'^^' before a datatype", at: cursor.index, remedy: "write two carets")
    }
    cursor.index &+= 1
    try cursor.skipSpace()
    let start = cursor.index
    let datatype = try iri(&cursor, "a datatype: an IRI or a prefixed name")
    return try Datatypes.qualifier(datatype, in: batch, at: start)
  }

  private mutating func number(_ cursor: inout TextCursor) throws(Interruption) -> TermIndex {
    let number = try cursor.scanNumber()
    let datatype =
      switch number.datatype {
      case .integer: RDFTerms.integer
      case .decimal: RDFTerms.decimal
      case .double: RDFTerms.double
      }
    let qualifier = constant(datatype)
    return batch.addTerm(
      .literal, cursor.bytes.extracting(number.contents), qualifier: qualifier)
  }

  private mutating func boolean(_ cursor: inout TextCursor, length: Int) -> TermIndex {
    let qualifier = constant(RDFTerms.boolean)
    let start = cursor.index
    cursor.index += length
    return batch.addTerm(
      .literal, cursor.bytes.extracting(start..<cursor.index), qualifier: qualifier)
  }
}
