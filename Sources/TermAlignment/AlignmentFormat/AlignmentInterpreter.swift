import RDFModel

/// Makes a mapping set of the statements about one alignment.
struct AlignmentInterpreter {
  private let graph: AlignmentGraphCollector
  private let sourceName: String
  private let report: (@Sendable (SyntaxError) -> Void)?
  private let parser: SlotValueParser
  private let faultLimit: Int
  private var faults = 0
  private var set = MappingSet()
  private var definitions: [IRI: ExtensionDefinition] = [:]
  private var names: Set<String> = []

  init(graph: AlignmentGraphCollector, options: ReaderOptions) {
    self.graph = graph
    sourceName = options.sourceName
    parser = SlotValueParser(validatesIRIs: options.validatesIRIs, acceptsIRIs: true)
    faultLimit = options.limits.faultyStatements
    if case .lenient(let report) = options.mode { self.report = report } else { report = nil }
  }

  mutating func mappingSet(_ node: Term) throws(SyntaxError) -> MappingSet {
    set.prefixes = graph.prefixes
    let arcs = graph.arcs[node] ?? []
    for arc in arcs where arc.property == SSSOM.extensionDefinitions {
      readDefinition(arc)
    }
    for arc in arcs { try readSetArc(arc) }
    if let id = node.iri { set.id = id }
    if set.values[.license] == nil {
      set.values[.license] = .text("https://w3id.org/sssom/license/unspecified")
    }
    set.extensionDefinitions = definitions.values.sorted {
      $0.effectiveProperty < $1.effectiveProperty
    }
    set.propagate()
    return set
  }

  // MARK: The alignment

  private mutating func readSetArc(_ arc: AlignmentGraphCollector.Arc) throws(SyntaxError) {
    if let slot = Self.slot(arc.property), Slot.ofMappingSet.contains(slot) {
      return try add(arc, to: &set.values, slot)
    }
    switch Alignment.name(arc.property) {
    case "map":
      do throws(SyntaxError) {
        set.mappings.append(try mapping(arc))
      } catch {
        guard let report, faults < faultLimit else { throw error }
        faults += 1
        report(error)
      }
    case "onto1": readOntology(arc, .subjectSource, .subjectSourceVersion)
    case "onto2": readOntology(arc, .objectSource, .objectSourceVersion)
    case "uri1": readAddress(arc, .subjectSource)
    case "uri2": readAddress(arc, .objectSource)
    case "xml", "level", "type": break
    default:
      if arc.property == RDF.type || arc.property == SSSOM.extensionDefinitions { return }
      if let (name, value) = readExtension(arc) { set.extensions[name] = value }
    }
  }

  /// An ontology: a node with its address, or the address alone.
  private mutating func readOntology(
    _ arc: AlignmentGraphCollector.Arc, _ slot: Slot, _ version: Slot
  ) {
    if arc.value.literal != nil { return readAddress(arc, slot) }
    if let iri = arc.value.iri { set.values[slot] = .reference(iri) }
    for inner in graph.arcs[arc.value] ?? [] {
      if Alignment.name(inner.property) == "location", set.values[slot] == nil {
        readAddress(inner, slot)
      }
      if inner.property.value == SSSOM.owl + "versionInfo", let text = inner.value.literal {
        set.values[version] = .text(text.lexicalForm)
      }
    }
  }

  private mutating func readAddress(_ arc: AlignmentGraphCollector.Arc, _ slot: Slot) {
    let text = arc.value.iri?.value ?? arc.value.literal?.lexicalForm.trimmingSpaces() ?? ""
    if set.values[slot] == nil, let iri = IRI(text) { set.values[slot] = .reference(iri) }
  }

  // MARK: Cells

  private mutating func mapping(
    _ map: AlignmentGraphCollector.Arc
  ) throws(SyntaxError) -> Mapping {
    var mapping = Mapping()
    mapping.line = map.line
    mapping.recordID = map.value.iri
    mapping.justification = Justification.unspecified
    var hasConfidence = true
    for arc in graph.arcs[map.value] ?? [] {
      if let slot = Self.slot(arc.property), Slot.ofMapping.contains(slot) {
        if slot == .confidence, arc.value.literal?.lexicalForm.isEmpty == true {
          hasConfidence = false
        } else {
          try add(arc, to: &mapping.values, slot)
        }
        continue
      }
      switch Alignment.name(arc.property) {
      case "entity1": mapping.subject = try entity(arc, .subjectID)
      case "entity2": mapping.object = try entity(arc, .objectID)
      case "relation" where mapping.predicate == nil: mapping.predicate = try relation(arc)
      case "measure":
        let value = Term.literal(Literal(arc.value.literal?.lexicalForm.trimmingSpaces() ?? ""))
        let measure = AlignmentGraphCollector.Arc(
          property: arc.property, value: value, line: arc.line)
        try add(measure, to: &mapping.values, .confidence)
      case "relation", "semantics", "id": break
      default:
        if arc.property == RDF.type { continue }
        if let (name, value) = readExtension(arc) { mapping.extensions[name] = value }
      }
    }
    if !hasConfidence { mapping.confidence = nil }
    if mapping.predicate == nil { mapping.predicate = AlignmentRelation.predicate(for: "=") }
    guard let missing = mapping.missingSlot else { return mapping }
    throw error(
      .alignmentStructure, "slot \(missing.rawValue): a cell without its entity", map.line,
      remedy: "give the cell entity1 and entity2")
  }

  private func entity(
    _ arc: AlignmentGraphCollector.Arc, _ slot: Slot
  ) throws(SyntaxError) -> IRI {
    if let iri = arc.value.iri { return iri }
    if let text = arc.value.literal?.lexicalForm, let iri = IRI(text.trimmingSpaces()) {
      return iri
    }
    throw error(
      .alignmentEntity,
      "slot \(slot.rawValue): the entity is no name but a set (level 1) or an expression (level 2)",
      arc.line, remedy: "name the entity with rdf:resource, or read leniently to leave the cell out"
    )
  }

  private func relation(_ arc: AlignmentGraphCollector.Arc) throws(SyntaxError) -> IRI {
    let text = arc.value.iri?.value ?? arc.value.literal?.lexicalForm.trimmingSpaces() ?? ""
    if let predicate = AlignmentRelation.predicate(for: text) { return predicate }
    throw error(
      .alignmentRelation, "slot predicate_id: \(text) is no relation that is known", arc.line,
      remedy: "write =, <, >, %, InstanceOf, HasInstance, ?, or the IRI of a property")
  }

  // MARK: Slots

  /// The slot that an element of SSSOM names.
  private static func slot(_ property: IRI) -> Slot? {
    guard property.value.hasPrefix(SSSOM.namespace) else { return nil }
    return Slot(rawValue: String(property.value.dropFirst(SSSOM.namespace.count)))
  }

  private func add(
    _ arc: AlignmentGraphCollector.Arc, to values: inout SlotValues, _ slot: Slot
  ) throws(SyntaxError) {
    guard let text = arc.value.iri?.value ?? arc.value.literal?.lexicalForm else { return }
    do throws(SlotValueParser.Refusal) {
      let value = try parser.value(text, of: slot)
      if slot.isMultivalued, let before = values[slot] {
        values[slot] = .list(before.elements + [value])
      } else {
        values[slot] = slot.isMultivalued ? .list([value]) : value
      }
    } catch {
      throw self.error(
        error.code, "slot \(slot.rawValue): " + error.message, arc.line, remedy: error.remedy)
    }
  }

  /// A definition as the writer puts it: name, property and type, with spaces between.
  private mutating func readDefinition(_ arc: AlignmentGraphCollector.Arc) {
    let parts = (arc.value.literal?.lexicalForm ?? "").split(
      separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, MetadataReader.isName(String(parts[0])) else { return }
    let definition = ExtensionDefinition(
      slotName: String(parts[0]), property: IRI(String(parts[1])), typeHint: IRI(String(parts[2])))
    guard names.insert(definition.slotName).inserted else { return }
    definitions[definition.effectiveProperty] = definition
  }

  private mutating func readExtension(
    _ arc: AlignmentGraphCollector.Arc
  ) -> (name: String, value: SlotValue)? {
    let text: String
    switch arc.value {
    case .literal(let literal): text = literal.lexicalForm
    case .iri(let iri): text = iri.value
    case .blankNode, .tripleTerm: return nil
    }
    if let undefined = arc.property.undefinedExtensionName {
      return (undefined, .text(text))
    }
    let definition = definitions[arc.property] ?? newDefinition(arc.property)
    guard let definition else { return nil }
    if definitions.updateValue(definition, forKey: arc.property) == nil {
      names.insert(definition.slotName)
    }
    if SSSOM.isIdentifierType(definition.typeHint), let iri = IRI(text) {
      return (definition.slotName, .reference(iri))
    }
    return (definition.slotName, .text(text))
  }

  /// A definition for a property of another vocabulary, named after it.
  private func newDefinition(_ property: IRI) -> ExtensionDefinition? {
    let cut = property.value.utf8.lastIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "/") }
    guard let cut else { return nil }
    let local = property.value[property.value.utf8.index(after: cut)...]
    var name = "ext_" + local
    guard MetadataReader.isName(name) else { return nil }
    while names.contains(name) { name += "_" }
    return ExtensionDefinition(slotName: name, property: property)
  }

  private func error(
    _ code: SyntaxError.Code, _ message: String, _ line: Int, remedy: String
  ) -> SyntaxError {
    SyntaxError(
      code: code, message: message, remedy: remedy, source: sourceName,
      position: SourcePosition(line: max(1, line), column: 1, byteOffset: 0))
  }
}
