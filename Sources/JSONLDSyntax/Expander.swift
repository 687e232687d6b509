internal import RDFModel

/// Takes the context out of a document: every property becomes an IRI and every value an object.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 5.1 (Expansion Algorithm).
struct Expander {
  /// What goes from an element to the elements in it.
  struct Scope {
    var context: ActiveContext
    /// The term under which the element stands.
    var property: String?
    /// Whether the element is a value of an index, id or type map.
    var fromMap = false
  }

  let processor: ContextProcessor
  /// Where the object is that is being expanded.
  var mark: SourceMark?
  /// The prefixes of the outermost objects.
  private(set) var prefixes = OrderedTable<String>()

  init(processor: ContextProcessor) { self.processor = processor }

  var isVersion10: Bool { processor.isVersion10 }

  /// Against what names of contexts in the document resolve.
  var contextBase: String? { (processor.options.documentIRI ?? processor.options.base)?.value }

  func failure(_ code: JSONLDErrorCode, _ detail: String) -> JSONLDFailure {
    JSONLDFailure(code, detail, mark)
  }

  /// Expands a whole document to an array of node objects.
  mutating func document(_ value: JSONElement) throws(JSONLDFailure) -> [JSONElement] {
    let context = try processor.initialContext()
    let expanded = try expand(value, Scope(context: context))
    if let object = expanded.object, object.count == 1, let graph = object["@graph"] {
      return graph.itemsOrNothing
    }
    return expanded.itemsOrNothing
  }

  /// Expands an element; null stands for nothing.
  mutating func expand(
    _ element: JSONElement, _ scope: Scope
  ) throws(JSONLDFailure) -> JSONElement {
    switch element {
    case .null: return .null
    case .string, .number, .boolean: return try scalar(element, scope)
    case .array(let items): return try array(items, scope)
    case .object(let object):
      let outer = mark
      mark = object.mark ?? mark
      let result = try expand(object, scope)
      mark = outer
      return result
    }
  }

  private mutating func scalar(
    _ value: JSONElement, _ scope: Scope
  ) throws(JSONLDFailure) -> JSONElement {
    guard let property = scope.property, property != "@graph" else { return .null }
    let context = try propertyContext(scope.context[property], in: scope.context)
    return expandValue(value, of: property, in: context)
  }

  private mutating func array(
    _ items: [JSONElement], _ scope: Scope
  ) throws(JSONLDFailure) -> JSONElement {
    var result: [JSONElement] = []
    let isList = scope.context[scope.property]?.container.contains(.list) ?? false
    for item in items {
      let expanded = try expand(item, scope)
      if case .array(let members) = expanded {
        if isList {
          if isVersion10 { throw failure(.listOfLists, "a list holds a list") }
          result.append(.object(JSONObject(["@list": expanded], mark: mark)))
        } else {
          result.append(contentsOf: members)
        }
      } else if !expanded.isNull {
        result.append(expanded)
      }
    }
    return .array(result)
  }

  // MARK: Contexts

  /// The context for values of a term whose definition has one.
  func propertyContext(
    _ definition: TermDefinition?, in context: ActiveContext
  ) throws(JSONLDFailure) -> ActiveContext {
    guard let definition, let local = definition.context else { return context }
    return try processor.process(
      context, local,
      ContextProcessor.Origin(base: definition.contextBase, overridesProtected: true))
  }

  /// The context in which an object's entries are read, and the one for its types.
  private mutating func contexts(
    for object: JSONObject, _ scope: Scope
  ) throws(JSONLDFailure) -> (own: ActiveContext, types: ActiveContext) {
    var context = scope.context
    let definition = context[scope.property]
    if let previous = context.previous, !scope.fromMap, !keepsContext(object, context) {
      context = previous
    }
    context = try propertyContext(definition, in: context)
    if let local = object["@context"] {
      context = try located(
        { () throws(JSONLDFailure) in
          try processor.process(context, local, ContextProcessor.Origin(base: contextBase))
        })
      if scope.property == nil { collectPrefixes(of: context) }
    }
    let types = context
    for value in typeEntries(object, context) {
      let terms = value.items.compactMap(\.string).sorted { $0.precedes($1) }
      for term in terms {
        guard let definition = types[term], let local = definition.context else { continue }
        context = try located(
          { () throws(JSONLDFailure) in
            try processor.process(
              context, local, ContextProcessor.Origin(base: definition.contextBase),
              propagates: false)
          })
      }
    }
    return (context, types)
  }

  /// Takes note of the prefixes that other syntaxes can use, too.
  private mutating func collectPrefixes(of context: ActiveContext) {
    for (name, definition) in context.terms where definition.isPrefix {
      guard let iri = definition.iri, IRIForm.isAbsolute(iri), IRIForm.endsWithDelimiter(iri),
        IRIForm.isPlainName(name.text), !prefixes.contains(name.text)
      else { continue }
      prefixes[name.text] = iri
    }
  }

  /// Adds the place of the object to failures that know none.
  private func located(
    _ body: () throws(JSONLDFailure) -> ActiveContext
  ) throws(JSONLDFailure) -> ActiveContext {
    do { return try body() } catch {
      throw JSONLDFailure(error.kind, error.detail, error.mark ?? mark)
    }
  }

  /// Whether an object is a value or a reference, for which a context of types still holds.
  private func keepsContext(_ object: JSONObject, _ context: ActiveContext) -> Bool {
    for name in object.names {
      let keyword = context.expandIRI(name)
      if keyword == "@value" || (keyword == "@id" && object.count == 1) { return true }
    }
    return false
  }

  /// The values of the entries that mean `@type`, in the order of their names.
  func typeEntries(_ object: JSONObject, _ context: ActiveContext) -> [JSONElement] {
    let names = object.names.filter { context.expandIRI($0) == "@type" }
    return names.sorted { $0.precedes($1) }.compactMap { object[$0] }
  }

  // MARK: Objects

  private mutating func expand(
    _ object: JSONObject, _ scope: Scope
  ) throws(JSONLDFailure) -> JSONElement {
    let contexts = try contexts(for: object, scope)
    let inputType = typeEntries(object, contexts.own).first?.items.last?.string
      .flatMap { contexts.own.expandIRI($0) }
    var entries = EntryExpansion(
      context: contexts.own, typeContext: contexts.types, property: scope.property,
      isJSON: inputType == "@json", result: JSONObject(mark: mark))
    try expandEntries(of: object, &entries)
    return try finish(entries.result, property: scope.property)
  }

  /// Checks what became of an object, and drops what says nothing.
  private func finish(
    _ result: JSONObject, property: String?
  ) throws(JSONLDFailure) -> JSONElement {
    var result = result
    if let value = result["@value"] {
      guard try isKept(value, of: result) else { return .null }
    } else if let types = result["@type"], types.array == nil {
      result["@type"] = .array([types])
    } else if result.contains("@set") || result.contains("@list") {
      guard result.count == 1 || (result.count == 2 && result.contains("@index")) else {
        throw failure(.invalidSetOrList, "only @index may stand beside @set or @list")
      }
      if let set = result["@set"] { return free(set, property) }
    }
    if result.count == 1, result.contains("@language") { return .null }
    return free(.object(result), property)
  }

  /// Drops values that no property refers to.
  private func free(_ value: JSONElement, _ property: String?) -> JSONElement {
    guard property == nil || property == "@graph", let result = value.object else { return value }
    let isLoose = result.isEmpty || result.contains("@value") || result.contains("@list")
    let isReference = result.count == 1 && result.contains("@id")
    return isLoose || isReference ? .null : value
  }

  /// Checks a value object; false where it says nothing.
  private func isKept(
    _ value: JSONElement, of object: JSONObject
  ) throws(JSONLDFailure) -> Bool {
    let allowed: Set<String> = ["@direction", "@index", "@language", "@type", "@value"]
    let isTagged = object.contains("@language") || object.contains("@direction")
    let type = object["@type"]
    guard object.names.allSatisfy(allowed.contains), !isTagged || type == nil else {
      throw failure(.invalidValueObject, "a value has entries that exclude each other")
    }
    if type?.string == "@json" { return true }
    if value.isNull || value.array?.isEmpty ?? false { return false }
    if value.string == nil, object.contains("@language") {
      throw failure(.invalidLanguageTaggedValue, "only strings can have a language")
    }
    if let type {
      guard let iri = type.string, IRIForm.isAbsolute(iri), IRIForm.isWellFormed(iri) else {
        throw failure(.invalidTypedValue, "the @type of a value has to be an IRI")
      }
    }
    return true
  }

  /// Expands a scalar as a value of a term.
  ///
  /// Source: section 5.3 (Value Expansion).
  func expandValue(
    _ value: JSONElement, of property: String, in context: ActiveContext
  ) -> JSONElement {
    let definition = context[property]
    if let text = value.string, definition?.type == "@id" || definition?.type == "@vocab" {
      let iri = context.expandIRI(
        text, vocabulary: definition?.type == "@vocab", documentRelative: true)
      return .object(JSONObject(["@id": iri.map(JSONElement.string) ?? .null], mark: mark))
    }
    var result = JSONObject(["@value": value], mark: mark)
    if let type = definition?.type, type != "@id", type != "@vocab", type != "@none" {
      result["@type"] = .string(type)
    } else if value.string != nil {
      let language = (definition?.language ?? .inherited).over(context.language)
      let direction = (definition?.direction ?? .inherited).over(context.direction)
      result["@language"] = language.map(JSONElement.string)
      result["@direction"] = direction.map { .string($0.rawValue) }
    }
    return .object(result)
  }
}
