internal import ByteStorage
internal import RDFModel

/// All statements of a dataset, each term stored once.
///
/// A term's qualifier says its kind, and for a literal the number of its datatype or language.
struct QuadTable: ~Copyable {
  /// The number of a term.
  typealias TermNumber = UInt32

  /// One statement; no graph is ``defaultGraph``.
  struct Row: BitwiseCopyable {
    var graph: TermNumber
    var subject: TermNumber
    var predicate: TermNumber
    var object: TermNumber
  }

  /// What a term is, in the order in which kinds are written.
  enum Kind: UInt8 { case iri, literal, blankNode, language }

  static var defaultGraph: TermNumber { .max }

  private var terms = ByteStringTable(qualified: true, expectedCount: 1024)
  private(set) var rows: [Row] = []

  private enum Qualifier {
    static let iri: UInt32 = 0
    static let blankNode: UInt32 = 1
    static let language: UInt32 = 2
    static let plainLiteral: UInt32 = 3
    /// Added to the number of the datatype or language of a literal.
    static let literal: UInt32 = 4
  }

  // MARK: Filling

  /// Takes the statements of a batch.
  ///
  /// - Throws: ``WritingError`` for a triple term; `CapacityError` for more than 4 GiB of terms.
  mutating func append(_ batch: borrowing TripleBatch) throws {
    var numbers: [TermNumber] = []
    numbers.reserveCapacity(batch.termCount)
    for index in 0..<batch.termCount {
      let record = batch.record(TripleBatch.TermIndex(index))
      let qualifier: UInt32
      switch record.kind {
      case .iri: qualifier = Qualifier.iri
      case .blankNode: qualifier = Qualifier.blankNode
      case .language: qualifier = Qualifier.language
      case .literal:
        qualifier =
          record.qualifier == 0
          ? Qualifier.plainLiteral : Qualifier.literal + numbers[Int(record.qualifier) - 1]
      case .tripleTerm:
        throw WritingError.tripleTerm(batch.term(TripleBatch.TermIndex(index)))
      }
      numbers.append(try terms.intern(batch.content(record), qualifier: qualifier))
    }
    for row in 0..<batch.count {
      let graph = batch.graph(row)
      rows.append(
        Row(
          graph: graph == TripleBatch.defaultGraph ? Self.defaultGraph : numbers[Int(graph)],
          subject: numbers[Int(batch.subject(row))],
          predicate: numbers[Int(batch.predicate(row))],
          object: numbers[Int(batch.object(row))]))
    }
  }

  // MARK: Reading

  var termCount: Int { terms.count }

  func kind(_ term: TermNumber) -> Kind {
    switch terms.qualifier(Int(term)) {
    case Qualifier.iri: .iri
    case Qualifier.blankNode: .blankNode
    case Qualifier.language: .language
    default: .literal
    }
  }

  /// The bytes of a term.
  @_lifetime(borrow self)
  borrowing func bytes(_ term: TermNumber) -> Span<UInt8> { terms.key(Int(term)) }

  func text(_ term: TermNumber) -> String { String(bytes: bytes(term)) }

  /// The datatype or language of a literal; nil for `xsd:string`.
  func qualifier(_ literal: TermNumber) -> TermNumber? {
    let qualifier = terms.qualifier(Int(literal))
    return qualifier < Qualifier.literal ? nil : qualifier - Qualifier.literal
  }

  /// The number of an IRI, if a statement holds it.
  func find(_ iri: String) -> TermNumber? {
    terms.find(iri.utf8Span.span, qualifier: Qualifier.iri)
  }

  // MARK: Order

  private func precedes(_ left: TermNumber, _ right: TermNumber) -> Bool {
    let (kind, other) = (self.kind(left), self.kind(right))
    if kind != other { return kind.rawValue < other.rawValue }
    // The order of the source, as labels may differ from one run of a program to the next.
    if kind == .blankNode { return left < right }
    if !bytes(left).equals(bytes(right)) { return bytes(left).precedes(bytes(right)) }
    switch (qualifier(left), qualifier(right)) {
    case (let one?, let two?): return one != two && precedes(one, two)
    case (nil, let two): return two != nil
    case (_, nil): return false
    }
  }

  /// Sorts the statements by graph, the default graph first, then by subject, predicate and
  /// object, and drops duplicates.
  ///
  /// - Complexity: O(t log t + n log n) in terms and statements.
  mutating func sort() {
    let order = (0..<TermNumber(terms.count)).sorted { precedes($0, $1) }
    var ranks = [UInt64](repeating: 0, count: order.count)
    for (rank, term) in order.enumerated() { ranks[Int(term)] = UInt64(rank) + 1 }
    var keys: [(UInt64, UInt64)] = rows.map { row in
      let graph = row.graph == Self.defaultGraph ? 0 : ranks[Int(row.graph)]
      return (
        graph << 32 | ranks[Int(row.subject)],
        ranks[Int(row.predicate)] << 32 | ranks[Int(row.object)]
      )
    }
    keys.sort { $0 < $1 }
    rows.removeAll(keepingCapacity: true)
    var last: (UInt64, UInt64)?
    for key in keys {
      if let last, last == key { continue }
      last = key
      let graph = key.0 >> 32
      rows.append(
        Row(
          graph: graph == 0 ? Self.defaultGraph : order[Int(graph) - 1],
          subject: order[Int(key.0 & 0xFFFF_FFFF) - 1],
          predicate: order[Int(key.1 >> 32) - 1],
          object: order[Int(key.1 & 0xFFFF_FFFF) - 1]))
    }
  }
}

extension WritingError {
  static func tripleTerm(_ term: Term) -> WritingError {
    WritingError(
      code: .tripleTerm, message: "JSON-LD 1.1 has no form for the RDF 1.2 triple term \(term)",
      remedy: "write Turtle, TriG, N-Triples or N-Quads")
  }
}
