public import RDFModel

/// Writes a mapping set as canonical SSSOM/TSV.
///
/// What all mappings share goes up to the set; columns and slots stand in the order of the
/// specification, rows in the order of their values, so that equal sets give equal bytes.
///
/// Source: SSSOM 1.1, SSSOM/TSV, canonical format.
public struct SSSOMWriter: Sendable {
  /// Whether values that all mappings share are written once, in the metadata.
  public var condenses: Bool
  /// What stands between cells.
  public var separator: Separator

  /// What stands between the cells of a table.
  public enum Separator: String, Sendable {
    /// A tab, as the specification says.
    case tab = "\t"
    /// A comma, as some programs expect.
    case comma = ","
  }

  /// Makes a writer.
  public init(condenses: Bool = true, separator: Separator = .tab) {
    self.condenses = condenses
    self.separator = separator
  }

  /// Writes a set into a sink.
  ///
  /// - Throws: ``UncontractibleIRI`` where no prefix of the set fits an identifier, and what the
  ///   sink throws.
  /// - Complexity: O(n log n) in the mappings.
  public func write<Sink: ByteSink & ~Copyable>(
    _ set: MappingSet, to sink: inout Sink
  ) throws {
    let text = try text(of: set)
    try sink.write(text.utf8Span.span)
  }

  /// A set as text.
  ///
  /// - Throws: ``UncontractibleIRI`` where no prefix of the set fits an identifier.
  public func text(of set: MappingSet) throws(UncontractibleIRI) -> String {
    let (metadata, table) = try lines(of: set)
    return (metadata.map { "#" + $0 } + table).joined(separator: "\n") + "\n"
  }

  /// A set as two texts, the metadata for a file `.sssom.yml` beside that of the table.
  ///
  /// - Throws: ``UncontractibleIRI`` where no prefix of the set fits an identifier.
  ///
  /// Source: SSSOM 1.1, SSSOM/TSV, external metadata mode.
  public func externalTexts(
    of set: MappingSet
  ) throws(UncontractibleIRI) -> (metadata: String, table: String) {
    let (metadata, table) = try lines(of: set)
    return (
      metadata.joined(separator: "\n") + "\n", table.joined(separator: "\n") + "\n"
    )
  }

  private func lines(
    of original: MappingSet
  ) throws(UncontractibleIRI) -> (metadata: [String], table: [String]) {
    var set = original
    if condenses { set.condense() }
    set.declareVersion()
    set.definePositions()
    var curies = CURIEWriter(prefixes: set.prefixes)
    let definitions = set.usedExtensionDefinitions
    // The table and the slots first: they decide which prefixes are declared.
    let table = try tableLines(set, definitions, &curies)
    let slots = try slotLines(set, definitions, &curies)
    var lines: [String] = []
    if case .text(let version)? = set.values[.sssomVersion] {
      lines.append("sssom_version: " + YAMLScalar.written(version))
    }
    let prefixes = curies.used.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    if !prefixes.isEmpty {
      lines.append("curie_map:")
      for prefix in prefixes {
        guard let namespace = set.prefixes[prefix] else { continue }
        lines.append(
          "  \(YAMLScalar.written(prefix)): \(YAMLScalar.written(namespace.value))")
      }
    }
    return (lines + slots, table)
  }

  // MARK: Metadata

  private func slotLines(
    _ set: MappingSet, _ definitions: [ExtensionDefinition], _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> [String] {
    var lines: [String] = []
    for slot in Slot.ofMappingSet where slot != .sssomVersion {
      guard let value = set.values[slot] else { continue }
      guard slot.isMultivalued else {
        lines.append("\(slot.rawValue): \(try yaml(value, slot.rawValue, &curies))")
        continue
      }
      lines.append("\(slot.rawValue):")
      for element in value.elements {
        lines.append("  - \(try yaml(element, slot.rawValue, &curies))")
      }
    }
    let declared = definitions.filter { set.extensionDefinitions.contains($0) }
    if !declared.isEmpty { lines.append("extension_definitions:") }
    for definition in declared {
      lines.append("  - slot_name: " + YAMLScalar.written(definition.slotName))
      if let property = definition.property {
        lines.append("    property: \(try curie(property, "extension_definitions", &curies))")
      }
      if let hint = definition.typeHint {
        lines.append("    type_hint: \(try curie(hint, "extension_definitions", &curies))")
      }
    }
    for definition in definitions {
      guard let value = set.extensions[definition.slotName] else { continue }
      lines.append("\(definition.slotName): \(try yaml(value, definition.slotName, &curies))")
    }
    return lines
  }

  private func yaml(
    _ value: SlotValue, _ slot: String, _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> String {
    if case .number(let number) = value { return Self.decimal(number) }
    return YAMLScalar.written(try plain(value, slot, &curies))
  }

  // MARK: Table

  private func tableLines(
    _ set: MappingSet, _ definitions: [ExtensionDefinition], _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> [String] {
    var isUsed: Set<Slot> = []
    for mapping in set.mappings {
      for entry in mapping.values.entries { isUsed.insert(entry.slot) }
    }
    let slots = Slot.ofMapping.filter {
      isUsed.contains($0) || (set.mappings.isEmpty && Self.required.contains($0))
    }
    let extended = definitions.filter { definition in
      set.mappings.contains { $0.extensions[definition.slotName] != nil }
    }
    var rows: [[String]] = []
    rows.reserveCapacity(set.mappings.count)
    for mapping in set.mappings {
      var row: [String] = []
      row.reserveCapacity(slots.count + extended.count)
      for slot in slots {
        row.append(try cell(mapping.values[slot], slot.rawValue, slot.isMultivalued, &curies))
      }
      for definition in extended {
        let value = mapping.extensions[definition.slotName]
        row.append(try cell(value, definition.slotName, false, &curies))
      }
      rows.append(row)
    }
    rows.sort { left, right in
      for (a, b) in zip(left, right) {
        if a.utf8.lexicographicallyPrecedes(b.utf8) { return true }
        if b.utf8.lexicographicallyPrecedes(a.utf8) { return false }
      }
      return false
    }
    rows.insert(slots.map(\.rawValue) + extended.map(\.slotName), at: 0)
    return rows.map { $0.map(quoted).joined(separator: separator.rawValue) }
  }

  private static let required: [Slot] = [
    .subjectID, .predicateID, .objectID, .mappingJustification,
  ]

  private func cell(
    _ value: SlotValue?, _ slot: String, _ isMultivalued: Bool, _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> String {
    guard let value else { return "" }
    guard isMultivalued else { return try plain(value, slot, &curies) }
    var parts: [String] = []
    for element in value.elements {
      parts.append(Self.escaped(try plain(element, slot, &curies)))
    }
    return parts.joined(separator: "|")
  }

  // MARK: Values

  private func plain(
    _ value: SlotValue, _ slot: String, _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> String {
    switch value {
    case .text(let text): return text
    case .number(let number): return Self.decimal(number)
    case .reference(let iri): return try curie(iri, slot, &curies)
    case .list(let values):
      var parts: [String] = []
      for value in values { parts.append(try plain(value, slot, &curies)) }
      return parts.joined(separator: "|")
    }
  }

  private func curie(
    _ iri: IRI, _ slot: String, _ curies: inout CURIEWriter
  ) throws(UncontractibleIRI) -> String {
    guard let curie = curies.contract(iri) else {
      throw UncontractibleIRI(iri: iri, slotName: slot)
    }
    return curie
  }

  /// At most three digits after the point, as the canonical format asks for.
  static func decimal(_ number: Double) -> String {
    // Beyond this a fraction has no three digits left to round.
    guard number.magnitude < 1e15 else { return String(number) }
    let thousandths = Int((number * 1000).rounded(.toNearestOrAwayFromZero))
    var text = String(thousandths.magnitude % 1000 + 1000).dropFirst()
    while text.last == "0" { text.removeLast() }
    let whole = (thousandths < 0 ? "-" : "") + String(thousandths.magnitude / 1000)
    return text.isEmpty ? whole : whole + "." + text
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\\") })
    else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "|" || scalar == "\\" { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private func quoted(_ text: String) -> String {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        || $0 == UInt8(ascii: "\"") || (separator == .comma && $0 == UInt8(ascii: ","))
    }
    guard needsQuotes else { return text }
    var result = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append("\"") }
      result.append(scalar)
    }
    result.append("\"")
    return String(result)
  }
}

/// An identifier that no prefix of its set fits, so that SSSOM/TSV cannot hold it.
public struct UncontractibleIRI: Error, Hashable, Sendable, CustomStringConvertible {
  /// The identifier.
  public let iri: IRI
  /// The slot that holds it.
  public let slotName: String

  /// What is wrong, and what to do.
  public var description: String {
    "slot \(slotName): no prefix of the set fits <\(iri.value)>; declare one in its prefixes"
  }
}
