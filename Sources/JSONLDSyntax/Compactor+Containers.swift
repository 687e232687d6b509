/// Source: JSON-LD 1.1 Processing Algorithms and API, section 6.1, steps 12.8.8 and 12.8.9.
extension Compactor {
  func addGraph(
    _ compacted: JSONElement, _ object: JSONObject, at place: CompactPlace,
    _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    let context = state.context
    let id = object["@id"]?.string
    if place.container.isSuperset(of: [.graph, .id]) {
      let key =
        if let id { try context.compactIRI(id) } else { try context.alias(of: "@none") }
      state.result.within(place.nest) {
        $0.within(place.term) {
          $0.add(compacted, to: key, asArray: place.isArray)
        }
      }
    } else if place.container.isSuperset(of: [.graph, .index]), id == nil {
      let key =
        if let index = object["@index"]?.string { index } else { try context.alias(of: "@none") }
      state.result.within(place.nest) {
        $0.within(place.term) {
          $0.add(compacted, to: key, asArray: place.isArray)
        }
      }
    } else if place.container.contains(.graph), id == nil {
      var value = compacted
      if let items = compacted.array, items.count > 1 {
        var included = JSONObject()
        included[try context.alias(of: "@included")] = compacted
        value = .object(included)
      }
      state.result.within(place.nest) {
        $0.add(value, to: place.term, asArray: place.isArray)
      }
    } else {
      var graph = JSONObject()
      graph[try context.alias(of: "@graph")] = compacted
      if let id { graph[try context.alias(of: "@id")] = .string(try context.compactIRI(id)) }
      if let index = object["@index"] { graph[try context.alias(of: "@index")] = index }
      state.result.within(place.nest) {
        $0.add(.object(graph), to: place.term, asArray: place.isArray)
      }
    }
  }

  /// Adds a value to a map whose keys are languages, indexes, identifiers or types.
  func addToMap(
    _ compacted: JSONElement, _ object: JSONObject, at place: CompactPlace,
    _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    let context = state.context
    var value = compacted
    var key: String?
    if place.container.contains(.language) {
      key = object["@language"]?.string
      if let text = object["@value"], compacted.object != nil { value = text }
    } else if place.container.contains(.index) {
      if let index = context[place.term]?.index, index != "@index" {
        key = try takeKey(of: index, from: &value, in: context)
      } else {
        key = object["@index"]?.string
      }
    } else if place.container.contains(.id) {
      let alias = try context.alias(of: "@id")
      if case .object(var rest) = value {
        key = rest[alias]?.string
        rest[alias] = nil
        value = .object(rest)
      }
    } else {
      key = try takeType(from: &value, in: context)
      if let rest = value.object, rest.count == 1, let name = rest.names.first,
        context.active.expandIRI(name) == "@id", let id = object["@id"]
      {
        value = try compact(
          .object(JSONObject(["@id": id])), property: place.term, in: context)
      }
    }
    let name = if let key { key } else { try context.alias(of: "@none") }
    state.result.within(place.nest) {
      $0.within(place.term) { $0.add(value, to: name, asArray: place.isArray) }
    }
  }

  /// Takes the value of the property that keys of an index map are values of.
  private func takeKey(
    of index: String, from value: inout JSONElement, in context: CompactionContext
  ) throws(JSONLDFailure) -> String? {
    guard case .object(var object) = value, let iri = context.active.expandIRI(index) else {
      return nil
    }
    let name =
      if object.contains(index) { index } else { try context.compactIRI(iri, vocabulary: true) }
    guard let items = object[name]?.items, let key = items.first?.string else { return nil }
    Self.set(Array(items.dropFirst()), name, of: &object)
    value = .object(object)
    return key
  }

  /// Takes the first type.
  private func takeType(
    from value: inout JSONElement, in context: CompactionContext
  ) throws(JSONLDFailure) -> String? {
    let name = try context.alias(of: "@type")
    guard case .object(var object) = value, let items = object[name]?.items,
      let key = items.first?.string
    else { return nil }
    Self.set(Array(items.dropFirst()), name, of: &object)
    value = .object(object)
    return key
  }

  private static func set(_ items: [JSONElement], _ name: String, of object: inout JSONObject) {
    object[name] = items.isEmpty ? nil : items.count == 1 ? items[0] : .array(items)
  }
}
