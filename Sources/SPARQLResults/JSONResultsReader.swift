internal import JSONLDSyntax
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
    let document = try parse(bytes)
    if let boolean = document["boolean"] {
      guard case .boolean(let value) = boolean.content else {
        throw malformed("'boolean' is neither true nor false", boolean)
      }
      return .boolean(value)
    }
    guard case .array(let variables)? = document["head"]?["vars"]?.content else {
      throw malformed("'head' has no list 'vars'", document)
    }
    guard case .array(let bindings)? = document["results"]?["bindings"]?.content else {
      throw malformed("'results' has no list 'bindings'", document)
    }
    var table = ResultTable(variables: [])
    var columns: [String: Int] = [:]
    for variable in variables {
      guard let name = variable.string else {
        throw malformed("'vars' holds more than names", variable)
      }
      guard columns.updateValue(columns.count, forKey: name) == nil else {
        throw malformed("'vars' names \(name) twice", variable)
      }
      table.variables.append(name)
    }
    for binding in bindings {
      if let excess = gauge.excess(table) { throw .excessiveResults(excess, source) }
      table.rows.append(try row(binding, columns))
    }
    return .solutions(table)
  }

  private func parse(_ bytes: [UInt8]) throws(SyntaxError) -> JSONNode {
    var options = ReaderOptions()
    // Who hands over bytes has them already.
    options.limits.documentBytes = .max
    options.limits.literalBytes = .max
    options.limits.nameBytes = .max
    do throws(SyntaxError) {
      return try JSONNode.parse(bytes, options: options)
    } catch {
      throw .malformedResults(
        "the document is not JSON: \(error.message)", source, at: error.position)
    }
  }

  private func row(
    _ binding: JSONNode, _ columns: [String: Int]
  ) throws(SyntaxError) -> [Term?] {
    guard case .object(let members) = binding.content else {
      throw malformed("a solution is no object", binding)
    }
    var row = [Term?](repeating: nil, count: columns.count)
    for member in members {
      guard let column = columns[member.name] else {
        throw malformed("a solution binds a variable that 'vars' does not name", member.value)
      }
      row[column] = try term(member.value)
    }
    return row
  }

  /// A term; triple terms are as deep as the JSON reader lets them be.
  private func term(_ node: JSONNode) throws(SyntaxError) -> Term {
    guard let type = node["type"]?.string else { throw malformed("a term has no 'type'", node) }
    if type == "triple" {
      guard let parts = node["value"], let subject = parts["subject"],
        let predicate = parts["predicate"], let object = parts["object"]
      else { throw malformed("a triple term lacks one of its three terms", node) }
      return .tripleTerm(Triple(try term(subject), try term(predicate), try term(object)))
    }
    guard let value = node["value"]?.string else { throw malformed("a term has no 'value'", node) }
    switch type {
    case "uri": return .iri(IRI(trusted: value))
    case "bnode": return .blankNode(BlankNode(value))
    // The second name is from the time before SPARQL 1.1.
    case "literal", "typed-literal": return .literal(try literal(value, node))
    default: throw malformed("a term has the unknown type '\(type)'", node)
    }
  }

  private func literal(_ value: String, _ node: JSONNode) throws(SyntaxError) -> Literal {
    if let language = node["xml:lang"]?.string {
      guard let name = node["its:dir"]?.string else {
        return Literal(value, language: language)
      }
      guard let direction = BaseDirection(rawValue: name) else {
        throw malformed("'its:dir' is neither ltr nor rtl", node)
      }
      return Literal(value, language: language, direction: direction)
    }
    guard let datatype = node["datatype"]?.string else { return Literal(value) }
    return Literal(value, datatype: IRI(trusted: datatype))
  }

  private func malformed(_ message: String, _ node: JSONNode) -> SyntaxError {
    .malformedResults(message, source, at: node.position)
  }
}

extension JSONNode {
  /// What stands under a name, where the value is an object that has it.
  fileprivate subscript(name: String) -> JSONNode? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, where the value is a string.
  fileprivate var string: String? {
    if case .string(let text) = content { text } else { nil }
  }
}
