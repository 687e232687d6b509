import RDFGraph
import RDFModel
import SKOSVocabulary

extension MappingIndexBuilder {
  /// Orders sets by name and rows by set and terms, so that ties are broken alike every time.
  mutating func sortRows() {
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

  /// Gives each row its edges, one at either end.
  mutating func file() {
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
  mutating func numberNodes() {
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

  /// The schemes of each node: what the concept says, else the source that a mapping names, else
  /// the ontology that defines the term, or its namespace.
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
      if found.isEmpty { found = graph.view(term).schemes.map(\.node) }
      for scheme in found where scheme.kind == .iri || scheme.kind == .blankNode {
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
