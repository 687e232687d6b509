import RDFGraph
import RDFModel

/// Fills batches with terms of a result; bytes of the snapshot are copied without becoming text.
///
/// A term that comes again soon stands in a batch once.
struct ResultBatchFiller: ~Copyable {
  private(set) var batch = TripleBatch()
  private let terms: ResultTerms
  private let iris: TermColumns
  private let literals: TermColumns
  private let languages: [String]
  /// The terms met last, by the low bits of their identifiers; entries of earlier batches have
  /// another generation.
  private var recent: [Entry]
  private var generation: UInt32 = 1

  private struct Entry {
    var id: UInt32
    var generation: UInt32
    var index: TripleBatch.TermIndex
  }

  init(_ terms: ResultTerms) {
    self.terms = terms
    let dictionary = terms.dictionary
    iris = dictionary.columns(.iri)
    literals = dictionary.columns(.literal)
    languages = dictionary.languageTags
    recent = Array(repeating: Entry(id: 0, generation: 0, index: 0), count: 1024)
  }

  mutating func pass<Sink: TripleSink & ~Copyable>(to sink: inout Sink) throws {
    guard batch.count > 0 else { return }
    try sink.receive(batch)
    batch.removeAll()
    generation += 1
  }

  /// Reads the first bytes of some terms, so that their cache misses overlap.
  func touch(_ column: [UInt32], _ rows: Range<Int>) {
    iris.touch(column, rows, kind: .iri)
    literals.touch(column, rows, kind: .literal)
  }

  mutating func add(_ subject: UInt32, _ predicate: UInt32, _ object: UInt32) {
    let subject = index(of: subject)
    let predicate = index(of: predicate)
    let object = index(of: object)
    batch.addTriple(subject, predicate, object)
  }

  private mutating func index(of raw: UInt32) -> TripleBatch.TermIndex {
    let slot = Int(raw & 1023)
    let entry = recent[slot]
    if entry.id == raw, entry.generation == generation { return entry.index }
    let index = newIndex(of: TermID(rawValue: raw))
    recent[slot] = Entry(id: raw, generation: generation, index: index)
    return index
  }

  private mutating func newIndex(of id: TermID) -> TripleBatch.TermIndex {
    switch id.kind {
    case .iri where id.index < iris.count:
      return iris.withBytes(of: id.index) { batch.addTerm(.iri, $0) }
    case .literal where id.index < literals.count:
      var qualifier: TripleBatch.TermIndex?
      if let language = literals.languageIndex(id.index) {
        qualifier = batch.addTerm(.language, languages[language].utf8Span.span)
      } else if let datatype = literals.datatypeIndex(id.index) {
        qualifier = index(of: TermID(kind: .iri, index: datatype).rawValue)
      }
      return literals.withBytes(of: id.index) {
        batch.addTerm(.literal, $0, qualifier: qualifier)
      }
    default: return batch.add(terms.term(id) ?? .blankNode(BlankNode("unbound")))
    }
  }
}
