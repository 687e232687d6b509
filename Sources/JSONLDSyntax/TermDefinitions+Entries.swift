internal import RDFModel

/// The entries of a term definition beside its IRI.
extension TermDefinitions {
  func setContainer(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard let value = entries["@container"] else { return }
    if definition.isReverse, value.isNull { return }
    let refused = failure(
      .invalidContainerMapping, "@container of \"\(term)\" is no allowed combination")
    var container: Container = []
    if value.array?.isEmpty ?? false { throw refused }
    for item in value.items {
      guard let one = item.string.flatMap(Container.init(keyword:)) else { throw refused }
      container.insert(one)
    }
    guard container.isAllowed else { throw refused }
    if processor.isVersion10 {
      guard value.string != nil, container.isDisjoint(with: [.graph, .id, .type]) else {
        throw refused
      }
    }
    definition.container = container
    guard container.contains(.type) else { return }
    definition.type = definition.type ?? "@id"
    guard definition.type == "@id" || definition.type == "@vocab" else {
      throw failure(
        .invalidTypeMapping, "\"\(term)\" with the container @type has a type but @id and @vocab")
    }
  }

  mutating func setIndex(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard let value = entries["@index"] else { return }
    try refuse10("@index in term definitions")
    guard definition.container.contains(.index), let index = value.string,
      let iri = try expandIRI(index), IRIForm.isAbsolute(iri)
    else {
      throw failure(
        .invalidTermDefinition, "@index of \"\(term)\" has to be a property, with that container")
    }
    definition.index = index
  }

  func setContext(
    of definition: inout TermDefinition, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard let value = entries["@context"] else { return }
    try refuse10("scoped contexts")
    var inner = origin
    inner.overridesProtected = true
    inner.validatesScoped = false
    do {
      _ = try processor.process(context, value, inner)
    } catch {
      if error.isLimit { throw error }
      throw JSONLDFailure(.invalidScopedContext, error.message, error.mark ?? local.mark)
    }
    definition.context = value
    definition.contextBase = origin.base
  }

  func setLanguage(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard !entries.contains("@type") else { return }
    switch entries["@language"] {
    case nil: break
    case .null?: definition.language = .removed
    case .string(let language)?: definition.language = .value(language)
    default:
      throw failure(
        .invalidLanguageMapping, "@language of \"\(term)\" has to be a string or null")
    }
    guard let value = entries["@direction"] else { return }
    try refuse10("@direction")
    if value.isNull {
      definition.direction = .removed
    } else if let direction = value.string.flatMap(BaseDirection.init(rawValue:)) {
      definition.direction = .value(direction)
    } else {
      throw failure(
        .invalidBaseDirection, "@direction of \"\(term)\" has to be \"ltr\", \"rtl\" or null")
    }
  }

  func setNest(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard let value = entries["@nest"] else { return }
    try refuse10("@nest")
    guard let nest = value.string, nest == "@nest" || !Keyword.contains(nest) else {
      throw failure(.invalidNest, "@nest of \"\(term)\" has to be a term or @nest")
    }
    definition.nest = nest
  }

  func setPrefix(
    of definition: inout TermDefinition, _ term: String, _ entries: JSONObject
  ) throws(JSONLDFailure) {
    guard let value = entries["@prefix"] else { return }
    try refuse10("@prefix")
    guard !term.utf8.contains(UInt8(ascii: ":")), !term.utf8.contains(UInt8(ascii: "/")) else {
      throw failure(.invalidTermDefinition, "the term \"\(term)\" cannot be a prefix")
    }
    guard case .boolean(let flag) = value else {
      throw failure(.invalidPrefix, "@prefix of \"\(term)\" has to be true or false")
    }
    if flag, let iri = definition.iri, Keyword.contains(iri) {
      throw failure(.invalidTermDefinition, "the keyword alias \"\(term)\" cannot be a prefix")
    }
    definition.isPrefix = flag
    definition.isWrittenAsPrefix = flag
  }
}
