internal import RDFModel

/// Merges the contexts of a document into active contexts.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 4.1 (Context Processing Algorithm).
final class ContextProcessor {
  /// A context of another document, and the documents on the way to it.
  struct Origin {
    /// Against what names of contexts resolve.
    var base: String?
    /// The remote contexts that are being processed, outermost first.
    var remote: [String] = []
    /// Whether protected terms may be defined anew.
    var overridesProtected = false
    /// Whether the contexts of terms are checked though they are being processed already.
    var validatesScoped = true
  }

  let options: JSONLDOptions
  /// The documents that were read, by their numbers; 0 is the one being processed.
  private(set) var documents: [(name: String, bytes: [UInt8])]
  private var loaded: [ByteName: JSONObject] = [:]
  /// How many contexts and definitions of terms wait for each other.
  private var depth = 0

  init(options: JSONLDOptions, document: [UInt8]) {
    self.options = options
    documents = [(options.sourceName, document)]
  }

  var isVersion10: Bool { options.processingMode == .jsonLD10 }

  /// Works on a context or a definition within another.
  func nested<Result>(
    _ mark: SourceMark?, _ body: () throws(JSONLDFailure) -> Result
  ) throws(JSONLDFailure) -> Result {
    let limit = Nesting.limit(options.limits)
    guard depth < limit else {
      throw JSONLDFailure(
        .depth, "the limit depth = \(limit) is passed: contexts and terms build on each other",
        mark)
    }
    depth += 1
    defer { depth -= 1 }
    return try body()
  }

  /// The context in which a document starts.
  func initialContext() throws(JSONLDFailure) -> ActiveContext {
    let context = ActiveContext(base: options.base.map(IRIBase.init))
    guard let bytes = options.expandContext else { return context }
    let value = try parse(bytes, name: "the context given")
    return try process(
      context, value.object?["@context"] ?? value, Origin(base: options.base?.value))
  }

  /// Parses a document whose errors are told apart by its name.
  func parse(_ bytes: [UInt8], name: String) throws(JSONLDFailure) -> JSONElement {
    documents.append((name, bytes))
    return try JSONParser.parse(
      bytes, document: UInt32(documents.count - 1), limits: options.limits)
  }

  /// The active context that a local context makes of another.
  func process(
    _ active: ActiveContext, _ local: JSONElement, _ origin: Origin, propagates: Bool = true
  ) throws(JSONLDFailure) -> ActiveContext {
    try nested(local.object?.mark) { () throws(JSONLDFailure) in
      try merge(local, into: active, origin, propagates: propagates)
    }
  }

  private func merge(
    _ local: JSONElement, into active: ActiveContext, _ origin: Origin, propagates: Bool
  ) throws(JSONLDFailure) -> ActiveContext {
    var propagates = propagates
    if case .boolean(let value)? = local.object?["@propagate"] { propagates = value }
    var result = active
    if !propagates, result.previous == nil { result.previous = active }
    for item in local.items {
      switch item {
      case .null:
        if !origin.overridesProtected, result.holdsProtectedTerms {
          throw JSONLDFailure(
            .invalidContextNullification, "null would take protected terms away")
        }
        var fresh = ActiveContext(base: result.originalBase)
        if !propagates { fresh.previous = result }
        result = fresh
      case .string(let name):
        result = try include(name, in: result, origin)
      case .object(let definition):
        result = try apply(definition, to: result, origin)
      case .boolean, .number, .array:
        throw JSONLDFailure(
          .invalidLocalContext, "a context has to be an object, a string or null")
      }
    }
    return result
  }

  // MARK: Remote contexts

  private func include(
    _ name: String, in active: ActiveContext, _ origin: Origin
  ) throws(JSONLDFailure) -> ActiveContext {
    let iri = try resolve(name, origin)
    if origin.remote.contains(where: { $0.isSame(as: iri) }) {
      if !origin.validatesScoped { return active }
      if isVersion10 {
        throw JSONLDFailure(.recursiveContextInclusion, "\(iri) includes itself")
      }
    }
    guard origin.remote.count < options.limits.contexts else {
      throw JSONLDFailure(
        .contextOverflow,
        "the limit contexts = \(options.limits.contexts) is passed: more contexts name each other")
    }
    guard let context = try load(iri)["@context"] else {
      throw JSONLDFailure(.invalidRemoteContext, "\(iri) has no @context")
    }
    var inner = origin
    inner.base = iri
    inner.remote.append(iri)
    return try process(active, context, inner)
  }

  private func resolve(_ name: String, _ origin: Origin) throws(JSONLDFailure) -> String {
    if let base = origin.base, IRIForm.isAbsolute(base) {
      return IRIBase(IRI(trusted: base)).resolve(name).value
    }
    guard IRIForm.isAbsolute(name) else {
      throw JSONLDFailure(
        .loadingDocumentFailed, "the context \(name) is relative, and there is no base")
    }
    return name
  }

  /// The object of a document that a context names.
  private func load(_ iri: String) throws(JSONLDFailure) -> JSONObject {
    if let object = loaded[ByteName(iri)] { return object }
    guard documents.count <= options.limits.contexts else {
      throw JSONLDFailure(
        .contextOverflow,
        "the limit contexts = \(options.limits.contexts) is passed: more contexts are named")
    }
    guard let bytes = options.contexts.bytes(of: IRI(trusted: iri)) else {
      throw JSONLDFailure(.loadingRemoteContextFailed, "the context \(iri) is not known")
    }
    let value: JSONElement
    do {
      value = try parse(bytes, name: iri)
    } catch {
      if error.isLimit { throw error }
      throw JSONLDFailure(
        .loadingRemoteContextFailed, "the context \(iri) is no JSON: \(error.message)", error.mark)
    }
    guard let object = value.object else {
      throw JSONLDFailure(.invalidRemoteContext, "\(iri) is no JSON object")
    }
    loaded[ByteName(iri)] = object
    return object
  }

  // MARK: Context definitions

  private func apply(
    _ context: JSONObject, to active: ActiveContext, _ origin: Origin
  ) throws(JSONLDFailure) -> ActiveContext {
    var result = active
    try checkVersion(context)
    let context = try imported(context, origin)
    try setBase(context, &result, origin)
    try setVocabulary(context, &result)
    try setLanguage(context, &result)
    if let value = context["@propagate"] {
      try refuse10("@propagate", context)
      guard case .boolean = value else {
        throw JSONLDFailure(.invalidPropagate, "@propagate has to be true or false", context.mark)
      }
    }
    var isProtected = false
    if let value = context["@protected"] {
      try refuse10("@protected", context)
      guard case .boolean(let flag) = value else {
        throw JSONLDFailure(.invalidProtected, "@protected has to be true or false", context.mark)
      }
      isProtected = flag
    }
    var definitions = TermDefinitions(
      context: result, local: context, origin: origin, isProtected: isProtected, processor: self)
    for name in context.names where !Self.settings.contains(name) {
      try definitions.define(name)
    }
    return definitions.context
  }

  private static let settings: Set<String> = [
    "@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version",
    "@vocab",
  ]

  private func refuse10(_ name: String, _ context: JSONObject) throws(JSONLDFailure) {
    guard isVersion10 else { return }
    throw JSONLDFailure(.invalidContextEntry, "JSON-LD 1.0 has no \(name)", context.mark)
  }

  private func checkVersion(_ context: JSONObject) throws(JSONLDFailure) {
    guard let value = context["@version"] else { return }
    guard case .number(let text) = value, Double(text) == 1.1 else {
      throw JSONLDFailure(.invalidVersion, "@version has to be the number 1.1", context.mark)
    }
    if isVersion10 {
      throw JSONLDFailure(
        .processingModeConflict, "the context needs JSON-LD 1.1", context.mark)
    }
  }

  /// A context, with the entries of the context that it imports where it has none itself.
  private func imported(
    _ context: JSONObject, _ origin: Origin
  ) throws(JSONLDFailure) -> JSONObject {
    guard let value = context["@import"] else { return context }
    try refuse10("@import", context)
    guard let name = value.string else {
      throw JSONLDFailure(.invalidImport, "@import has to be a string", context.mark)
    }
    let iri = try resolve(name, origin)
    guard case .object(var result)? = try load(iri)["@context"] else {
      throw JSONLDFailure(
        .invalidRemoteContext, "the @context of \(iri) is not an object", context.mark)
    }
    if result.contains("@import") {
      throw JSONLDFailure(
        .invalidContextEntry, "the imported context \(iri) imports another", result.mark)
    }
    for (name, value) in context.entries { result[name] = value }
    result.mark = context.mark
    return result
  }

  private func setBase(
    _ context: JSONObject, _ result: inout ActiveContext, _ origin: Origin
  ) throws(JSONLDFailure) {
    guard let value = context["@base"], origin.remote.isEmpty else { return }
    if value.isNull {
      result.base = nil
    } else if let text = value.string, IRIForm.isAbsolute(text) {
      result.base = IRIBase(IRI(trusted: text))
    } else if let text = value.string, let base = result.base {
      result.base = IRIBase(base.resolve(text))
    } else {
      throw JSONLDFailure(
        .invalidBaseIRI, "@base has to be an IRI, or null, or to have a base itself", context.mark)
    }
  }

  private func setVocabulary(
    _ context: JSONObject, _ result: inout ActiveContext
  ) throws(JSONLDFailure) {
    guard let value = context["@vocab"] else { return }
    if value.isNull {
      result.vocabulary = nil
      return
    }
    guard let text = value.string,
      !isVersion10 || IRIForm.isAbsolute(text) || IRIForm.isBlankNode(text),
      let iri = result.expandIRI(text, documentRelative: true)
    else {
      throw JSONLDFailure(
        .invalidVocabMapping, "@vocab has to be an IRI, a blank node label or null", context.mark)
    }
    result.vocabulary = iri
  }

  private func setLanguage(
    _ context: JSONObject, _ result: inout ActiveContext
  ) throws(JSONLDFailure) {
    if let value = context["@language"] {
      guard value.isNull || value.string != nil else {
        throw JSONLDFailure(
          .invalidDefaultLanguage, "@language has to be a string or null", context.mark)
      }
      result.language = value.string
    }
    if let value = context["@direction"] {
      try refuse10("@direction", context)
      let direction = value.string.flatMap(BaseDirection.init(rawValue:))
      guard value.isNull || direction != nil else {
        throw JSONLDFailure(
          .invalidBaseDirection, "@direction has to be \"ltr\", \"rtl\" or null", context.mark)
      }
      result.direction = direction
    }
  }
}
