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

  /// The property given, or the one that stands in where none was.
  public var effectiveProperty: IRI {
    property ?? IRI(trusted: SSSOM.undefinedExtensions + slotName)
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
  public mutating func condense() {
    guard let first = mappings.first else { return }
    for entry in first.values.entries where entry.slot.isPropagatable {
      let own = values[entry.slot]
      guard own == nil || own == entry.value,
        mappings.allSatisfy({ $0.values[entry.slot] == entry.value })
      else { continue }
      for index in mappings.indices { mappings[index].values[entry.slot] = nil }
      values[entry.slot] = entry.value
    }
  }

  /// The lowest version of the specification that has all the slots in use.
  public var requiredVersion: String {
    let usesNewSlot =
      values.entries.contains { $0.slot.isNewIn11(onSet: true) }
      || mappings.contains { mapping in
        mapping.values.entries.contains { entry in
          entry.slot.isNewIn11(onSet: false) || entry.value == .text("composed entity expression")
            || (entry.slot == .mappingCardinality && entry.value == .text("0:0"))
        }
      }
    return usesNewSlot ? "1.1" : "1.0"
  }
}
