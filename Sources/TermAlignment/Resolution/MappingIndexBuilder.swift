import RDFGraph
import RDFModel
import SKOSVocabulary

/// Finds the mappings of a snapshot and files them by their ends.
struct MappingIndexBuilder {
  /// A mapping before it lies in columns.
  struct Row {
    var subject = TermID.unbound
    var predicate = TermID.unbound
    var object = TermID.unbound
    var relation: UInt8 = 0
    var confidence = Double.nan
    var isNegative = false
    var set: UInt32 = 0
    var statement = TermID.unbound
    /// The graph that holds the statement or the triple; nil for the default graph.
    var graph: TermID?
    var subjectSource = TermID.unbound
    var objectSource = TermID.unbound
  }

  let snapshot: GraphSnapshot
  private(set) var rows: [Row] = []
  private(set) var sets: [TermID?] = []
  private(set) var nodeTerms: [UInt32] = []
  private(set) var nodes: [UInt32]
  private(set) var affirmed: [MappingAdjacency.Edge] = []
  private(set) var denied: [MappingAdjacency.Edge] = []
  private(set) var absent: [MappingAdjacency.Edge] = []
  private var setNumbers: [TermID?: UInt32] = [:]
  private var sources: [UInt32: TermID] = [:]

  init(_ snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    let dictionary = snapshot.dictionary
    nodes = Array(
      repeating: MappingIndex.noNode,
      count: dictionary.count(.iri) + dictionary.count(.blankNode))
    readStatements()
    readPlainTriples()
    sortRows()
    file()
  }

  private func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }

  /// The relation that a predicate stands for.
  ///
  /// Source: SSSOM, chaining rules RG1 and RG2 for the predicates of OWL.
  static let predicates: [(iri: IRI, code: MappingCode)] = [
    (SKOS.exactMatch, .exact), (SKOS.closeMatch, .close), (SKOS.broadMatch, .broad),
    (SKOS.narrowMatch, .narrow), (SKOS.relatedMatch, .related),
    (IsoglossTerms.functionalCounterpart, .counterpart),
    (IRI(trusted: SSSOM.owl + "equivalentClass"), .exact),
    (IRI(trusted: SSSOM.owl + "equivalentProperty"), .exact),
    (IRI(trusted: SSSOM.rdfs + "subClassOf"), .broad),
    (IRI(trusted: SSSOM.rdfs + "subPropertyOf"), .broad),
  ]

  /// How many of ``predicates`` are mapping relations of their own; the others are generalised.
  static let plainPredicateCount = 6

  // MARK: Reading

  private mutating func readStatements() {
    let property = id(SSSOM.annotatedProperty)
    let source = id(SSSOM.annotatedSource)
    let target = id(SSSOM.annotatedTarget)
    let modifier = id(Slot.predicateModifier.property)
    let confidence = id(Slot.confidence.property)
    let subjectSource = id(Slot.subjectSource.property)
    let objectSource = id(Slot.objectSource.property)
    var codes: [TermID: MappingCode] = [:]
    for (iri, code) in Self.predicates {
      if let predicate = snapshot.id(iri: iri) { codes[predicate] = code }
    }
    let setsByStatement = setsOfStatements()
    let snapshot = self.snapshot
    for (predicate, code) in codes.sorted(by: { $0.key < $1.key }) {
      for statement in snapshot.subjects(property, predicate) {
        var row = Row(predicate: predicate, relation: code.rawValue, statement: statement)
        snapshot.forEach(snapshot.match(subject: statement)) { _, slot, value in
          switch slot {
          case source: row.subject = value
          case target: row.object = value
          case modifier: row.isNegative = true
          case confidence:
            row.confidence = Double(snapshot.dictionary.text(of: value)) ?? .nan
          case subjectSource: row.subjectSource = value
          case objectSource: row.objectSource = value
          default: break
          }
        }
        guard Self.isEntity(row.subject), Self.isEntity(row.object) else { continue }
        let ordinal = snapshot.dictionary.ordinal(statement)
        let set = setsByStatement[ordinal]
        row.graph = graphOf(statement, property, predicate)
        row.set = setNumber(set == .unbound ? row.graph : set)
        rows.append(row)
      }
    }
  }

  private static func isEntity(_ id: TermID) -> Bool {
    id != .unbound && (id.kind == .iri || id.kind == .blankNode)
  }

  /// The set of each statement, by ordinal.
  private func setsOfStatements() -> [TermID] {
    var result = [TermID](repeating: .unbound, count: nodes.count)
    guard let mappings = snapshot.id(iri: SSSOM.mappings) else { return result }
    snapshot.forEach(snapshot.match(predicate: mappings)) { set, _, statement in
      if Self.isEntity(statement) { result[snapshot.dictionary.ordinal(statement)] = set }
    }
    return result
  }

  private func graphOf(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> TermID? {
    let numbers = snapshot.graphs(subject: subject, predicate: predicate, object: object)
    return numbers.first { $0 > 0 }.map { snapshot.graphNames[$0 - 1] }
  }

  private mutating func setNumber(_ set: TermID?) -> UInt32 {
    if let known = setNumbers[set] { return known }
    let number = UInt32(sets.count)
    sets.append(set)
    setNumbers[set] = number
    return number
  }

  /// Adds mapping triples that no statement of the same graph accounts for.
  private mutating func readPlainTriples() {
    let stated = rows.map(MappingKey.init).sorted()
    let snapshot = self.snapshot
    for (iri, code) in Self.predicates.prefix(Self.plainPredicateCount) {
      guard let predicate = snapshot.id(iri: iri) else { continue }
      snapshot.forEach(snapshot.match(predicate: predicate)) { subject, _, object in
        guard Self.isEntity(subject), Self.isEntity(object) else { return }
        let graphs = snapshot.graphs(subject: subject, predicate: predicate, object: object)
        for graph in graphs {
          let name = graph == 0 ? nil : snapshot.graphNames[graph - 1]
          var row = Row(subject: subject, predicate: predicate, object: object)
          row.relation = code.rawValue
          row.graph = name
          guard !stated.holds(MappingKey(row)) else { continue }
          row.set = setNumber(name)
          rows.append(row)
        }
      }
    }
  }

  // MARK: Filing

  /// Orders sets by name and rows by set and terms, so that ties are broken alike every time.
  private mutating func sortRows() {
    let names = sets.map { set in
      set.map { ($0.kind == .iri ? 1 : 2, snapshot.dictionary.text(of: $0)) } ?? (0, "")
    }
    let order = names.indices.sorted { names[$0] < names[$1] }
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = UInt32(rank) }
    sets = order.map { sets[$0] }
    for index in rows.indices { rows[index].set = ranks[Int(rows[index].set)] }
    rows.sort { left, right in
      let one = (left.set, left.subject, left.object, left.relation, left.statement)
      return one < (right.set, right.subject, right.object, right.relation, right.statement)
    }
  }

  private mutating func file() {
    let nothing = id(SSSOM.noTermFound)
    for (index, row) in rows.enumerated() {
      let number = UInt32(index)
      let backwards = number | MappingAdjacency.backwards
      let code = MappingCode(rawValue: row.relation) ?? .related
      if row.subject == nothing || row.object == nothing {
        guard !row.isNegative else { continue }
        if row.subject != nothing {
          let node = node(row.subject, source: row.subjectSource)
          absent.append(.init(node: node, target: node, mapping: number, relation: row.relation))
        } else if row.object != nothing {
          let node = node(row.object, source: row.objectSource)
          absent.append(
            .init(node: node, target: node, mapping: backwards, relation: row.relation))
        }
        continue
      }
      let subject = node(row.subject, source: row.subjectSource)
      let object = node(row.object, source: row.objectSource)
      guard subject != object else { continue }
      let forth = MappingAdjacency.Edge(
        node: subject, target: object, mapping: number, relation: row.relation)
      let back = MappingAdjacency.Edge(
        node: object, target: subject, mapping: backwards, relation: code.inverse.rawValue)
      if row.isNegative {
        denied += [forth, back]
      } else {
        affirmed += [forth, back]
      }
    }
  }

  private mutating func node(_ term: TermID, source: TermID) -> UInt32 {
    let ordinal = snapshot.dictionary.ordinal(term)
    var number = nodes[ordinal]
    if number == MappingIndex.noNode {
      number = UInt32(nodeTerms.count)
      nodes[ordinal] = number
      nodeTerms.append(term.rawValue)
    }
    if source != .unbound, sources[number] == nil { sources[number] = source }
    return number
  }

  /// The schemes of each node: what the concept says, else the source that a mapping names.
  func schemesByNode() -> (offsets: [UInt32], numbers: [UInt32], schemes: [TermID]) {
    let inScheme = id(SKOS.inScheme)
    let topConceptOf = id(SKOS.topConceptOf)
    let hasTopConcept = id(SKOS.hasTopConcept)
    var offsets: [UInt32] = [0]
    var numbers: [UInt32] = []
    var schemes: [TermID] = []
    var known: [TermID: UInt32] = [:]
    for (node, bits) in nodeTerms.enumerated() {
      let term = TermID(rawValue: bits)
      var found = snapshot.objects(of: term, inScheme)
      if found.isEmpty {
        found = snapshot.objects(of: term, topConceptOf) + snapshot.subjects(hasTopConcept, term)
      }
      if found.isEmpty, let source = sources[UInt32(node)] { found = [source] }
      for scheme in found where Self.isEntity(scheme) {
        let number = known[scheme] ?? UInt32(schemes.count)
        if number == schemes.count {
          known[scheme] = number
          schemes.append(scheme)
        }
        if !numbers[Int(offsets[node])...].contains(number) { numbers.append(number) }
      }
      offsets.append(UInt32(numbers.count))
    }
    return (offsets, numbers, schemes)
  }
}

/// A mapping by its terms and graph, for finding out which plain triples are accounted for.
private struct MappingKey: Comparable {
  let terms: (TermID, TermID, TermID, TermID)

  init(_ row: MappingIndexBuilder.Row) {
    terms = (row.subject, row.predicate, row.object, row.graph ?? .unbound)
  }

  static func < (left: MappingKey, right: MappingKey) -> Bool { left.terms < right.terms }
  static func == (left: MappingKey, right: MappingKey) -> Bool { left.terms == right.terms }
}

extension [MappingKey] {
  /// Whether a sorted array holds a key.
  fileprivate func holds(_ key: MappingKey) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == key
  }
}
