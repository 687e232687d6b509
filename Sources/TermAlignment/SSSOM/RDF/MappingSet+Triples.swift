public import RDFModel

extension MappingSet {
  /// Pushes the set into a sink as RDF.
  ///
  /// The set goes to the graph that its identifier names, unless the form says otherwise; a set
  /// without one becomes a blank node in the default graph. A mapping is named by its record
  /// identifier, else it is a blank node numbered by its row, so that the same file gives the same
  /// labels. Batches carry the lines that the mappings were read from.
  ///
  /// - Throws: what the sink throws.
  ///
  /// Source: SSSOM 1.1, SSSOM/RDF and OWL/RDF.
  public func push<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink, form: MappingSetForm = MappingSetForm()
  ) throws {
    for pair in prefixes.pairs { try sink.declare(prefix: pair.prefix, namespace: pair.namespace) }
    var writer = MappingTripleWriter(set: self, form: form)
    if form.statements != .triples { try writer.writeSet(into: &sink) }
    if form.statements == .owl { writer.writeDeclarations() }
    for (index, mapping) in mappings.enumerated() {
      writer.write(mapping, number: index + 1)
      if writer.isFull { try writer.flush(into: &sink) }
    }
    try writer.flush(into: &sink)
  }

  /// The numbers of the mappings that no axiom of OWL says: those that deny their relation, those
  /// to `sssom:NoTermFound`, and those of literals.
  ///
  /// An annotated axiom asserts what it annotates, so that writing these would say their opposite.
  public var owlOmissions: [Int] { mappings.indices.filter { !mappings[$0].affirmsRelation } }
}

extension Mapping {
  /// Whether the mapping affirms a relation of two entities, so that a plain triple says it.
  var affirmsRelation: Bool {
    !isNegative && !isLiteral && !statesAbsence && subject != nil && predicate != nil
      && object != nil
  }

  /// Whether OWL says the relation as an existential restriction: an object property between
  /// classes.
  ///
  /// Source: SSSOM 1.1, OWL/RDF, predicate is an object property, case 1.
  var isRestriction: Bool {
    values.text(.predicateType) == "owl object property"
      && values.text(.subjectType) == "owl class" && values.text(.objectType) == "owl class"
  }
}

/// Fills batches with the triples of one set.
private struct MappingTripleWriter: ~Copyable {
  private var batch = TripleBatch()
  /// The IRIs that the current batch holds.
  private var known: [String: TripleBatch.TermIndex] = [:]
  private var positionCount = 0
  private let set: MappingSet
  private let form: MappingSetForm
  private let graphName: String?
  private let definitions: [String: ExtensionDefinition]

  init(set: MappingSet, form: MappingSetForm) {
    self.set = set
    self.form = form
    graphName = form.usesNamedGraph ? set.id?.value : nil
    definitions = Dictionary(
      set.extensionDefinitions.map { ($0.slotName, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var isFull: Bool { batch.isFull }

  mutating func flush<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    guard batch.count > 0 else { return }
    try sink.receive(batch)
    batch.removeAll()
    known.removeAll(keepingCapacity: true)
  }

  // MARK: Triples

  mutating func writeSet<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    let node = setNode()
    let isOntology = form.statements == .owl
    add(node, RDF.type, iri(isOntology ? SSSOM.ontology.value : SSSOM.mappingSet.value), line: 1)
    for entry in set.values.entries where entry.slot != .mappingSetID {
      for value in entry.value.elements {
        add(node, entry.slot.property, term(value, of: entry.slot), line: 1)
      }
    }
    for (name, value) in set.extensions.sorted(by: { $0.key < $1.key }) {
      let definition = definitions[name] ?? ExtensionDefinition(slotName: name)
      add(node, definition.effectiveProperty, term(value, of: definition), line: 1)
    }
    for (number, definition) in set.extensionDefinitions.enumerated() {
      let own = blank("extension\(number + 1)")
      add(node, SSSOM.extensionDefinitions, own, line: 1)
      add(own, RDF.type, iri(SSSOM.extensionDefinition.value), line: 1)
      add(own, SSSOM.slotName, literal(definition.slotName), line: 1)
      if let property = definition.property {
        add(own, SSSOM.property, iri(property.value), line: 1)
      }
      if let hint = definition.typeHint { add(own, SSSOM.typeHint, iri(hint.value), line: 1) }
    }
    if isFull { try flush(into: &sink) }
  }

  /// Says what the properties are that the annotations use, and the predicates.
  mutating func writeDeclarations() {
    var annotations = Set(set.values.entries.map(\.slot.property))
    var objects: Set<IRI> = []
    for mapping in set.mappings {
      for entry in mapping.values.entries { annotations.insert(entry.slot.property) }
      guard let predicate = mapping.predicate, mapping.affirmsRelation else { continue }
      if mapping.values.text(.predicateType) == "owl object property" {
        objects.insert(predicate)
      } else {
        annotations.insert(predicate)
      }
    }
    for definition in set.usedExtensionDefinitions {
      annotations.insert(definition.effectiveProperty)
    }
    // The language's own properties need no declaration.
    func isOwn(_ iri: IRI) -> Bool {
      [SSSOM.owl, SSSOM.rdfs, RDF.namespace].contains { iri.value.hasPrefix($0) }
    }
    for (properties, type) in [(annotations, "AnnotationProperty"), (objects, "ObjectProperty")] {
      for property in properties.sorted() where !isOwn(property) {
        add(iri(property.value), RDF.type, iri(SSSOM.owl + type), line: 1)
      }
    }
  }

  mutating func write(_ mapping: Mapping, number: Int) {
    switch form.statements {
    case .sssom:
      writeStatement(mapping, number: number)
      writeTriple(mapping)
    case .statements: writeStatement(mapping, number: number)
    case .triples: writeTriple(mapping)
    case .owl where mapping.affirmsRelation: writeAxiom(mapping, number: number)
    case .owl: break
    }
  }

  private mutating func writeTriple(_ mapping: Mapping) {
    guard mapping.affirmsRelation, let subject = mapping.subject,
      let predicate = mapping.predicate, let object = mapping.object
    else { return }
    add(iri(subject.value), predicate, iri(object.value), line: mapping.line ?? 0)
  }

  private mutating func writeStatement(_ mapping: Mapping, number: Int) {
    let node = mapping.recordID.map { iri($0.value) } ?? blank("mapping\(number)")
    add(setNode(), SSSOM.mappings, node, line: mapping.line ?? 0)
    writeSlots(of: mapping, at: node, but: [.recordID])
  }

  private mutating func writeAxiom(_ mapping: Mapping, number: Int) {
    let line = mapping.line ?? 0
    let node = mapping.recordID.map { iri($0.value) } ?? blank("mapping\(number)")
    guard mapping.isRestriction, let subject = mapping.subject,
      let predicate = mapping.predicate, let object = mapping.object
    else {
      writeTriple(mapping)
      return writeSlots(of: mapping, at: node, but: [.recordID])
    }
    let restriction = blank("restriction\(number)")
    let subClassOf = SSSOM.rdfs + "subClassOf"
    add(iri(subject.value), IRI(trusted: subClassOf), restriction, line: line)
    add(restriction, RDF.type, iri(SSSOM.owl + "Restriction"), line: line)
    add(restriction, SSSOM.onProperty, iri(predicate.value), line: line)
    add(restriction, SSSOM.someValuesFrom, iri(object.value), line: line)
    add(node, SSSOM.annotatedSource, iri(subject.value), line: line)
    add(node, SSSOM.annotatedProperty, iri(subClassOf), line: line)
    add(node, SSSOM.annotatedTarget, restriction, line: line)
    writeSlots(of: mapping, at: node, but: [.recordID, .subjectID, .predicateID, .objectID])
  }

  private mutating func writeSlots(
    of mapping: Mapping, at node: TripleBatch.TermIndex, but others: Set<Slot>
  ) {
    let line = mapping.line ?? 0
    add(node, RDF.type, iri(SSSOM.axiom.value), line: line)
    for entry in mapping.values.entries where !others.contains(entry.slot) {
      for value in entry.value.elements {
        add(node, entry.slot.property, term(value, of: entry.slot), line: line)
      }
    }
    guard !mapping.extensions.isEmpty else { return }
    for (name, value) in mapping.extensions.sorted(by: { $0.key < $1.key }) {
      if name == Position.extensionDefinition.slotName, let positions = mapping.positions {
        for position in positions { write(position, on: node, line: line) }
        continue
      }
      let definition = definitions[name] ?? ExtensionDefinition(slotName: name)
      add(node, definition.effectiveProperty, term(value, of: definition), line: line)
    }
  }

  /// A position is a node of its own, as somebody else's on the same mapping would be.
  private mutating func write(
    _ position: Position, on statement: TripleBatch.TermIndex, line: Int
  ) {
    positionCount += 1
    let node = blank("position\(positionCount)")
    add(node, RDF.type, iri(PositionTerms.position.value), line: line)
    add(node, PositionTerms.hasTarget, statement, line: line)
    add(node, IRI(trusted: SSSOM.dcterms + "creator"), iri(position.agent.value), line: line)
    add(node, PositionTerms.stance, literal(position.stance.rawValue), line: line)
    if let reason = position.reason {
      let language = batch.addTerm(.language, position.language.utf8Span.span)
      let text = batch.addTerm(.literal, reason.utf8Span.span, qualifier: language)
      add(node, PositionTerms.reason, text, line: line)
    }
    if let date = position.date {
      add(node, IRI(trusted: SSSOM.dcterms + "created"), literal(date, XSD.date), line: line)
    }
  }

  private mutating func add(
    _ subject: TripleBatch.TermIndex, _ predicate: IRI, _ object: TripleBatch.TermIndex, line: Int
  ) {
    let graph = graphName.map { iri($0) } ?? TripleBatch.defaultGraph
    batch.addTriple(subject, iri(predicate.value), object, graph: graph, line: line)
  }

  // MARK: Terms

  private mutating func setNode() -> TripleBatch.TermIndex {
    set.id.map { iri($0.value) } ?? blank("set")
  }

  private mutating func iri(_ value: String) -> TripleBatch.TermIndex {
    if let index = known[value] { return index }
    let index = batch.addTerm(.iri, value.utf8Span.span)
    known[value] = index
    return index
  }

  private mutating func blank(_ label: String) -> TripleBatch.TermIndex {
    batch.addTerm(.blankNode, label.utf8Span.span)
  }

  private mutating func literal(_ text: String, _ datatype: IRI? = nil) -> TripleBatch.TermIndex {
    let type = datatype.map { iri($0.value) }
    return batch.addTerm(.literal, text.utf8Span.span, qualifier: type)
  }

  private mutating func term(_ value: SlotValue, of slot: Slot) -> TripleBatch.TermIndex {
    switch (value, slot.kind) {
    case (.reference(let reference), _): return iri(reference.value)
    case (.number(let number), _): return literal(String(number), XSD.double)
    case (.text(let text), .date): return literal(text, XSD.date)
    case (.text(let text), .enumeration(let enumeration)):
      let meaning = enumeration.values.first { $0.word == text }?.meaning
      return meaning.map { iri($0.value) } ?? literal(text)
    case (.text(let text), .uri):
      // Version 1.0 took any text where 1.1 wants a URI.
      let isURI = IRIReference.validate(text.utf8Span.span, absolute: true) == nil
      return isURI ? iri(text) : literal(text)
    case (.text(let text), _): return literal(text)
    case (.list, _): return literal("")
    }
  }

  private mutating func term(
    _ value: SlotValue, of definition: ExtensionDefinition
  ) -> TripleBatch.TermIndex {
    switch value {
    case .reference(let reference): return iri(reference.value)
    case .number(let number): return literal(String(number), definition.typeHint ?? XSD.double)
    case .text(let text):
      return literal(text, definition.typeHint == XSD.string ? nil : definition.typeHint)
    case .list: return literal("")
    }
  }
}
