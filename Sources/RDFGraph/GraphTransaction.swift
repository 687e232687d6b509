public import ByteStorage
public import RDFModel

/// Changes to a snapshot on their way to the next one.
///
/// A transaction starts from a snapshot, takes insertions and deletions of quads in any order, and
/// makes the snapshot that has them. The snapshot it started from does not change, so queries that
/// run on it see nothing of this; whoever drops a transaction has changed nothing.
///
/// ```swift
/// var transaction = GraphTransaction(on: snapshot)
/// try transaction.insert(Quad(Triple(concept, prefLabel, label), graph: vocabulary))
/// transaction.drop(graph: draft)
/// let next = transaction.commit()
/// ```
///
/// Terms become identifiers once; whoever has identifiers of the snapshot (the rows of a WHERE)
/// uses the methods that take them. Identifiers never change from one snapshot to the next.
public struct GraphTransaction: ~Copyable {
  /// What the changes apply to.
  public let snapshot: GraphSnapshot
  var terms: TermAdditions
  var sets: GraphSetTable
  var changes = TripleChanges()
  var names: GraphNames
  var droppedGraphs: Set<Int>
  var prefixes: PrefixMap
  var sources: [String]
  var documentCount: UInt32
  var document: UInt32?
  var documentGraph = 0
  private var blankNodeCount = 0
  /// Asked now and then, within operations on whole graphs and ``commit()``, with the number of
  /// changes and their ``byteCount``, whether to go on.
  ///
  /// A transaction that was stopped is not whole: it commits nothing.
  public var goesOn: ((_ changeCount: Int, _ byteCount: Int) -> Bool)?
  /// Whether ``goesOn`` stopped the transaction.
  public internal(set) var isStopped = false

  /// Starts with the content of a snapshot.
  ///
  /// - Complexity: O(m) in the distinct sets of graphs.
  public init(on snapshot: GraphSnapshot) {
    self.snapshot = snapshot
    terms = TermAdditions(snapshot.dictionary)
    sets = GraphSetTable(snapshot.graphSets.members)
    names = snapshot.names
    droppedGraphs = snapshot.droppedGraphs
    prefixes = snapshot.prefixes
    sources = snapshot.sources
    documentCount = snapshot.documentCount
  }

  /// How many triples are touched so far, those that end up as they were included.
  public var changeCount: Int { changes.count }

  /// What changes and new terms take, in bytes, about; ``commit()`` takes as much again for a while.
  public var byteCount: Int {
    changes.byteCount + terms.byteCount + sets.addedBytes
  }

  /// Whether to go on with what takes long.
  mutating func mayGoOn() -> Bool {
    if let goesOn, !isStopped, !goesOn(changeCount, byteCount) { isStopped = true }
    return !isStopped
  }

  /// Where long work asks, during which neither changes nor terms are added.
  borrowing func checkpoint() -> Checkpoint<Stopped> {
    guard let goesOn else { return Checkpoint() }
    let (changes, bytes) = (changeCount, byteCount)
    return Checkpoint { () throws(Stopped) in
      if !goesOn(changes, bytes) { throw Stopped() }
    }
  }

  // MARK: Terms

  /// The identifier of a term, new or known.
  ///
  /// A blank node is meant by its label in the snapshot; one with a new label is a new node.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  public mutating func intern(_ term: Term) throws(CapacityError) -> TermID {
    try terms.intern(term)
  }

  /// A blank node that nothing else in the snapshot is.
  public mutating func makeBlankNode() throws(CapacityError) -> TermID {
    blankNodeCount += 1
    let label = "b\(blankNodeCount)"
    return try terms.intern(blankNode: label.utf8Span.span, document: ownDocument())
  }

  /// The document that the blank nodes of this transaction belong to.
  private mutating func ownDocument() -> UInt32 {
    if let document { return document }
    let fresh = documentCount
    documentCount += 1
    document = fresh
    return fresh
  }

  // MARK: Quads

  /// Adds a quad and says whether it was not there.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  @discardableResult
  public mutating func insert(_ quad: Quad) throws(CapacityError) -> Bool {
    let subject = try intern(quad.triple.subject)
    let predicate = try intern(quad.triple.predicate)
    let object = try intern(quad.triple.object)
    var graph: TermID?
    if let name = quad.graph { graph = try intern(name) }
    return insert(subject, predicate, object, graph: graph)
  }

  /// Adds a quad of identifiers and says whether it was not there; no graph is the unnamed one.
  @discardableResult
  public mutating func insert(
    _ subject: TermID, _ predicate: TermID, _ object: TermID, graph: TermID? = nil
  ) -> Bool {
    add(IDTriple(subject, predicate, object), to: graph.map { makeGraph($0) } ?? 0)
  }

  /// Removes a quad and says whether it was there.
  @discardableResult
  public mutating func delete(_ quad: Quad) -> Bool {
    guard let subject = terms.find(quad.triple.subject),
      let predicate = terms.find(quad.triple.predicate),
      let object = terms.find(quad.triple.object)
    else { return false }
    guard let name = quad.graph else { return delete(subject, predicate, object) }
    guard let graph = terms.find(name) else { return false }
    return delete(subject, predicate, object, graph: graph)
  }

  /// Removes a quad of identifiers and says whether it was there.
  @discardableResult
  public mutating func delete(
    _ subject: TermID, _ predicate: TermID, _ object: TermID, graph: TermID? = nil
  ) -> Bool {
    guard let number = graph.map({ graphNumber($0) }) ?? 0 else { return false }
    return remove(IDTriple(subject, predicate, object), from: number)
  }

  /// Whether a graph holds a triple as things stand.
  public borrowing func contains(
    _ subject: TermID, _ predicate: TermID, _ object: TermID, graph: TermID? = nil
  ) -> Bool {
    guard let number = graph.map({ graphNumber($0) }) ?? 0 else { return false }
    return sets.contains(current(IDTriple(subject, predicate, object)), number)
  }

  /// The set of graphs that a triple is in as things stand.
  borrowing func current(_ triple: IDTriple) -> UInt32 {
    changes[triple] ?? snapshot.graphSet(of: triple) ?? GraphSetTable.none
  }

  mutating func add(_ triple: IDTriple, to graph: Int) -> Bool {
    let now = current(triple)
    let next = sets.adding(UInt32(graph), to: now)
    if next == now { return false }
    changes.set(triple, to: next)
    return true
  }

  mutating func remove(_ triple: IDTriple, from graph: Int) -> Bool {
    let now = current(triple)
    let next = sets.removing(UInt32(graph), from: now)
    if next == now { return false }
    changes.set(triple, to: next)
    return true
  }

  // MARK: Graph numbers

  borrowing func graphNumber(_ name: TermID) -> Int? {
    guard let number = names.number(of: name) else { return nil }
    return droppedGraphs.contains(number) ? nil : number
  }

  mutating func makeGraph(_ name: TermID) -> Int {
    let number = names.add(name)
    if !droppedGraphs.isEmpty { droppedGraphs.remove(number) }
    return number
  }
}

/// A triple of identifiers.
struct IDTriple: Hashable, Sendable {
  let subject: UInt32
  let predicate: UInt32
  let object: UInt32

  init(_ subject: TermID, _ predicate: TermID, _ object: TermID) {
    self.subject = subject.rawValue
    self.predicate = predicate.rawValue
    self.object = object.rawValue
  }
}

extension GraphSnapshot {
  func graphSet(of triple: IDTriple) -> UInt32? {
    graphSet(
      subject: TermID(rawValue: triple.subject), predicate: TermID(rawValue: triple.predicate),
      object: TermID(rawValue: triple.object))
  }
}
