internal import ByteStorage
internal import RDFModel

/// Prints sorted statements as RDF/XML.
struct RDFXMLPrinter: ~Copyable {
  typealias Rank = SortedStatements.Rank

  private let graph: SortedStatements
  private let layout: StatementLayout
  private let names: ElementNames
  private let scope: DocumentScope
  private var buffer = ByteBuffer(capacity: 96 << 10)

  init(
    _ graph: SortedStatements, _ layout: StatementLayout, names: ElementNames, scope: DocumentScope
  ) {
    self.graph = graph
    self.layout = layout
    self.names = names
    self.scope = scope
  }

  /// Prints the document.
  mutating func print<Output: ByteSink & ~Copyable>(to output: inout Output) throws {
    try appendRoot()
    var row = 0
    while row < graph.rows.count {
      let subject = graph.rows[row].subject
      var end = row + 1
      while end < graph.rows.count, graph.rows[end].subject == subject { end += 1 }
      if !layout.isWrittenElsewhere(subject), (row..<end).contains(where: { !isImplied($0) }) {
        try printNode(subject, row..<end, level: 1)
        if buffer.count >= 64 << 10 { try Self.flush(&buffer, to: &output) }
      }
      row = end
    }
    buffer.append("</rdf:RDF>\n")
    try Self.flush(&buffer, to: &output)
  }

  private static func flush<Output: ByteSink & ~Copyable>(
    _ buffer: inout ByteBuffer, to output: inout Output
  ) throws {
    try output.write(buffer.span)
    buffer.truncate(to: 0)
  }

  private mutating func appendRoot() throws {
    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
    for (prefix, namespace) in names.declarations {
      try appendRoot(attribute: "xmlns:\(prefix)", namespace)
    }
    if let base = scope.base { try appendRoot(attribute: "xml:base", base.value) }
    if let language = scope.language { try appendRoot(attribute: "xml:lang", language) }
    if names.itsPrefix != nil || names.needsVersion {
      try appendRoot(attribute: "rdf:version", "1.2")
    }
    if let prefix = names.itsPrefix { try appendRoot(attribute: "\(prefix):version", "2.0") }
    buffer.append(">\n")
  }

  private mutating func appendRoot(attribute name: String, _ value: String) throws {
    buffer.append("\n    \(name)=\"")
    try buffer.append(escaping: value.utf8Span.span, inAttribute: true)
    buffer.append("\"")
  }

  private func isImplied(_ row: Int) -> Bool { layout.isImplied(row) }

  // MARK: Nodes

  /// Prints a node element with the properties in `rows`.
  ///
  /// Nesting is limited, so that the recursion through properties is.
  private mutating func printNode(_ rank: Rank, _ rows: Range<Int>, level: Int) throws {
    let typeRow = names.typeRow(rows, graph, layout)
    let name = typeRow.flatMap { names.name(graph.rows[$0].object) } ?? "rdf:Description"
    indent(level)
    buffer.append("<\(name)")
    try appendIdentity(rank)
    guard rows.contains(where: { $0 != typeRow && !isImplied($0) }) else {
      return buffer.append("/>\n")
    }
    buffer.append(">\n")
    for row in rows where row != typeRow && !isImplied(row) {
      try printProperty(row, level: level + 1)
    }
    indent(level)
    buffer.append("</\(name)>\n")
  }

  /// Prints one property element.
  private mutating func printProperty(_ row: Int, level: Int) throws {
    let triple = graph.rows[row]
    let object = triple.object
    guard let name = names.name(triple.predicate) else { return }
    indent(level)
    buffer.append("<\(name)")
    for reifier in layout.reifiers(ofRow: row) {
      if let label = graph.blankNodes.contains(reifier) ? layout.label(reifier) : nil {
        buffer.append(" rdf:annotationNodeID=\"b\(label)\"")
      } else {
        try append(attribute: "rdf:annotation", reifier)
      }
    }
    if graph.tripleTerms.contains(object) {
      return try printTripleTerm(object, in: name, level: level)
    }
    guard graph.blankNodes.contains(object), layout.isNested(object) else {
      return try printValue(object, in: name)
    }
    if layout.isCell(object) {
      buffer.append(" rdf:parseType=\"Collection\">\n")
      try printItems(object, level: level + 1)
    } else {
      buffer.append(">\n")
      try printNode(object, layout.rows(object), level: level + 1)
    }
    indent(level)
    buffer.append("</\(name)>\n")
  }

  /// Prints the items of a collection; the two rows of a cell are its item and its rest.
  private mutating func printItems(_ head: Rank, level: Int) throws {
    var cell = head
    while graph.blankNodes.contains(cell) {
      let rows = layout.rows(cell)
      let item = graph.rows[rows.lowerBound].object
      let isHere = graph.blankNodes.contains(item) && layout.isNested(item)
      try printNode(item, isHere ? layout.rows(item) : 0..<0, level: level)
      cell = graph.rows[rows.lowerBound + 1].object
    }
  }

  /// Prints a triple term as the value of a property whose start tag is open, and those in it
  /// without recursion.
  ///
  /// Source: RDF 1.2 XML Syntax, production parseTypeTriplePropertyElt.
  private mutating func printTripleTerm(_ term: Rank, in name: String, level: Int) throws {
    var term = term
    var level = level
    var open = [name]
    while graph.tripleTerms.contains(term) {
      let parts = graph.parts(term)
      guard let name = names.name(parts.predicate) else { return }
      buffer.append(" rdf:parseType=\"Triple\">\n")
      indent(level + 1)
      buffer.append("<rdf:Description")
      try appendIdentity(parts.subject)
      buffer.append(">\n")
      indent(level + 2)
      buffer.append("<\(name)")
      open.append(name)
      level += 2
      term = parts.object
    }
    try printValue(term, in: open.removeLast())
    for name in open.reversed() {
      indent(level - 1)
      buffer.append("</rdf:Description>\n")
      level -= 2
      indent(level)
      buffer.append("</\(name)>\n")
    }
  }

  // MARK: Pieces

  /// Finishes a property element whose start tag is open, with a value that is not written inside.
  private mutating func printValue(_ object: Rank, in name: String) throws {
    if graph.literals.contains(object) {
      try appendLiteral(object)
      return buffer.append("</\(name)>\n")
    }
    if graph.iris.contains(object) {
      try append(attribute: "rdf:resource", object)
    } else {
      appendNodeID(object)
    }
    buffer.append("/>\n")
  }

  private mutating func indent(_ level: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: 2 * level)
  }

  /// Appends what names a node, where something does.
  private mutating func appendIdentity(_ rank: Rank) throws {
    if graph.iris.contains(rank) {
      try append(attribute: "rdf:about", rank)
    } else {
      appendNodeID(rank)
    }
  }

  private mutating func append(attribute name: String, _ iri: Rank) throws {
    let graph = graph
    let bytes = graph.bytes(iri)
    buffer.append(" \(name)=\"")
    try buffer.append(
      escaping: bytes.extracting(scope.start(of: bytes)...), inAttribute: true)
    buffer.append("\"")
  }

  private mutating func appendNodeID(_ rank: Rank) {
    guard let label = layout.label(rank) else { return }
    buffer.append(" rdf:nodeID=\"b\(label)\"")
  }

  /// Appends what qualifies a literal, the end of the start tag, and the text.
  private mutating func appendLiteral(_ rank: Rank) throws {
    let graph = graph
    switch graph.qualifier(rank) {
    case .none:
      if scope.language != nil { buffer.append(" xml:lang=\"\"") }
    case .language(let number):
      try appendLanguage(graph.language(number))
    case .datatype(let datatype):
      let isXML = graph.bytes(datatype).equals(RDF.xmlLiteral.value.utf8Span.span)
      if isXML, XMLLiteralProbe.comesBack(graph.bytes(rank)) {
        buffer.append(" rdf:parseType=\"Literal\">")
        return buffer.append(graph.bytes(rank))
      }
      buffer.append(" rdf:datatype=\"")
      try buffer.append(escaping: graph.bytes(datatype), inAttribute: true)
      buffer.append("\"")
    }
    buffer.append(">")
    try buffer.append(escaping: graph.bytes(rank))
  }

  /// Appends a language tag, and the direction that may follow it.
  private mutating func appendLanguage(_ tag: Span<UInt8>) throws {
    let (language, direction) = ElementNames.parts(ofTag: tag)
    if scope.language.map({ !language.equals($0.utf8Span.span) }) ?? true {
      buffer.append(" xml:lang=\"")
      try buffer.append(escaping: language, inAttribute: true)
      buffer.append("\"")
    }
    guard let direction, let prefix = names.itsPrefix else { return }
    buffer.append(" \(prefix):dir=\"\(direction)\"")
  }
}

/// Finds out whether an XML literal can be written as XML.
enum XMLLiteralProbe {
  /// Whether text, written as the content of a property, is read as the same XML literal.
  ///
  /// Only canonical XML is; anything else keeps its characters as a typed literal.
  static func comesBack(_ text: Span<UInt8>) -> Bool {
    var document = ByteBuffer(capacity: text.count + 256)
    document.append(
      """
      <rdf:Description xmlns:rdf="\(RDF.namespace)"><rdf:value rdf:parseType="Literal">
      """)
    document.append(text)
    document.append("</rdf:value></rdf:Description>")
    var options = ReaderOptions()
    // What lies around the literal in the document must not make it too deep to read.
    options.limits.depth /= 2
    var collector = QuadCollector()
    var reader = RDFXMLReader(options: options)
    do {
      try reader.read(document.span, into: &collector)
      try reader.finish(into: &collector)
    } catch {
      return false
    }
    guard collector.quads.count == 1, let literal = collector.quads[0].triple.object.literal else {
      return false
    }
    return literal.lexicalForm.utf8Span.span.equals(text)
  }
}
