internal import RDFModel

/// Reads CSV and TSV.
///
/// Source: SPARQL 1.1 Query Results CSV and TSV Formats, sections 3 and 4.
struct SeparatedResultsReader {
  let bytes: [UInt8]
  let source: String
  var index = 0

  init(_ bytes: [UInt8], _ source: String) throws(SyntaxError) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw SyntaxError(
        code: .invalidUTF8, message: "the results are not UTF-8",
        remedy: "save them in the encoding UTF-8", source: source, position: .start)
    }
    self.bytes = bytes
    self.source = source
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  // MARK: CSV

  func readCSV() throws(SyntaxError) -> QueryResults {
    var reader = self
    return try reader.csvDocument()
  }

  private mutating func csvDocument() throws(SyntaxError) -> QueryResults {
    let header = try csvRecord()
    if header.count == 1, index == bytes.count, header[0] == "true" || header[0] == "false" {
      return .boolean(header[0] == "true")
    }
    // A table without columns has an empty header line.
    var table = ResultTable(variables: header == [""] ? [] : header)
    while index < bytes.count {
      let start = index
      let record = try csvRecord()
      if table.variables.isEmpty, record == [""] {
        table.rows.append([])
        continue
      }
      guard record.count == table.variables.count else {
        throw wrongCount(record.count, table.variables.count, at: start)
      }
      table.rows.append(record.map { $0.isEmpty ? nil : .literal(Literal($0)) })
    }
    return .solutions(table)
  }

  /// A record and its line end (RFC 4180).
  private mutating func csvRecord() throws(SyntaxError) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try csvField())
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    try endLine()
    return fields
  }

  private mutating func csvField() throws(SyntaxError) -> String {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
      let start = index
      while index < bytes.count, ![UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[index]) {
        index += 1
      }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    let start = index
    var field: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        field.append(byte)
        continue
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        return String(decoding: field, as: UTF8.self)
      }
      field.append(byte)
      index += 1
    }
    throw malformed("a quoted field is not closed", at: start)
  }

  // MARK: TSV

  func readTSV() throws(SyntaxError) -> QueryResults {
    var reader = self
    return try reader.tsvDocument()
  }

  private mutating func tsvDocument() throws(SyntaxError) -> QueryResults {
    let first = try tsvRecord()
    if first.count == 1, index == bytes.count, ["true", "false"].contains(text(first[0])) {
      return .boolean(text(first[0]) == "true")
    }
    var table = ResultTable(variables: [])
    for field in first where first.count > 1 || !field.isEmpty {
      guard bytes[field].first == UInt8(ascii: "?") || bytes[field].first == UInt8(ascii: "$")
      else { throw malformed("a column is not named by a variable", at: field.lowerBound) }
      table.variables.append(text(field.dropFirst()))
    }
    while index < bytes.count {
      let start = index
      let fields = try tsvRecord()
      if table.variables.isEmpty, fields.count == 1, fields[0].isEmpty {
        table.rows.append([])
        continue
      }
      guard fields.count == table.variables.count else {
        throw wrongCount(fields.count, table.variables.count, at: start)
      }
      var row: [Term?] = []
      for field in fields { row.append(field.isEmpty ? nil : try tsvTerm(field)) }
      table.rows.append(row)
    }
    return .solutions(table)
  }

  /// A record and its line end; terms hold neither tabs nor line ends.
  private mutating func tsvRecord() throws(SyntaxError) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    while true {
      let start = index
      while index < bytes.count, ![0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
      fields.append(start..<index)
      guard index < bytes.count, bytes[index] == 0x09 else { break }
      index += 1
    }
    try endLine()
    return fields
  }

  private func tsvTerm(_ field: Range<Int>) throws(SyntaxError) -> Term {
    var reader = TurtleTermReader(bytes, field)
    guard let term = reader.term(), reader.isAtEnd else {
      throw malformed("'\(text(field))' is not a term", at: field.lowerBound + reader.consumed)
    }
    return term
  }

  // MARK: Both

  private mutating func endLine() throws(SyntaxError) {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
      index += 2
    } else if bytes[index] == 0x0A || bytes[index] == 0x0D {
      index += 1
    } else {
      throw malformed("text follows a quoted field", at: index)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func wrongCount(_ found: Int, _ expected: Int, at offset: Int) -> SyntaxError {
    malformed("a row has \(found) values for \(expected) columns", at: offset)
  }

  private func malformed(_ message: String, at offset: Int) -> SyntaxError {
    .malformedResults(message, source, at: SourcePosition(offset: offset, in: bytes))
  }
}

extension SourcePosition {
  /// The place of an offset in a text.
  fileprivate init(offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(line: line, column: column, byteOffset: offset)
  }
}
