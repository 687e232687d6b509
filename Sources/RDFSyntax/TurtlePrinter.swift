internal import ByteStorage
internal import RDFModel

/// Lays sorted statements out as Turtle or TriG.
struct TurtlePrinter: ~Copyable {
  typealias Rank = SortedStatements.Rank

  private let layout: StatementLayout
  private var names: PrefixedNames
  var text = ByteBuffer(capacity: 64 << 10)
  /// The prefix of each IRI: 0 unknown, 1 none, else two more than its number.
  private var prefixes: [UInt32]
  private let type: Rank?
  private let `nil`: Rank?
  let shorthand: Shorthand

  /// The datatypes whose literals can stand without quotation marks.
  struct Shorthand {
    let boolean: Rank?
    let integer: Rank?
    let decimal: Rank?
    let double: Rank?
  }

  /// Makes a printer.
  init(_ graph: SortedStatements, names: consuming PrefixedNames) {
    layout = StatementLayout(graph, style: .turtle)
    type = graph.rank(RDF.type)
    `nil` = graph.rank(RDF.nil)
    shorthand = Shorthand(
      boolean: graph.rank(XSD.boolean), integer: graph.rank(XSD.integer),
      decimal: graph.rank(XSD.decimal), double: graph.rank(XSD.double))
    prefixes = Array(repeating: 0, count: graph.iris.count)
    self.names = names
  }

  /// Prints everything and passes it on: the used prefixes, then the graphs.
  consuming func print<Output: ByteSink & ~Copyable>(
    _ graph: SortedStatements, to output: inout Output
  ) throws {
    var start = 0
    while start < graph.rows.count {
      let name = graph.rows[start].graph
      var end = start
      while end < graph.rows.count, graph.rows[end].graph == name { end += 1 }
      printGraph(name, start..<end, of: graph)
      start = end
    }
    var head = ByteBuffer(capacity: 1024)
    for (prefix, namespace) in names.used {
      head.append("@prefix ")
      head.append(prefix.span)
      head.append(": ")
      head.append(iri: namespace.utf8Span.span)
      head.append(" .\n")
    }
    try output.write(head.span)
    try output.write(text.span)
  }

  // MARK: Graphs and subjects

  private mutating func printGraph(_ name: Rank, _ rows: Range<Int>, of graph: SortedStatements) {
    let isNamed = name != SortedStatements.defaultGraph
    if isNamed {
      text.append("\n")
      term(name, of: graph, indent: 0)
      text.append(" {")
    }
    var start = rows.lowerBound
    while start < rows.upperBound {
      let subject = graph.rows[start].subject
      var end = start
      while end < rows.upperBound, graph.rows[end].subject == subject { end += 1 }
      if !layout.isWrittenElsewhere(subject), isWritten(start..<end) {
        statement(subject, start..<end, of: graph, indent: isNamed ? 1 : 0)
      }
      start = end
    }
    if isNamed { text.append("}\n") }
  }

  /// Whether anything is left of some statements when annotations stand for others.
  private func isWritten(_ rows: Range<Int>) -> Bool {
    rows.contains { !layout.isImplied($0) }
  }

  private mutating func statement(
    _ subject: Rank, _ rows: Range<Int>, of graph: SortedStatements, indent: Int
  ) {
    lineBreak(indent)
    term(subject, of: graph, indent: indent)
    text.append(" ")
    predicates(rows, of: graph, indent: indent + 1)
    text.append(" .\n")
  }

  private mutating func predicates(
    _ rows: Range<Int>, of graph: SortedStatements, indent: Int
  ) {
    var start = rows.lowerBound
    var isFirst = true
    while start < rows.upperBound {
      if layout.isImplied(start) {
        start += 1
        continue
      }
      let predicate = graph.rows[start].predicate
      var end = start
      var count = 0
      while end < rows.upperBound, graph.rows[end].predicate == predicate {
        if !layout.isImplied(end) { count += 1 }
        end += 1
      }
      if !isFirst {
        text.append(" ;")
        lineBreak(indent)
      }
      isFirst = false
      if predicate == type { text.append("a") } else { iri(predicate, of: graph) }
      objects(start..<end, count: count, of: graph, indent: indent)
      start = end
    }
  }

  /// Writes the objects of a predicate, one on a line where there are several.
  private mutating func objects(
    _ rows: Range<Int>, count: Int, of graph: SortedStatements, indent: Int
  ) {
    var isFirst = true
    for row in rows where !layout.isImplied(row) {
      if !isFirst { text.append(",") }
      isFirst = false
      if count > 1 { lineBreak(indent + 1) } else { text.append(" ") }
      object(graph.rows[row].object, of: graph, indent: count > 1 ? indent + 1 : indent)
      if layout.isAnnotated(row) {
        annotations(ofRow: row, of: graph, indent: count > 1 ? indent + 1 : indent)
      }
    }
  }

  /// Writes the reifiers of a statement, with what else is said of those that stand here only.
  ///
  /// Source: RDF 1.2 Turtle, productions annotation, reifier and annotationBlock.
  private mutating func annotations(
    ofRow row: Int, of graph: SortedStatements, indent: Int
  ) {
    for (place, reifier) in layout.reifiers(ofRow: row).enumerated() {
      let rows = layout.isHosted(reifier) ? layout.rows(reifier) : 0..<0
      let hasBlock = isWritten(rows)
      let isNamed = !graph.blankNodes.contains(reifier) || layout.label(reifier) != nil
      if isNamed {
        text.append(" ~ ")
        term(reifier, of: graph, indent: indent)
      } else if place > 0 || !hasBlock {
        // A block alone would belong to the reifier before it.
        text.append(" ~")
      }
      guard hasBlock else { continue }
      text.append(" {|")
      lineBreak(indent + 1)
      predicates(rows, of: graph, indent: indent + 1)
      lineBreak(indent)
      text.append("|}")
    }
  }

  private mutating func lineBreak(_ indent: Int) {
    text.append("\n")
    text.append(repeating: 0x20, count: indent * 2)
  }

  // MARK: Terms

  private mutating func object(_ term: Rank, of graph: SortedStatements, indent: Int) {
    if term == `nil` {
      text.append("()")
    } else {
      self.term(term, of: graph, indent: indent)
    }
  }

  private mutating func term(_ term: Rank, of graph: SortedStatements, indent: Int) {
    if graph.iris.contains(term) {
      iri(term, of: graph)
    } else if graph.literals.contains(term) {
      literal(term, of: graph)
    } else if graph.tripleTerms.contains(term) {
      tripleTerm(term, of: graph)
    } else {
      blankNode(term, of: graph, indent: indent)
    }
  }

  /// Writes a triple term, and those in it without recursion.
  private mutating func tripleTerm(_ term: Rank, of graph: SortedStatements) {
    var open = 0
    var term = term
    while graph.tripleTerms.contains(term) {
      let parts = graph.parts(term)
      text.append("<<( ")
      self.term(parts.subject, of: graph, indent: 0)
      text.append(" ")
      iri(parts.predicate, of: graph)
      text.append(" ")
      open += 1
      term = parts.object
    }
    self.term(term, of: graph, indent: 0)
    for _ in 0..<open { text.append(" )>>") }
  }

  mutating func iri(_ term: Rank, of graph: SortedStatements) {
    let bytes = graph.bytes(term)
    var known = prefixes[Int(term)]
    if known == 0 {
      known = names.split(bytes).map { UInt32($0.prefix) + 2 } ?? 1
      prefixes[Int(term)] = known
    }
    guard known > 1 else { return text.append(iri: bytes) }
    let number = Int(known) - 2
    text.append(names.prefix(number).span)
    text.append(":")
    let length = names.namespaceLength(number)
    PrefixedNames.append(local: bytes.extracting(length...), to: &text)
  }

  private mutating func blankNode(_ node: Rank, of graph: SortedStatements, indent: Int) {
    if let label = layout.label(node) { return text.append("_:b\(label)") }
    guard layout.isNested(node), isWritten(layout.rows(node)) else { return text.append("[]") }
    if layout.isCell(node) { return list(node, of: graph, indent: indent) }
    text.append("[")
    lineBreak(indent + 1)
    predicates(layout.rows(node), of: graph, indent: indent + 1)
    lineBreak(indent)
    text.append("]")
  }

  private mutating func list(_ head: Rank, of graph: SortedStatements, indent: Int) {
    text.append("( ")
    var node = head
    while graph.blankNodes.contains(node) {
      let rows = layout.rows(node)
      object(graph.rows[rows.lowerBound].object, of: graph, indent: indent)
      text.append(" ")
      node = graph.rows[rows.lowerBound + 1].object
    }
    text.append(")")
  }
}
