import ByteStorage
public import RDFModel

extension GraphSnapshot {
  /// Passes the prefixes and all statements on, each as often as there are graphs that hold it.
  ///
  /// Blank nodes get labels that are unique in the snapshot.
  ///
  /// - Throws: what the sink throws.
  /// - Complexity: O(n) in the statements.
  public func push<Sink: TripleSink & ~Copyable>(into sink: inout Sink) throws {
    try push(into: &sink) { set in graphSets[set].map { Int($0) } }
  }

  /// Passes the prefixes and the triples of a selection on, as triples of the default graph.
  ///
  /// - Throws: what the sink throws.
  /// - Complexity: O(n) in the triples of the snapshot.
  public func push<Sink: TripleSink & ~Copyable>(
    _ selection: GraphSelection, into sink: inout Sink
  ) throws {
    try push(into: &sink) { set in
      switch selection {
      case .all: [0]
      case .sets(let sets): sets.contains(set) ? [0] : []
      }
    }
  }

  /// Passes the prefixes and the triples about some subjects on, as triples of the default graph.
  ///
  /// - Throws: what the sink throws.
  /// - Complexity: O(k) in the triples passed on, and O(s log s) in the subjects.
  public func push<Sink: TripleSink & ~Copyable>(
    subjects: Set<TermID>, into sink: inout Sink
  ) throws {
    try push(into: &sink, subjects: subjects) { _ in [0] }
  }

  private func push<Sink: TripleSink & ~Copyable>(
    into sink: inout Sink, subjects: Set<TermID>? = nil, graphs: (_ set: Int) -> [Int]
  ) throws {
    for pair in prefixes.pairs {
      try sink.declare(prefix: pair.prefix, namespace: pair.namespace)
    }
    let graphsOfSet = graphSets.members.indices.map(graphs)
    var batch = BatchFiller(dictionary)
    let ranges = subjects?.sorted().map { match(subject: $0) } ?? [match()]
    for range in ranges {
      try forEachRow(range) { subject, predicate, object, set in
        guard set < graphsOfSet.count else { return }
        for graph in graphsOfSet[set] {
          batch.add(
            subject, predicate, object, graph: graph == 0 ? nil : graphNames[graph - 1])
          if batch.batch.isFull { try batch.pass(to: &sink) }
        }
      }
    }
    try batch.pass(to: &sink)
  }
}

/// Fills batches with terms of a dictionary, each term once per batch.
private struct BatchFiller: ~Copyable {
  var batch = TripleBatch()
  private let dictionary: TermDictionary
  private var known: [UInt32: TripleBatch.TermIndex] = [:]

  init(_ dictionary: TermDictionary) { self.dictionary = dictionary }

  mutating func pass<Sink: TripleSink & ~Copyable>(to sink: inout Sink) throws {
    guard batch.count > 0 else { return }
    try sink.receive(batch)
    batch.removeAll()
    known.removeAll(keepingCapacity: true)
  }

  mutating func add(_ subject: TermID, _ predicate: TermID, _ object: TermID, graph: TermID?) {
    let subject = index(of: subject)
    let predicate = index(of: predicate)
    let object = index(of: object)
    let graph = graph.map { index(of: $0) } ?? TripleBatch.defaultGraph
    batch.addTriple(subject, predicate, object, graph: graph)
  }

  private mutating func index(of id: TermID) -> TripleBatch.TermIndex {
    if let index = known[id.rawValue] { return index }
    // A copy, because its bytes are borrowed while the batch changes.
    let dictionary = dictionary
    let index: TripleBatch.TermIndex
    switch id.kind {
    case .iri: index = batch.addTerm(.iri, dictionary.bytes(of: id))
    case .blankNode: index = batch.addTerm(.blankNode, dictionary.text(of: id).utf8Span.span)
    case .literal:
      var qualifier: TripleBatch.TermIndex?
      if let language = dictionary.language(of: id) {
        qualifier = batch.addTerm(.language, language.utf8Span.span)
      } else if let datatype = dictionary.datatype(of: id) {
        qualifier = self.index(of: datatype)
      }
      index = batch.addTerm(.literal, dictionary.bytes(of: id), qualifier: qualifier)
    case .tripleTerm:
      guard let triple = dictionary.triple(of: id) else {
        return batch.addTerm(.iri, dictionary.bytes(of: .unbound))
      }
      // Readers limit how deep triple terms nest.
      let subject = self.index(of: triple.subject)
      let predicate = self.index(of: triple.predicate)
      let object = self.index(of: triple.object)
      index = batch.addTripleTerm(subject, predicate, object)
    }
    known[id.rawValue] = index
    return index
  }
}
