internal import ByteStorage
public import RDFModel

extension ResultsWriter where Output: ~Copyable {
  /// Writes an IRI, given as UTF-8.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func iri(_ value: Span<UInt8>) throws {
    openTerm()
    switch format {
    case .json:
      buffer.append("{\"type\":\"uri\",\"value\":\"")
      buffer.appendJSON(value)
      buffer.append("\"}")
    case .xml:
      buffer.append("<uri>")
      try buffer.appendXML(value)
      buffer.append("</uri>")
    case .csv where positions.isEmpty: buffer.append(value)
    case .csv, .tsv: buffer.appendTurtle(iri: value)
    case .table: appendShortened(value)
    }
    closeTerm()
  }

  /// Writes a blank node, given by its label without `_:`.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func blankNode(_ label: Span<UInt8>) throws {
    openTerm()
    switch format {
    case .json:
      buffer.append("{\"type\":\"bnode\",\"value\":\"")
      buffer.appendJSON(label)
      buffer.append("\"}")
    case .xml:
      buffer.append("<bnode>")
      try buffer.appendXML(label)
      buffer.append("</bnode>")
    case .csv, .tsv, .table:
      buffer.append("_:")
      buffer.append(label)
    }
    closeTerm()
  }

  /// Writes a literal of the datatype `xsd:string`.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func literal(_ form: Span<UInt8>) throws {
    openTerm()
    switch format {
    case .json:
      openJSONLiteral(form)
      buffer.append("}")
    case .xml:
      buffer.append("<literal>")
      try buffer.appendXML(form)
      buffer.append("</literal>")
    case .csv where positions.isEmpty: buffer.append(form)
    case .csv, .tsv, .table: buffer.appendTurtle(string: form)
    }
    closeTerm()
  }

  /// Writes a literal with a datatype, given as IRI.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func literal(_ form: Span<UInt8>, datatype: Span<UInt8>) throws {
    openTerm()
    switch format {
    case .json:
      openJSONLiteral(form)
      buffer.append(",\"datatype\":\"")
      buffer.appendJSON(datatype)
      buffer.append("\"}")
    case .xml:
      buffer.append("<literal datatype=\"")
      try buffer.appendXML(datatype)
      buffer.append("\">")
      try buffer.appendXML(form)
      buffer.append("</literal>")
    case .csv where positions.isEmpty: buffer.append(form)
    case .csv, .tsv, .table:
      if TurtleNumber.isAbbreviation(form, of: datatype) {
        buffer.append(form)
      } else {
        buffer.appendTurtle(string: form)
        buffer.append("^^")
        if format == .table {
          appendShortened(datatype)
        } else {
          buffer.appendTurtle(iri: datatype)
        }
      }
    }
    closeTerm()
  }

  /// Writes a literal with a language, and a base direction where there is one.
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func literal(
    _ form: Span<UInt8>, language: Span<UInt8>, direction: BaseDirection? = nil
  ) throws {
    openTerm()
    switch format {
    case .json:
      openJSONLiteral(form)
      buffer.append(",\"xml:lang\":\"")
      buffer.appendJSON(language)
      if let direction { buffer.append("\",\"its:dir\":\"\(direction.rawValue)") }
      buffer.append("\"}")
    case .xml:
      buffer.append("<literal xml:lang=\"")
      try buffer.appendXML(language)
      if let direction { buffer.append("\"\(itsAttributes)its:dir=\"\(direction.rawValue)") }
      buffer.append("\">")
      try buffer.appendXML(form)
      buffer.append("</literal>")
    case .csv where positions.isEmpty: buffer.append(form)
    case .csv, .tsv, .table:
      buffer.appendTurtle(string: form)
      buffer.append("@")
      buffer.append(language)
      if let direction { buffer.append("--\(direction.rawValue)") }
    }
    closeTerm()
  }

  // MARK: Triple terms

  /// Starts a triple term; three terms follow (RDF 1.2).
  ///
  /// - Throws: ``ResultsWritingError``.
  public mutating func beginTripleTerm() throws {
    openTerm()
    positions.append(0)
    switch format {
    case .json: buffer.append("{\"type\":\"triple\",\"value\":{")
    case .xml: buffer.append("<triple>")
    case .csv, .tsv, .table: buffer.append("<<( ")
    }
  }

  /// Ends a triple term.
  public mutating func endTripleTerm() {
    positions.removeLast()
    switch format {
    case .json: buffer.append("}}")
    case .xml: buffer.append("</triple>")
    case .csv, .tsv, .table: buffer.append(" )>>")
    }
    closeTerm()
  }

  private var positionName: String { ["subject", "predicate", "object"][positions.last ?? 0] }

  /// Writes what comes before a term.
  private mutating func openTerm() {
    let isColumn = positions.isEmpty
    switch format {
    case .json:
      if isColumn {
        if rowHasTerm { buffer.append(UInt8(ascii: ",")) }
        buffer.append(columns[column])
      } else {
        buffer.append(positions.last == 0 ? "\"" : ",\"")
        buffer.append(positionName)
        buffer.append("\":")
      }
    case .xml:
      if isColumn {
        buffer.append(columns[column])
      } else {
        buffer.append("<\(positionName)>")
      }
    case .csv where isColumn: separate(UInt8(ascii: ","))
    case .tsv where isColumn: separate(UInt8(ascii: "\t"))
    case .csv, .tsv, .table:
      if let position = positions.last, position > 0 { buffer.append(UInt8(ascii: " ")) }
    }
    if isColumn { cellStart = buffer.count }
  }

  /// Writes what comes after a term and moves on.
  private mutating func closeTerm() {
    if let position = positions.last {
      if format == .xml { buffer.append("</\(positionName)>") }
      positions[positions.count - 1] = position + 1
      return
    }
    switch format {
    case .xml: buffer.append("</binding>")
    case .csv: buffer.quoteCSV(from: cellStart)
    case .table: table.endCell(at: buffer.count)
    case .json, .tsv: break
    }
    rowHasTerm = true
    column += 1
  }

  /// Writes the separator between columns.
  mutating func separate(_ separator: UInt8) {
    if column > 0 { buffer.append(separator) }
  }

  private mutating func openJSONLiteral(_ form: Span<UInt8>) {
    buffer.append("{\"type\":\"literal\",\"value\":\"")
    buffer.appendJSON(form)
    buffer.append(UInt8(ascii: "\""))
  }

  /// What directions need in XML; declared where they occur, which is rare.
  private var itsAttributes: String {
    " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\" "
  }

  /// Writes an IRI for people: with a prefix where one fits.
  private mutating func appendShortened(_ value: Span<UInt8>) {
    guard let (prefix, local) = prefixes.split(IRI(trusted: String(bytes: value))),
      TurtleNumber.isPlainLocalName(local)
    else { return buffer.appendTurtle(iri: value) }
    buffer.append("\(prefix):\(local)")
  }
}
