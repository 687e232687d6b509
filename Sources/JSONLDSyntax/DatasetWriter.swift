internal import ByteStorage
internal import RDFModel

/// A batch that is full.
final class FilledBatch {
  let triples: TripleBatch

  init(_ triples: consuming TripleBatch) { self.triples = triples }
}

/// Writes the nodes of a document as triples.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 8.1 (Deserialize JSON-LD to RDF).
struct DatasetWriter: ~Copyable {
  private static let i18n = "https://www.w3.org/ns/i18n#"

  private var nodes: NodeMap
  private let options: JSONLDOptions
  private let lines: LineTable?
  private var batch = TripleBatch()
  private var filled: [FilledBatch] = []
  /// The line of what is being written, where lines are recorded.
  private var line: Int?
  /// Where the node is that is being written.
  private var mark: SourceMark?
  /// The first IRI or label that is longer than the limits allow.
  private(set) var overlong: JSONLDFailure?

  init(_ nodes: NodeMap, options: JSONLDOptions, lines: LineTable?) {
    self.nodes = nodes
    self.options = options
    self.lines = lines
  }

  /// An object of a triple, before it is in a batch.
  private enum Object {
    case resource(String)
    case literal(String, datatype: String)
    case tagged(String, language: String)
  }

  mutating func write() {
    for (graph, table) in nodes.graphs.entries {
      guard graph == NodeMap.defaultGraph || isWellFormed(graph) else { continue }
      let name = graph == NodeMap.defaultGraph ? nil : graph
      for (id, node) in table.entries where isWellFormed(id) {
        write(node, id: id, graph: name)
      }
    }
  }

  /// All triples, in batches.
  consuming func finish() -> [FilledBatch] {
    if batch.count > 0 { passOn() }
    return filled
  }

  private mutating func passOn() {
    var full = TripleBatch()
    swap(&full, &batch)
    filled.append(FilledBatch(full))
  }

  private mutating func write(
    _ node: JSONObject, id: String, graph: String?
  ) {
    for (property, values) in node.entries {
      setLine(node.mark)
      if property == "@type" {
        for type in values.items {
          guard let iri = type.string, isWellFormed(iri) else { continue }
          add(id, RDF.type.value, .resource(iri), graph)
        }
      } else if !Keyword.contains(property), IRIForm.isWellFormed(property) {
        for value in values.items {
          guard let item = value.object else { continue }
          setLine(item.mark ?? node.mark)
          guard let object = object(item, graph) else { continue }
          add(id, property, object, graph)
        }
      }
    }
  }

  private mutating func setLine(_ mark: SourceMark?) {
    self.mark = mark
    guard let lines else { return }
    line = mark.flatMap { $0.document == 0 ? lines.line(of: Int($0.offset)) : nil } ?? line ?? 1
  }

  private func isWellFormed(_ id: String) -> Bool {
    IRIForm.isBlankNode(id) || IRIForm.isWellFormed(id)
  }

  // MARK: Objects

  /// What a value stands for, after the triples that it needs; nil where RDF has nothing for it.
  private mutating func object(
    _ item: JSONObject, _ graph: String?
  ) -> Object? {
    if let list = item["@list"] { return self.list(list.items, graph) }
    guard let value = item["@value"] else {
      guard let id = item["@id"]?.string, isWellFormed(id) else { return nil }
      return .resource(id)
    }
    let type = item["@type"]?.string
    if let type, type != "@json", !IRIForm.isWellFormed(type) { return nil }
    let language = item["@language"]?.string
    if let language, !LanguageTag.isWellFormed(language) { return nil }
    if type == "@json" {
      return .literal(value.canonicalText, datatype: RDF.namespace + "JSON")
    }
    guard let (text, datatype) = lexicalForm(value, type) else { return nil }
    if let direction = item["@direction"]?.string, let mode = options.rdfDirection {
      return directed(text, language, direction, mode, graph)
    }
    if let language { return .tagged(text, language: language) }
    return .literal(text, datatype: datatype)
  }

  /// The lexical form of a scalar, and its datatype.
  private func lexicalForm(_ value: JSONElement, _ type: String?) -> (String, String)? {
    switch value {
    case .string(let text): return (text, type ?? XSD.string.value)
    case .boolean(let flag): return (flag ? "true" : "false", type ?? XSD.boolean.value)
    case .number(let text):
      guard let number = Double(text) else { return nil }
      let isInteger = number == number.rounded(.towardZero) && number.magnitude < 1e21
      if isInteger, type != XSD.double.value {
        let isPlain = !text.utf8.contains {
          $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e")
        }
        // The digits as written are exact where a double is not.
        let digits = isPlain && number != 0 ? text : DecimalDigits(number).integer
        return (digits, type ?? XSD.integer.value)
      }
      guard number.isFinite else { return (text, type ?? XSD.double.value) }
      var digits = DecimalDigits(number)
      digits.round(to: 16)
      return (digits.canonicalDouble, type ?? XSD.double.value)
    case .null, .array, .object: return nil
    }
  }

  private mutating func directed(
    _ text: String, _ language: String?, _ direction: String,
    _ mode: JSONLDOptions.RDFDirection, _ graph: String?
  ) -> Object {
    switch mode {
    case .directionalString:
      guard let language else { return .literal(text, datatype: XSD.string.value) }
      return .tagged(text, language: "\(language)--\(direction)")
    case .i18nDatatype:
      let language = language?.lowercased()
      return .literal(text, datatype: "\(Self.i18n)\(language ?? "")_\(direction)")
    case .compoundLiteral:
      let language = language?.lowercased()
      let node = nodes.names.fresh()
      let string = XSD.string.value
      add(node, RDF.value.value, .literal(text, datatype: string), graph)
      if let language {
        add(
          node, RDF.namespace + "language", .literal(language, datatype: string), graph)
      }
      add(
        node, RDF.namespace + "direction", .literal(direction, datatype: string), graph)
      return .resource(node)
    }
  }

  /// Writes a collection.
  private mutating func list(
    _ items: [JSONElement], _ graph: String?
  ) -> Object {
    guard !items.isEmpty else { return .resource(RDF.nil.value) }
    let head = nodes.names.fresh()
    var cell = head
    for (index, item) in items.enumerated() {
      if let member = item.object, let object = object(member, graph) {
        add(cell, RDF.first.value, object, graph)
      }
      let next = index + 1 < items.count ? nodes.names.fresh() : RDF.nil.value
      add(cell, RDF.rest.value, .resource(next), graph)
      cell = next
    }
    return .resource(head)
  }

  // MARK: Batches

  private mutating func add(
    _ subject: String, _ predicate: String, _ object: Object, _ graph: String?
  ) {
    let subject = resource(subject)
    let predicate = resource(predicate)
    let value: TripleBatch.TermIndex
    switch object {
    case .resource(let id): value = resource(id)
    case .literal(let text, let datatype):
      let type = datatype == XSD.string.value ? nil : resource(datatype)
      value = batch.addTerm(.literal, text.utf8Span.span, qualifier: type)
    case .tagged(let text, let language):
      let tag = batch.addTerm(.language, language.utf8Span.span)
      value = batch.addTerm(.literal, text.utf8Span.span, qualifier: tag)
    }
    batch.addTriple(
      subject, predicate, value, graph: graph.map { resource($0) } ?? TripleBatch.defaultGraph,
      line: line)
    if batch.isFull { passOn() }
  }

  private mutating func resource(_ id: String) -> TripleBatch.TermIndex {
    let limit = options.limits.nameBytes
    if overlong == nil, id.utf8.count > limit {
      overlong = JSONLDFailure(
        .limit, "the limit nameBytes = \(limit) is passed: an IRI or label is longer", mark)
    }
    guard IRIForm.isBlankNode(id) else { return batch.addTerm(.iri, id.utf8Span.span) }
    return batch.addTerm(.blankNode, id.utf8Span.span.extracting(droppingFirst: 2))
  }
}

/// Where the lines of a document start.
struct LineTable {
  private var starts = [0]

  init(_ bytes: [UInt8]) {
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
  }

  /// The line of an offset, from 1.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Tags of languages (BCP 47).
enum LanguageTag {
  /// Whether a tag is made of subtags as BCP 47, section 2.2.9, has them.
  static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      guard (1...8).contains(part.count) else { return false }
      for byte in part {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
        case UInt8(ascii: "0")...UInt8(ascii: "9"): if index == 0 { return false }
        default: return false
        }
      }
    }
    return true
  }
}
