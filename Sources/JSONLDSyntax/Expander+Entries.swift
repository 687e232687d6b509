internal import RDFModel

/// An object on its way to expanded form.
struct EntryExpansion {
  let context: ActiveContext
  /// The context before those of types, in which types are terms.
  let typeContext: ActiveContext
  let property: String?
  /// Whether the object's value is JSON that is kept as it is.
  let isJSON: Bool
  var result: JSONObject
}

/// Source: JSON-LD 1.1 Processing Algorithms and API, section 5.1, steps 13 and 14.
extension Expander {
  mutating func expandEntries(
    of object: JSONObject, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    var nests: [(String, JSONElement)] = []
    for (name, value) in object.entries where name != "@context" {
      guard let iri = state.context.expandIRI(name) else { continue }
      if Keyword.contains(iri) {
        if iri == "@nest" {
          try refuseInReverse(iri, state)
          nests.append((name, value))
        } else {
          try expandKeyword(iri, value, &state)
        }
      } else if iri.utf8.contains(UInt8(ascii: ":")) {
        try expandProperty(name, iri, value, &state)
      }
    }
    for (name, value) in nests { try expandNest(name, value, &state) }
  }

  private func refuseInReverse(
    _ keyword: String, _ state: EntryExpansion
  ) throws(JSONLDFailure) {
    if state.property == "@reverse" {
      throw failure(.invalidReversePropertyMap, "the keyword \(keyword) stands in @reverse")
    }
  }

  private mutating func expandNest(
    _ name: String, _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    let context = try propertyContext(state.context[name], in: state.context)
    for item in value.items {
      guard let object = item.object,
        !object.names.contains(where: { context.expandIRI($0) == "@value" })
      else { throw failure(.invalidNest, "\"\(name)\" has to be an object that is no value") }
      var inner = EntryExpansion(
        context: context, typeContext: state.typeContext, property: state.property,
        isJSON: state.isJSON, result: state.result)
      try expandEntries(of: object, &inner)
      state.result = inner.result
    }
  }

  // MARK: Keywords

  private mutating func expandKeyword(
    _ keyword: String, _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    try refuseInReverse(keyword, state)
    if state.result.contains(keyword), isVersion10 || !["@included", "@type"].contains(keyword) {
      throw failure(.collidingKeywords, "\(keyword) occurs twice in an object")
    }
    switch keyword {
    case "@id":
      guard let text = value.string else {
        throw failure(.invalidID, "@id has to be a string")
      }
      let iri = state.context.expandIRI(text, vocabulary: false, documentRelative: true)
      state.result["@id"] = iri.map(JSONElement.string) ?? .null
    case "@type": try expandTypes(value, &state)
    case "@graph":
      let graph = try expand(value, Scope(context: state.context, property: "@graph"))
      state.result["@graph"] = .array(graph.itemsOrNothing)
    case "@included": try expandIncluded(value, &state)
    case "@value": try expandValueEntry(value, &state)
    case "@language":
      guard value.string != nil else {
        throw failure(.invalidLanguageTaggedString, "@language has to be a string")
      }
      state.result["@language"] = value
    case "@direction":
      if isVersion10 { return }
      guard value.string.flatMap(BaseDirection.init(rawValue:)) != nil else {
        throw failure(.invalidBaseDirection, "@direction has to be \"ltr\" or \"rtl\"")
      }
      state.result["@direction"] = value
    case "@index":
      guard value.string != nil else {
        throw failure(.invalidIndex, "@index has to be a string")
      }
      state.result["@index"] = value
    case "@list": try expandList(value, &state)
    case "@set":
      state.result["@set"] = try expand(
        value, Scope(context: state.context, property: state.property))
    case "@reverse": try expandReverse(value, &state)
    default: break
    }
  }

  private func expandTypes(
    _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    var types: [JSONElement] = []
    for item in value.items {
      guard let text = item.string else {
        throw failure(.invalidTypeValue, "@type has to be a string or an array of strings")
      }
      if let iri = state.typeContext.expandIRI(text, documentRelative: true) {
        types.append(.string(iri))
      }
    }
    if let before = state.result["@type"] {
      state.result["@type"] = .array(before.items + types)
    } else if value.array == nil, let type = types.first {
      state.result["@type"] = type
    } else {
      state.result["@type"] = .array(types)
    }
  }

  private mutating func expandIncluded(
    _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    if isVersion10 { return }
    let included = try expand(value, Scope(context: state.context)).itemsOrNothing
    guard !included.isEmpty, included.allSatisfy(\.isNodeObject) else {
      throw failure(.invalidIncluded, "@included has to hold node objects")
    }
    state.result.append(included, to: "@included")
  }

  private func expandValueEntry(
    _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    if state.isJSON {
      if isVersion10 {
        throw failure(.invalidValueObjectValue, "JSON-LD 1.0 has no JSON literals")
      }
    } else if !value.isScalar, !value.isNull {
      throw failure(.invalidValueObjectValue, "@value has to be a string, number, boolean or null")
    }
    state.result["@value"] = value
  }

  private mutating func expandList(
    _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    guard let property = state.property, property != "@graph" else { return }
    let list = try expand(value, Scope(context: state.context, property: property))
    let items = list.itemsOrNothing
    if isVersion10, items.contains(where: { $0.isListObject }) {
      throw failure(.listOfLists, "a list holds a list")
    }
    state.result["@list"] = .array(items)
  }

  private mutating func expandReverse(
    _ value: JSONElement, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    guard value.object != nil else {
      throw failure(.invalidReverse, "@reverse has to be an object")
    }
    let expanded = try expand(value, Scope(context: state.context, property: "@reverse"))
    for (name, items) in expanded.object?.entries ?? JSONObject().entries {
      if name == "@reverse" {
        for (property, items) in items.object?.entries ?? JSONObject().entries {
          state.result.append(items.items, to: property)
        }
      } else {
        try addReverse(items.items, to: name, &state)
      }
    }
  }

  func addReverse(
    _ items: [JSONElement], to property: String, _ state: inout EntryExpansion
  ) throws(JSONLDFailure) {
    guard !items.contains(where: { $0.isValueObject || $0.isListObject }) else {
      throw failure(.invalidReversePropertyValue, "only nodes can have a reverse property")
    }
    state.result.update("@reverse", default: .object(JSONObject(mark: mark))) { value in
      guard case .object(var map) = value else { return }
      value = .null
      map.append(items, to: property)
      value = .object(map)
    }
  }
}

/// What expanded objects are.
extension JSONElement {
  var isValueObject: Bool { object?.contains("@value") ?? false }

  var isListObject: Bool { object?.contains("@list") ?? false }

  /// Whether the value is an object that is neither a value, a list nor a set.
  var isNodeObject: Bool {
    guard let object else { return false }
    return !object.contains("@value") && !object.contains("@list") && !object.contains("@set")
  }

  /// Whether the value is a node object that is nothing but a graph.
  var isGraphObject: Bool {
    guard let object, object.contains("@graph") else { return false }
    return object.names.allSatisfy { ["@graph", "@id", "@index"].contains($0) }
  }
}
