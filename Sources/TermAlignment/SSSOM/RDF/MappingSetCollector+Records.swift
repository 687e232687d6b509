import RDFGraph
import RDFModel
import SKOSVocabulary

// The slots of sets and mappings.
extension MappingSetCollector {
  /// A set with its slots and without its mappings.
  func description(of node: TermID) -> MappingSet {
    var set = MappingSet(prefixes: snapshot.prefixes)
    set.extensionDefinitions = Self.definitions(of: node, snapshot)
    (set.values, set.extensions) = record(
      node, setSlots, Self.byProperty(set.extensionDefinitions, snapshot))
    if node.kind == .iri { set.id = iri(node) }
    return set
  }

  static func definitions(
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

  static func byProperty(
    _ definitions: [ExtensionDefinition], _ snapshot: GraphSnapshot
  ) -> [TermID: ExtensionDefinition] {
    let pairs = definitions.compactMap { definition in
      snapshot.id(iri: definition.effectiveProperty).map { ($0, definition) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  func mapping(_ node: TermID, _ extensions: [TermID: ExtensionDefinition]) -> Mapping {
    var mapping = Mapping()
    (mapping.values, mapping.extensions) = record(node, slots, extensions)
    if node.kind == .iri { mapping.recordID = iri(node) }
    readRestriction(of: node, into: &mapping)
    let held = positions.positions(on: node)
    if !held.isEmpty { mapping.setPositions(held) }
    if let target = objects(node, SSSOM.annotatedProperty).first,
      let property = snapshot.id(iri: SSSOM.annotatedProperty)
    {
      let origin = snapshot.origin(subject: node, predicate: property, object: target)
      mapping.line = origin.flatMap { $0.line > 0 ? $0.line : nil }
    }
    return mapping
  }

  /// Takes predicate and object from the restriction that an axiom ends at.
  private func readRestriction(of axiom: TermID, into mapping: inout Mapping) {
    guard let node = objects(axiom, SSSOM.annotatedTarget).first, node.kind == .blankNode,
      let predicate = objects(node, SSSOM.onProperty).first, predicate.kind == .iri,
      let object = objects(node, SSSOM.someValuesFrom).first, object.kind == .iri
    else { return }
    mapping.predicate = iri(predicate)
    mapping.object = iri(object)
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

  /// The value of a slot; nil where the node is none.
  func value(_ node: TermID, of slot: Slot) -> SlotValue? {
    guard node.kind == .iri || node.kind == .literal else { return nil }
    let text = snapshot.dictionary.text(of: node)
    switch slot.kind {
    case .entityReference: return node.kind == .iri ? .reference(IRI(trusted: text)) : nil
    case .number(let bounds):
      return Double(text).flatMap { bounds.contains($0) ? .number($0) : nil }
    case .enumeration(let enumeration): return enumeration.word(for: text).map { .text($0) }
    case .date: return SlotValueParser.isDate(text) ? .text(text) : nil
    case .uri, .string: return .text(text)
    }
  }

  private func value(_ node: TermID) -> SlotValue {
    node.kind == .iri ? .reference(iri(node)) : .text(snapshot.dictionary.text(of: node))
  }
}
