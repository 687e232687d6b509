public import RDFModel

extension MappingSet {
  /// Pushes the set into a sink as SSSOM's RDF form.
  ///
  /// The set goes to the graph that its identifier names; a set without one becomes a blank node
  /// in the default graph. A mapping is named by its record identifier, else it is a blank node
  /// numbered by its row, so that the same file gives the same labels. Batches carry the lines
  /// that the mappings were read from.
  ///
  /// - Parameter includesDirectTriples: whether each mapping that affirms a relation of two
  ///   entities is also stated as the plain triple, for queries that do not know SSSOM.
  /// - Throws: what the sink throws.
  ///
  /// Source: SSSOM 1.1, SSSOM/RDF.
  public func push<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink, includesDirectTriples: Bool = true
  ) throws {
    for pair in prefixes.pairs { try sink.declare(prefix: pair.prefix, namespace: pair.namespace) }
    var writer = MappingTripleWriter(set: self)
    try writer.writeSet(into: &sink)
    for (index, mapping) in mappings.enumerated() {
      writer.write(mapping, number: index + 1, includesDirectTriple: includesDirectTriples)
      if writer.isFull { try writer.flush(into: &sink) }
    }
    try writer.flush(into: &sink)
  }
}

/// Fills batches with the triples of one set.
private struct MappingTripleWriter: ~Copyable {
  private var batch = TripleBatch()
  /// The IRIs that the current batch holds.
  private var known: [String: TripleBatch.TermIndex] = [:]
  private let set: MappingSet
  private let definitions: [String: ExtensionDefinition]

  init(set: MappingSet) {
    self.set = set
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
    add(node, RDF.type, iri(SSSOM.mappingSet.value), line: 1)
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

  mutating func write(_ mapping: Mapping, number: Int, includesDirectTriple: Bool) {
    let line = mapping.line ?? 0
    let node = mapping.recordID.map { iri($0.value) } ?? blank("mapping\(number)")
    add(setNode(), SSSOM.mappings, node, line: line)
    add(node, RDF.type, iri(SSSOM.axiom.value), line: line)
    for entry in mapping.values.entries where entry.slot != .recordID {
      for value in entry.value.elements {
        add(node, entry.slot.property, term(value, of: entry.slot), line: line)
      }
    }
    if !mapping.extensions.isEmpty {
      for (name, value) in mapping.extensions.sorted(by: { $0.key < $1.key }) {
        let definition = definitions[name] ?? ExtensionDefinition(slotName: name)
        add(node, definition.effectiveProperty, term(value, of: definition), line: line)
      }
    }
    if includesDirectTriple, !mapping.isNegative, !mapping.isLiteral, !mapping.statesAbsence,
      let subject = mapping.subject, let predicate = mapping.predicate, let object = mapping.object
    {
      add(iri(subject.value), predicate, iri(object.value), line: line)
    }
  }

  private mutating func add(
    _ subject: TripleBatch.TermIndex, _ predicate: IRI, _ object: TripleBatch.TermIndex, line: Int
  ) {
    let graph = set.id.map { iri($0.value) } ?? TripleBatch.defaultGraph
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
