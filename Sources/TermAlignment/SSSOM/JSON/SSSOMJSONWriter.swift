public import RDFModel
import SKOSVocabulary

/// Writes a mapping set as SSSOM/JSON.
///
/// The members are the slots of the schema in their order. The context at the end declares the
/// prefixes and says what each slot in use means, so that the document is also JSON-LD and, read
/// as such, is the set's RDF form but for the class of its mappings. Identifiers are CURIEs where
/// a prefix fits and IRIs in full otherwise. Mappings keep their order; equal sets give equal
/// bytes.
///
/// Source: SSSOM 1.1, SSSOM/JSON.
public struct SSSOMJSONWriter: Sendable {
  /// Whether values that all mappings share are written once, on the set.
  ///
  /// Words of enumerations stay with each mapping all the same: the specification leaves the
  /// details of JSON open, and the toolkit of the SSSOM project, which reads them at either place,
  /// hands down something else than the word that it reads on a set.
  public var condenses: Bool

  /// Makes a writer.
  public init(condenses: Bool = true) {
    self.condenses = condenses
  }

  /// Writes a set into a sink.
  ///
  /// - Throws: what the sink throws.
  /// - Complexity: O(n) in the values.
  public func write<Sink: ByteSink & ~Copyable>(
    _ set: MappingSet, to sink: inout Sink
  ) throws {
    try sink.write(text(of: set).utf8Span.span)
  }

  /// A set as text.
  public func text(of original: MappingSet) -> String {
    var set = original
    if condenses { set.condense { !$0.isEnumeration } }
    set.declareVersion()
    set.definePositions()
    let definitions = set.usedExtensionDefinitions
    // A name in the context has one meaning, and there the slots come first.
    let names = Slot.allCases.map(\.rawValue) + definitions.map(\.slotName) + Self.classMembers
    for name in names { set.prefixes[name] = nil }
    var curies = CURIEWriter(prefixes: set.prefixes)
    var members: [JSONValue.Member] = []
    for slot in Slot.ofMappingSet {
      if let value = set.values[slot] {
        members.append(.init(slot.rawValue, json(value, slot.isMultivalued, &curies)))
      }
    }
    let declared = definitions.filter { set.extensionDefinitions.contains($0) }
    if !declared.isEmpty {
      members.append(
        .init("extension_definitions", .array(declared.map { json($0, &curies) })))
    }
    for definition in definitions {
      if let value = set.extensions[definition.slotName] {
        members.append(.init(definition.slotName, json(value, false, &curies)))
      }
    }
    let mappings = set.mappings.map { mapping in
      var members: [JSONValue.Member] = []
      for entry in mapping.values.entries {
        members.append(
          .init(entry.slot.rawValue, json(entry.value, entry.slot.isMultivalued, &curies)))
      }
      for definition in definitions {
        if let value = mapping.extensions[definition.slotName] {
          members.append(.init(definition.slotName, json(value, false, &curies)))
        }
      }
      return JSONValue.object(members)
    }
    members.append(.init("mappings", .array(mappings)))
    members.append(.init("@type", .string("MappingSet")))
    members.append(.init("@context", context(set, definitions, curies)))
    return JSONValue.object(members).prettyPrinted
  }

  // MARK: Values

  private func json(
    _ value: SlotValue, _ isMultivalued: Bool, _ curies: inout CURIEWriter
  ) -> JSONValue {
    if isMultivalued { return .array(value.elements.map { json($0, false, &curies) }) }
    switch value {
    case .text(let text): return .string(text)
    case .number(let number): return .number(number)
    case .reference(let iri): return .string(curies.contract(iri) ?? iri.value)
    case .list(let values): return .array(values.map { json($0, false, &curies) })
    }
  }

  private func json(_ definition: ExtensionDefinition, _ curies: inout CURIEWriter) -> JSONValue {
    var members = [JSONValue.Member("slot_name", .string(definition.slotName))]
    for (name, iri) in [("property", definition.property), ("type_hint", definition.typeHint)] {
      if let iri { members.append(.init(name, json(.reference(iri), false, &curies))) }
    }
    return .object(members)
  }

  // MARK: Context

  /// The members that are no slots of a set or a mapping with a value.
  private static let classMembers = [
    "MappingSet", "mappings", "extension_definitions", "slot_name", "property", "type_hint",
  ]

  private func context(
    _ set: MappingSet, _ definitions: [ExtensionDefinition], _ curies: CURIEWriter
  ) -> JSONValue {
    var members: [JSONValue.Member] = []
    for pair in SSSOM.builtInPrefixes.pairs {
      members.append(.init(pair.prefix, .string(pair.namespace.value)))
    }
    for prefix in curies.used.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let namespace = set.prefixes[prefix] else { continue }
      members.append(.init(prefix, Self.prefix(namespace)))
    }
    let classTerms: [(String, IRI)] = [
      ("MappingSet", SSSOM.mappingSet), ("mappings", SSSOM.mappings),
      ("extension_definitions", SSSOM.extensionDefinitions), ("slot_name", SSSOM.slotName),
    ]
    for (name, iri) in classTerms { members.append(.init(name, Self.term(iri.value))) }
    members.append(.init("property", Self.term(SSSOM.property.value, type: "@id")))
    members.append(.init("type_hint", Self.term(SSSOM.typeHint.value, type: "@id")))
    var used = Set(set.values.entries.map(\.slot))
    for mapping in set.mappings { used.formUnion(mapping.values.entries.map(\.slot)) }
    for slot in used.sorted(by: { $0.order < $1.order }) {
      members.append(.init(slot.rawValue, Self.term(slot)))
    }
    for definition in definitions {
      let isReference = SSSOM.isIdentifierType(definition.typeHint)
      members.append(
        .init(
          definition.slotName,
          Self.term(
            definition.effectiveProperty.value,
            type: isReference ? "@id" : definition.typeHint?.value)))
    }
    return .object(members)
  }

  /// A prefix: in JSON-LD, text alone serves only where the namespace ends in a delimiter.
  private static func prefix(_ namespace: IRI) -> JSONValue {
    if let last = namespace.value.utf8.last, ":/?#[]@".utf8.contains(last) {
      return .string(namespace.value)
    }
    return .members(["@id": .string(namespace.value), "@prefix": .boolean(true)])
  }

  private static func term(_ slot: Slot) -> JSONValue {
    if slot == .recordID || slot == .mappingSetID { return term("@id") }
    let property = slot.property.value
    switch slot.kind {
    case .entityReference, .uri: return term(property, type: "@id")
    case .string: return term(property)
    case .date: return term(property, type: XSD.date.value)
    case .number: return term(property, type: XSD.double.value)
    case .enumeration(let enumeration):
      let meanings = enumeration.values.compactMap { value in
        value.meaning.map { JSONValue.Member(value.word, .string($0.value)) }
      }
      if meanings.isEmpty { return term(property) }
      return .members([
        "@id": .string(property), "@type": .string("@vocab"), "@context": .object(meanings),
      ])
    }
  }

  private static func term(_ property: String, type: String? = nil) -> JSONValue {
    var members = [JSONValue.Member("@id", .string(property))]
    if let type, type != XSD.string.value { members.append(.init("@type", .string(type))) }
    return .object(members)
  }
}
