internal import ByteStorage
internal import RDFModel

/// Lays sorted statements out as Turtle or TriG.
struct TurtlePrinter: ~Copyable {
  typealias TermNumber = StatementTable.TermNumber

  private let layout: BlankNodeLayout
  private var names: PrefixedNames
  private var text = ByteBuffer(capacity: 64 << 10)
  /// The prefix of each IRI: 0 unknown, 1 none, else two more than its number.
  private var prefixes: [UInt32]
  private let type: TermNumber?
  private let `nil`: TermNumber?
  private let shorthand: Shorthand

  private var labels: [TermNumber: Int] = [:]
  /// Labelled nodes that await their statements in the graph at hand.
  private var awaiting: [TermNumber] = []
  private var deferred: Set<TermNumber> = []
  /// The statements about each node of the graph at hand that is not nested.
  private var roots: [TermNumber: Range<Int>] = [:]

  /// Property lists nested deeper than this get a label and a statement of their own.
  private static var maximumNesting: Int { 64 }

  /// The datatypes whose literals can stand without quotation marks.
  private struct Shorthand {
    let boolean: TermNumber?
    let integer: TermNumber?
    let decimal: TermNumber?
    let double: TermNumber?
  }

  /// Makes a printer for statements that are sorted.
  init(_ table: borrowing StatementTable, names: consuming PrefixedNames) {
    layout = BlankNodeLayout(table)
    type = table.find(iri: RDFTerms.type)
    `nil` = table.find(iri: RDFTerms.nil)
    shorthand = Shorthand(
      boolean: table.find(iri: RDFTerms.boolean), integer: table.find(iri: RDFTerms.integer),
      decimal: table.find(iri: RDFTerms.decimal), double: table.find(iri: RDFTerms.double))
    prefixes = Array(repeating: 0, count: table.termCount)
    self.names = names
  }

  /// Prints everything and passes it on: the used prefixes, then the graphs.
  consuming func print<Output: ByteSink & ~Copyable>(
    _ table: borrowing StatementTable, to output: inout Output
  ) throws {
    var start = 0
    while start < table.rows.count {
      let graph = table.rows[start].graph
      var end = start
      while end < table.rows.count, table.rows[end].graph == graph { end += 1 }
      printGraph(graph, start..<end, of: table)
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

  private mutating func printGraph(
    _ graph: TermNumber, _ rows: Range<Int>, of table: borrowing StatementTable
  ) {
    let isNamed = graph != StatementTable.defaultGraph
    if isNamed {
      text.append("\n")
      term(graph, of: table, indent: 0, depth: 0)
      text.append(" {")
    }
    let indent = isNamed ? 1 : 0
    awaiting = []
    roots = [:]
    var order: [TermNumber] = []
    var start = rows.lowerBound
    while start < rows.upperBound {
      let subject = table.rows[start].subject
      var end = start
      while end < rows.upperBound, table.rows[end].subject == subject { end += 1 }
      if table.kind(subject) != .blankNode {
        statement(subject, start..<end, of: table, indent: indent)
      } else if !layout.isNested(subject) {
        roots[subject] = start..<end
        order.append(subject)
      }
      start = end
    }
    // Labelled nodes follow in the order in which they were mentioned, then those that nothing
    // mentions.
    var next = 0
    var taken = 0
    while taken < awaiting.count || next < order.count {
      let node: TermNumber
      if taken < awaiting.count {
        node = awaiting[taken]
        taken += 1
      } else {
        node = order[next]
        next += 1
      }
      let rows = deferred.contains(node) ? layout.rows(node) : roots.removeValue(forKey: node)
      if let rows, !rows.isEmpty { statement(node, rows, of: table, indent: indent) }
    }
    if isNamed { text.append("}\n") }
  }

  private mutating func statement(
    _ subject: TermNumber, _ rows: Range<Int>, of table: borrowing StatementTable, indent: Int
  ) {
    lineBreak(indent)
    if table.kind(subject) == .blankNode, !layout.isLabelled(subject) {
      text.append("[]")
    } else {
      term(subject, of: table, indent: indent, depth: 0)
    }
    text.append(" ")
    predicates(rows, of: table, indent: indent + 1, depth: 0)
    text.append(" .\n")
  }

  private mutating func predicates(
    _ rows: Range<Int>, of table: borrowing StatementTable, indent: Int, depth: Int
  ) {
    var start = rows.lowerBound
    while start < rows.upperBound {
      let predicate = table.rows[start].predicate
      var end = start
      while end < rows.upperBound, table.rows[end].predicate == predicate { end += 1 }
      if start > rows.lowerBound {
        text.append(" ;")
        lineBreak(indent)
      }
      if predicate == type {
        text.append("a")
      } else {
        term(predicate, of: table, indent: indent, depth: depth)
      }
      for row in start..<end {
        if row > start { text.append(",") }
        if end - start > 1 { lineBreak(indent + 1) } else { text.append(" ") }
        object(
          table.rows[row].object, of: table, indent: end - start > 1 ? indent + 1 : indent,
          depth: depth)
      }
      start = end
    }
  }

  private mutating func lineBreak(_ indent: Int) {
    text.append("\n")
    text.append(repeating: 0x20, count: indent * 2)
  }

  // MARK: Terms

  private mutating func object(
    _ term: TermNumber, of table: borrowing StatementTable, indent: Int, depth: Int
  ) {
    if term == `nil` {
      text.append("()")
    } else {
      self.term(term, of: table, indent: indent, depth: depth)
    }
  }

  private mutating func term(
    _ term: TermNumber, of table: borrowing StatementTable, indent: Int, depth: Int
  ) {
    switch table.kind(term) {
    case .iri: iri(term, of: table)
    case .blankNode: blankNode(term, of: table, indent: indent, depth: depth)
    case .literal: literal(term, of: table)
    case .language: text.append(table.bytes(term))
    case .tripleTerm:
      text.append("<<( ")
      for part in table.parts(term) {
        self.term(part, of: table, indent: indent, depth: depth)
        text.append(" ")
      }
      text.append(")>>")
    }
  }

  private mutating func iri(_ term: TermNumber, of table: borrowing StatementTable) {
    let bytes = table.bytes(term)
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

  private mutating func blankNode(
    _ node: TermNumber, of table: borrowing StatementTable, indent: Int, depth: Int
  ) {
    guard layout.isNested(node), !deferred.contains(node) else { return label(node) }
    guard depth < Self.maximumNesting else {
      deferred.insert(node)
      return label(node)
    }
    let rows = layout.rows(node)
    if layout.isList(node) {
      list(node, of: table, indent: indent, depth: depth + 1)
    } else if rows.isEmpty {
      text.append("[]")
    } else {
      text.append("[")
      lineBreak(indent + 1)
      predicates(rows, of: table, indent: indent + 1, depth: depth + 1)
      lineBreak(indent)
      text.append("]")
    }
  }

  private mutating func list(
    _ head: TermNumber, of table: borrowing StatementTable, indent: Int, depth: Int
  ) {
    text.append("( ")
    var node = head
    while table.kind(node) == .blankNode {
      let rows = layout.rows(node)
      object(table.rows[rows.lowerBound].object, of: table, indent: indent, depth: depth)
      text.append(" ")
      node = table.rows[rows.lowerBound + 1].object
    }
    text.append(")")
  }

  private mutating func label(_ node: TermNumber) {
    let number: Int
    if let known = labels[node] {
      number = known
      // In a further graph the node may have statements that are still to come.
      if roots[node] != nil, !awaiting.contains(node) { awaiting.append(node) }
    } else {
      number = labels.count
      labels[node] = number
      awaiting.append(node)
    }
    text.append("_:b\(number)")
  }

  // MARK: Literals

  private mutating func literal(_ literal: TermNumber, of table: borrowing StatementTable) {
    let bytes = table.bytes(literal)
    let qualifier = table.qualifier(literal)
    if let qualifier, isShorthand(bytes, datatype: qualifier) { return text.append(bytes) }
    if bytes.endOfLine(from: 0) < bytes.count {
      text.append(longQuoted: bytes)
    } else {
      text.append(quoted: bytes)
    }
    guard let qualifier else { return }
    if table.kind(qualifier) == .language {
      text.append("@")
      text.append(table.bytes(qualifier))
    } else {
      text.append("^^")
      iri(qualifier, of: table)
    }
  }

  /// Whether a lexical form is exactly what the shorthand of its datatype looks like.
  private func isShorthand(_ bytes: Span<UInt8>, datatype: TermNumber) -> Bool {
    if datatype == shorthand.boolean {
      return bytes.equals("true".utf8Span.span) || bytes.equals("false".utf8Span.span)
    }
    let form: NumberForm
    switch datatype {
    case shorthand.integer: form = .integer
    case shorthand.decimal: form = .decimal
    case shorthand.double: form = .double
    default: return false
    }
    guard bytes.count > 0, bytes[bytes.count - 1] != UInt8(ascii: ".") else { return false }
    var cursor = TextCursor(bytes, at: 0, isFinal: true, options: ReaderOptions())
    guard let number = try? cursor.scanNumber() else { return false }
    return number.contents == 0..<bytes.count && number.datatype == form
  }
}

extension GrowingColumn where Element == UInt8 {
  /// Appends a string between three quotation marks, with its line feeds as they are.
  mutating func append(longQuoted text: Span<UInt8>) {
    append("\"\"\"")
    var plain = 0
    for offset in 0..<text.count {
      let byte = text[offset]
      let isEscaped =
        switch byte {
        case 0x0A, 0x09: false
        case ..<0x20, 0x7F, UInt8(ascii: "\\"): true
        // One quotation mark may stand alone; a second one, or one at the end, may not.
        case UInt8(ascii: "\""):
          offset + 1 == text.count || text[offset + 1] == UInt8(ascii: "\"")
        default: false
        }
      guard isEscaped else { continue }
      append(text.extracting(plain..<offset))
      append(escaped: byte)
      plain = offset + 1
    }
    append(text.extracting(plain..<text.count))
    append("\"\"\"")
  }
}
