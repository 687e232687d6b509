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
    /// A ``PredicateKind``.
    var kind: UInt8 = 0
    var isNegative = false
    var review: UInt8 = 0
    var set: UInt32 = 0
    var authors: UInt32 = 0
    var confidence = Double.nan
    var statement = TermID.unbound
    /// The graph that holds the statement or the triple; unbound for the default graph.
    var graph = TermID.unbound
    var subjectSource = TermID.unbound
    var objectSource = TermID.unbound
  }

  let snapshot: GraphSnapshot
  private(set) var rows: [Row] = []
  private(set) var sets: [TermID?] = []
  private(set) var authorGroups: [[TermID]] = [[]]
  private(set) var nodeTerms: [UInt32] = []
  private(set) var nodes: [UInt32]
  /// The edges by the numbers that nodes had when they were met; see ``nodeNumbers``.
  private(set) var affirmed: [MappingAdjacency.Edge] = []
  private(set) var denied: [MappingAdjacency.Edge] = []
  private(set) var absent: [MappingAdjacency.Edge] = []
  /// The final number of each node, by that which it had when it was met.
  private(set) var nodeNumbers: [UInt32] = []
  private var setNumbers: [TermID?: UInt32] = [:]
  private var authorNumbers: [[TermID]: UInt32] = [[]: 0]
  private var creators: [UInt32: [TermID]] = [:]
  /// The source that a mapping names for each node.
  private var sources: [TermID] = []

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
    numberNodes()
  }

  private func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }

  /// The predicates of mappings, and what each of them is.
  private static let predicates: [(iri: IRI, kind: UInt8)] =
    MappingCode.allCases.map { ($0.relation.iri, $0.rawValue) } + [
      (IRI(trusted: SSSOM.owl + "equivalentClass"), PredicateKind.equivalentClass),
      (IRI(trusted: SSSOM.owl + "equivalentProperty"), PredicateKind.otherEquivalence),
      (IRI(trusted: SSSOM.owl + "sameAs"), PredicateKind.otherEquivalence),
      (IRI(trusted: SSSOM.rdfs + "subClassOf"), PredicateKind.subsumption),
      (IRI(trusted: SSSOM.rdfs + "subPropertyOf"), PredicateKind.subsumption),
    ]

  // MARK: Reading

  private mutating func readStatements() {
    let property = id(SSSOM.annotatedProperty)
    let source = id(SSSOM.annotatedSource)
    let target = id(SSSOM.annotatedTarget)
    let modifier = id(Slot.predicateModifier.property)
    let confidence = id(Slot.confidence.property)
    let subjectSource = id(Slot.subjectSource.property)
    let objectSource = id(Slot.objectSource.property)
    let authors = [id(Slot.authorID.property), id(Slot.authorLabel.property)]
    let reviewers = [id(Slot.reviewerID.property), id(Slot.reviewerLabel.property)]
    let agreement = id(Slot.reviewerAgreement.property)
    var kinds: [TermID: UInt8] = [:]
    for (iri, kind) in Self.predicates {
      if let predicate = snapshot.id(iri: iri) { kinds[predicate] = kind }
    }
    let setsByStatement = setsOfStatements()
    let snapshot = self.snapshot
    var credited: [TermID] = []
    for (predicate, kind) in kinds.sorted(by: { $0.key < $1.key }) {
      for statement in snapshot.subjects(property, predicate) {
        var row = Row(predicate: predicate, kind: kind, statement: statement)
        var isReviewed = false
        var agreed: Double?
        credited.removeAll(keepingCapacity: true)
        snapshot.forEach(snapshot.match(subject: statement)) { _, slot, value in
          switch slot {
          case source: row.subject = value
          case target: row.object = value
          case modifier: row.isNegative = true
          case confidence:
            row.confidence = Double(snapshot.dictionary.text(of: value)) ?? .nan
          case subjectSource: row.subjectSource = value
          case objectSource: row.objectSource = value
          case authors[0], authors[1]: credited.append(value)
          case reviewers[0], reviewers[1]: isReviewed = true
          case agreement: agreed = Double(snapshot.dictionary.text(of: value))
          default: break
          }
        }
        guard Self.isEntity(row.subject), Self.isEntity(row.object) else { continue }
        row.graph = graphOf(statement, property, predicate)
        let set = setsByStatement[snapshot.dictionary.ordinal(statement)]
        row.set = setNumber(set == .unbound ? row.graph : set)
        row.authors = authorNumber(credited.isEmpty ? creators(ofSet: row.set) : credited)
        row.review = ReviewState(isReviewed: isReviewed, agreement: agreed).code
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

  private func graphOf(_ subject: TermID, _ predicate: TermID, _ object: TermID) -> TermID {
    let numbers = snapshot.graphs(subject: subject, predicate: predicate, object: object)
    return numbers.first { $0 > 0 }.map { snapshot.graphNames[$0 - 1] } ?? .unbound
  }

  private mutating func setNumber(_ set: TermID) -> UInt32 {
    let key = set == .unbound ? nil : set
    if let known = setNumbers[key] { return known }
    let number = UInt32(sets.count)
    sets.append(key)
    setNumbers[key] = number
    return number
  }

  private mutating func authorNumber(_ authors: [TermID]) -> UInt32 {
    let sorted = authors.count > 1 ? authors.sorted() : authors
    if let known = authorNumbers[sorted] { return known }
    let number = UInt32(authorGroups.count)
    authorGroups.append(sorted)
    authorNumbers[sorted] = number
    return number
  }

  /// Who made a set: the authors of its mappings that name none.
  private mutating func creators(ofSet number: UInt32) -> [TermID] {
    if let known = creators[number] { return known }
    var found: [TermID] = []
    if let set = sets[Int(number)] {
      found =
        snapshot.objects(of: set, id(Slot.creatorID.property))
        + snapshot.objects(of: set, id(Slot.creatorLabel.property))
    }
    creators[number] = found
    return found
  }

  // MARK: Plain triples

  /// Adds mapping triples that no statement of the same graph accounts for.
  ///
  /// A subclass axiom within a vocabulary is hierarchy and no mapping, and what OWL and RDFS relate
  /// is mapped only where both have names.
  private mutating func readPlainTriples() {
    var stated: [TermID: [StatedTriple]] = [:]
    for row in rows { stated[row.predicate, default: []].append(StatedTriple(row)) }
    let snapshot = self.snapshot
    for (iri, kind) in Self.predicates {
      guard let predicate = snapshot.id(iri: iri) else { continue }
      let known = stated[predicate, default: []].sorted()
      var cursor = StatedTriple.Cursor()
      snapshot.forEach(snapshot.match(predicate: predicate)) { subject, _, object in
        guard Self.isEntity(subject), Self.isEntity(object) else { return }
        if kind >= PredicateKind.firstOfOWL, !isMapping(subject, kind, object) { return }
        let statements = cursor.advance(to: StatedTriple.key(subject, object), in: known)
        for graph in snapshot.graphs(subject: subject, predicate: predicate, object: object) {
          let name = graph == 0 ? TermID.unbound : snapshot.graphNames[graph - 1]
          guard !known[statements].contains(where: { $0.graph == name }) else { continue }
          var row = Row(subject: subject, predicate: predicate, object: object, kind: kind)
          row.graph = name
          row.set = setNumber(name)
          row.authors = authorNumber(creators(ofSet: row.set))
          rows.append(row)
        }
      }
    }
  }

  private func isMapping(_ subject: TermID, _ kind: UInt8, _ object: TermID) -> Bool {
    guard subject.kind == .iri, object.kind == .iri else { return false }
    if kind != PredicateKind.subsumption { return true }
    let dictionary = snapshot.dictionary
    return PlainPredicate.crosses(
      IRI(trusted: dictionary.text(of: subject)), IRI(trusted: dictionary.text(of: object)))
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
    // Whole rows are heavy to move; their keys are put in order, and then each row once.
    var keys: [RowKey] = []
    keys.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() { keys.append(RowKey(row, index)) }
    keys.sort()
    rows = keys.map { rows[Int($0.index)] }
  }

  private mutating func file() {
    let nothing = id(SSSOM.noTermFound)
    for (index, row) in rows.enumerated() {
      let number = UInt32(index)
      let backwards = number | MappingAdjacency.backwards
      let kindBackwards = row.kind | PredicateKind.backwards
      if row.subject == nothing || row.object == nothing {
        guard !row.isNegative else { continue }
        if row.subject != nothing {
          let node = node(row.subject, source: row.subjectSource)
          absent.append(
            .init(
              node: node, target: node, mapping: number, kind: row.kind, confidence: row.confidence)
          )
        } else if row.object != nothing {
          let node = node(row.object, source: row.objectSource)
          absent.append(
            .init(
              node: node, target: node, mapping: backwards, kind: kindBackwards,
              confidence: row.confidence))
        }
        continue
      }
      let subject = node(row.subject, source: row.subjectSource)
      let object = node(row.object, source: row.objectSource)
      guard subject != object else { continue }
      let forth = MappingAdjacency.Edge(
        node: subject, target: object, mapping: number, kind: row.kind, confidence: row.confidence)
      let back = MappingAdjacency.Edge(
        node: object, target: subject, mapping: backwards, kind: kindBackwards,
        confidence: row.confidence)
      if row.isNegative {
        denied.append(forth)
        denied.append(back)
      } else {
        affirmed.append(forth)
        affirmed.append(back)
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
      sources.append(.unbound)
    }
    if source != .unbound, sources[Int(number)] == .unbound { sources[Int(number)] = source }
    return number
  }

  /// Numbers the nodes anew, those that exact matches join one after the other, so that a walk
  /// over a cluster stays within a few lines of every column.
  private mutating func numberNodes() {
    var clusters = DisjointSets(count: nodeTerms.count)
    for edge in affirmed where edge.relation == MappingCode.exact.rawValue {
      clusters.join(edge.node, edge.target)
    }
    nodeNumbers = clusters.ranks()
    func moved<Element>(_ values: [Element], _ empty: Element) -> [Element] {
      var result = [Element](repeating: empty, count: values.count)
      for (old, value) in values.enumerated() { result[Int(nodeNumbers[old])] = value }
      return result
    }
    nodeTerms = moved(nodeTerms, 0)
    sources = moved(sources, .unbound)
    for (number, term) in nodeTerms.enumerated() {
      nodes[snapshot.dictionary.ordinal(TermID(rawValue: term))] = UInt32(number)
    }
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
      if found.isEmpty, sources[node] != .unbound { found = [sources[node]] }
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

/// A row's place in the order of the index: by set, subject, object, predicate and statement.
private struct RowKey: Comparable {
  let first: UInt64
  let second: UInt64
  let statement: UInt32
  let index: UInt32

  init(_ row: MappingIndexBuilder.Row, _ index: Int) {
    first = UInt64(row.set) << 32 | UInt64(row.subject.rawValue)
    second = UInt64(row.object.rawValue) << 32 | UInt64(row.kind)
    statement = row.statement.rawValue
    self.index = UInt32(index)
  }

  static func < (left: RowKey, right: RowKey) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    if left.statement != right.statement { return left.statement < right.statement }
    return left.index < right.index
  }
}

/// The ends and the graph of a statement, for finding out which plain triples are accounted for.
private struct StatedTriple: Comparable {
  let key: UInt64
  let graph: TermID

  init(_ row: MappingIndexBuilder.Row) {
    key = Self.key(row.subject, row.object)
    graph = row.graph
  }

  /// Orders as the triples of a predicate are: by object, then by subject.
  static func key(_ subject: TermID, _ object: TermID) -> UInt64 {
    UInt64(object.rawValue) << 32 | UInt64(subject.rawValue)
  }

  static func < (left: StatedTriple, right: StatedTriple) -> Bool {
    left.key == right.key ? left.graph < right.graph : left.key < right.key
  }

  /// Walks over sorted statements beside triples that come in the same order.
  struct Cursor {
    private var place = 0

    /// The statements with a key, which is at or after the last one asked for.
    mutating func advance(to key: UInt64, in statements: [StatedTriple]) -> Range<Int> {
      if place > 0, statements[place - 1].key >= key { place = 0 }
      while place < statements.count, statements[place].key < key { place += 1 }
      var end = place
      while end < statements.count, statements[end].key == key { end += 1 }
      return place..<end
    }
  }
}

/// Sets of numbers that grow together.
private struct DisjointSets {
  private var parents: [UInt32]

  init(count: Int) { parents = (0..<UInt32(count)).map { $0 } }

  private mutating func root(of number: UInt32) -> UInt32 {
    var on = number
    while parents[Int(on)] != on {
      parents[Int(on)] = parents[Int(parents[Int(on)])]
      on = parents[Int(on)]
    }
    return on
  }

  /// Joins two sets under the smaller root, so that a root comes before its members.
  mutating func join(_ one: UInt32, _ other: UInt32) {
    let (left, right) = (root(of: one), root(of: other))
    if left < right { parents[Int(right)] = left } else { parents[Int(left)] = right }
  }

  /// The place of each number when sets are laid out one after the other, in the order of their
  /// first members.
  mutating func ranks() -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: parents.count + 1)
    for number in parents.indices { starts[Int(root(of: UInt32(number))) + 1] += 1 }
    for number in parents.indices { starts[number + 1] += starts[number] }
    return parents.indices.map { number in
      let root = Int(root(of: UInt32(number)))
      defer { starts[root] += 1 }
      return starts[root]
    }
  }
}
