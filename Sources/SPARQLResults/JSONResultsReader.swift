internal import RDFModel

/// Reads the JSON format.
///
/// Source: SPARQL 1.1 Query Results JSON Format, section 3; triple terms and directions from 1.2.
struct JSONResultsReader {
  private let source: String
  private let gauge: TableGauge

  init(_ source: String, _ gauge: TableGauge) {
    self.source = source
    self.gauge = gauge
  }

  func read(_ bytes: [UInt8]) throws(SyntaxError) -> QueryResults {
    let document: JSONValue
    do throws(JSONReader.Failure) {
      document = try JSONReader.read(bytes)
    } catch {
      throw .malformedResults(
        "the document is not JSON: \(error.message)", source,
        at: SourcePosition(offset: error.offset, in: bytes))
    }
    if let boolean = document["boolean"] {
      guard case .boolean(let value) = boolean else {
        throw malformed("'boolean' is neither true nor false")
      }
      return .boolean(value)
    }
    guard let variables = document["head"]?["vars"]?.array else {
      throw malformed("'head' has no list 'vars'")
    }
    guard let bindings = document["results"]?["bindings"]?.array else {
      throw malformed("'results' has no list 'bindings'")
    }
    var table = ResultTable(variables: [])
    for variable in variables {
      guard let name = variable.string else { throw malformed("'vars' holds more than names") }
      guard !table.variables.contains(name) else { throw malformed("'vars' names \(name) twice") }
      table.variables.append(name)
    }
    for binding in bindings {
      if let excess = gauge.excess(table) { throw .excessiveResults(excess, source) }
      table.rows.append(try row(binding, table.variables))
    }
    return .solutions(table)
  }

  private func row(
    _ binding: JSONValue, _ variables: [String]
  ) throws(SyntaxError) -> [Term?] {
    guard case .object(let members) = binding else { throw malformed("a solution is no object") }
    var row: [Term?] = []
    var found = 0
    for variable in variables {
      guard let value = members[variable] else {
        row.append(nil)
        continue
      }
      row.append(try term(value))
      found += 1
    }
    guard found == members.count else {
      throw malformed("a solution binds a variable that 'vars' does not name")
    }
    return row
  }

  /// A term; triple terms are as deep as the JSON reader lets them be.
  private func term(_ object: JSONValue) throws(SyntaxError) -> Term {
    guard let type = object["type"]?.string else { throw malformed("a term has no 'type'") }
    if type == "triple" {
      guard let parts = object["value"], let subject = parts["subject"],
        let predicate = parts["predicate"], let object = parts["object"]
      else { throw malformed("a triple term lacks one of its three terms") }
      return .tripleTerm(Triple(try term(subject), try term(predicate), try term(object)))
    }
    guard let value = object["value"]?.string else { throw malformed("a term has no 'value'") }
    switch type {
    case "uri": return .iri(IRI(trusted: value))
    case "bnode": return .blankNode(BlankNode(value))
    // The second name is from the time before SPARQL 1.1.
    case "literal", "typed-literal": return .literal(try literal(value, object))
    default: throw malformed("a term has the unknown type '\(type)'")
    }
  }

  private func literal(_ value: String, _ object: JSONValue) throws(SyntaxError) -> Literal {
    if let language = object["xml:lang"]?.string {
      guard let name = object["its:dir"]?.string else {
        return Literal(value, language: language)
      }
      guard let direction = BaseDirection(rawValue: name) else {
        throw malformed("'its:dir' is neither ltr nor rtl")
      }
      return Literal(value, language: language, direction: direction)
    }
    guard let datatype = object["datatype"]?.string else { return Literal(value) }
    return Literal(value, datatype: IRI(trusted: datatype))
  }

  private func malformed(_ message: String) -> SyntaxError {
    .malformedResults(message, source)
  }
}

extension SourcePosition {
  /// The place of an offset in a text.
  init(offset: Int, in bytes: [UInt8]) {
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
