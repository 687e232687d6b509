internal import ByteStorage
internal import RDFModel

/// What comes before the rows, format by format.
extension ResultsWriter where Output: ~Copyable {
  /// Source: SPARQL 1.1 Query Results JSON Format, section 3.1.
  mutating func beginJSON(_ variables: [String]) {
    buffer.append("{\"head\":{\"vars\":[")
    for (index, variable) in variables.enumerated() {
      var name = ByteBuffer(capacity: variable.utf8.count + 3)
      name.append(UInt8(ascii: "\""))
      name.appendJSON(variable.utf8Span.span)
      name.append(UInt8(ascii: "\""))
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(name.span)
      name.append(UInt8(ascii: ":"))
      columns.append(name.text(0, name.count))
    }
    buffer.append("]},\"results\":{\"bindings\":[")
  }

  /// Source: SPARQL Query Results XML Format, section 2.
  mutating func beginXML(_ variables: [String]) throws {
    openXML()
    for variable in variables {
      var name = ByteBuffer(capacity: variable.utf8.count + 20)
      name.append("<binding name=\"")
      // Names in SPARQL hold nothing to escape; those of other tables may.
      try name.appendXML(variable.utf8Span.span)
      name.append("\"")
      buffer.append("<variable")
      buffer.append(name.span.extracting("<binding".utf8.count..<name.count))
      buffer.append("/>")
      name.append(">")
      columns.append(name.text(0, name.count))
    }
    buffer.append("</head>\n<results>\n")
  }

  mutating func booleanXML(_ value: Bool) {
    openXML()
    buffer.append("</head>\n<boolean>\(value)</boolean>\n</sparql>\n")
  }

  private mutating func openXML() {
    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    buffer.append("<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n<head>")
  }

  /// Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 3.
  mutating func beginCSV(_ variables: [String]) {
    buffer.append(variables.joined(separator: ","))
    buffer.append("\r\n")
  }

  /// Source: SPARQL 1.1 Query Results CSV and TSV Formats, section 4.
  mutating func beginTSV(_ variables: [String]) {
    buffer.append(variables.map { "?" + $0 }.joined(separator: "\t"))
    buffer.append("\n")
  }

  mutating func beginTable(_ variables: [String]) {
    table = TableLayout(columns: variables.count)
    for variable in variables {
      buffer.append("?" + variable)
      table.endCell(at: buffer.count)
    }
  }

  /// Lays the table out: the columns as wide as their widest cell, two spaces between.
  mutating func endTable() throws {
    var lines = ByteBuffer(capacity: buffer.count * 2)
    table.layOut(buffer, into: &lines)
    buffer = lines
    try flush()
  }
}
