import RDFModel

/// Makes a mapping set without mappings of its metadata.
struct MetadataReader {
  private(set) var set = MappingSet()
  private(set) var parser: SlotValueParser
  private let sourceName: String

  init(options: ReaderOptions, sourceName: String) {
    parser = SlotValueParser(validatesIRIs: options.validatesIRIs)
    self.sourceName = sourceName
  }

  mutating func read(_ lines: [YAMLLine]) throws(SyntaxError) {
    var yaml = YAMLReader(lines: lines, sourceName: sourceName)
    let entries = try yaml.readDocument()
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
      // The prefixes of some tools carry more than the namespace.
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
      do throws(SlotValueParser.Refusal) {
        try parser.declare(entry.key, namespace)
      } catch {
        throw self.error(
          error.code, "slot curie_map: " + error.message, remedy: error.remedy, entry.value)
      }
      set.prefixes[entry.key] = IRI(trusted: namespace)
    }
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
      if let definition = definition(item),
        !set.extensionDefinitions.contains(where: { $0.slotName == definition.slotName })
      {
        set.extensionDefinitions.append(definition)
      }
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
  private static func isName(_ text: String) -> Bool {
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
    guard let slot = Slot(rawValue: entry.key), Slot.ofMappingSet.contains(slot) else {
      return try readExtension(entry)
    }
    var nodes = [entry.value]
    if case .sequence(let items) = entry.value.content { nodes = items }
    guard slot.isMultivalued || nodes.count == 1 else {
      throw error(
        .sssomValue, "slot \(entry.key): one value is expected, not \(nodes.count)",
        remedy: "keep one of them", entry.value)
    }
    var values: [SlotValue] = []
    for node in nodes {
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
    set.values[slot] = slot.isMultivalued ? .list(values) : values.first
  }

  private mutating func readExtension(_ entry: YAMLEntry) throws(SyntaxError) {
    guard let text = entry.value.text else {
      throw error(
        .sssomMetadata, "slot \(entry.key): unknown, and an extension takes one plain value",
        remedy: "correct the name of the slot, or write its value as text", entry.value)
    }
    do throws(SlotValueParser.Refusal) {
      set.extensions[entry.key] = try parser.value(
        text, of: set.extensionDefinition(named: entry.key))
    } catch {
      throw self.error(
        error.code, "slot \(entry.key): " + error.message, remedy: error.remedy, entry.value)
    }
  }

  private func error(
    _ code: SyntaxError.Code, _ message: String, remedy: String, _ node: YAMLNode
  ) -> SyntaxError {
    SyntaxError(
      code: code, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(line: node.line, column: node.column, byteOffset: 0))
  }
}
