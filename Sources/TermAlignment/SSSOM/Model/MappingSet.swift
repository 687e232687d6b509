public import RDFModel

/// Mappings from one hand, with what holds for all of them: who made the set, under which
/// licence, between which sources.
///
/// Source: SSSOM 1.1, class `MappingSet`.
public struct MappingSet: Hashable, Sendable {
  /// The prefixes of the slot `curie_map`; the built-in ones need not be in it.
  public var prefixes: PrefixMap
  /// The standard slots of the set.
  ///
  /// A propagatable slot has a value here only where it could not be handed down, because some
  /// mapping has its own or there is no mapping.
  public var values = SlotValues()
  /// The definitions of extension slots.
  public var extensionDefinitions: [ExtensionDefinition] = []
  /// The values of extension slots of the set, by name.
  public var extensions: [String: SlotValue] = [:]
  /// The mappings, in the order of the source.
  public var mappings: [Mapping] = []

  /// Makes a set without values, to be filled slot by slot.
  public init(prefixes: PrefixMap = PrefixMap()) {
    self.prefixes = prefixes
  }

  /// Makes a set from the two slots that each must have.
  public init(id: IRI, license: IRI, prefixes: PrefixMap = PrefixMap()) {
    self.prefixes = prefixes
    self.id = id
    values[.license] = .text(license.value)
  }

  /// The slot `mapping_set_id`.
  public var id: IRI? {
    get { values.text(.mappingSetID).map { IRI(trusted: $0) } }
    set { values[.mappingSetID] = newValue.map { .text($0.value) } }
  }

  /// The slots that a set must have and this one has not.
  public var missingSlots: [Slot] {
    [.mappingSetID, .license].filter { values[$0] == nil }
  }

  /// The definition of an extension slot: the set's own, or the one that undefined slots have.
  public func extensionDefinition(named name: String) -> ExtensionDefinition {
    extensionDefinitions.first { $0.slotName == name } ?? ExtensionDefinition(slotName: name)
  }
}

/// What an extension slot means and what its values are.
///
/// Source: SSSOM 1.1, class `ExtensionDefinition`.
public struct ExtensionDefinition: Hashable, Sendable {
  /// The name of the slot in files.
  public var slotName: String
  /// The property that gives the slot its meaning, where one was given.
  public var property: IRI?
  /// The type of the values, where one was given; text otherwise.
  public var typeHint: IRI?

  /// Makes a definition.
  public init(slotName: String, property: IRI? = nil, typeHint: IRI? = nil) {
    self.slotName = slotName
    self.property = property
    self.typeHint = typeHint
  }

  /// The property given, or the one that stands in where none was; characters of the name that
  /// no IRI holds are percent-encoded in it.
  public var effectiveProperty: IRI {
    property ?? IRI(trusted: SSSOM.undefinedExtensions + Self.encoded(slotName))
  }

  private static func encoded(_ name: String) -> String {
    guard name.utf8.contains(where: { IRIReference.forbidden($0) || $0 == UInt8(ascii: "%") })
    else { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar.isASCII, let byte = UInt8(exactly: scalar.value),
        IRIReference.forbidden(byte) || byte == UInt8(ascii: "%")
      {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension IRI {
  /// The name of the undefined extension that this property stands in for.
  var undefinedExtensionName: String? {
    guard value.hasPrefix(SSSOM.undefinedExtensions) else { return nil }
    let rest = Array(value.utf8.dropFirst(SSSOM.undefinedExtensions.utf8.count))
    var name: [UInt8] = []
    var index = 0
    while index < rest.count {
      if rest[index] == UInt8(ascii: "%"), index + 2 < rest.count,
        let byte = UInt8(
          String(decoding: rest[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        name.append(byte)
        index += 3
      } else {
        name.append(rest[index])
        index += 1
      }
    }
    return String(decoding: name, as: UTF8.self)
  }
}

extension MappingSet {
  /// Hands the values of propagatable slots down to all mappings, as far as none has its own.
  ///
  /// A value of the set that every mapping repeats says nothing more and is dropped.
  ///
  /// Source: SSSOM 1.1, data model, propagation.
  public mutating func propagate() {
    guard !mappings.isEmpty else { return }
    for entry in values.entries where entry.slot.isPropagatable {
      if mappings.allSatisfy({ $0.values[entry.slot] == nil }) {
        for index in mappings.indices { mappings[index].values[entry.slot] = entry.value }
        values[entry.slot] = nil
      } else if mappings.allSatisfy({ $0.values[entry.slot] == entry.value }) {
        values[entry.slot] = nil
      }
    }
  }

  /// Lifts values of propagatable slots that all mappings share up to the set.
  ///
  /// Source: SSSOM 1.1, data model, condensation.
  public mutating func condense() { condense { _ in true } }

  /// Lifts the shared values of those propagatable slots that are wanted up to the set.
  mutating func condense(where isWanted: (Slot) -> Bool) {
    for slot in mappings.first?.values.entries.map(\.slot) ?? []
    where slot.isPropagatable && isWanted(slot) {
      condense(slot)
    }
  }

  /// Lifts the value of one slot up to the set, where all mappings share it and the set has no
  /// other.
  mutating func condense(_ slot: Slot) {
    guard let value = mappings.first?.values[slot] else { return }
    let own = values[slot]
    guard own == nil || own == value, mappings.allSatisfy({ $0.values[slot] == value })
    else { return }
    for index in mappings.indices { mappings[index].values[slot] = nil }
    values[slot] = value
  }

  /// Says which version the set needs, where that is above 1.0 and the set does not say so.
  ///
  /// Source: SSSOM 1.1, data model, using the `sssom_version` slot.
  mutating func declareVersion() {
    if values[.sssomVersion] == nil, requiredVersion != "1.0" {
      values[.sssomVersion] = .text(requiredVersion)
    }
  }

  /// The definitions of the extensions in use, those without one included, by property.
  var usedExtensionDefinitions: [ExtensionDefinition] {
    var names = Set(extensions.keys)
    for mapping in mappings { names.formUnion(mapping.extensions.keys) }
    return names.map { extensionDefinition(named: $0) }
      .sorted { $0.effectiveProperty < $1.effectiveProperty }
  }

  /// The lowest version of the specification that has all the slots in use.
  public var requiredVersion: String {
    func isNew(_ entry: SlotValues.Entry, onSet: Bool) -> Bool {
      entry.slot.isNewIn11(onSet: onSet) || entry.value == .text("composed entity expression")
        || (entry.slot == .mappingCardinality && entry.value == .text("0:0"))
    }
    let usesNewSlot =
      values.entries.contains { isNew($0, onSet: true) }
      || mappings.contains { $0.values.entries.contains { isNew($0, onSet: false) } }
    return usesNewSlot ? "1.1" : "1.0"
  }
}
