internal import RDFModel
internal import XMLEvents

/// Reads the XML format.
///
/// Source: SPARQL Query Results XML Format, section 2; triple terms and directions from 1.2.
final class XMLResultsReader: XMLEventHandler {
  private static let namespace = "http://www.w3.org/2005/sparql-results#"

  /// Triple terms deeper than this are refused.
  private static let depthLimit = 64

  private var path: [String] = []
  private var columns: [String: Int] = [:]
  private var table = ResultTable(variables: [])
  private var boolean: Bool?
  private var hasResults = false
  private var row: [Term?] = []
  private var column: Int?
  private var text = ""
  private var attributes: [String: String] = [:]
  /// The term read last.
  private var term: Term?
  /// The terms so far of each triple term that is open.
  private var triples: [[Term]] = []
  private var failure: String?
  private let gauge: TableGauge
  /// What is too much.
  private var excess: String?

  private init(_ gauge: TableGauge) { self.gauge = gauge }

  var wantsMore: Bool { failure == nil }

  static func read(
    _ bytes: [UInt8], _ source: String, _ gauge: TableGauge
  ) throws(SyntaxError) -> QueryResults {
    let reader = XMLResultsReader(gauge)
    do throws(XMLEventReader.Failure) {
      try XMLEventReader.read(bytes, reader)
    } catch {
      throw .malformedResults(
        error.message, source,
        at: SourcePosition(line: max(error.line, 1), column: max(error.column, 1), byteOffset: 0))
    }
    if let excess = reader.excess { throw .excessiveResults(excess, source) }
    if let failure = reader.failure { throw .malformedResults(failure, source) }
    if let boolean = reader.boolean { return .boolean(boolean) }
    guard reader.hasResults else {
      throw .malformedResults("the document has neither results nor a boolean", source)
    }
    return .solutions(reader.table)
  }

  func startElement(_ name: String, namespace: String, attributes: [String: String]) {
    guard failure == nil else { return }
    guard namespace == Self.namespace else {
      return fail("<\(name)> is not in the namespace \(Self.namespace)")
    }
    guard let parents = Self.parents[name] else {
      return fail("<\(name)> is not an element of the format")
    }
    guard parents.contains(path.last ?? "") else {
      return fail(
        "<\(name)> stands where it may not: in \(path.last.map { "<\($0)>" } ?? "nothing")")
    }
    path.append(name)
    text = ""
    switch name {
    case "variable":
      guard let variable = attributes["name"] else { return fail("a variable has no name") }
      guard columns.updateValue(table.variables.count, forKey: variable) == nil, !hasResults else {
        return fail("the variable \(variable) is named twice, or after the results")
      }
      table.variables.append(variable)
    case "results":
      hasResults = true
    case "result":
      excess = gauge.excess(table)
      if let excess { return fail(excess) }
      row = Array(repeating: nil, count: table.variables.count)
    case "binding":
      guard let variable = attributes["name"], let index = columns[variable] else {
        return fail("a binding names no variable of the head")
      }
      column = index
      term = nil
    case "triple":
      guard triples.count < Self.depthLimit else {
        return fail("triple terms nest deeper than \(Self.depthLimit)")
      }
      triples.append([])
    case "literal":
      self.attributes = attributes
    case "subject", "predicate", "object":
      guard triples.last?.count == Self.positions.firstIndex(of: name) else {
        return fail("<\(name)> is out of its place in a triple term")
      }
    default: break
    }
  }

  /// What each element may stand in.
  private static let parents: [String: Set<String>] = {
    let terms: Set<String> = ["binding", "subject", "predicate", "object"]
    return [
      "sparql": [""], "head": ["sparql"], "variable": ["head"], "link": ["head"],
      "results": ["sparql"], "boolean": ["sparql"], "result": ["results"], "binding": ["result"],
      "uri": terms, "bnode": terms, "literal": terms, "triple": terms, "subject": ["triple"],
      "predicate": ["triple"], "object": ["triple"],
    ]
  }()

  private static let positions = ["subject", "predicate", "object"]

  func characters(_ text: String) {
    self.text += text
  }

  func endElement() {
    guard failure == nil, let name = path.popLast() else { return }
    switch name {
    case "boolean": endBoolean()
    case "uri": term = .iri(IRI(trusted: trimmed))
    case "bnode": term = .blankNode(BlankNode(trimmed))
    case "literal": endLiteral()
    case "subject", "predicate", "object": endPosition()
    case "triple": endTriple()
    case "binding": endBinding()
    case "result": table.rows.append(row)
    default: break
    }
  }

  private var trimmed: String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  private func endBoolean() {
    switch trimmed {
    case "true", "1": boolean = true
    case "false", "0": boolean = false
    default: fail("<boolean> is neither true nor false")
    }
  }

  private func endLiteral() {
    if let language = attributes["xml:lang"] {
      let direction = attributes["its:dir"].flatMap { BaseDirection(rawValue: $0) }
      term = .literal(Literal(text, language: language, direction: direction))
    } else if let datatype = attributes["datatype"] {
      term = .literal(Literal(text, datatype: IRI(trusted: datatype)))
    } else {
      term = .literal(Literal(text))
    }
  }

  private func endPosition() {
    guard let term, !triples.isEmpty else { return fail("a triple term lacks one of its terms") }
    triples[triples.count - 1].append(term)
    self.term = nil
  }

  private func endTriple() {
    guard let terms = triples.popLast(), terms.count == 3 else {
      return fail("a triple term lacks one of its terms")
    }
    term = .tripleTerm(Triple(terms[0], terms[1], terms[2]))
  }

  private func endBinding() {
    guard let column, column < row.count, let term else { return fail("a binding holds no term") }
    row[column] = term
    self.term = nil
  }

  private func fail(_ message: String) {
    if failure == nil { failure = message }
  }
}
