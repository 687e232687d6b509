internal import ByteStorage
internal import RDFModel

/// The triples that a writer collects: each term once in a table, triples as numbers.
struct GraphTable: ~Copyable {
  /// A triple by the numbers of its terms.
  struct Row: BitwiseCopyable {
    var subject: UInt32
    var predicate: UInt32
    var object: UInt32
  }

  /// What a term's qualifier in the table says.
  enum Qualifier {
    static let iri: UInt32 = 0
    static let blankNode: UInt32 = 1
    static let language: UInt32 = 2
    static let plainLiteral: UInt32 = 3
    /// Added to the number of a literal's datatype or language.
    static let literal: UInt32 = 4
  }

  private var terms = ByteStringTable(qualified: true, expectedCount: 1024)
  private var rows = GrowingColumn<Row>(capacity: 1024)
  private var numbers = GrowingColumn<UInt32>(capacity: 1024)

  /// Takes the triples of a batch.
  ///
  /// - Throws: ``WritingError`` for what RDF/XML cannot hold, `CapacityError` for more terms than
  ///   numbers tell apart.
  mutating func append(_ batch: borrowing TripleBatch) throws {
    numbers.truncate(to: 0)
    for index in 0..<batch.termCount {
      let number = try number(UInt32(truncatingIfNeeded: index), of: batch)
      numbers.append(number)
    }
    for row in 0..<batch.count {
      let graph = batch.graph(row)
      guard graph == TripleBatch.defaultGraph else {
        throw WritingError.namedGraph("\(batch.term(graph))", syntax: "RDF/XML")
      }
      let object = batch.object(row)
      if batch.record(object).kind == .tripleTerm { throw WritingError.term(batch.term(object)) }
      rows.append(
        Row(
          subject: numbers[Int(batch.subject(row))], predicate: numbers[Int(batch.predicate(row))],
          object: numbers[Int(object)]))
    }
  }

  /// The number of a term of a batch; what it is made of stands before it.
  private mutating func number(
    _ index: TripleBatch.TermIndex, of batch: borrowing TripleBatch
  ) throws -> UInt32 {
    let record = batch.record(index)
    let qualifier: UInt32
    switch record.kind {
    case .iri: qualifier = Qualifier.iri
    case .blankNode: qualifier = Qualifier.blankNode
    case .language:
      let tag = batch.content(record)
      // A tag with a base direction: `ar--rtl`.
      for index in 1..<max(1, tag.count)
      where tag[index] == UInt8(ascii: "-") && tag[index - 1] == UInt8(ascii: "-") {
        throw WritingError.term(.literal(Literal("", languageAndDirection: String(bytes: tag))))
      }
      qualifier = Qualifier.language
    case .literal:
      qualifier =
        record.qualifier == 0
        ? Qualifier.plainLiteral : Qualifier.literal + numbers[Int(record.qualifier) - 1]
    case .tripleTerm: return 0
    }
    return try terms.intern(batch.content(record), qualifier: qualifier)
  }

  /// Puts the triples in the order in which they are written.
  ///
  /// - Complexity: O(n log n) in terms and triples.
  consuming func sorted() -> SortedGraph {
    SortedGraph(terms: terms.freeze(), rows: rows.freeze())
  }
}
