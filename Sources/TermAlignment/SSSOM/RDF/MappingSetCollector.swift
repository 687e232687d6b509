public import RDFGraph
import RDFModel
import SKOSVocabulary

/// Reads mapping sets back from a snapshot.
///
/// A set in SSSOM's RDF form comes back with all its slots. Plain SKOS mapping triples that no
/// mapping accounts for become a set of their own per graph, with nobody's justification:
/// `semapv:UnspecifiedMatching`.
///
/// Source: SSSOM 1.1, SSSOM/RDF.
public struct MappingSetCollector {
  private let snapshot: GraphSnapshot
  private let slots: [TermID: Slot]
  private let setSlots: [TermID: Slot]
  /// The extensions that sets of the snapshot define, once each, by property.
  let extensionDefinitions: [ExtensionDefinition]
  private let extensions: [TermID: ExtensionDefinition]

  /// Prepares to read a snapshot.
  public init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    func known(_ slots: [Slot]) -> [TermID: Slot] {
      let pairs = slots.compactMap { slot in snapshot.id(iri: slot.property).map { ($0, slot) } }
      return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    slots = known(Slot.ofMapping)
    setSlots = known(Slot.ofMappingSet)
    var sets: Set<TermID> = []
    if let property = snapshot.id(iri: SSSOM.extensionDefinitions) {
      snapshot.forEach(snapshot.match(predicate: property)) { set, _, _ in sets.insert(set) }
    }
    var names: Set<String> = []
    extensionDefinitions = sets.sorted().flatMap { Self.definitions(of: $0, snapshot) }
      .filter { names.insert($0.slotName).inserted }
      .sorted { $0.effectiveProperty < $1.effectiveProperty }
    extensions = Self.byProperty(extensionDefinitions, snapshot)
  }

  /// All sets: those in SSSOM's form first, by identifier, then those of plain triples, by graph.
  ///
  /// - Complexity: O(n log n) in the triples of mappings.
  public func mappingSets() -> [MappingSet] {
    let nodes = snapshot.id(iri: SSSOM.mappingSet).flatMap { type in
      snapshot.id(iri: RDF.type).map { snapshot.subjects($0, type) }
    }
    let stated = (nodes ?? []).map(mappingSet)
      .sorted { ($0.id?.value ?? "") < ($1.id?.value ?? "") }
    return stated + plainSets()
  }

  // MARK: SSSOM's form

  private func mappingSet(_ node: TermID) -> MappingSet {
    var set = description(of: node)
    set.extensionDefinitions = Self.definitions(of: node, snapshot)
    let extensions = Self.byProperty(set.extensionDefinitions, snapshot)
    for mapping in objects(node, SSSOM.mappings) {
      set.mappings.append(self.mapping(mapping, extensions))
    }
    return set
  }

  /// A set with its slots and without its mappings.
  func description(of node: TermID) -> MappingSet {
    var set = MappingSet(prefixes: snapshot.prefixes)
    set.extensionDefinitions = Self.definitions(of: node, snapshot)
    (set.values, set.extensions) = record(
      node, setSlots, Self.byProperty(set.extensionDefinitions, snapshot))
    if node.kind == .iri { set.id = iri(node) }
    return set
  }

  private static func definitions(
    of set: TermID, _ snapshot: GraphSnapshot
  ) -> [ExtensionDefinition] {
    func objects(_ node: TermID, _ property: IRI) -> [String] {
      snapshot.id(iri: property).map { snapshot.objects(of: node, $0) }?
        .map { snapshot.dictionary.text(of: $0) } ?? []
    }
    let property = snapshot.id(iri: SSSOM.extensionDefinitions) ?? .unbound
    return snapshot.objects(of: set, property).compactMap { own in
      objects(own, SSSOM.slotName).first.map { name in
        ExtensionDefinition(
          slotName: name, property: objects(own, SSSOM.property).first.map { IRI(trusted: $0) },
          typeHint: objects(own, SSSOM.typeHint).first.map { IRI(trusted: $0) })
      }
    }.sorted { $0.effectiveProperty < $1.effectiveProperty }
  }

  private static func byProperty(
    _ definitions: [ExtensionDefinition], _ snapshot: GraphSnapshot
  ) -> [TermID: ExtensionDefinition] {
    let pairs = definitions.compactMap { definition in
      snapshot.id(iri: definition.effectiveProperty).map { ($0, definition) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A mapping of an index as it stands, with its set as `mapping_source`.
  func mapping(_ reference: UInt32, of index: MappingIndex, namesSet: Bool = true) -> Mapping {
    let number = Int(reference & ~MappingAdjacency.backwards)
    let set = index.mappingSet(number)
    guard let statement = index.statement(number) else {
      var mapping = plainMapping(number, index)
      if namesSet, let set { mapping.values[.mappingSource] = .reference(iri(set)) }
      return mapping
    }
    var mapping = self.mapping(statement, extensions)
    guard namesSet, let set, set.kind == .iri else { return mapping }
    if mapping.values[.mappingSource] == nil {
      mapping.values[.mappingSource] = .reference(iri(set))
    }
    if mapping.values[.license] == nil {
      mapping.values[.license] = objects(set, Slot.license.property).first.map {
        .text(snapshot.dictionary.text(of: $0))
      }
    }
    return mapping
  }

  private func mapping(_ node: TermID, _ extensions: [TermID: ExtensionDefinition]) -> Mapping {
    var mapping = Mapping()
    (mapping.values, mapping.extensions) = record(node, slots, extensions)
    if node.kind == .iri { mapping.recordID = iri(node) }
    if let target = objects(node, SSSOM.annotatedProperty).first,
      let property = snapshot.id(iri: SSSOM.annotatedProperty)
    {
      let origin = snapshot.origin(subject: node, predicate: property, object: target)
      mapping.line = origin.flatMap { $0.line > 0 ? $0.line : nil }
    }
    return mapping
  }

  /// The slots of a set or a mapping, and its extensions.
  private func record(
    _ node: TermID, _ known: [TermID: Slot], _ extensions: [TermID: ExtensionDefinition]
  ) -> (SlotValues, [String: SlotValue]) {
    var lists: [Slot: [SlotValue]] = [:]
    var extended: [String: SlotValue] = [:]
    snapshot.forEach(snapshot.match(subject: node)) { _, predicate, object in
      if let slot = known[predicate] {
        if let value = value(object, of: slot) { lists[slot, default: []].append(value) }
      } else if let definition = extensions[predicate] {
        extended[definition.slotName] = value(object)
      } else if let name = undefinedExtension(predicate) {
        extended[name] = value(object)
      }
    }
    var values = SlotValues()
    for (slot, found) in lists {
      // RDF keeps no order among the values of a slot, so they come back in that of their text.
      let sorted = found.sorted { ($0.text ?? "") < ($1.text ?? "") }
      values[slot] = slot.isMultivalued ? .list(sorted) : sorted.first
    }
    return (values, extended)
  }

  private func undefinedExtension(_ property: TermID) -> String? {
    iri(property).undefinedExtensionName
  }

  private func value(_ node: TermID, of slot: Slot) -> SlotValue? {
    guard node.kind == .iri || node.kind == .literal else { return nil }
    let text = snapshot.dictionary.text(of: node)
    switch slot.kind {
    case .entityReference: return node.kind == .iri ? .reference(IRI(trusted: text)) : nil
    case .number: return Double(text).map { .number($0) }
    case .enumeration(let enumeration): return enumeration.word(for: text).map { .text($0) }
    case .uri, .string, .date: return .text(text)
    }
  }

  private func value(_ node: TermID) -> SlotValue {
    node.kind == .iri ? .reference(iri(node)) : .text(snapshot.dictionary.text(of: node))
  }

  private func objects(_ node: TermID, _ property: IRI) -> [TermID] {
    snapshot.id(iri: property).map { snapshot.objects(of: node, $0) } ?? []
  }

  private func iri(_ node: TermID) -> IRI { IRI(trusted: snapshot.dictionary.text(of: node)) }

  // MARK: Plain triples

  private func plainSets() -> [MappingSet] {
    let index = MappingIndex(snapshot)
    var sets: [Int: MappingSet] = [:]
    for number in 0..<index.count where index.statement(number) == nil {
      let graph = index.graphNumber(of: number)
      sets[graph, default: emptySet(graph)].mappings.append(plainMapping(number, index))
    }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }

  private func plainMapping(_ number: Int, _ index: MappingIndex) -> Mapping {
    var mapping = Mapping(
      subject: iri(index.subject(number)), predicate: iri(index.predicate(number)),
      object: iri(index.object(number)), justification: Justification.unspecified)
    mapping.line = index.origin(of: number).flatMap { $0.line > 0 ? $0.line : nil }
    return mapping
  }

  private func emptySet(_ graph: Int) -> MappingSet {
    var set = MappingSet(prefixes: snapshot.prefixes)
    if graph > 0 { set.id = iri(snapshot.graphNames[graph - 1]) }
    return set
  }
}
