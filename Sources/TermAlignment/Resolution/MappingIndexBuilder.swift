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

  let graph: SKOSGraph
  let snapshot: GraphSnapshot
  var rows: [Row] = []
  /// Statements of mappings whose predicates say nothing that a resolution could follow.
  var others: [TermID] = []
  var sets: [TermID?] = []
  private(set) var authorGroups: [[TermID]] = [[]]
  var nodeTerms: [UInt32] = []
  var nodes: [UInt32]
  /// The edges by the numbers that nodes had when they were met; see ``nodeNumbers``.
  var affirmed: [MappingAdjacency.Edge] = []
  var denied: [MappingAdjacency.Edge] = []
  var absent: [MappingAdjacency.Edge] = []
  /// The final number of each node, by that which it had when it was met.
  var nodeNumbers: [UInt32] = []
  /// The source that a mapping names for each node.
  var sources: [TermID] = []
  private var setNumbers: [TermID?: UInt32] = [:]
  private var authorNumbers: [[TermID]: UInt32] = [[]: 0]
  private var creators: [UInt32: [TermID]] = [:]

  init(_ graph: SKOSGraph) {
    self.graph = graph
    snapshot = graph.snapshot
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

  func id(_ iri: IRI) -> TermID { snapshot.id(iri: iri) ?? .unbound }

  // MARK: Sets and authors

  mutating func setNumber(_ set: TermID) -> UInt32 {
    let key = set == .unbound ? nil : set
    if let known = setNumbers[key] { return known }
    let number = UInt32(sets.count)
    sets.append(key)
    setNumbers[key] = number
    return number
  }

  mutating func authorNumber(_ authors: [TermID]) -> UInt32 {
    let sorted = authors.count > 1 ? authors.sorted() : authors
    if let known = authorNumbers[sorted] { return known }
    let number = UInt32(authorGroups.count)
    authorGroups.append(sorted)
    authorNumbers[sorted] = number
    return number
  }

  /// Who made a set: the authors of its mappings that name none.
  mutating func creators(ofSet number: UInt32) -> [TermID] {
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
}
