import RDFModel

/// Passes the triples of one of several documents on, its blank nodes apart from those of the
/// others and its default graph where the document belongs.
///
/// Label `x` of document 2 becomes `d2-x`, so nothing has to be remembered of what has gone by.
struct SeparateDocument<Sink: TripleSink & ~Copyable>: TripleSink, ~Copyable {
  private var sink: Sink
  private let prefix: [UInt8]?
  private let graph: [UInt8]?
  private let watch: LoadWatch?
  private var renamed = TripleBatch()

  /// Makes a sink before another.
  ///
  /// - Parameters:
  ///   - number: which of the documents it is; nil leaves labels as they are.
  ///   - graph: the named graph that the default graph becomes.
  ///   - watch: hears of each batch.
  init(_ sink: consuming Sink, number: Int?, graph: IRI?, watch: LoadWatch? = nil) {
    self.sink = sink
    self.watch = watch
    prefix = number.map { Array("d\($0)-".utf8) }
    self.graph = graph.map { Array($0.value.utf8) }
  }

  /// Gives the sink behind back.
  consuming func finish() -> Sink { sink }

  mutating func declare(prefix: String, namespace: IRI) throws {
    try sink.declare(prefix: prefix, namespace: namespace)
  }

  mutating func receive(_ batch: borrowing TripleBatch) throws {
    try watch?.tell(.reading)
    guard changes(batch) else { return try sink.receive(batch) }
    renamed.removeAll()
    for index in 0..<UInt32(batch.termCount) { copy(batch.record(index), of: batch) }
    // Terms keep their numbers; the graph comes after them.
    let home = graph.map { renamed.addTerm(.iri, $0.span) } ?? TripleBatch.defaultGraph
    for row in 0..<batch.count {
      let graph = batch.graph(row)
      renamed.addTriple(
        batch.subject(row), batch.predicate(row), batch.object(row),
        graph: graph == TripleBatch.defaultGraph ? home : graph, line: batch.line(row))
    }
    try sink.receive(renamed)
  }

  private func changes(_ batch: borrowing TripleBatch) -> Bool {
    if graph != nil { return true }
    guard prefix != nil else { return false }
    for index in 0..<UInt32(batch.termCount) where batch.record(index).kind == .blankNode {
      return true
    }
    return false
  }

  private mutating func copy(_ record: TripleBatch.TermRecord, of batch: borrowing TripleBatch) {
    if record.kind == .tripleTerm {
      _ = renamed.addTripleTerm(record.start, record.length, record.qualifier)
      return
    }
    renamed.beginTerm()
    if record.kind == .blankNode, let prefix { renamed.append(prefix.span) }
    renamed.append(batch.content(record))
    _ = renamed.endTerm(record.kind, qualifier: record.qualifier > 0 ? record.qualifier - 1 : nil)
  }
}
