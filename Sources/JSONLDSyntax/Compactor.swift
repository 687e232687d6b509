internal import RDFModel

/// Puts a context into an expanded document: IRIs become terms and objects the values they hold.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 6.1 (Compaction Algorithm).
struct Compactor {
  let processor: ContextProcessor

  var options: JSONLDOptions { processor.options }

  /// Compacts an element.
  func compact(
    _ element: JSONElement, property: String?, in context: CompactionContext
  ) throws(JSONLDFailure) -> JSONElement {
    switch element {
    case .null, .boolean, .number, .string: return element
    case .array(let items):
      var result: [JSONElement] = []
      for item in items {
        let compacted = try compact(item, property: property, in: context)
        if !compacted.isNull { result.append(compacted) }
      }
      let keepsArray =
        property == "@graph" || property == "@set"
        || !context.container(of: property).isDisjoint(with: [.list, .set])
      guard result.count == 1, options.compactsArrays, !keepsArray else { return .array(result) }
      return result[0]
    case .object(let object): return try compact(object, property: property, in: context)
    }
  }

  private func compact(
    _ object: JSONObject, property: String?, in outer: CompactionContext
  ) throws(JSONLDFailure) -> JSONElement {
    var context = outer
    let isReference = object.count == 1 && object.contains("@id")
    if let previous = context.active.previous, !object.contains("@value"), !isReference {
      context = CompactionContext(previous, options: options)
    }
    // The definition is that of the context in which the property was chosen.
    if let definition = outer[property], let local = definition.context {
      context = CompactionContext(
        try processor.process(
          context.active, local,
          ContextProcessor.Origin(base: definition.contextBase, overridesProtected: true)),
        options: options)
    }
    if object.contains("@value") || object.contains("@id") {
      let value = try compactValue(object, of: property, in: context)
      if value.object == nil || context[property]?.type == "@json" { return value }
    }
    if let list = object["@list"], context.container(of: property).contains(.list) {
      return try compact(list, property: property, in: context)
    }
    let typeContext = context
    for type in try types(of: object, in: context) {
      guard let definition = typeContext[type], let local = definition.context else { continue }
      context = CompactionContext(
        try processor.process(
          context.active, local, ContextProcessor.Origin(base: definition.contextBase),
          propagates: false),
        options: options)
    }
    var entries = CompactEntries(
      context: context, typeContext: typeContext, property: property, source: object)
    try compactEntries(&entries)
    return .object(entries.result)
  }

  /// The types of an object as they are written, sorted.
  private func types(
    of object: JSONObject, in context: CompactionContext
  ) throws(JSONLDFailure) -> [String] {
    var types: [String] = []
    for type in object["@type"]?.items ?? [] {
      if let iri = type.string { types.append(try context.compactIRI(iri, vocabulary: true)) }
    }
    return types.sorted { $0.precedes($1) }
  }

  // MARK: Values

  /// A value object or a reference, as short as its property allows.
  ///
  /// Source: section 6.4 (Value Compaction).
  private func compactValue(
    _ value: JSONObject, of property: String?, in context: CompactionContext
  ) throws(JSONLDFailure) -> JSONElement {
    let definition = context[property]
    let index = value["@index"]
    let losesIndex = index == nil || (definition?.container.contains(.index) ?? false)
    if let id = value["@id"] {
      let rest = value.count - 1 - (index == nil ? 0 : 1)
      guard rest == 0, let iri = id.string else { return .object(value) }
      if definition?.type == "@id" { return .string(try context.compactIRI(iri)) }
      if definition?.type == "@vocab" {
        return .string(try context.compactIRI(iri, vocabulary: true))
      }
      return .object(try aliased(value, in: context))
    }
    let type = value["@type"]?.string
    let literal = value["@value"] ?? .null
    if let type, definition?.type?.isSame(as: type) ?? false {
      if losesIndex { return literal }
    } else if definition?.type == "@none" || type != nil {
      var result = value
      if let type {
        result["@type"] = .string(try context.compactIRI(type, vocabulary: true))
      }
      return .object(try aliased(result, in: context))
    } else if literal.string == nil {
      if losesIndex { return literal }
    } else {
      let language = (definition?.language ?? .inherited).over(context.active.language)
      let direction = (definition?.direction ?? .inherited).over(context.active.direction)
      let hasLanguage = value["@language"]?.string?.lowercased() == language?.lowercased()
      let hasDirection = value["@direction"]?.string == direction?.rawValue
      if hasLanguage, hasDirection, losesIndex { return literal }
    }
    return .object(try aliased(value, in: context))
  }

  /// An object with the terms for its keywords.
  private func aliased(
    _ object: JSONObject, in context: CompactionContext
  ) throws(JSONLDFailure) -> JSONObject {
    var result = JSONObject()
    for (name, value) in object.entries { result[try context.alias(of: name)] = value }
    return result
  }
}
