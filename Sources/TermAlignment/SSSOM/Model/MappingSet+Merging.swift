public import RDFModel

extension MappingSet {
  /// Puts sets together, for formats whose files hold one.
  ///
  /// One set stays as it is. Of several, each mapping names its set in `mapping_source` and keeps
  /// its licence; slots of the sets themselves, such as their titles, stay behind with them. The
  /// whole has the licence they share, or none specified. An extension that two sets define
  /// differently gets another name for the later one.
  ///
  /// - Complexity: O(n) in the mappings.
  public init(merging sets: [MappingSet], id: IRI) {
    if sets.count == 1, let only = sets.first {
      self = only
      return
    }
    self.init()
    self.id = id
    values[.license] = .text(
      AlignmentExport.commonLicence(Set(sets.map { $0.values.text(.license) })))
    let sources = Set(sets.compactMap { $0.id?.value }).sorted()
    if !sources.isEmpty { values[.mappingSetSource] = .list(sources.map { .text($0) }) }
    var taken: [String: ExtensionDefinition] = [:]
    for var set in sets {
      set.definePositions()
      append(set, &taken)
    }
  }

  /// Adds the mappings of a set; `taken` holds the extensions in use so far, by name.
  private mutating func append(_ set: MappingSet, _ taken: inout [String: ExtensionDefinition]) {
    prefixes = prefixes.adding(set.prefixes)
    var names: [String: String] = [:]
    for definition in set.usedExtensionDefinitions {
      var own = definition
      while let other = taken[own.slotName],
        other.effectiveProperty != own.effectiveProperty || other.typeHint != own.typeHint
      {
        own.property = own.effectiveProperty
        own.slotName += "_"
      }
      if taken.updateValue(own, forKey: own.slotName) == nil,
        own.property != nil || own.typeHint != nil
      {
        extensionDefinitions.append(own)
      }
      if own.slotName != definition.slotName { names[definition.slotName] = own.slotName }
    }
    for original in set.mappings {
      var mapping = original
      if mapping.values[.mappingSource] == nil, let id = set.id {
        mapping.values[.mappingSource] = .reference(id)
      }
      if mapping.values[.license] == nil { mapping.values[.license] = set.values[.license] }
      if !names.isEmpty {
        mapping.extensions = Dictionary(
          mapping.extensions.map { (names[$0.key] ?? $0.key, $0.value) },
          uniquingKeysWith: { first, _ in first })
      }
      mappings.append(mapping)
    }
  }

  /// Fills in what a set must have where its source has no such thing, as plain triples have no
  /// licence: `license` with the value for what nobody specified, `mapping_set_id` with the one
  /// given.
  public mutating func fillRequiredSlots(id: @autoclosure () -> IRI) {
    if values[.license] == nil {
      values[.license] = .text("https://w3id.org/sssom/license/unspecified")
    }
    if self.id == nil { self.id = id() }
  }

  /// Declares prefixes for every identifier of the set, which SSSOM/TSV cannot do without: those
  /// that the set has, those of Isogloss's schemes, and `ns1`, `ns2` … for what is left.
  public mutating func completePrefixes() {
    prefixes = .covering(self, given: prefixes)
  }
}
