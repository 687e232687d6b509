internal import ByteStorage

/// The statements of a document in the order in which they are written, with terms known by their
/// rank.
///
/// IRIs come first, in the order of their bytes; then literals, by lexical form, then language, then
/// datatype; then triple terms and blank nodes, by what they say (``TermOrder``). Statements are
/// sorted by graph, the default graph before others, then subject, predicate and object, each
/// once. The order does not depend on that of the source, nor on its blank node labels.
package struct SortedStatements {
  /// The rank of a term.
  package typealias Rank = UInt32

  /// A statement by the ranks of its terms.
  package struct Row: BitwiseCopyable {
    /// The graph's name, or ``SortedStatements/defaultGraph``.
    package let graph: Rank
    package let subject: Rank
    package let predicate: Rank
    package let object: Rank
  }

  /// The graph of statements in the default graph.
  package static var defaultGraph: Rank { .max }

  private let terms: FrozenByteStringTable
  /// The number in the table of each rank, and the other way round.
  private let numbers: [UInt32]
  private let ranks: [Rank]
  /// The rank that predicates have when statements are sorted: 0 for `rdf:type` where it is first.
  private let firstPredicate: Rank?

  /// The ranks of IRIs, literals, triple terms and blank nodes.
  package let iris: Range<Rank>
  package let literals: Range<Rank>
  package let tripleTerms: Range<Rank>
  package let blankNodes: Range<Rank>
  /// The statements.
  package let rows: [Row]

  init(terms: FrozenByteStringTable, rows unsorted: Column<StatementTable.Row>, typeFirst: Bool) {
    self.terms = terms
    var iris: [UInt32] = []
    var literals: [UInt32] = []
    var others: [UInt32] = []
    for number in 0..<UInt32(truncatingIfNeeded: terms.count) {
      switch terms.qualifier(Int(number)) {
      case StatementTable.Qualifier.iri: iris.append(number)
      case StatementTable.Qualifier.language: break
      case StatementTable.Qualifier.blankNode, StatementTable.Qualifier.tripleTerm:
        others.append(number)
      default: literals.append(number)
      }
    }
    iris.sort { terms.key(Int($0)).precedes(terms.key(Int($1))) }
    literals.sort { Self.isOrdered($0, $1, in: terms) }
    var ranks = [Rank](repeating: 0, count: terms.count)
    for (rank, number) in iris.enumerated() { ranks[Int(number)] = Rank(rank) }
    let literalStart = iris.count
    for (rank, number) in literals.enumerated() { ranks[Int(number)] = Rank(literalStart + rank) }
    let ground = iris.count + literals.count
    let order = TermOrder(
      terms: terms, rows: unsorted, ranks: ranks, groundCount: ground, vertices: others)
    for (rank, number) in order.numbers.enumerated() { ranks[Int(number)] = Rank(ground + rank) }
    numbers = iris + literals + order.numbers
    self.iris = 0..<Rank(literalStart)
    self.literals = Rank(literalStart)..<Rank(ground)
    tripleTerms = Rank(ground)..<Rank(ground + order.tripleTermCount)
    blankNodes = Rank(ground + order.tripleTermCount)..<Rank(numbers.count)
    self.ranks = ranks
    firstPredicate =
      typeFirst
      ? terms.find(
        RDF.type.value.utf8Span.span, qualifier: StatementTable.Qualifier.iri
      ).map { ranks[Int($0)] } : nil
    rows = Self.sort(unsorted, by: ranks, firstPredicate: firstPredicate)
  }

  /// Literals by their lexical forms; plain ones before those with a language, those before others.
  private static func isOrdered(
    _ left: UInt32, _ right: UInt32, in terms: FrozenByteStringTable
  ) -> Bool {
    let one = terms.key(Int(left))
    let other = terms.key(Int(right))
    if !one.equals(other) { return one.precedes(other) }
    let (leftKind, leftNumber) = qualifier(left, in: terms)
    let (rightKind, rightNumber) = qualifier(right, in: terms)
    if leftKind != rightKind { return leftKind < rightKind }
    return leftNumber != rightNumber && terms.key(leftNumber).precedes(terms.key(rightNumber))
  }

  private static func qualifier(
    _ literal: UInt32, in terms: FrozenByteStringTable
  ) -> (kind: Int, number: Int) {
    let qualifier = terms.qualifier(Int(literal))
    guard qualifier >= StatementTable.Qualifier.literal else { return (0, 0) }
    let number = Int(qualifier - StatementTable.Qualifier.literal)
    return (terms.qualifier(number) == StatementTable.Qualifier.language ? 1 : 2, number)
  }

  // MARK: Statements

  private typealias Key = (UInt64, UInt64)

  private static func key(_ row: Row, firstPredicate: Rank?) -> Key {
    let predicate = row.predicate == firstPredicate ? 0 : row.predicate &+ 1
    return (
      UInt64(row.graph &+ 1) << 32 | UInt64(row.subject),
      UInt64(predicate) << 32 | UInt64(row.object)
    )
  }

  private static func sort(
    _ unsorted: Column<StatementTable.Row>, by ranks: [Rank], firstPredicate: Rank?
  ) -> [Row] {
    var keys: [Key] = []
    keys.reserveCapacity(unsorted.count)
    for index in 0..<unsorted.count {
      let row = unsorted[index]
      keys.append(
        key(
          Row(
            graph: row.graph == StatementTable.defaultGraph ? defaultGraph : ranks[Int(row.graph)],
            subject: ranks[Int(row.subject)], predicate: ranks[Int(row.predicate)],
            object: ranks[Int(row.object)]), firstPredicate: firstPredicate))
    }
    keys.sort { $0 < $1 }
    var rows: [Row] = []
    rows.reserveCapacity(keys.count)
    var last: Key?
    for key in keys {
      if let last, last == key { continue }
      last = key
      let predicate = Rank(truncatingIfNeeded: key.1 >> 32)
      rows.append(
        Row(
          graph: Rank(truncatingIfNeeded: key.0 >> 32) &- 1,
          subject: Rank(truncatingIfNeeded: key.0),
          predicate: predicate == 0 ? firstPredicate ?? 0 : predicate - 1,
          object: Rank(truncatingIfNeeded: key.1)))
    }
    return rows
  }

  /// The place of a statement, or nil where it is not there.
  ///
  /// - Complexity: O(log n) in the statements.
  func place(of row: Row) -> Int? {
    let wanted = Self.key(row, firstPredicate: firstPredicate)
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if Self.key(rows[middle], firstPredicate: firstPredicate) < wanted {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < rows.count else { return nil }
    return Self.key(rows[low], firstPredicate: firstPredicate) == wanted ? low : nil
  }

  // MARK: Terms

  /// The bytes of an IRI or the lexical form of a literal.
  @_lifetime(borrow self)
  package borrowing func bytes(_ rank: Rank) -> Span<UInt8> {
    terms.key(Int(numbers[Int(rank)]))
  }

  /// What qualifies a literal: nothing, a language or a datatype.
  package enum LiteralQualifier {
    case none
    /// A language, to be looked up with ``SortedStatements/language(_:)``.
    case language(Int)
    case datatype(Rank)
  }

  /// What qualifies a literal.
  package func qualifier(_ literal: Rank) -> LiteralQualifier {
    let (kind, number) = Self.qualifier(numbers[Int(literal)], in: terms)
    return kind == 0 ? .none : kind == 1 ? .language(number) : .datatype(ranks[number])
  }

  /// The bytes of a language tag, with its direction: `ar--rtl`.
  @_lifetime(borrow self)
  package borrowing func language(_ number: Int) -> Span<UInt8> { terms.key(number) }

  /// The subject, predicate and object of a triple term.
  package func parts(
    _ tripleTerm: Rank
  ) -> (subject: Rank, predicate: Rank, object: Rank) {
    let parts = terms.parts(ofTripleTerm: numbers[Int(tripleTerm)])
    return (ranks[Int(parts.subject)], ranks[Int(parts.predicate)], ranks[Int(parts.object)])
  }

  /// The rank of an IRI, or nil where no statement holds it.
  package func rank(_ iri: IRI) -> Rank? {
    terms.find(iri.value.utf8Span.span, qualifier: StatementTable.Qualifier.iri)
      .map { ranks[Int($0)] }
  }
}
