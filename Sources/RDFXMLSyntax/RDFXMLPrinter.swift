internal import ByteStorage
internal import RDFModel

/// Prints a sorted graph.
struct RDFXMLPrinter: ~Copyable {
  typealias Rank = SortedGraph.Rank

  private let graph: SortedGraph
  private let names: ElementNames
  private let nesting: BlankNodeNesting
  /// The numbers in the labels of blank nodes that have been written.
  private var labels: [Rank: Int] = [:]
  private var buffer = ByteBuffer(capacity: 96 << 10)

  init(_ graph: SortedGraph, names: ElementNames) {
    self.graph = graph
    self.names = names
    nesting = BlankNodeNesting(graph)
  }

  /// Prints the document.
  mutating func print<Output: ByteSink & ~Copyable>(to output: inout Output) throws {
    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF")
    for (prefix, namespace) in names.declarations {
      buffer.append("\n    xmlns:\(prefix)=\"")
      try buffer.append(escaping: namespace.utf8Span.span, inAttribute: true)
      buffer.append("\"")
    }
    buffer.append(">\n")
    var row = 0
    while row < graph.rows.count {
      let subject = graph.rows[row].subject
      var end = row + 1
      while end < graph.rows.count, graph.rows[end].subject == subject { end += 1 }
      if !graph.isBlankNode(subject) || !nesting.isNested(subject) {
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

  // MARK: Nodes

  /// Prints a node element with the properties in `rows`.
  ///
  /// Nesting is limited, so that the recursion through properties is.
  private mutating func printNode(_ rank: Rank, _ rows: Range<Int>, level: Int) throws {
    let typeRow = names.typeRow(rows, graph)
    let name = typeRow.flatMap { names.name(graph.rows[$0].object) } ?? "rdf:Description"
    indent(level)
    buffer.append("<\(name)")
    if graph.isIRI(rank) {
      try append(attribute: "rdf:about", rank)
    } else if nesting.isLabelled(rank) {
      appendNodeID(rank)
    }
    if rows.count == (typeRow == nil ? 0 : 1) { return buffer.append("/>\n") }
    buffer.append(">\n")
    for row in rows where row != typeRow { try printProperty(row, level: level + 1) }
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
    if graph.isIRI(object) {
      try append(attribute: "rdf:resource", object)
      return buffer.append("/>\n")
    }
    if graph.isLiteral(object) {
      try appendLiteral(object)
    } else if !nesting.isNested(object) {
      appendNodeID(object)
      return buffer.append("/>\n")
    } else {
      if nesting.isCell(object) {
        buffer.append(" rdf:parseType=\"Collection\">\n")
        try printItems(object, level: level + 1)
      } else {
        buffer.append(">\n")
        try printNode(object, nesting.rows(object), level: level + 1)
      }
      indent(level)
    }
    buffer.append("</\(name)>\n")
  }

  /// Prints the items of a collection; the two rows of a cell are its item and its rest.
  private mutating func printItems(_ head: Rank, level: Int) throws {
    var cell = head
    while graph.isBlankNode(cell) {
      let rows = nesting.rows(cell)
      let item = graph.rows[rows.lowerBound].object
      let isHere = graph.isBlankNode(item) && nesting.isNested(item)
      try printNode(item, isHere ? nesting.rows(item) : 0..<0, level: level)
      cell = graph.rows[rows.lowerBound + 1].object
    }
  }

  // MARK: Pieces

  private mutating func indent(_ level: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: 2 * level)
  }

  private mutating func append(attribute name: String, _ iri: Rank) throws {
    let graph = graph
    buffer.append(" \(name)=\"")
    try buffer.append(escaping: graph.bytes(iri), inAttribute: true)
    buffer.append("\"")
  }

  private mutating func appendNodeID(_ rank: Rank) {
    let number = labels[rank] ?? labels.count
    labels[rank] = number
    buffer.append(" rdf:nodeID=\"b\(number)\"")
  }

  /// Appends what qualifies a literal, the end of the start tag, and the text.
  private mutating func appendLiteral(_ rank: Rank) throws {
    let graph = graph
    switch graph.qualifier(rank) {
    case .none: break
    case .language(let number):
      buffer.append(" xml:lang=\"")
      try buffer.append(escaping: graph.bytes(ofQualifier: number), inAttribute: true)
      buffer.append("\"")
    case .datatype(let number):
      let isXML = graph.bytes(ofQualifier: number).equals(RDF.xmlLiteral.value.utf8Span.span)
      if isXML, XMLLiteralProbe.comesBack(graph.bytes(rank)) {
        buffer.append(" rdf:parseType=\"Literal\">")
        return buffer.append(graph.bytes(rank))
      }
      buffer.append(" rdf:datatype=\"")
      try buffer.append(escaping: graph.bytes(ofQualifier: number), inAttribute: true)
      buffer.append("\"")
    }
    buffer.append(">")
    try buffer.append(escaping: graph.bytes(rank))
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
