internal import RDFModel

/// An active context as compaction uses it, with what it has worked out so far.
///
/// Source: JSON-LD 1.1 Processing Algorithms and API, section 6.2 (IRI Compaction).
final class CompactionContext {
  let active: ActiveContext
  private lazy var inverse = InverseContext(active)
  private let options: JSONLDOptions
  private var plain: [PlainKey: String] = [:]
  /// The terms and prefixes that were written.
  private(set) var used: Set<ByteName> = []

  /// A question whose answer depends on no value.
  private struct PlainKey: Hashable {
    let iri: ByteName
    let isVocabulary: Bool
    let hasValue: Bool
  }

  init(_ active: ActiveContext, options: JSONLDOptions) {
    self.active = active
    self.options = options
  }

  subscript(term: String?) -> TermDefinition? { active[term] }

  /// The container of a term.
  func container(of term: String?) -> Container { active[term]?.container ?? [] }

  /// A keyword, or the term that stands for it.
  func alias(of keyword: String) throws(JSONLDFailure) -> String {
    try compactIRI(keyword, vocabulary: true)
  }

  /// The shortest way to write an IRI, a blank node label or a keyword.
  ///
  /// - Parameters:
  ///   - value: the value of the property that the IRI is, which decides among terms.
  ///   - isVocabulary: whether terms may be used.
  ///   - isReverse: whether the IRI is a reverse property.
  func compactIRI(
    _ iri: String, value: JSONElement? = nil, vocabulary isVocabulary: Bool = false,
    reverse isReverse: Bool = false
  ) throws(JSONLDFailure) -> String {
    let key = PlainKey(iri: ByteName(iri), isVocabulary: isVocabulary, hasValue: value != nil)
    if value == nil, !isReverse, let known = plain[key] { return known }
    if isVocabulary, inverse.holds(iri) {
      var selection = TermSelection(value: value, isReverse: isReverse, in: active)
      selection.isVersion10 = options.processingMode == .jsonLD10
      let values = try preferredValues(of: selection, value)
      if let term = inverse.term(
        for: iri, containers: selection.containers, choice: selection.choice, values: values)
      {
        used.insert(ByteName(term))
        if value == nil, !isReverse { plain[key] = term }
        return term
      }
    }
    if let known = plain[key] { return known }
    let result = try withoutTerm(iri, hasValue: value != nil, vocabulary: isVocabulary)
    plain[key] = result
    return result
  }

  private func preferredValues(
    of selection: TermSelection, _ value: JSONElement?
  ) throws(JSONLDFailure) -> [String] {
    var values: [String] = []
    let kind = selection.value
    if kind == "@reverse" { values.append(kind) }
    if kind == "@id" || kind == "@reverse", let id = value?.object?["@id"]?.string {
      let term = try compactIRI(id, vocabulary: true)
      let isTerm = active[term]?.iri?.isSame(as: id) ?? false
      values += isTerm ? ["@vocab", "@id", "@none"] : ["@id", "@vocab", "@none"]
    } else {
      values += [kind, "@none"]
    }
    values.append("@any")
    for value in values {
      if let mark = value.utf8.firstIndex(of: UInt8(ascii: "_")) {
        values.append(String(value[mark...]))
      }
    }
    return values
  }

  /// An IRI without its term: after `@vocab`, with a prefix, relative, or as it is.
  private func withoutTerm(
    _ iri: String, hasValue: Bool, vocabulary isVocabulary: Bool
  ) throws(JSONLDFailure) -> String {
    if isVocabulary, let vocabulary = active.vocabulary, iri.utf8.starts(with: vocabulary.utf8),
      iri.utf8.count > vocabulary.utf8.count
    {
      let rest = String(decoding: iri.utf8.dropFirst(vocabulary.utf8.count), as: UTF8.self)
      if active[rest] == nil { return rest }
    }
    if Keyword.contains(iri) || IRIForm.isBlankNode(iri) { return iri }
    if let compact = prefixed(iri, hasValue: hasValue) { return compact }
    if let compact = CompactIRI(iri), !compact.isComplete, active[compact.prefix]?.isPrefix ?? false
    {
      throw JSONLDFailure(
        .iriConfusedWithPrefix, "\(iri) would be read with the prefix \"\(compact.prefix)\"")
    }
    if !isVocabulary, options.compactsToRelative, let base = active.base {
      return base.relativeReference(to: iri)
    }
    return iri
  }

  /// An IRI as a prefix and the rest.
  private func prefixed(_ iri: String, hasValue: Bool) -> String? {
    var best: (term: String, compact: String)?
    for (term, namespace) in inverse.prefixes {
      guard iri.utf8.count > namespace.utf8.count, iri.utf8.starts(with: namespace.utf8) else {
        continue
      }
      let rest = iri.utf8.dropFirst(namespace.utf8.count)
      // Two slashes after the colon would make an IRI of it.
      if rest.starts(with: "//".utf8) { continue }
      let candidate = term + ":" + String(decoding: rest, as: UTF8.self)
      if let definition = active[candidate] {
        guard !hasValue, definition.iri?.isSame(as: iri) ?? false else { continue }
      }
      if let best {
        let (length, known) = (candidate.utf8.count, best.compact.utf8.count)
        guard length < known || (length == known && candidate.precedes(best.compact)) else {
          continue
        }
      }
      best = (term, candidate)
    }
    guard let best else { return nil }
    used.insert(ByteName(best.term))
    return best.compact
  }
}

/// What a value asks of the term for its property.
struct TermSelection {
  private(set) var containers: [Container] = []
  private(set) var choice = InverseContext.Choice.language
  /// The language, the type, or a keyword in their place.
  private(set) var value = "@null"
  var isVersion10 = false {
    didSet {
      guard isVersion10 else { return }
      // These two come with JSON-LD 1.1.
      containers.removeLast(extra)
    }
  }
  private var extra = 0

  init(value element: JSONElement?, isReverse: Bool, in context: ActiveContext) {
    let object = element?.object
    let index = object?.contains("@index") ?? false
    let isGraph = element?.isGraphObject ?? false
    if index, !isGraph { containers += [.index, [.index, .set]] }
    if isReverse {
      choice = .type
      value = "@reverse"
      containers.append(.set)
    } else if let list = object?["@list"] {
      if !index { containers.append(.list) }
      chooseForList(list.items, in: context)
    } else if isGraph, let object {
      chooseForGraph(object)
    } else {
      choose(for: object)
      containers.append(.set)
    }
    containers.append([])
    if !index {
      containers += [.index, [.index, .set]]
      extra += 2
    }
    if let object, object.count == 1, object.contains("@value") {
      containers += [.language, [.language, .set]]
      extra += 2
    }
  }

  private mutating func choose(for object: JSONObject?) {
    guard let object, object.contains("@value") else {
      choice = .type
      value = "@id"
      containers += [.id, [.id, .set], .type, [.type, .set]]
      return
    }
    if let tag = Self.tag(of: object), !object.contains("@index") {
      value = tag
      containers += [.language, [.language, .set]]
    } else if let type = object["@type"]?.string {
      choice = .type
      value = type
    }
  }

  private mutating func chooseForGraph(_ object: JSONObject) {
    let indexed: [Container] = [[.graph, .index], [.graph, .index, .set]]
    let named: [Container] = [[.graph, .id], [.graph, .id, .set]]
    let index = object.contains("@index")
    let id = object.contains("@id")
    if index { containers += indexed }
    if id { containers += named }
    containers += [.graph, [.graph, .set], .set]
    if !index { containers += indexed }
    if !id { containers += named }
    containers += [.index, [.index, .set]]
    choice = .type
    value = "@id"
  }

  /// Finds what all items of a list have in common.
  private mutating func chooseForList(_ items: [JSONElement], in context: ActiveContext) {
    guard let first = items.first else {
      choice = .any
      value = "@none"
      return
    }
    var (commonLanguage, commonType) = Self.language(andTypeOf: first)
    for item in items.dropFirst() {
      let (language, type) = Self.language(andTypeOf: item)
      if language != commonLanguage, item.isValueObject { commonLanguage = "@none" }
      if type != commonType { commonType = "@none" }
      if commonLanguage == "@none", commonType == "@none" { break }
    }
    choice = commonType == "@none" ? .language : .type
    value = commonType == "@none" ? commonLanguage : commonType
  }

  private static func language(andTypeOf item: JSONElement) -> (String, String) {
    guard let object = item.object, object.contains("@value") else { return ("@none", "@id") }
    if let tag = tag(of: object) { return (tag, "@none") }
    if let type = object["@type"]?.string { return ("@none", type) }
    return ("@null", "@none")
  }

  /// The language and direction of a value.
  private static func tag(of object: JSONObject) -> String? {
    let language = object["@language"]?.string?.lowercased()
    guard let direction = object["@direction"]?.string else { return language }
    return (language ?? "") + "_" + direction
  }
}
