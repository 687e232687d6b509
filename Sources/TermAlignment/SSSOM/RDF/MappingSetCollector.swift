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
  let slots: [TermID: Slot]
  let setSlots: [TermID: Slot]
  /// The extensions that sets of the snapshot define, once each, by property.
  let extensionDefinitions: [ExtensionDefinition]
  let extensions: [TermID: ExtensionDefinition]
  let positions: PositionIndex

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

  // MARK: Mappings of an index

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

  // MARK: Look-ups

  func objects(_ node: TermID, _ property: IRI) -> [TermID] {
    snapshot.id(iri: property).map { snapshot.objects(of: node, $0) } ?? []
  }

  func iri(_ node: TermID) -> IRI { IRI(trusted: snapshot.dictionary.text(of: node)) }

  func subjects(_ property: IRI, _ object: IRI) -> [TermID] {
    guard let property = snapshot.id(iri: property), let object = snapshot.id(iri: object) else {
      return []
    }
    return snapshot.subjects(property, object)
  }

  func emptySet(_ graph: Int) -> MappingSet {
    var set = MappingSet(prefixes: snapshot.prefixes)
    if graph > 0 { set.id = iri(snapshot.graphNames[graph - 1]) }
    return set
  }
}
