internal import RDFModel

/// Source: JSON-LD 1.1 Processing Algorithms and API, section 5.1, steps 13.5 to 13.14.
extension Expander {
  mutating func expandProperty(
    _ name: String, _ iri: String, _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    let definition = state.context[name]
    let container = definition?.container ?? []
    var expanded: JSONElement
    if definition?.type == "@json" {
      expanded = .object(JSONObject(["@value": value, "@type": .string("@json")], mark: mark))
    } else if container.contains(.language), let map = value.object {
      expanded = try expandLanguageMap(map, definition, state.context)
    } else if !container.isDisjoint(with: [.index, .type, .id]), let map = value.object {
      expanded = try expandMap(map, name, definition, state.context)
    } else {
      expanded = try expand(value, Scope(context: state.context, property: name))
    }
    if expanded.isNull { return }
    if container.contains(.list), !expanded.isListObject {
      if isVersion10, expanded.items.contains(where: { $0.isListObject }) {
        throw failure(.listOfLists, "a list holds a list")
      }
      expanded = .object(JSONObject(["@list": .array(expanded.items)], mark: mark))
    }
    if container.contains(.graph), container.isDisjoint(with: [.id, .index]) {
      expanded = .array(
        expanded.items.map { .object(JSONObject(["@graph": .array($0.items)], mark: mark)) })
    }
    if definition?.isReverse ?? false {
      try addReverse(expanded.items, to: iri, &state)
    } else {
      state.result.append(expanded.items, to: iri)
    }
  }

  private func expandLanguageMap(
    _ map: JSONObject, _ definition: TermDefinition?, _ context: ActiveContext
  ) throws(JSONLDFailure) -> JSONElement {
    var result: [JSONElement] = []
    let direction = (definition?.direction ?? .inherited).over(context.direction)
    for (language, value) in map.entries {
      let isNone = context.expandIRI(language) == "@none"
      for item in value.items where !item.isNull {
        guard item.string != nil else {
          throw failure(.invalidLanguageMapValue, "a value under \"\(language)\" is no string")
        }
        var object = JSONObject(["@value": item], mark: map.mark)
        if !isNone { object["@language"] = .string(language) }
        object["@direction"] = direction.map { .string($0.rawValue) }
        result.append(.object(object))
      }
    }
    return .array(result)
  }

  /// Expands a map whose keys are indexes, identifiers or types.
  private mutating func expandMap(
    _ map: JSONObject, _ name: String, _ definition: TermDefinition?, _ context: ActiveContext
  ) throws(JSONLDFailure) -> JSONElement {
    let outer = mark
    mark = map.mark ?? mark
    var result: [JSONElement] = []
    let container = definition?.container ?? []
    for (key, value) in map.entries {
      var mapContext = context
      if !container.isDisjoint(with: [.id, .type]), let previous = context.previous {
        mapContext = previous
      }
      if container.contains(.type), let type = mapContext[key], let local = type.context {
        mapContext = try processor.process(
          mapContext, local, ContextProcessor.Origin(base: type.contextBase), propagates: false)
      }
      let scope = Scope(context: mapContext, property: name, fromMap: true)
      let items = try expand(.array(value.items), scope)
      let entry = MapKey(
        text: key, iri: context.expandIRI(key), container: container,
        property: definition?.index.flatMap { $0 == "@index" ? nil : $0 })
      for item in items.items { result.append(try add(entry, to: item, context)) }
    }
    mark = outer
    return .array(result)
  }

  /// A key of a map, and what it says of the values under it.
  private struct MapKey {
    let text: String
    let iri: String?
    let container: Container
    /// The property of which the key is a value, where the map has one.
    let property: String?
  }

  private func add(
    _ key: MapKey, to item: JSONElement, _ context: ActiveContext
  ) throws(JSONLDFailure) -> JSONElement {
    var item = item
    if key.container.contains(.graph), !item.isGraphObject {
      item = .object(JSONObject(["@graph": .array(item.items)], mark: mark))
    }
    guard key.iri != "@none", var object = item.object else { return item }
    if key.container.contains(.index) {
      if let property = key.property {
        try add(key, as: property, to: &object, context)
      } else if !object.contains("@index") {
        object["@index"] = .string(key.text)
      }
    } else if key.container.contains(.id) {
      if !object.contains("@id") {
        let iri = context.expandIRI(key.text, vocabulary: false, documentRelative: true)
        object["@id"] = iri.map(JSONElement.string) ?? .null
      }
    } else if key.container.contains(.type), let iri = key.iri {
      object["@type"] = .array([.string(iri)] + (object["@type"]?.items ?? []))
    }
    return .object(object)
  }

  private func add(
    _ key: MapKey, as property: String, to object: inout JSONObject, _ context: ActiveContext
  ) throws(JSONLDFailure) {
    guard let iri = context.expandIRI(property) else { return }
    if object.contains("@value") {
      throw failure(.invalidValueObject, "a value cannot have the index \"\(property)\"")
    }
    let value = expandValue(.string(key.text), of: property, in: context)
    object[iri] = .array([value] + (object[iri]?.items ?? []))
  }
}
