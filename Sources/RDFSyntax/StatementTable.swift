internal import ByteStorage
internal import RDFModel

/// All statements of a document that has to be seen whole before it is written.
///
/// Terms are numbers into one table; a term's qualifier says its kind, and for a literal the
/// number of its datatype or language.
struct StatementTable: ~Copyable {
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
  enum Kind: UInt8, Comparable {
    case iri, literal, tripleTerm, blankNode, language

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  static var defaultGraph: TermNumber { .max }

  private(set) var terms = ByteStringTable(qualified: true, expectedCount: 1024)
  private(set) var rows: [Row] = []

  private enum Qualifier {
    static let iri: UInt32 = 0
    static let blankNode: UInt32 = 1
    static let language: UInt32 = 2
    static let tripleTerm: UInt32 = 3
    static let plainLiteral: UInt32 = 4
    /// Added to the number of the datatype or language of a literal.
    static let literal: UInt32 = 5
  }

  // MARK: Filling

  /// Takes the statements of a batch.
  mutating func append(_ batch: borrowing TripleBatch) throws {
    var numbers: [TermNumber] = []
    numbers.reserveCapacity(batch.termCount)
    for index in 0..<batch.termCount {
      numbers.append(try intern(TripleBatch.TermIndex(index), of: batch, known: numbers))
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

  /// The number of a term of a batch; the terms it is made of come before it.
  private mutating func intern(
    _ index: TripleBatch.TermIndex, of batch: borrowing TripleBatch, known: [TermNumber]
  ) throws -> TermNumber {
    let record = batch.record(index)
    let qualifier: UInt32
    switch record.kind {
    case .iri: qualifier = Qualifier.iri
    case .blankNode: qualifier = Qualifier.blankNode
    case .language: qualifier = Qualifier.language
    case .literal:
      qualifier =
        record.qualifier == 0
        ? Qualifier.plainLiteral : Qualifier.literal + known[Int(record.qualifier) - 1]
    case .tripleTerm:
      var key = ByteBuffer(capacity: 12)
      for part in [record.start, record.length, record.qualifier] {
        let number = known[Int(part)]
        for shift in [24, 16, 8, 0] {
          key.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
        }
      }
      return try terms.intern(key.span, qualifier: Qualifier.tripleTerm)
    }
    return try terms.intern(batch.content(record), qualifier: qualifier)
  }

  // MARK: Reading

  /// The number of terms.
  var termCount: Int { terms.count }

  /// What a term is.
  func kind(_ term: TermNumber) -> Kind {
    switch terms.qualifier(Int(term)) {
    case Qualifier.iri: .iri
    case Qualifier.blankNode: .blankNode
    case Qualifier.language: .language
    case Qualifier.tripleTerm: .tripleTerm
    default: .literal
    }
  }

  /// The bytes of a term.
  @_lifetime(borrow self)
  borrowing func bytes(_ term: TermNumber) -> Span<UInt8> { terms.key(Int(term)) }

  /// The datatype or language of a literal; nil for `xsd:string`.
  func qualifier(_ literal: TermNumber) -> TermNumber? {
    let qualifier = terms.qualifier(Int(literal))
    return qualifier < Qualifier.literal ? nil : qualifier - Qualifier.literal
  }

  /// The subject, predicate and object of a triple term.
  func parts(_ tripleTerm: TermNumber) -> [TermNumber] {
    let key = terms.key(Int(tripleTerm))
    var parts: [TermNumber] = []
    for start in [0, 4, 8] {
      var number: TermNumber = 0
      for offset in start..<start + 4 { number = number << 8 | TermNumber(key[offset]) }
      parts.append(number)
    }
    return parts
  }

  /// The number of an IRI, if a statement holds it.
  func find(iri: [UInt8]) -> TermNumber? { terms.find(iri.span, qualifier: Qualifier.iri) }

  /// Whether a term is written before another: by kind, then by its bytes, literals then by
  /// datatype or language; blank nodes in the order of the source.
  func precedes(_ left: TermNumber, _ right: TermNumber) -> Bool {
    let kind = kind(left)
    let other = self.kind(right)
    if kind != other { return kind < other }
    if kind == .blankNode { return left < right }
    if kind == .tripleTerm {
      for (one, two) in zip(parts(left), parts(right)) where one != two {
        return precedes(one, two)
      }
      return false
    }
    if !bytes(left).equals(bytes(right)) { return bytes(left).precedes(bytes(right)) }
    switch (qualifier(left), qualifier(right)) {
    case (let one?, let two?): return one != two && precedes(one, two)
    case (nil, let two): return two != nil
    case (_, nil): return false
    }
  }

  /// Sorts the statements as they are written and drops duplicates: the default graph first, in
  /// each graph by subject, `a` before the other predicates, then by object.
  ///
  /// - Complexity: O(t log t + n log n) in terms and statements.
  mutating func sort() {
    let order = (0..<TermNumber(terms.count)).sorted { precedes($0, $1) }
    var ranks = [UInt64](repeating: 0, count: order.count)
    for (rank, term) in order.enumerated() { ranks[Int(term)] = UInt64(rank) + 1 }
    let type = find(iri: RDFTerms.type)
    var keys: [(UInt64, UInt64)] = rows.map { row in
      let graph = row.graph == Self.defaultGraph ? 0 : ranks[Int(row.graph)]
      let predicate = row.predicate == type ? 0 : ranks[Int(row.predicate)]
      return (graph << 32 | ranks[Int(row.subject)], predicate << 32 | ranks[Int(row.object)])
    }
    keys.sort { $0 < $1 }
    var sorted: [Row] = []
    sorted.reserveCapacity(keys.count)
    var last: (UInt64, UInt64)?
    for key in keys {
      if let last, last == key { continue }
      last = key
      let graph = key.0 >> 32
      let predicate = key.1 >> 32
      sorted.append(
        Row(
          graph: graph == 0 ? Self.defaultGraph : order[Int(graph) - 1],
          subject: order[Int(key.0 & 0xFFFF_FFFF) - 1],
          predicate: predicate == 0 ? type ?? 0 : order[Int(predicate) - 1],
          object: order[Int(key.1 & 0xFFFF_FFFF) - 1]))
    }
    rows = sorted
  }
}
