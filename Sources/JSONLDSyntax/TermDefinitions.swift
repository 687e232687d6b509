internal import RDFModel

/// The term definitions of one local context on their way into an active context.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 4.2 (Create Term Definition).
struct TermDefinitions {
  /// The context that grows.
  private(set) var context: ActiveContext
  let local: JSONObject
  let origin: ContextProcessor.Origin
  let isProtected: Bool
  let processor: ContextProcessor
  /// The terms that are defined (true) or being defined (false).
  private var defined: [ByteName: Bool] = [:]

  init(
    context: ActiveContext, local: JSONObject, origin: ContextProcessor.Origin,
    isProtected: Bool, processor: ContextProcessor
  ) {
    self.context = context
    self.local = local
    self.origin = origin
    self.isProtected = isProtected
    self.processor = processor
  }

  private static let entries: Set<String> = [
    "@container", "@context", "@direction", "@id", "@index", "@language", "@nest", "@prefix",
    "@protected", "@reverse", "@type",
  ]

  func failure(_ code: JSONLDErrorCode, _ detail: String) -> JSONLDFailure {
    JSONLDFailure(code, detail, local.mark)
  }

  /// Defines a term, and before it the terms that it depends on.
  mutating func define(_ term: String) throws(JSONLDFailure) {
    if let done = defined[ByteName(term)] {
      if done { return }
      throw failure(.cyclicIRIMapping, "the definition of \"\(term)\" depends on itself")
    }
    if term.isEmpty { throw failure(.invalidTermDefinition, "a term is empty") }
    try processor.nested(local.mark) { () throws(JSONLDFailure) in try defineAnew(term) }
  }

  private mutating func defineAnew(_ term: String) throws(JSONLDFailure) {
    defined[ByteName(term)] = false
    guard let value = local[term] else { return }
    if term == "@type" {
      try checkTypeTerm(value)
    } else if Keyword.contains(term) {
      throw failure(.keywordRedefinition, "the keyword \(term) is defined as a term")
    } else if Keyword.isReserved(term) {
      return
    }
    let before = context.terms.removeValue(forKey: ByteName(term))
    let (entries, isSimple) = try self.entries(of: term, value)
    guard var definition = try definition(of: term, entries, isSimple: isSimple) else { return }
    if !origin.overridesProtected, let before, before.isProtected {
      guard definition.isSame(as: before) else {
        throw failure(.protectedTermRedefinition, "the protected term \"\(term)\" is redefined")
      }
      definition = before
    }
    context.terms[ByteName(term)] = definition
    defined[ByteName(term)] = true
  }

  private func checkTypeTerm(_ value: JSONElement) throws(JSONLDFailure) {
    guard !processor.isVersion10, let object = value.object, !object.isEmpty,
      object.names.allSatisfy({ $0 == "@container" || $0 == "@protected" }),
      object["@container"].map({ $0.string == "@set" }) ?? true
    else {
      throw failure(
        .keywordRedefinition, "@type may only get the container @set and be protected")
    }
  }

  private func entries(
    of term: String, _ value: JSONElement
  ) throws(JSONLDFailure) -> (JSONObject, isSimple: Bool) {
    switch value {
    case .null: return (JSONObject(["@id": .null]), false)
    case .string: return (JSONObject(["@id": value]), true)
    case .object(let object): return (object, false)
    case .boolean, .number, .array:
      throw failure(
        .invalidTermDefinition, "the definition of \"\(term)\" is no string, object or null")
    }
  }

  /// The definition that entries make; nil where the term is to be left undefined.
  private mutating func definition(
    of term: String, _ entries: JSONObject, isSimple: Bool
  ) throws(JSONLDFailure) -> TermDefinition? {
    var definition = TermDefinition()
    definition.isProtected = isProtected
    if let value = entries["@protected"] {
      guard case .boolean(let flag) = value else {
        throw failure(.invalidProtected, "@protected of \"\(term)\" has to be true or false")
      }
      try refuse10("@protected")
      definition.isProtected = flag
    }
    if let value = entries["@type"] { definition.type = try typeMapping(term, value) }
    guard try setIRI(of: &definition, term, entries, isSimple: isSimple) else { return nil }
    try setContainer(of: &definition, term, entries)
    try setIndex(of: &definition, term, entries)
    try setContext(of: &definition, entries)
    try setLanguage(of: &definition, term, entries)
    try setNest(of: &definition, term, entries)
    try setPrefix(of: &definition, term, entries)
    if let name = entries.names.first(where: { !Self.entries.contains($0) }) {
      throw failure(.invalidTermDefinition, "\"\(term)\" has the unknown entry \"\(name)\"")
    }
    return definition
  }

  func refuse10(_ entry: String) throws(JSONLDFailure) {
    guard processor.isVersion10 else { return }
    throw failure(.invalidTermDefinition, "JSON-LD 1.0 has no \(entry)")
  }

  // MARK: IRIs

  /// Expands a text after defining the terms on which it depends.
  mutating func expandIRI(_ text: String) throws(JSONLDFailure) -> String? {
    if Keyword.contains(text) { return text }
    if Keyword.isReserved(text) { return nil }
    if local.contains(text), defined[ByteName(text)] != true { try define(text) }
    if context[text] == nil, let compact = CompactIRI(text), !compact.isComplete,
      local.contains(compact.prefix), defined[ByteName(compact.prefix)] != true
    {
      try define(compact.prefix)
    }
    return context.expandIRI(text)
  }

  /// Marks a term as defined before it is, so that its own IRI can be expanded.
  mutating func markDefined(_ term: String) { defined[ByteName(term)] = true }

  private mutating func typeMapping(
    _ term: String, _ value: JSONElement
  ) throws(JSONLDFailure) -> String {
    guard let text = value.string else {
      throw failure(.invalidTypeMapping, "@type of \"\(term)\" has to be a string")
    }
    let type = try expandIRI(text)
    switch type {
    case "@id"?, "@vocab"?: break
    case "@json"? where !processor.isVersion10, "@none"? where !processor.isVersion10: break
    case let type? where IRIForm.isAbsolute(type): break
    default:
      throw failure(.invalidTypeMapping, "@type of \"\(term)\" is no IRI: \"\(text)\"")
    }
    return type ?? text
  }

  /// Sets what a term stands for.
  ///
  /// - Returns: false where the term is to be left undefined.
  private mutating func setIRI(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject, isSimple: Bool
  ) throws(JSONLDFailure) -> Bool {
    if let value = entries["@reverse"] {
      return try setReverse(of: &definition, term, value, entries)
    }
    if let value = entries["@id"], value.string.map({ !$0.isSame(as: term) }) ?? true {
      return try setID(of: &definition, term, value, isSimple: isSimple)
    }
    if let compact = CompactIRI(term) {
      if local.contains(compact.prefix) { try define(compact.prefix) }
      if let prefix = context[compact.prefix] {
        definition.iri = prefix.iri.map { $0 + compact.suffix }
      } else {
        definition.iri = term
      }
    } else if term.utf8.contains(UInt8(ascii: "/")) {
      let iri = context.expandIRI(term)
      guard let iri, IRIForm.isAbsolute(iri) else {
        throw failure(.invalidIRIMapping, "the term \"\(term)\" is a relative IRI")
      }
      definition.iri = iri
    } else if term == "@type" {
      definition.iri = term
    } else if let vocabulary = context.vocabulary {
      definition.iri = vocabulary + term
    } else {
      throw failure(.invalidIRIMapping, "the term \"\(term)\" stands for no IRI")
    }
    return true
  }

  private mutating func setReverse(
    of definition: inout TermDefinition, _ term: String, _ value: JSONElement,
    _ entries: JSONObject
  ) throws(JSONLDFailure) -> Bool {
    if entries.contains("@id") || entries.contains("@nest") {
      throw failure(.invalidReverseProperty, "\"\(term)\" has @reverse beside @id or @nest")
    }
    guard let text = value.string else {
      throw failure(.invalidIRIMapping, "@reverse of \"\(term)\" has to be a string")
    }
    if Keyword.isReserved(text), !Keyword.contains(text) { return false }
    guard let iri = try expandIRI(text), IRIForm.isAbsolute(iri) || IRIForm.isBlankNode(iri) else {
      throw failure(.invalidIRIMapping, "@reverse of \"\(term)\" is no IRI: \"\(text)\"")
    }
    if let container = entries["@container"] {
      guard container.isNull || container.string == "@set" || container.string == "@index" else {
        throw failure(
          .invalidReverseProperty, "\"\(term)\" may only have the container @set or @index")
      }
    }
    definition.iri = iri
    definition.isReverse = true
    return true
  }

  private mutating func setID(
    of definition: inout TermDefinition, _ term: String, _ value: JSONElement, isSimple: Bool
  ) throws(JSONLDFailure) -> Bool {
    if value.isNull { return true }
    guard let text = value.string else {
      throw failure(.invalidIRIMapping, "@id of \"\(term)\" has to be a string")
    }
    if Keyword.isReserved(text), !Keyword.contains(text) { return false }
    guard let iri = try expandIRI(text),
      Keyword.contains(iri) || IRIForm.isAbsolute(iri) || IRIForm.isBlankNode(iri)
    else {
      throw failure(.invalidIRIMapping, "@id of \"\(term)\" is no IRI: \"\(text)\"")
    }
    if iri == "@context" {
      throw failure(.invalidKeywordAlias, "\"\(term)\" stands for @context")
    }
    definition.iri = iri
    let inner = term.utf8.dropFirst().dropLast()
    let hasSlash = term.utf8.contains(UInt8(ascii: "/"))
    if !processor.isVersion10, inner.contains(UInt8(ascii: ":")) || hasSlash {
      markDefined(term)
      guard let own = try expandIRI(term), own.isSame(as: iri) else {
        throw failure(.invalidIRIMapping, "\"\(term)\" looks like an IRI and stands for another")
      }
    }
    if processor.isVersion10 {
      definition.isPrefix = !Keyword.contains(iri)
      definition.isWrittenAsPrefix = definition.isPrefix && isSimple
    } else if !term.utf8.contains(UInt8(ascii: ":")), !hasSlash, isSimple {
      definition.isPrefix = IRIForm.endsWithDelimiter(iri) || IRIForm.isBlankNode(iri)
      definition.isWrittenAsPrefix = definition.isPrefix
    }
    return true
  }
}
