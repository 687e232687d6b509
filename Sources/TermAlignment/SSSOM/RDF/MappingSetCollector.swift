public import RDFGraph
import RDFModel
public import SKOSVocabulary

/// Reads mapping sets back from a snapshot.
///
/// A set in SSSOM's RDF form comes back with all its slots, and so do annotated axioms of OWL, as
/// the set that their ontology describes: those that have a justification, and those whose triple
/// is a mapping. Plain triples that no mapping accounts for become a set of their own per graph.
/// What nobody justified has `semapv:UnspecifiedMatching`. Which triples are mappings says
/// ``MappingPredicate``.
///
/// Source: SSSOM 1.1, SSSOM/RDF and OWL/RDF.
public struct MappingSetCollector {
  let snapshot: GraphSnapshot
  private let slots: [TermID: Slot]
  private let setSlots: [TermID: Slot]
  /// The extensions that sets of the snapshot define, once each, by property.
  let extensionDefinitions: [ExtensionDefinition]
  private let extensions: [TermID: ExtensionDefinition]
  private let positions: PositionIndex

  /// Prepares to read a snapshot.
  public init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    positions = PositionIndex(snapshot)
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

  /// All sets: those in SSSOM's form first, by identifier, then those of axioms and those of plain
  /// triples, by graph.
  ///
  /// - Complexity: O(n log n) in the triples of mappings.
  public func mappingSets() -> [MappingSet] {
    var nodes = Set(subjects(RDF.type, SSSOM.mappingSet))
    var contained: Set<TermID> = []
    if let property = snapshot.id(iri: SSSOM.mappings) {
      snapshot.forEach(snapshot.match(predicate: property)) { set, _, mapping in
        nodes.insert(set)
        contained.insert(mapping)
      }
    }
    let stated = nodes.sorted().map(mappingSet).sorted {
      ($0.id?.value ?? "") < ($1.id?.value ?? "")
    }
    return stated + axiomSets(but: contained) + plainSets()
  }

  /// What the statements of mappings say and no slot takes: ``mappingSets()`` leaves it out.
  ///
  /// - Complexity: O(n) in the triples of mappings.
  public func findings() -> [Finding] {
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return [] }
    var nodes: Set<TermID> = []
    snapshot.forEach(snapshot.match(predicate: property)) { node, _, _ in nodes.insert(node) }
    var findings: [Finding] = []
    for node in nodes where !objects(node, Slot.mappingJustification.property).isEmpty {
      snapshot.forEach(snapshot.match(subject: node)) { _, predicate, object in
        // An axiom may end at a restriction, which is no value of its own.
        guard let slot = slots[predicate], value(object, of: slot) == nil,
          slot != .objectID || object.kind != .blankNode
        else { return }
        let term = snapshot.term(object)
        findings.append(
          Finding(
            severity: .error, code: SyntaxError.Code.sssomValue.rawValue,
            subject: node.kind == .iri
              ? iri(node).value : "_:" + snapshot.dictionary.text(of: node),
            origin: snapshot.origin(subject: node, predicate: predicate, object: object),
            message: "slot \(slot.rawValue): \(term) is no value of it, and is left out",
            remedy: "correct it by what the slot takes"))
      }
    }
    return findings.sorted(by: Finding.inReportOrder)
  }

  // MARK: SSSOM's form

  private func mappingSet(_ node: TermID) -> MappingSet {
    var set = description(of: node)
    let extensions = Self.byProperty(set.extensionDefinitions, snapshot)
    for mapping in objects(node, SSSOM.mappings) {
      set.mappings.append(self.mapping(mapping, extensions))
    }
    set.propagate()
    set.definePositions()
    return set
  }

  // MARK: OWL's form

  /// Annotated axioms that are mappings and no part of a set, by graph.
  private func axiomSets(but contained: Set<TermID>) -> [MappingSet] {
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return [] }
    let predicates = MappingPredicate.known(in: snapshot)
    var axioms: [Int: [TermID]] = [:]
    snapshot.forEach(snapshot.match(predicate: property)) { node, _, predicate in
      guard !contained.contains(node), isMapping(axiom: node, of: predicates[predicate]) else {
        return
      }
      let graph = snapshot.graphs(subject: node, predicate: property, object: predicate).first ?? 0
      axioms[graph, default: []].append(node)
    }
    let ontologies = subjects(RDF.type, SSSOM.ontology)
    return axioms.sorted { $0.key < $1.key }.map { graph, nodes in
      let own = ontologies.filter { isDescribed($0, in: graph) }
      var set = own.count == 1 ? description(of: own[0]) : emptySet(graph)
      let extensions = Self.byProperty(set.extensionDefinitions, snapshot)
      var known: Set<TermID> = []
      for node in nodes where known.insert(node).inserted {
        var mapping = self.mapping(node, extensions)
        if mapping.justification == nil { mapping.justification = Justification.unspecified }
        set.mappings.append(mapping)
      }
      set.propagate()
      set.definePositions()
      return set
    }
  }

  /// Whether an annotated axiom is a mapping: justified as one, or annotated for another reason and
  /// of a triple that is one.
  private func isMapping(axiom node: TermID, of predicate: MappingPredicate?) -> Bool {
    if !objects(node, Slot.mappingJustification.property).isEmpty { return true }
    guard let predicate, let source = objects(node, SSSOM.annotatedSource).first,
      let target = objects(node, SSSOM.annotatedTarget).first
    else { return false }
    return predicate.isMapping(source, target, in: snapshot)
  }

  private func isDescribed(_ ontology: TermID, in graph: Int) -> Bool {
    guard let type = snapshot.id(iri: RDF.type), let own = snapshot.id(iri: SSSOM.ontology) else {
      return false
    }
    return snapshot.graphs(subject: ontology, predicate: type, object: own).contains(graph)
  }

  // MARK: Records

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

  static func byProperty(
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
    if mapping.justification == nil { mapping.justification = Justification.unspecified }
    if namesSet { name(set, in: &mapping) }
    return mapping
  }

  /// A mapping that is no row of an index, see ``MappingIndex/otherStatements``, with its set as
  /// `mapping_source`.
  func mapping(ofOther statement: TermID) -> Mapping {
    var mapping = self.mapping(statement, extensions)
    name(set(of: statement), in: &mapping)
    return mapping
  }

  /// The set that a statement is part of.
  func set(of statement: TermID) -> TermID? {
    snapshot.id(iri: SSSOM.mappings).flatMap { snapshot.subjects($0, statement).first }
  }

  /// Puts the set of a mapping into it, and its licence where the mapping has none.
  private func name(_ set: TermID?, in mapping: inout Mapping) {
    guard let set, set.kind == .iri else { return }
    if mapping.values[.mappingSource] == nil {
      mapping.values[.mappingSource] = .reference(iri(set))
    }
    if mapping.values[.license] == nil {
      mapping.values[.license] = objects(set, Slot.license.property).first.map {
        .text(snapshot.dictionary.text(of: $0))
      }
    }
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
  private func value(_ node: TermID, of slot: Slot) -> SlotValue? {
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

  private func objects(_ node: TermID, _ property: IRI) -> [TermID] {
    snapshot.id(iri: property).map { snapshot.objects(of: node, $0) } ?? []
  }

  private func iri(_ node: TermID) -> IRI { IRI(trusted: snapshot.dictionary.text(of: node)) }

  private func subjects(_ property: IRI, _ object: IRI) -> [TermID] {
    guard let property = snapshot.id(iri: property), let object = snapshot.id(iri: object) else {
      return []
    }
    return snapshot.subjects(property, object)
  }

  // MARK: Plain triples

  /// A triple in a graph.
  private struct Statement: Hashable {
    let subject: TermID
    let predicate: TermID
    let object: TermID
    let graph: Int
  }

  private func plainSets() -> [MappingSet] {
    let stated = statements()
    var sets: [Int: MappingSet] = [:]
    for predicate in MappingPredicate.all {
      guard let property = snapshot.id(iri: predicate.iri) else { continue }
      snapshot.forEach(snapshot.match(predicate: property)) { subject, _, object in
        guard predicate.isMapping(subject, object, in: snapshot) else { return }
        let ends = (iri(subject), iri(object))
        let graphs = snapshot.graphs(subject: subject, predicate: property, object: object)
        for graph in graphs
        where !stated.contains(
          Statement(subject: subject, predicate: property, object: object, graph: graph))
        {
          var mapping = Mapping(
            subject: ends.0, predicate: predicate.iri, object: ends.1,
            justification: Justification.unspecified)
          let origin = snapshot.origin(subject: subject, predicate: property, object: object)
          mapping.line = origin.flatMap { $0.line > 0 ? $0.line : nil }
          sets[graph, default: emptySet(graph)].mappings.append(mapping)
        }
      }
    }
    return sets.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The triples that mappings account for.
  private func statements() -> Set<Statement> {
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return [] }
    var stated: Set<Statement> = []
    snapshot.forEach(snapshot.match(predicate: property)) { node, _, predicate in
      let graphs = snapshot.graphs(subject: node, predicate: property, object: predicate)
      for subject in objects(node, SSSOM.annotatedSource) {
        for object in objects(node, SSSOM.annotatedTarget) {
          for graph in graphs {
            stated.insert(
              Statement(subject: subject, predicate: predicate, object: object, graph: graph))
          }
        }
      }
    }
    return stated
  }

  /// The mapping that a plain triple makes.
  func plainMapping(_ number: Int, _ index: MappingIndex) -> Mapping {
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
