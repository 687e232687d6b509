/// An object on its way to compact form.
struct CompactEntries {
  let context: CompactionContext
  /// The context before those of types, in which types are terms.
  let typeContext: CompactionContext
  let property: String?
  let source: JSONObject
  var result = JSONObject()

  /// Whether the properties are those that point here.
  var isReverse: Bool { property == "@reverse" }
}

/// Source: JSON-LD 1.1 Processing Algorithms and API, section 6.1, step 12.
extension Compactor {
  func compactEntries(_ state: inout CompactEntries) throws(JSONLDFailure) {
    for name in state.source.names.sorted(by: { $0.precedes($1) }) {
      guard let value = state.source[name] else { continue }
      switch name {
      case "@id":
        let alias = try state.context.alias(of: name)
        state.result[alias] =
          if let iri = value.string { .string(try state.context.compactIRI(iri)) } else { value }
      case "@type": try compactTypes(value, &state)
      case "@reverse": try compactReverse(value, &state)
      case "@index":
        if state.context.container(of: state.property).contains(.index) { continue }
        state.result[try state.context.alias(of: name)] = value
      case "@direction", "@language", "@value":
        state.result[try state.context.alias(of: name)] = value
      default: try compactProperty(name, value, &state)
      }
    }
  }

  private func compactTypes(
    _ value: JSONElement, _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    var types: [JSONElement] = []
    for type in value.items {
      guard let iri = type.string else { continue }
      types.append(.string(try state.typeContext.compactIRI(iri, vocabulary: true)))
    }
    let alias = try state.context.alias(of: "@type")
    let isSet =
      options.processingMode != .jsonLD10 && state.context.container(of: alias).contains(.set)
    let isSingle = types.count == 1 && options.compactsArrays && !isSet
    state.result.add(
      isSingle ? types[0] : .array(types), to: alias, asArray: !isSingle)
  }

  private func compactReverse(
    _ value: JSONElement, _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    let compacted = try compact(value, property: "@reverse", in: state.context)
    var rest = JSONObject()
    for (name, value) in compacted.object?.entries ?? JSONObject().entries {
      guard let definition = state.context[name], definition.isReverse else {
        rest[name] = value
        continue
      }
      let isArray = definition.container.contains(.set) || !options.compactsArrays
      state.result.add(value, to: name, asArray: isArray)
    }
    if !rest.isEmpty { state.result[try state.context.alias(of: "@reverse")] = .object(rest) }
  }

  // MARK: Properties

  private func compactProperty(
    _ iri: String, _ value: JSONElement, _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    if value.array?.isEmpty ?? false {
      let term = try state.context.compactIRI(
        iri, value: value, vocabulary: true, reverse: state.isReverse)
      let nest = try nest(of: term, in: state.context)
      state.result.within(nest) { $0.add(value, to: term, asArray: true) }
    }
    for item in value.array ?? [value] {
      let term = try state.context.compactIRI(
        iri, value: item, vocabulary: true, reverse: state.isReverse)
      let place = CompactPlace(
        iri: iri, term: term, nest: try nest(of: term, in: state.context),
        container: state.context.container(of: term),
        isArray: state.context.container(of: term).contains(.set) || term == "@graph"
          || term == "@list" || !options.compactsArrays)
      try compactItem(item, at: place, &state)
    }
  }

  /// The entry into which the values of a term go; nil for the object itself.
  private func nest(
    of term: String, in context: CompactionContext
  ) throws(JSONLDFailure) -> String? {
    guard let nest = context[term]?.nest else { return nil }
    guard nest == "@nest" || context.active.expandIRI(nest) == "@nest" else {
      throw JSONLDFailure(.invalidNest, "\"\(nest)\" does not stand for @nest")
    }
    return nest
  }

  private func compactItem(
    _ item: JSONElement, at place: CompactPlace, _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    let object = item.object ?? JSONObject()
    if let list = object["@list"] {
      let compacted = try compact(list, property: place.term, in: state.context)
      return try addList(compacted, object, at: place, &state)
    }
    if item.isGraphObject, let graph = object["@graph"] {
      let compacted = try compact(graph, property: place.term, in: state.context)
      return try addGraph(compacted, object, at: place, &state)
    }
    let compacted = try compact(item, property: place.term, in: state.context)
    if place.container.isDisjoint(with: [.language, .index, .id, .type])
      || place.container.contains(.graph)
    {
      state.result.within(place.nest) {
        $0.add(compacted, to: place.term, asArray: place.isArray)
      }
    } else {
      try addToMap(compacted, object, at: place, &state)
    }
  }

  private func addList(
    _ compacted: JSONElement, _ object: JSONObject, at place: CompactPlace,
    _ state: inout CompactEntries
  ) throws(JSONLDFailure) {
    let items = JSONElement.array(compacted.items)
    if place.container.contains(.list) {
      var isTaken = false
      state.result.within(place.nest) {
        isTaken = $0.contains(place.term)
        if !isTaken { $0[place.term] = items }
      }
      guard isTaken else { return }
      // Under one term with a list container there is room for one list only.
      if options.processingMode == .jsonLD10 {
        throw JSONLDFailure(
          .compactionToListOfLists, "the term \"\(place.term)\" would hold several lists")
      }
    }
    var list = JSONObject()
    list[try state.context.alias(of: "@list")] = items
    if let index = object["@index"] { list[try state.context.alias(of: "@index")] = index }
    let name = place.container.contains(.list) ? place.iri : place.term
    state.result.within(place.nest) { $0.add(.object(list), to: name, asArray: place.isArray) }
  }
}

/// Where the values of a property go.
struct CompactPlace {
  let iri: String
  let term: String
  /// The entry that holds them, where it is not the object itself.
  let nest: String?
  let container: Container
  /// Whether a single value stands in an array.
  let isArray: Bool
}

extension JSONObject {
  /// Adds a value under a name, or each value of an array.
  ///
  /// Source: JSON-LD 1.1 Processing Algorithms and API, section 3.3 (add value).
  mutating func add(_ value: JSONElement, to name: String, asArray: Bool) {
    if case .array(let items) = value {
      if asArray { append([], to: name) }
      for item in items { add(item, to: name, asArray: asArray) }
    } else if asArray || contains(name) {
      append([value], to: name)
    } else {
      self[name] = value
    }
  }

  /// Changes the object under a name, which is made where there is none; nil for this object.
  mutating func within<Result>(
    _ name: String?, _ change: (inout JSONObject) -> Result
  ) -> Result {
    guard let name else { return change(&self) }
    return update(name, default: .object(JSONObject())) { value in
      var object = value.object ?? JSONObject()
      // Given up first, so that the object changes in its place.
      value = .null
      defer { value = .object(object) }
      return change(&object)
    }
  }
}
