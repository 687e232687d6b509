public import ByteStorage
public import RDFModel

/// A transaction takes documents as a builder does: LOAD, and the Graph Store Protocol.
extension GraphTransaction: TripleSink {
  /// Starts a document: its blank nodes are its own, and its default graph goes to `graph`.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  public mutating func beginDocument(
    source: String, graph: IRI? = nil
  ) throws(CapacityError) {
    sources.append(source)
    document = documentCount
    documentCount += 1
    documentGraph = 0
    if let graph { documentGraph = makeGraph(try terms.intern(iri: graph.value.utf8Span.span)) }
  }

  /// Adds the triples of a batch.
  ///
  /// - Throws: `CapacityError` where terms or text pass what 32 bits can name.
  public mutating func receive(_ batch: borrowing TripleBatch) throws(CapacityError) {
    var mapping: [UInt32] = []
    mapping.reserveCapacity(batch.termCount)
    for index in 0..<batch.termCount {
      mapping.append(try intern(batch.record(UInt32(index)), of: batch, mapping))
    }
    for row in 0..<batch.count {
      let graph = batch.graph(row)
      let triple = IDTriple(
        TermID(rawValue: mapping[Int(batch.subject(row))]),
        TermID(rawValue: mapping[Int(batch.predicate(row))]),
        TermID(rawValue: mapping[Int(batch.object(row))]))
      _ = add(
        triple,
        to: graph == TripleBatch.defaultGraph
          ? documentGraph : makeGraph(TermID(rawValue: mapping[Int(graph)])))
    }
  }

  /// Keeps a prefix that the snapshot does not have.
  public mutating func declare(prefix: String, namespace: IRI) {
    if prefixes[prefix] == nil { prefixes[prefix] = namespace }
  }

  private mutating func intern(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch, _ mapping: [UInt32]
  ) throws(CapacityError) -> UInt32 {
    switch record.kind {
    case .iri:
      return try terms.intern(iri: batch.content(record)).rawValue
    case .blankNode:
      return try terms.intern(blankNode: batch.content(record), document: document ?? 0).rawValue
    case .language:
      return try terms.languages.intern(batch.content(record))
    case .literal:
      let number = try terms.literals.intern(
        batch.content(record), qualifier: qualifier(record, of: batch, mapping).rawValue)
      return TermID(kind: .literal, index: Int(number)).rawValue
    case .tripleTerm:
      let key = TripleKey.bytes(
        TermID(rawValue: mapping[Int(record.start)]), TermID(rawValue: mapping[Int(record.length)]),
        TermID(rawValue: mapping[Int(record.qualifier)]))
      let number = try terms.tripleTerms.intern(key.span)
      return TermID(kind: .tripleTerm, index: Int(number)).rawValue
    }
  }

  private func qualifier(
    _ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch, _ mapping: [UInt32]
  ) -> LiteralQualifier {
    guard record.qualifier > 0 else { return .string }
    let index = record.qualifier - 1
    let number = Int(mapping[Int(index)])
    if batch.record(index).kind == .language { return LiteralQualifier(language: number) }
    return terms.iris.find(XSD.string.value.utf8Span.span).map { Int($0) } == number
      ? .string : LiteralQualifier(datatype: number)
  }
}
