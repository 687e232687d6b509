import RDFModel

/// Makes a mapping set without mappings of its metadata, as YAML or JSON says them.
struct MetadataReader {
  private(set) var set = MappingSet()
  /// The definitions of extensions by name, and the properties they have taken.
  private var definitions: [String: ExtensionDefinition] = [:]
  private var properties: Set<IRI> = []
  private(set) var parser: SlotValueParser
  private let sourceName: String
  private let limits: ReaderLimits
  private let undefinedExtensions: UndefinedExtensionPolicy

  init(
    options: ReaderOptions, sourceName: String, acceptsIRIs: Bool = false,
    undefinedExtensions: UndefinedExtensionPolicy
  ) {
    parser = SlotValueParser(validatesIRIs: options.validatesIRIs, acceptsIRIs: acceptsIRIs)
    self.sourceName = sourceName
    limits = options.limits
    self.undefinedExtensions = undefinedExtensions
  }

  mutating func read(_ lines: [YAMLLine]) throws(SyntaxError) {
    try read(try YAMLReader(lines: lines, sourceName: sourceName).readDocument())
  }

  mutating func read(_ entries: [YAMLEntry]) throws(SyntaxError) {
    // Values are CURIEs and may be extensions, so prefixes and definitions come first.
    for entry in entries where entry.key == "curie_map" { try readPrefixes(entry.value) }
    for entry in entries where entry.key == "extension_definitions" {
      try readExtensionDefinitions(entry.value)
    }
    for entry in entries { try readSlot(entry) }
  }

  private mutating func readPrefixes(_ node: YAMLNode) throws(SyntaxError) {
    if case .null = node.content { return }
    guard case .mapping(let entries) = node.content else {
      throw error(
        .sssomMetadata, "slot curie_map: a mapping of prefixes to namespaces is expected",
        remedy: "write one `prefix: namespace` a line", node)
    }
    for entry in entries {
      guard let namespace = entry.value.text else {
        throw error(
          .sssomPrefix, "slot curie_map: the prefix \(entry.key) has no namespace",
          remedy: "write `\(entry.key): namespace`", entry.value)
      }
      guard IRIReference.schemeEnd(namespace.utf8Span.span) != nil else {
        throw error(
          .invalidIRI, "slot curie_map: the namespace <\(namespace)> has no scheme",
          remedy: "write an absolute IRI", entry.value)
      }
      try declare(entry.key, namespace, in: "slot curie_map", entry.value)
    }
  }

  mutating func declare(
    _ prefix: String, _ namespace: String, in place: String, _ node: YAMLNode
  ) throws(SyntaxError) {
    do throws(SlotValueParser.Refusal) {
      try parser.declare(prefix, namespace)
    } catch {
      throw self.error(error.code, place + ": " + error.message, remedy: error.remedy, node)
    }
    guard parser.namespaces.count <= limits.namespaces else {
      throw error(
        .limitExceeded, "\(place): the limit namespaces = \(limits.namespaces) is passed",
        remedy: "raise the limit if the source is trusted", node)
    }
    set.prefixes[prefix] = IRI(trusted: namespace)
  }

  /// Keeps the definitions that are well formed; the specification says to ignore the others.
  private mutating func readExtensionDefinitions(_ node: YAMLNode) throws(SyntaxError) {
    if case .null = node.content { return }
    guard case .sequence(let items) = node.content else {
      throw error(
        .sssomMetadata, "slot extension_definitions: a list of definitions is expected",
        remedy: "start each definition with `- slot_name: …`", node)
    }
    for item in items {
      guard let definition = definition(item), definitions[definition.slotName] == nil,
        properties.insert(definition.effectiveProperty).inserted
      else { continue }
      definitions[definition.slotName] = definition
      set.extensionDefinitions.append(definition)
    }
  }

  private func definition(_ node: YAMLNode) -> ExtensionDefinition? {
    guard case .mapping(let entries) = node.content else { return nil }
    var definition = ExtensionDefinition(slotName: "")
    for entry in entries {
      guard let text = entry.value.text else { return nil }
      switch entry.key {
      case "slot_name": definition.slotName = text
      case "property":
        guard let iri = try? parser.expand(text) else { return nil }
        definition.property = iri
      case "type_hint":
        guard let iri = try? parser.expand(text) else { return nil }
        definition.typeHint = iri
      default: return nil
      }
    }
    let isFree = Slot(rawValue: definition.slotName) == nil
    return isFree && Self.isName(definition.slotName) ? definition : nil
  }

  /// Whether text is an XML name without a colon.
  static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first == "_" || first.properties.isXIDStart else {
      return false
    }
    return text.unicodeScalars.allSatisfy {
      $0 == "-" || $0 == "." || $0.properties.isXIDContinue
    }
  }

  private mutating func readSlot(_ entry: YAMLEntry) throws(SyntaxError) {
    if ["curie_map", "extension_definitions"].contains(entry.key) { return }
    if case .null = entry.value.content { return }
    if let slot = Slot(rawValue: entry.key), Slot.ofMappingSet.contains(slot) {
      set.values[slot] = try value(of: slot, entry)
    } else if let value = try extensionValue(entry) {
      set.extensions[entry.key] = value
    }
  }

  /// A mapping that is written slot by slot.
  func mapping(_ entries: [YAMLEntry], line: Int) throws(SyntaxError) -> Mapping {
    var mapping = Mapping()
    mapping.line = line
    for entry in entries {
      if case .null = entry.value.content { continue }
      if entry.value.text?.isEmpty == true || entry.key.hasPrefix("@") { continue }
      if let slot = Slot(rawValue: entry.key), Slot.ofMapping.contains(slot) {
        mapping.values[slot] = try value(of: slot, entry)
      } else if let value = try extensionValue(entry) {
        mapping.extensions[entry.key] = value
      }
    }
    return mapping
  }

  private func value(of slot: Slot, _ entry: YAMLEntry) throws(SyntaxError) -> SlotValue? {
    var nodes = [entry.value]
    if case .sequence(let items) = entry.value.content { nodes = items }
    guard slot.isMultivalued || nodes.count <= 1 else {
      throw error(
        .sssomValue, "slot \(entry.key): one value is expected, not \(nodes.count)",
        remedy: "keep one of them", entry.value)
    }
    var values: [SlotValue] = []
    for node in nodes {
      if case .null = node.content { continue }
      guard let text = node.text else {
        throw error(
          .sssomMetadata, "slot \(entry.key): a plain value is expected",
          remedy: "write the value on the line of its slot, or one a line after dashes", node)
      }
      do throws(SlotValueParser.Refusal) {
        values.append(try parser.value(text, of: slot))
      } catch {
        throw self.error(
          error.code, "slot \(entry.key): " + error.message, remedy: error.remedy, node)
      }
    }
    if slot.isMultivalued { return values.isEmpty ? nil : .list(values) }
    return values.first
  }

  /// The value of an extension; nil where undefined extensions are left out.
  private func extensionValue(_ entry: YAMLEntry) throws(SyntaxError) -> SlotValue? {
    let definition = definitions[entry.key]
    if definition == nil {
      switch undefinedExtensions {
      case .keep: break
      case .leaveOut: return nil
      case .refuse:
        throw error(
          .sssomValue, "slot \(entry.key): neither a slot of SSSOM nor a defined extension",
          remedy: UndefinedExtensionPolicy.remedy, entry.value)
      }
    }
    guard let text = entry.value.text else {
      throw error(
        .sssomMetadata, "slot \(entry.key): unknown, and an extension takes one plain value",
        remedy: "correct the name of the slot, or write its value as text", entry.value)
    }
    do throws(SlotValueParser.Refusal) {
      return try parser.value(
        text, of: definition ?? ExtensionDefinition(slotName: entry.key))
    } catch {
      throw self.error(
        error.code, "slot \(entry.key): " + error.message, remedy: error.remedy, entry.value)
    }
  }

  func error(
    _ code: SyntaxError.Code, _ message: String, remedy: String, _ node: YAMLNode
  ) -> SyntaxError {
    SyntaxError(
      code: code, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(line: node.line, column: node.column, byteOffset: 0))
  }
}
