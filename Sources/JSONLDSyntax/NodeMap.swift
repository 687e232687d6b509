/// The nodes of an expanded document: by graph, by identifier, with all their properties.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 7.2 (Node Map Generation).
struct NodeMap {
  /// The name of the default graph.
  static let defaultGraph = "@default"

  private(set) var graphs = OrderedTable<OrderedTable<JSONObject>>()
  var names: BlankNodeNames
  private var seen: Set<Statement> = []

  /// A value of a property, for finding what is there already.
  private struct Statement: Hashable {
    let graph: ByteName
    let node: ByteName
    let property: ByteName
    let value: JSONElement
  }

  /// What an element is a value of.
  private enum Holder {
    case nothing
    case property(String, of: String)
    /// The element has the node as a value of the property.
    case reverse(String, of: String)
  }

  /// Collects the nodes of an expanded document.
  init(_ expanded: [JSONElement], renumbers: Bool) throws(JSONLDFailure) {
    names = BlankNodeNames(renumbers: renumbers)
    graphs[Self.defaultGraph] = OrderedTable()
    for node in expanded { try visit(node, graph: Self.defaultGraph, .nothing) }
  }

  private mutating func change(
    _ id: String, in graph: String, mark: SourceMark?, _ change: (inout JSONObject) -> Void
  ) {
    graphs.update(graph, default: OrderedTable()) { nodes in
      nodes.update(id, default: JSONObject(["@id": .string(id)], mark: mark)) { change(&$0) }
    }
  }

  /// Adds a value to a property of a node, unless it is there.
  private mutating func add(
    _ value: JSONElement, to property: String, of id: String, in graph: String, unique: Bool = true
  ) {
    if unique {
      let statement = Statement(
        graph: ByteName(graph), node: ByteName(id), property: ByteName(property), value: value)
      guard seen.insert(statement).inserted else { return }
    }
    change(id, in: graph, mark: value.object?.mark) { $0.append([value], to: property) }
  }

  private mutating func renamed(_ iri: String) -> String {
    IRIForm.isBlankNode(iri) ? names.name(for: iri) : iri
  }

  private mutating func renamedTypes(_ types: JSONElement) -> JSONElement {
    guard let items = types.array else {
      return types.string.map { .string(renamed($0)) } ?? types
    }
    var result: [JSONElement] = []
    for item in items { result.append(item.string.map { .string(renamed($0)) } ?? item) }
    return .array(result)
  }

  private mutating func visit(
    _ element: JSONElement, graph: String, _ holder: Holder
  ) throws(JSONLDFailure) {
    guard let object = element.object else {
      for item in element.array ?? [] { try visit(item, graph: graph, holder) }
      return
    }
    if object.contains("@value") || object.contains("@list") {
      let value = try self.value(object, graph: graph)
      if case .property(let property, let id) = holder {
        // Lists are never the same: each has nodes of its own.
        add(value, to: property, of: id, in: graph, unique: object.contains("@value"))
      }
      return
    }
    let id = try node(object, graph: graph)
    switch holder {
    case .nothing: break
    case .property(let property, let subject):
      add(reference(id, object.mark), to: property, of: subject, in: graph)
    case .reverse(let property, let subject):
      add(reference(subject, object.mark), to: property, of: id, in: graph)
    }
  }

  private func reference(_ id: String, _ mark: SourceMark?) -> JSONElement {
    .object(JSONObject(["@id": .string(id)], mark: mark))
  }

  /// A value or list object, or a reference to a node that is collected.
  private mutating func value(
    _ object: JSONObject, graph: String
  ) throws(JSONLDFailure) -> JSONElement {
    if object.contains("@value") {
      var object = object
      if let types = object["@type"] { object["@type"] = renamedTypes(types) }
      return .object(object)
    }
    guard let list = object["@list"] else {
      return reference(try node(object, graph: graph), object.mark)
    }
    var items: [JSONElement] = []
    for item in list.items {
      if let member = item.object { items.append(try value(member, graph: graph)) }
    }
    return .object(JSONObject(["@list": .array(items)], mark: object.mark))
  }

  /// Collects a node and all in it.
  ///
  /// - Returns: its identifier.
  private mutating func node(
    _ object: JSONObject, graph: String
  ) throws(JSONLDFailure) -> String {
    let id: String
    if let value = object["@id"] {
      // Null where the document's text means nothing. No IRI is empty, so no triple names the node.
      id = value.string.map { renamed($0) } ?? ""
    } else {
      id = names.fresh()
    }
    change(id, in: graph, mark: object.mark) { _ in }
    if let types = object["@type"] {
      for type in renamedTypes(types).items { add(type, to: "@type", of: id, in: graph) }
    }
    if let index = object["@index"] { try setIndex(index, of: id, in: graph, object.mark) }
    for (property, values) in object["@reverse"]?.object?.entries ?? JSONObject().entries {
      for value in values.items { try visit(value, graph: graph, .reverse(property, of: id)) }
    }
    if let inner = object["@graph"] {
      if !graphs.contains(id) { graphs[id] = OrderedTable() }
      try visit(inner, graph: id, .nothing)
    }
    if let included = object["@included"] { try visit(included, graph: graph, .nothing) }
    for property in object.names.sorted(by: { $0.precedes($1) })
    where !Keyword.contains(property) {
      guard let values = object[property] else { continue }
      let name = renamed(property)
      change(id, in: graph, mark: object.mark) { $0.append([], to: name) }
      try visit(values, graph: graph, .property(name, of: id))
    }
    return id
  }

  private mutating func setIndex(
    _ index: JSONElement, of id: String, in graph: String, _ mark: SourceMark?
  ) throws(JSONLDFailure) {
    if let before = graphs[graph]?[id]?["@index"], before != index {
      throw JSONLDFailure(.conflictingIndexes, "the node \(id) has two values of @index", mark)
    }
    change(id, in: graph, mark: mark) { $0["@index"] = index }
  }
}
