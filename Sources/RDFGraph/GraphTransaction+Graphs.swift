public import ByteStorage
public import RDFModel

/// The graph management of SPARQL Update; nil names the unnamed default graph.
///
/// Source: SPARQL 1.1 Update, section 3.2.
extension GraphTransaction {
  /// Whether there is a named graph; the unnamed one always is there.
  public borrowing func hasGraph(_ name: Term?) -> Bool {
    guard let name else { return true }
    return terms.find(name).flatMap { graphNumber($0) } != nil
  }

  /// Makes an empty graph and says whether there was none of that name.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  @discardableResult
  public mutating func create(graph name: Term) throws(CapacityError) -> Bool {
    if hasGraph(name) { return false }
    _ = makeGraph(try intern(name))
    return true
  }

  /// Removes all triples of a graph, which stays, and says whether there is such a graph.
  ///
  /// - Complexity: O(n) in the triples of the snapshot, without regard to the graph's size.
  @discardableResult
  public mutating func clear(graph name: Term?) -> Bool {
    guard let number = number(of: name) else { return false }
    forEachSlice(of: triples(in: number)) { transaction, triple in
      _ = transaction.remove(triple, from: number)
    }
    return true
  }

  /// Removes all triples of all graphs, or of the named ones; the graphs stay.
  ///
  /// - Complexity: O(n) in the triples of the snapshot.
  public mutating func clearAll(keepingUnnamed: Bool) {
    let unnamed = sets.adding(0, to: GraphSetTable.none)
    forEachSlice(of: triples(in: nil)) { transaction, triple in
      let now = transaction.current(triple)
      let stays = keepingUnnamed && transaction.sets.contains(now, 0)
      let next = stays ? unnamed : GraphSetTable.none
      if next != now { transaction.changes.set(triple, to: next) }
    }
  }

  /// Removes all named graphs with their triples, and those of the unnamed one where it is not
  /// kept.
  ///
  /// - Complexity: O(n) in the triples of the snapshot.
  public mutating func dropAll(keepingUnnamed: Bool) {
    clearAll(keepingUnnamed: keepingUnnamed)
    droppedGraphs.formUnion(names.ids.indices.map { $0 + 1 })
  }

  /// Does something to each triple, as long as the transaction may go on.
  private mutating func forEachSlice(
    of triples: [IDTriple], _ body: (inout GraphTransaction, IDTriple) -> Void
  ) {
    for start in stride(from: 0, to: triples.count, by: 4096) {
      guard mayGoOn() else { return }
      for triple in triples[start..<min(start + 4096, triples.count)] { body(&self, triple) }
    }
  }

  /// Removes a graph with its triples and says whether there was one; the unnamed graph is only
  /// cleared.
  @discardableResult
  public mutating func drop(graph name: Term?) -> Bool {
    guard clear(graph: name) else { return false }
    if let number = number(of: name), number > 0 { droppedGraphs.insert(number) }
    return true
  }

  /// The names of the graphs that there are, the unnamed one left out.
  public borrowing func graphs() -> [TermID] {
    names.ids.indices.compactMap { droppedGraphs.contains($0 + 1) ? nil : names.ids[$0] }
  }

  /// Adds all triples of a graph to another and says whether there is such a graph.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  @discardableResult
  public mutating func add(graph source: Term?, to target: Term?) throws(CapacityError) -> Bool {
    guard let from = number(of: source) else { return false }
    var to = 0
    if let target { to = makeGraph(try intern(target)) }
    if from == to { return true }
    forEachSlice(of: triples(in: from)) { transaction, triple in
      _ = transaction.add(triple, to: to)
    }
    return true
  }

  /// Makes a graph hold the triples of another and no others, and says whether there is such a
  /// graph.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  @discardableResult
  public mutating func copy(graph source: Term?, to target: Term?) throws(CapacityError) -> Bool {
    guard number(of: source) != nil else { return false }
    if source == target { return true }
    clear(graph: target)
    return try add(graph: source, to: target)
  }

  /// Copies a graph over another, drops it, and says whether there was such a graph.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  @discardableResult
  public mutating func move(graph source: Term?, to target: Term?) throws(CapacityError) -> Bool {
    if source == target { return hasGraph(source) }
    guard try copy(graph: source, to: target) else { return false }
    return drop(graph: source)
  }

  private borrowing func number(of name: Term?) -> Int? {
    guard let name else { return 0 }
    return terms.find(name).flatMap { graphNumber($0) }
  }

  /// The triples of a graph as things stand, or of all graphs; none where the transaction may not
  /// go on.
  private mutating func triples(in graph: Int?) -> [IDTriple] {
    var result: [IDTriple] = []
    var checkpoint = checkpoint()
    let (sets, changes) = (sets, changes)
    let holding = graph.map { snapshot.selection(ofGraphs: [$0]) } ?? .all
    do {
      try snapshot.forEach(snapshot.match(), in: holding) { subject, predicate, object in
        try checkpoint.pass()
        let triple = IDTriple(subject, predicate, object)
        if changes.isEmpty || changes[triple] == nil { result.append(triple) }
      }
      try changes.forEach { (triple, set) throws(Stopped) in
        try checkpoint.pass()
        guard set != GraphSetTable.none else { return }
        if graph.map({ sets.contains(set, $0) }) ?? true { result.append(triple) }
      }
    } catch {
      // ``forEachSlice(of:_:)`` finds that it may not go on either.
      isStopped = true
      return []
    }
    return result
  }
}
