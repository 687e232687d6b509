public import ByteStorage
public import RDFModel

/// Writes results as a stream, row by row, in one of the formats.
///
/// Either ``begin(variables:)``, any number of rows, ``end()``; or ``boolean(_:)``; then
/// ``finish()``, which passes on what is buffered. A row is ``row(_:)``, or without any `String`
/// ``beginRow()``, one call for each column, ``endRow()``. ``ResultsFormat/table`` keeps all rows
/// until the end, for it must know how wide they are; the others keep at most one row above their
/// buffer.
public struct ResultsWriter<Output: ByteSink & ~Copyable>: ~Copyable {
  var output: Output
  var buffer = ByteBuffer(capacity: ResultsWriter.bufferSize)
  let format: ResultsFormat
  let prefixes: PrefixMap
  /// For each column what comes before a term in it: the name, quoted.
  var columns: [String] = []
  /// The column to be written next.
  var column = 0
  /// Whether the row has a term already, where unbound columns are left out.
  var rowHasTerm = false
  var rowCount = 0
  /// The position to be written next in each triple term that is open.
  var positions: [Int] = []
  /// Where the cell begins in the buffer, for text that is quoted afterwards.
  var cellStart = 0
  var table = TableLayout()

  static var bufferSize: Int { 32 << 10 }

  /// Makes a writer.
  ///
  /// - Parameter prefixes: how ``ResultsFormat/table`` may shorten IRIs.
  public init(
    _ format: ResultsFormat, to output: consuming Output, prefixes: PrefixMap = PrefixMap()
  ) {
    self.format = format
    self.output = output
    self.prefixes = prefixes
  }

  // MARK: The whole

  /// Starts a table of solutions.
  ///
  /// - Throws: what the output throws.
  public mutating func begin(variables: [String]) throws {
    switch format {
    case .json: beginJSON(variables)
    case .xml: try beginXML(variables)
    case .csv: beginCSV(variables)
    case .tsv: beginTSV(variables)
    case .table: beginTable(variables)
    }
  }

  /// Ends the table.
  ///
  /// - Throws: what the output throws.
  public mutating func end() throws {
    switch format {
    case .json: buffer.append(rowCount == 0 ? "]}}\n" : "\n]}}\n")
    case .xml: buffer.append("</results>\n</sparql>\n")
    case .csv, .tsv: break
    case .table: try endTable()
    }
  }

  /// Writes the answer of ASK.
  ///
  /// - Throws: what the output throws.
  public mutating func boolean(_ value: Bool) throws {
    switch format {
    case .json: buffer.append("{\"head\":{},\"boolean\":\(value)}\n")
    case .xml: booleanXML(value)
    case .csv: buffer.append("\(value)\r\n")
    case .tsv, .table: buffer.append("\(value)\n")
    }
  }

  /// Writes results that are at hand as a whole.
  ///
  /// - Throws: ``ResultsWritingError``, or what the output throws.
  public mutating func write(_ results: QueryResults) throws {
    switch results {
    case .boolean(let value):
      try boolean(value)
    case .solutions(let solutions):
      try begin(variables: solutions.variables)
      for row in solutions.rows { try self.row(row) }
      try end()
    }
  }

  /// Passes on what is buffered and hands the output back.
  ///
  /// - Throws: what the output throws.
  public consuming func finish() throws -> Output {
    try flush()
    return output
  }

  mutating func flush() throws {
    try Self.pass(buffer, to: &output)
    buffer.truncate(to: 0)
  }

  private static func pass(_ buffer: borrowing ByteBuffer, to output: inout Output) throws {
    if buffer.count > 0 { try output.write(buffer.span) }
  }

  // MARK: Rows from other threads

  /// What a writer of some of the rows has to know, on whatever thread it runs.
  public var rows: ResultsRows { ResultsRows(format: format, columns: columns) }

  /// Appends rows that ``ResultsRows/writer(firstRow:)`` has written.
  ///
  /// - Throws: what the output throws.
  public mutating func append(_ bytes: borrowing ByteBuffer, rows: Int) throws {
    try flush()
    try Self.pass(bytes, to: &output)
    rowCount += rows
  }

  // MARK: Rows

  /// Writes a row of terms, one for each column; nil is unbound.
  ///
  /// - Throws: ``ResultsWritingError``, or what the output throws.
  public mutating func row(_ terms: [Term?]) throws {
    beginRow()
    for term in terms {
      if let term { try self.term(term) } else { unbound() }
    }
    try endRow()
  }

  /// Starts a row.
  public mutating func beginRow() {
    column = 0
    rowHasTerm = false
    switch format {
    case .json: buffer.append(rowCount == 0 ? "\n{" : ",\n{")
    case .xml: buffer.append("<result>")
    case .csv, .tsv, .table: break
    }
    rowCount += 1
  }

  /// Ends a row.
  ///
  /// - Throws: what the output throws.
  public mutating func endRow() throws {
    switch format {
    case .json: buffer.append(UInt8(ascii: "}"))
    case .xml: buffer.append("</result>\n")
    case .csv: buffer.append("\r\n")
    case .tsv: buffer.append("\n")
    case .table: return
    }
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes that a column has no value.
  public mutating func unbound() {
    switch format {
    case .json, .xml: break
    case .csv: separate(UInt8(ascii: ","))
    case .tsv: separate(UInt8(ascii: "\t"))
    case .table: table.endCell(at: buffer.count)
    }
    column += 1
  }

  /// Writes a term.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func term(_ term: Term) throws {
    switch term {
    case .iri(let iri):
      try self.iri(iri.value.utf8Span.span)
    case .blankNode(let node):
      try blankNode(node.label.utf8Span.span)
    case .literal(let literal):
      let form = literal.lexicalForm
      if let language = literal.language {
        try self.literal(
          form.utf8Span.span, language: language.utf8Span.span, direction: literal.direction)
      } else if literal.datatype == XSD.string {
        try self.literal(form.utf8Span.span)
      } else {
        try self.literal(form.utf8Span.span, datatype: literal.datatype.value.utf8Span.span)
      }
    case .tripleTerm(let triple):
      try beginTripleTerm()
      try self.term(triple.subject)
      try self.term(triple.predicate)
      try self.term(triple.object)
      endTripleTerm()
    }
  }
}
