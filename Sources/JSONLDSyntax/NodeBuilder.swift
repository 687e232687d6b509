internal import ByteStorage
internal import RDFModel

/// Makes node objects of the statements of a dataset.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 8.4 (Serialize RDF as JSON-LD).
struct NodeBuilder {
  private let table: SortedStatements
  private let layout: DatasetLayout
  private let options: JSONLDWriterOptions
  private let nests: Bool
  /// The numbers of the blank nodes that have a label.
  private var labels: [Int] = []
  /// The nodes of each named graph.
  private var graphs: [SortedStatements.Rank: [Int]] = [:]

  /// Takes statements that are sorted.
  init(_ table: SortedStatements, options: JSONLDWriterOptions, nests: Bool) {
    let layout = DatasetLayout(
      table, nests: nests,
      joinsStrings: options.processing.rdfDirection == .compoundLiteral,
      nestsLists: options.processing.processingMode != .jsonLD10)
    self.table = table
    self.layout = layout
    self.options = options
    self.nests = nests
    var count = 0
    for node in table.blankNodes {
      labels.append(count)
      if layout.isLabelled(node, nests: nests) { count += 1 }
    }
    for (index, run) in layout.runs.enumerated()
    where run.graph != SortedStatements.defaultGraph && run.place == .root {
      graphs[run.graph, default: []].append(index)
    }
  }

  /// Makes the nodes of the default graph one by one, with the named graphs in them.
  func forEachNode(_ body: (JSONObject) throws(JSONLDFailure) -> Void) throws(JSONLDFailure) {
    var names = Set(graphs.keys)
    for run in layout.runs where run.graph == SortedStatements.defaultGraph && run.place == .root {
      var node = try node(run)
      if let members = graphs[run.subject] {
        names.remove(run.subject)
        node["@graph"] = try graph(members)
      }
      try body(node)
    }
    // Names of which the default graph says nothing come last, in the order of their graphs.
    for run in layout.runs where names.remove(run.graph) != nil {
      let members = try graph(graphs[run.graph] ?? [])
      try body(JSONObject(["@id": .string(resource(run.graph)), "@graph": members]))
    }
  }

  private func graph(_ members: [Int]) throws(JSONLDFailure) -> JSONElement {
    var nodes: [JSONElement] = []
    for index in members { nodes.append(.object(try node(layout.runs[index]))) }
    return .array(nodes)
  }

  private func node(_ run: DatasetLayout.Run) throws(JSONLDFailure) -> JSONObject {
    var node = JSONObject()
    if !table.blankNodes.contains(run.subject) || layout.isLabelled(run.subject, nests: nests) {
      node["@id"] = .string(resource(run.subject))
    }
    try add(run.rows, to: &node)
    return node
  }

  private func add(_ rows: Range<Int>, to node: inout JSONObject) throws(JSONLDFailure) {
    for index in rows {
      let row = table.rows[index]
      if layout.isType(row.predicate), !options.usesRDFType, !table.literals.contains(row.object) {
        node.append([.string(resource(row.object))], to: "@type")
      } else {
        node.append([try value(index)], to: text(row.predicate))
      }
    }
  }

  private func text(_ term: SortedStatements.Rank) -> String { String(bytes: table.bytes(term)) }

  private func resource(_ term: SortedStatements.Rank) -> String {
    guard table.blankNodes.contains(term) else { return text(term) }
    // Labels of the source stay where nothing else is changed, either.
    if options.form == .expanded { return "_:" + text(term) }
    return "_:b\(labels[Int(term - table.blankNodes.lowerBound)])"
  }

  /// The object of a statement.
  ///
  /// Its recursion ends where the layout gives nodes a label.
  private func value(_ index: Int) throws(JSONLDFailure) -> JSONElement {
    let object = table.rows[index].object
    if let rows = layout.list(index) {
      var items: [JSONElement] = []
      for row in rows { items.append(try value(row)) }
      return .object(JSONObject(["@list": .array(items)]))
    }
    if layout.isNil(object) { return .object(JSONObject(["@list": .array([])])) }
    if table.literals.contains(object) { return .object(try literal(object)) }
    if table.blankNodes.contains(object) {
      if let rows = layout.string(object) { return .object(string(rows)) }
      if let rows = layout.rows(inside: object, nests: nests) {
        var node = JSONObject()
        try add(rows, to: &node)
        return .object(node)
      }
    }
    return .object(JSONObject(["@id": .string(resource(object))]))
  }

  // MARK: Literals

  /// The string of a compound literal.
  private func string(_ rows: Range<Int>) -> JSONObject {
    var result = JSONObject()
    for index in rows {
      let value = JSONElement.string(text(table.rows[index].object))
      switch text(table.rows[index].predicate) {
      case RDF.value.value: result["@value"] = value
      case RDF.namespace + "language": result["@language"] = value
      default: result["@direction"] = value
      }
    }
    return result
  }

  private func literal(_ literal: SortedStatements.Rank) throws(JSONLDFailure) -> JSONObject {
    let text = self.text(literal)
    var result = JSONObject(["@value": .string(text)])
    switch table.qualifier(literal) {
    case .none: break
    case .language(let number):
      let tagged = Literal(text, languageAndDirection: String(bytes: table.language(number)))
      result["@language"] = tagged.language.map(JSONElement.string)
      result["@direction"] = tagged.direction.map { .string($0.rawValue) }
    case .datatype(let datatype): try addType(self.text(datatype), of: text, to: &result)
    }
    return result
  }

  /// Says the datatype of a value in the way of JSON-LD.
  private func addType(
    _ name: String, of text: String, to result: inout JSONObject
  ) throws(JSONLDFailure) {
    if name == RDF.namespace + "JSON", options.processing.processingMode != .jsonLD10 {
      result["@value"] = try json(text)
      result["@type"] = .string("@json")
    } else if options.processing.rdfDirection == .i18nDatatype, let tag = Internationalized(name) {
      result["@language"] = tag.language.map(JSONElement.string)
      result["@direction"] = tag.direction.map { .string($0.rawValue) }
    } else if options.usesNativeTypes, let value = NativeValue.value(text, datatype: name) {
      result["@value"] = value
    } else {
      result["@type"] = .string(name)
    }
  }

  private func json(_ text: String) throws(JSONLDFailure) -> JSONElement {
    do {
      return try JSONParser.parse(
        Array(text.utf8), document: 0, limits: options.processing.limits)
    } catch {
      if error.isLimit { throw error }
      throw JSONLDFailure(.invalidJSONLiteral, "\(error.message) in the JSON literal \(text)")
    }
  }
}

/// The language and direction that a datatype of the namespace of internationalisation says.
struct Internationalized {
  static let namespace = "https://www.w3.org/ns/i18n#"

  let language: String?
  let direction: BaseDirection?

  init?(_ datatype: String) {
    guard datatype.utf8.starts(with: Self.namespace.utf8) else { return nil }
    let tag = datatype.dropFirst(Self.namespace.count)
    let parts = tag.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
    guard let language = parts.first else { return nil }
    self.language = language.isEmpty ? nil : String(language)
    guard parts.count == 2 else {
      direction = nil
      return
    }
    guard let direction = BaseDirection(rawValue: String(parts[1])) else { return nil }
    self.direction = direction
  }
}

/// Literals as booleans and numbers of JSON.
enum NativeValue {
  /// The value of a literal, if JSON has it.
  static func value(_ text: String, datatype: String) -> JSONElement? {
    switch datatype {
    case XSD.boolean.value:
      switch text {
      case "true", "1": .boolean(true)
      case "false", "0": .boolean(false)
      default: nil
      }
    case XSD.integer.value: isInteger(text) ? .number(text) : nil
    case XSD.double.value:
      Double(text).flatMap { $0.isFinite ? .number(DecimalDigits($0).ecmaScript) : nil }
    default: nil
    }
  }

  /// Whether a text is a whole number of JSON, which is read back as it is written.
  private static func isInteger(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else {
      return text == "0"
    }
    return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
