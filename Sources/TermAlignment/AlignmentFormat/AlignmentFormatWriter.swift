public import RDFModel

/// Writes a mapping set in the Alignment format of the OAEI, level 0.
///
/// What the format has no place for stands in `sssom:` elements, which its tools pass over:
/// justification, authors, labels, dates. A measure is required there, so that a mapping without a
/// confidence gets 1 and an empty `sssom:confidence`, from which ``AlignmentFormatReader`` sees
/// that nobody stated one. What the format would turn into its opposite or cannot name is left
/// out: see ``omissions(in:)``. Cells keep the order of the mappings; equal sets give equal bytes.
///
/// Source: the Alignment format of the Alignment API.
public struct AlignmentFormatWriter: Sendable {
  /// Whether slots without a place in the format are written as elements of SSSOM.
  public var includesSlots: Bool

  /// Makes a writer.
  public init(includesSlots: Bool = true) {
    self.includesSlots = includesSlots
  }

  /// The numbers of the mappings that the format cannot hold: those that deny their relation,
  /// those to `sssom:NoTermFound`, and those of literals.
  public func omissions(in set: MappingSet) -> [Int] {
    set.mappings.indices.filter { !Self.isWritable(set.mappings[$0]) }
  }

  /// Writes a set into a sink.
  ///
  /// - Throws: `WritingError` with the codes `alignment-unwritable-character` and
  ///   `alignment-unwritable-extension`, and what the sink throws.
  /// - Complexity: O(n) in the values.
  public func write<Sink: ByteSink & ~Copyable>(
    _ set: MappingSet, to sink: inout Sink
  ) throws {
    try sink.write(try text(of: set).utf8Span.span)
  }

  /// A set as text.
  ///
  /// - Throws: `WritingError`, as ``write(_:to:)``.
  public func text(of set: MappingSet) throws(WritingError) -> String {
    // Ontologies belong to the alignment as a whole; other shared values stay with the cells.
    var set = set
    set.condense(.subjectSource)
    set.condense(.objectSource)
    let definitions = includesSlots ? set.usedExtensionDefinitions : []
    var printer = AlignmentPrinter(definitions: definitions)
    try printer.open(set, cells: set.mappings.filter(Self.isWritable), includesSlots: includesSlots)
    for mapping in set.mappings where Self.isWritable(mapping) {
      try printer.write(mapping, includesSlots: includesSlots)
    }
    printer.close()
    return printer.text
  }

  private static func isWritable(_ mapping: Mapping) -> Bool {
    !mapping.isNegative && !mapping.statesAbsence && mapping.subject != nil
      && mapping.object != nil && mapping.predicate != nil && !mapping.isLiteral
  }
}

/// Lays the elements out.
private struct AlignmentPrinter {
  private(set) var text = ""
  private let definitions: [ExtensionDefinition]
  /// What the elements of the format and of SSSOM are written with.
  private static let ownPrefixes: Set<String> = ["rdf", "xsd", "sssom"]
  /// The prefixes of the namespaces of extensions.
  private var prefixes: [String: String] = [:]

  init(definitions: [ExtensionDefinition]) {
    self.definitions = definitions
    let namespaces = Set(definitions.compactMap { Self.split($0.effectiveProperty)?.namespace })
    for (number, namespace) in namespaces.sorted().enumerated() {
      prefixes[namespace] = "e\(number + 1)"
    }
  }

  mutating func open(
    _ set: MappingSet, cells: [Mapping], includesSlots: Bool
  ) throws(WritingError) {
    text += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<rdf:RDF xmlns=\"\(Alignment.namespace)\"\n"
    text += "  xmlns:rdf=\"\(RDF.namespace)\"\n  xmlns:xsd=\"\(XSD.namespace)\""
    if includesSlots { text += "\n  xmlns:sssom=\"\(SSSOM.namespace)\"" }
    for (namespace, prefix) in prefixes.sorted(by: { $0.key < $1.key }) {
      text += "\n  xmlns:\(prefix)=\"\(try Self.escaped(namespace))\""
    }
    if includesSlots { try declarePrefixes(of: set, cells) }
    text += ">\n<Alignment"
    if let id = set.id { text += " rdf:about=\"\(try Self.escaped(id.value))\"" }
    text += ">\n  <xml>yes</xml>\n  <level>0</level>\n  <type>\(Self.arity(of: cells))</type>\n"
    try writeOntology("onto1", set.values.reference(.subjectSource))
    try writeOntology("onto2", set.values.reference(.objectSource))
    guard includesSlots else { return }
    for definition in definitions where set.extensionDefinitions.contains(definition) {
      let parts = [
        definition.slotName, definition.property?.value ?? "", definition.typeHint?.value ?? "",
      ]
      try element("sssom:extension_definitions", parts.joined(separator: " "), indent: 1)
    }
    for entry in set.values.entries
    where ![.mappingSetID, .subjectSource, .objectSource].contains(entry.slot) {
      try write(entry, indent: 1)
    }
    try write(set.extensions, indent: 1)
  }

  /// Declares the prefixes that identifiers of the set have, so that they have them again when the
  /// document is read.
  private mutating func declarePrefixes(
    of set: MappingSet, _ cells: [Mapping]
  ) throws(WritingError) {
    var curies = CURIEWriter(prefixes: set.prefixes)
    for values in [set.values] + cells.map(\.values) {
      for value in values.entries.flatMap(\.value.elements) {
        if case .reference(let iri) = value { _ = curies.contract(iri) }
      }
    }
    let taken = Self.ownPrefixes.union(prefixes.values)
    for prefix in curies.used.sorted() where !taken.contains(prefix) {
      guard MetadataReader.isName(prefix), !prefix.lowercased().hasPrefix("xml"),
        let namespace = set.prefixes[prefix]
      else { continue }
      text += "\n  xmlns:\(prefix)=\"\(try Self.escaped(namespace.value))\""
    }
  }

  private mutating func writeOntology(_ name: String, _ source: IRI?) throws(WritingError) {
    guard let source else { return }
    let address = try Self.escaped(source.value)
    text += "  <\(name)>\n    <Ontology rdf:about=\"\(address)\">\n"
    text += "      <location>\(address)</location>\n    </Ontology>\n  </\(name)>\n"
  }

  mutating func write(_ mapping: Mapping, includesSlots: Bool) throws(WritingError) {
    guard let subject = mapping.subject, let object = mapping.object,
      let predicate = mapping.predicate
    else { return }
    text += "  <map>\n    <Cell"
    if let id = mapping.recordID { text += " rdf:about=\"\(try Self.escaped(id.value))\"" }
    text += ">\n      <entity1 rdf:resource=\"\(try Self.escaped(subject.value))\"/>\n"
    text += "      <entity2 rdf:resource=\"\(try Self.escaped(object.value))\"/>\n"
    try element("relation", AlignmentRelation.relation(for: predicate), indent: 3)
    text += "      <measure rdf:datatype=\"\(XSD.float.value)\">"
    text += "\(mapping.confidence ?? 1)</measure>\n"
    if includesSlots {
      if mapping.confidence == nil { text += "      <sssom:confidence></sssom:confidence>\n" }
      for entry in mapping.values.entries {
        switch entry.slot {
        case .recordID, .subjectID, .objectID, .confidence: break
        case .predicateID where !AlignmentRelation.losesPredicate(predicate): break
        default: try write(entry, indent: 3)
        }
      }
      try write(mapping.extensions, indent: 3)
    }
    text += "    </Cell>\n  </map>\n"
  }

  mutating func close() { text += "</Alignment>\n</rdf:RDF>\n" }

  // MARK: Elements

  private mutating func write(
    _ entry: SlotValues.Entry, indent: Int
  ) throws(WritingError) {
    for value in entry.value.elements {
      try element("sssom:" + entry.slot.rawValue, Self.plain(value), indent: indent)
    }
  }

  private mutating func write(
    _ extensions: [String: SlotValue], indent: Int
  ) throws(WritingError) {
    for definition in definitions {
      guard let value = extensions[definition.slotName] else { continue }
      guard let (namespace, local) = Self.split(definition.effectiveProperty),
        let prefix = prefixes[namespace]
      else {
        throw WritingError(
          code: .alignmentExtension,
          message: "no element can be named after the extension \(definition.slotName)",
          remedy: "give it a property that ends in a name, or write without slots")
      }
      try element(prefix + ":" + local, Self.plain(value), indent: indent)
    }
  }

  private mutating func element(
    _ name: String, _ content: String, indent: Int
  ) throws(WritingError) {
    text += String(repeating: "  ", count: indent)
    text += "<\(name)>\(try Self.escaped(content))</\(name)>\n"
  }

  private static func plain(_ value: SlotValue) -> String {
    switch value {
    case .text(let text): text
    case .reference(let iri): iri.value
    case .number(let number): String(number)
    case .list(let values): values.map(plain).joined(separator: "|")
    }
  }

  private static func split(_ property: IRI) -> (namespace: String, local: String)? {
    let text = property.value
    let cut = text.utf8.lastIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
    guard let cut else { return nil }
    let start = text.utf8.index(after: cut)
    let local = String(text[start...])
    return MetadataReader.isName(local) ? (String(text[..<start]), local) : nil
  }

  private static func escaped(_ text: String) throws(WritingError) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\r": result += "&#13;"
      case "\t": result += "&#9;"
      case "\n": result += "\n"
      case "\u{00}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}":
        throw WritingError(
          code: .alignmentCharacter,
          message: "XML cannot hold the character U+\(String(scalar.value, radix: 16))",
          remedy: "write SSSOM, or remove the character")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// How many entities each entity goes with: `?` for one at most, `*` for any number.
  private static func arity(of cells: [Mapping]) -> String {
    var objects: [IRI?: Set<IRI?>] = [:]
    var subjects: [IRI?: Set<IRI?>] = [:]
    for cell in cells {
      objects[cell.subject, default: []].insert(cell.object)
      subjects[cell.object, default: []].insert(cell.subject)
    }
    func sign(_ ends: [IRI?: Set<IRI?>]) -> String {
      ends.values.contains { $0.count > 1 } ? "*" : "?"
    }
    return sign(objects) + sign(subjects)
  }
}
