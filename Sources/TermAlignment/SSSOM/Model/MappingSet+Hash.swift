import RDFModel

/// The standard hash of mappings: equal for equal records, whichever tool computes it.
extension MappingSet {
  /// The hash of a mapping of this set: sixteen hexadecimal digits.
  ///
  /// The identifier of the record and its cardinality take no part. Values that the set states for
  /// all its mappings count where they were handed down, as ``propagate()`` does.
  ///
  /// - Complexity: O(n) in the characters of the mapping.
  ///
  /// Source: SSSOM 1.1, hashing a mapping record; FNV-1a: RFC 9923.
  public func standardHash(of mapping: Mapping) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in canonicalExpression(of: mapping).utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    // RFC 9923 gives the hash as bytes, the lowest first.
    let digits = String(hash.byteSwapped, radix: 16, uppercase: true)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The canonical S-expression of a mapping, which the hash is computed of.
  ///
  /// Source: SSSOM 1.1, hashing a mapping record, step 1; RFC 9804.
  public func canonicalExpression(of mapping: Mapping) -> String {
    var text = "(7:mapping("
    for entry in mapping.values.entries
    where entry.slot != .recordID && entry.slot != .mappingCardinality {
      text += "(" + Self.atom(entry.slot.rawValue)
      if entry.slot.isMultivalued {
        let values = entry.value.elements.map(Self.plain)
          .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        text += "(" + values.map(Self.atom).joined() + ")"
      } else {
        text += Self.atom(Self.plain(entry.value))
      }
      text += ")"
    }
    if !mapping.extensions.isEmpty {
      let values = mapping.extensions.map { name, value in
        let definition = extensionDefinition(named: name)
        return (definition.effectiveProperty, Self.plain(value, as: definition.typeHint))
      }.sorted { $0.0 < $1.0 }
      text += "(10:extensions("
      for (property, value) in values {
        text += "(" + Self.atom(property.value) + Self.atom(value) + ")"
      }
      text += "))"
    }
    return text + "))"
  }

  private static func atom(_ text: String) -> String { "\(text.utf8.count):\(text)" }

  private static func plain(_ value: SlotValue) -> String {
    switch value {
    case .text(let text): text
    case .reference(let iri): iri.value
    case .number(let number): SSSOMWriter.decimal(number)
    case .list(let values): values.map(plain).joined(separator: "|")
    }
  }

  private static func plain(_ value: SlotValue, as type: IRI?) -> String {
    guard case .text(let text) = value else { return plain(value) }
    switch type {
    case XSD.double:
      return Double(text).flatMap { $0.isFinite ? SSSOMWriter.decimal($0) : nil } ?? text
    case XSD.integer:
      let isNegative = text.hasPrefix("-")
      let digits = text.drop { $0 == "-" || $0 == "+" }.drop { $0 == "0" }
      return digits.isEmpty ? "0" : (isNegative ? "-" : "") + digits
    default: return text
    }
  }
}
