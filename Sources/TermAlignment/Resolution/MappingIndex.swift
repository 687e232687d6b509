import ByteStorage
public import RDFGraph
import RDFModel
import SKOSVocabulary

/// All mappings of a snapshot as typed columns, found from either end.
///
/// The index is derived from the mapping sets' graphs in the snapshot: from SSSOM's RDF form, from
/// annotated axioms, and from plain triples of SKOS, OWL and RDFS that none of these accounts for,
/// see ``MappingPredicate``. It holds numbers only; words are
/// read from the snapshot when somebody asks for them.
public final class MappingIndex: Sendable {
  /// The data that the index was made of.
  public let snapshot: GraphSnapshot

  // One row per mapping.
  let subjects: Column<UInt32>
  let objects: Column<UInt32>
  let predicates: Column<UInt32>
  /// What the predicate amounts to with every rule on, a raw value of ``MappingCode``.
  let relations: Column<UInt8>
  /// What the predicate is, see ``PredicateKind``.
  let kinds: Column<UInt8>
  /// How far the mapping was reviewed, see ``ReviewState/code``.
  let reviews: Column<UInt8>
  /// The number in ``authorGroups``.
  let authorNumbers: Column<UInt32>
  /// The confidence, not a number where nobody stated one.
  let confidences: Column<Double>
  /// 1 where the mapping denies its relation.
  let denials: Column<UInt8>
  /// The number in ``sets``.
  let setNumbers: Column<UInt32>
  /// The node that states the mapping, `TermID.unbound` for a plain triple.
  let statements: Column<UInt32>

  /// The mapping sets, and the graphs of plain triples; nil stands for the default graph.
  public let sets: [TermID?]
  /// The authors that mappings have, together; the first group is empty.
  let authorGroups: [[TermID]]

  /// Statements of mappings that are no rows: their predicates say nothing that a resolution could
  /// follow, or an end is a literal.
  let otherStatements: [TermID]

  // One row per node, that is, per term that is mapped.
  let nodeTerms: Column<UInt32>
  /// The node of each IRI and blank node by ordinal; the highest number where it has none.
  let nodes: Column<UInt32>
  let affirmed: MappingAdjacency
  let denied: MappingAdjacency
  /// Mappings to nothing: looked for in a scheme, found no term.
  let absent: MappingAdjacency
  let schemeOffsets: Column<UInt32>
  let schemeNumbers: Column<UInt32>

  /// The schemes of mapped terms.
  public let schemes: [TermID]

  private let positions: PositionIndex
  /// The properties of the slots, looked up once for all derivations that are put into words.
  private let properties: [Slot: TermID]

  static let noNode = UInt32.max

  /// Indexes the mappings of a snapshot.
  ///
  /// - Complexity: O(n log n) in the mappings, with small constants; all but the sorting is linear.
  public convenience init(_ snapshot: GraphSnapshot) {
    self.init(SKOSGraph(snapshot))
  }

  convenience init(_ graph: SKOSGraph) {
    self.init(MappingIndexBuilder(graph))
  }

  init(_ builder: consuming MappingIndexBuilder) {
    let rows = builder.rows
    let nodeCount = builder.nodeTerms.count
    snapshot = builder.snapshot
    positions = PositionIndex(builder.snapshot)
    let snapshot = builder.snapshot
    properties = Dictionary(
      Slot.allCases.map { ($0, snapshot.id(iri: $0.property) ?? .unbound) },
      uniquingKeysWith: { first, _ in first })
    sets = builder.sets
    subjects = Self.column(rows.map(\.subject.rawValue))
    objects = Self.column(rows.map(\.object.rawValue))
    predicates = Self.column(rows.map(\.predicate.rawValue))
    relations = Self.column(rows.map { PredicateKind.generalised($0.kind).rawValue })
    kinds = Self.column(rows.map(\.kind))
    reviews = Self.column(rows.map(\.review))
    authorNumbers = Self.column(rows.map(\.authors))
    confidences = Self.column(rows.map(\.confidence))
    denials = Self.column(rows.map { $0.isNegative ? 1 : 0 })
    setNumbers = Self.column(rows.map(\.set))
    statements = Self.column(rows.map(\.statement.rawValue))
    nodeTerms = Self.column(builder.nodeTerms)
    nodes = Self.column(builder.nodes)
    authorGroups = builder.authorGroups
    otherStatements = builder.others
    let numbers = builder.nodeNumbers
    affirmed = MappingAdjacency(builder.affirmed, numbers: numbers, nodeCount: nodeCount)
    denied = MappingAdjacency(builder.denied, numbers: numbers, nodeCount: nodeCount)
    absent = MappingAdjacency(builder.absent, numbers: numbers, nodeCount: nodeCount)
    let (offsets, schemeNumbers, schemes) = builder.schemesByNode()
    schemeOffsets = Self.column(offsets)
    self.schemeNumbers = Self.column(schemeNumbers)
    self.schemes = schemes
  }

  private static func column<Element: BitwiseCopyable>(_ values: [Element]) -> Column<Element> {
    Column(copying: values.span)
  }

  // MARK: Mappings

  /// The number of mappings, those that deny and those to nothing included.
  public var count: Int { subjects.count }

  /// The subject of a mapping.
  public func subject(_ number: Int) -> TermID { TermID(rawValue: subjects[number]) }

  /// The object of a mapping.
  public func object(_ number: Int) -> TermID { TermID(rawValue: objects[number]) }

  /// The predicate of a mapping.
  public func predicate(_ number: Int) -> TermID { TermID(rawValue: predicates[number]) }

  /// The confidence of a mapping, nil where nobody stated one.
  public func confidence(_ number: Int) -> Double? {
    let value = confidences[number]
    return value.isNaN ? nil : value
  }

  /// Who asserts a mapping: its authors, else the creators of its set.
  public func authors(_ number: Int) -> [TermID] { authorGroups[Int(authorNumbers[number])] }

  /// How far a mapping was reviewed.
  public func reviewState(_ number: Int) -> ReviewState {
    ReviewState.allCases.first { $0.code == reviews[number] } ?? .unreviewed
  }

  /// Whether a mapping says that its relation does not hold.
  public func isDenial(_ number: Int) -> Bool { denials[number] == 1 }

  /// The mapping set, or the graph of a plain triple; nil for the default graph.
  public func mappingSet(_ number: Int) -> TermID? { sets[Int(setNumbers[number])] }

  /// The node that states a mapping in SSSOM's form; nil for a plain triple.
  public func statement(_ number: Int) -> TermID? {
    let id = TermID(rawValue: statements[number])
    return id == .unbound ? nil : id
  }

  /// What people hold of a mapping, in the order of their dates; of a plain triple nothing can be
  /// held.
  ///
  /// - Complexity: O(n log n) in the annotations of the mapping.
  public func positions(on number: Int) -> [Position] {
    if positions.isEmpty { return [] }
    return statement(number).map(positions.positions) ?? []
  }

  /// What the positions on a mapping amount to; nil where nobody took one.
  public func consensus(on number: Int, rule: ConsensusRule = .noRejection) -> Consensus? {
    Consensus(of: positions(on: number), rule: rule)
  }

  /// The property of a slot; unbound where the snapshot does not use it.
  func property(_ slot: Slot) -> TermID { properties[slot] ?? .unbound }

  func graphNumber(of number: Int) -> Int {
    mappingSet(number).flatMap { snapshot.graphNumber(named: $0) } ?? 0
  }

  /// Where a mapping was read, if the snapshot was built with origins.
  public func origin(of number: Int) -> TripleOrigin? {
    guard let statement = statement(number) else {
      return snapshot.origin(
        subject: subject(number), predicate: predicate(number), object: object(number))
    }
    guard let property = snapshot.id(iri: SSSOM.annotatedProperty) else { return nil }
    return snapshot.origin(subject: statement, predicate: property, object: predicate(number))
  }

  // MARK: Nodes

  /// The node of a term; nil where no mapping mentions it.
  func node(of term: TermID) -> Int? {
    guard term.kind == .iri || term.kind == .blankNode else { return nil }
    let ordinal = snapshot.dictionary.ordinal(term)
    guard ordinal < nodes.count, nodes[ordinal] != Self.noNode else { return nil }
    return Int(nodes[ordinal])
  }

  func term(ofNode node: Int) -> TermID { TermID(rawValue: nodeTerms[node]) }

  /// The numbers in ``schemes`` of the schemes that a node is in.
  func schemes(ofNode node: Int) -> Range<Int> {
    Int(schemeOffsets[node])..<Int(schemeOffsets[node + 1])
  }

  /// Whether two nodes share a scheme.
  func shareScheme(_ one: Int, _ other: Int) -> Bool {
    for left in schemes(ofNode: one) {
      for right in schemes(ofNode: other) where schemeNumbers[left] == schemeNumbers[right] {
        return true
      }
    }
    return false
  }

  /// The memory held by the columns, in bytes.
  public var byteCount: Int {
    affirmed.byteCount + denied.byteCount + absent.byteCount + subjects.byteCount
      + objects.byteCount + predicates.byteCount + relations.byteCount + kinds.byteCount
      + reviews.byteCount + authorNumbers.byteCount + denials.byteCount + confidences.byteCount
      + setNumbers.byteCount + statements.byteCount + nodeTerms.byteCount + nodes.byteCount
      + schemeOffsets.byteCount + schemeNumbers.byteCount
  }
}
