internal import RDFModel

// How what is open goes on in the next batch.
extension TurtleParser {
  /// Whether the batch should be passed on now.
  ///
  /// Between statements that is when it is full. Within one, what is open has to be written into
  /// the next batch again, so the batch grows until that costs little.
  var wantsToPass: Bool {
    guard batch.isFull else { return false }
    if state == .statement { return true }
    let size = batch.byteCount + batch.count * 12
    return size >= max(1 << 20, 2 * renewedByteCount)
  }

  /// Empties the batch after it was passed on, and writes the open terms into it again.
  mutating func renew() {
    if state == .statement { frame = Frame(kind: .statement, isSubject: false) }
    swap(&batch, &spare)
    batch.removeAll()
    recent.removeAll()
    prefixes.forgetNames()
    outer.append(frame)
    for index in outer.indices {
      outer[index].subject = Self.copy(outer[index].subject, of: spare, to: &batch)
      outer[index].predicate = Self.copy(outer[index].predicate, of: spare, to: &batch)
      outer[index].object = Self.copy(outer[index].object, of: spare, to: &batch)
      outer[index].reifier = Self.copy(outer[index].reifier, of: spare, to: &batch)
    }
    frame = outer.removeLast()
    graph = Self.copy(graph, of: spare, to: &batch)
    renewedByteCount = batch.byteCount + batch.termCount * MemoryLayout<TripleBatch.TermRecord>.size
  }

  /// Writes a term of one batch into another; `noTerm` stays what it is.
  private static func copy(
    _ term: TermIndex, of source: borrowing TripleBatch, to batch: inout TripleBatch
  ) -> TermIndex {
    guard term != noTerm else { return term }
    var record = source.record(term)
    // Triple terms nest as objects only, so they are a chain.
    var chain: [(subject: TermIndex, predicate: TermIndex)] = []
    while record.kind == .tripleTerm {
      chain.append(
        (
          subject: copy(source.record(record.start), of: source, to: &batch),
          predicate: copy(source.record(record.length), of: source, to: &batch)
        ))
      record = source.record(record.qualifier)
    }
    var copied = copy(record, of: source, to: &batch)
    for link in chain.reversed() {
      copied = batch.addTripleTerm(link.subject, link.predicate, copied)
    }
    return copied
  }

  /// Writes a term that is no triple term into another batch.
  private static func copy(
    _ record: TripleBatch.TermRecord, of source: borrowing TripleBatch, to batch: inout TripleBatch
  ) -> TermIndex {
    guard record.qualifier > 0 else { return batch.addTerm(record.kind, source.content(record)) }
    let qualifier = source.record(record.qualifier - 1)
    let copied = batch.addTerm(qualifier.kind, source.content(qualifier))
    return batch.addTerm(record.kind, source.content(record), qualifier: copied)
  }
}
