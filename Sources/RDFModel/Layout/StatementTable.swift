internal import ByteStorage

/// All statements of a document that has to be seen whole before it is written: each term once in
/// a table, statements as numbers.
package struct StatementTable: ~Copyable {
  /// A statement by the numbers of its terms.
  struct Row: BitwiseCopyable {
    var graph: UInt32
    var subject: UInt32
    var predicate: UInt32
    var object: UInt32
  }

  /// The graph of statements in the default graph.
  static var defaultGraph: UInt32 { .max }

  /// What a term's qualifier in the table says.
  enum Qualifier {
    static let iri: UInt32 = 0
    static let blankNode: UInt32 = 1
    static let language: UInt32 = 2
    static let tripleTerm: UInt32 = 3
    static let plainLiteral: UInt32 = 4
    /// Added to the number of a literal's datatype or language.
    static let literal: UInt32 = 5
  }

  private var terms = ByteStringTable(qualified: true, expectedCount: 1024)
  private var rows = GrowingColumn<Row>(capacity: 1024)
  private var numbers = GrowingColumn<UInt32>(capacity: 1024)

  /// Makes an empty table.
  package init() {}

  /// Takes the statements of a batch.
  ///
  /// - Throws: ``WritingError`` with the code `writing-generalized-statement`; `CapacityError` for
  ///   more terms than numbers tell apart.
  package mutating func append(_ batch: borrowing TripleBatch) throws {
    numbers.truncate(to: 0)
    for index in 0..<batch.termCount {
      numbers.append(try number(UInt32(truncatingIfNeeded: index), of: batch))
    }
    for row in 0..<batch.count {
      guard batch.isStandard(row) else {
        throw WritingError.generalized("\(batch.quad(row).triple)")
      }
      let graph = batch.graph(row)
      rows.append(
        Row(
          graph: graph == TripleBatch.defaultGraph ? Self.defaultGraph : numbers[Int(graph)],
          subject: numbers[Int(batch.subject(row))],
          predicate: numbers[Int(batch.predicate(row))], object: numbers[Int(batch.object(row))]))
    }
  }

  /// The number of a term of a batch; the terms it is made of come before it.
  private mutating func number(
    _ index: TripleBatch.TermIndex, of batch: borrowing TripleBatch
  ) throws -> UInt32 {
    let record = batch.record(index)
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
      var key = ByteBuffer(capacity: 12)
      for part in [record.start, record.length, record.qualifier] {
        let number = numbers[Int(part)]
        for shift: UInt32 in [24, 16, 8, 0] {
          key.append(UInt8(truncatingIfNeeded: number >> shift))
        }
      }
      return try terms.intern(key.span, qualifier: Qualifier.tripleTerm)
    }
    return try terms.intern(batch.content(record), qualifier: qualifier)
  }

  /// Puts the statements in the order in which they are written.
  ///
  /// - Parameter typeFirst: whether `rdf:type` comes before the other predicates.
  /// - Complexity: O(n log n) in terms and statements.
  package consuming func sorted(typeFirst: Bool) -> SortedStatements {
    SortedStatements(terms: terms.freeze(), rows: rows.freeze(), typeFirst: typeFirst)
  }
}

extension TripleBatch {
  /// Whether a statement has an IRI or blank node as subject and an IRI as predicate.
  fileprivate borrowing func isStandard(_ row: Int) -> Bool {
    let subject = record(subject(row)).kind
    return (subject == .iri || subject == .blankNode) && record(predicate(row)).kind == .iri
  }
}

extension FrozenByteStringTable {
  /// The numbers of the subject, predicate and object of a triple term.
  func parts(ofTripleTerm number: UInt32) -> (subject: UInt32, predicate: UInt32, object: UInt32) {
    let key = self.key(Int(number))
    func part(_ start: Int) -> UInt32 {
      var number: UInt32 = 0
      for offset in start..<start + 4 { number = number << 8 | UInt32(key[offset]) }
      return number
    }
    return (part(0), part(4), part(8))
  }
}
