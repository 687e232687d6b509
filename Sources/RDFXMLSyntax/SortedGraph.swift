internal import ByteStorage
internal import RDFModel

/// A graph in the order in which it is written, with terms known by their rank.
///
/// IRIs come first, in the order of their bytes; then blank nodes, in the order in which they were
/// first mentioned; then literals, by lexical form, then language, then datatype. Triples are
/// sorted by subject, predicate and object, each once.
struct SortedGraph {
  /// The rank of a term.
  typealias Rank = UInt32
  typealias Row = GraphTable.Row

  private let terms: FrozenByteStringTable
  /// The number in the table of each rank.
  private let numbers: [UInt32]
  private let iriCount: Int
  private let blankNodeCount: Int
  let rows: [Row]

  init(terms: FrozenByteStringTable, rows unsorted: Column<Row>) {
    self.terms = terms
    var iris: [UInt32] = []
    var blankNodes: [UInt32] = []
    var literals: [UInt32] = []
    for number in 0..<UInt32(truncatingIfNeeded: terms.count) {
      switch terms.qualifier(Int(number)) {
      case GraphTable.Qualifier.iri: iris.append(number)
      case GraphTable.Qualifier.blankNode: blankNodes.append(number)
      case GraphTable.Qualifier.language: break
      default: literals.append(number)
      }
    }
    iris.sort { terms.key(Int($0)).precedes(terms.key(Int($1))) }
    literals.sort { Self.isOrdered($0, $1, in: terms) }
    iriCount = iris.count
    blankNodeCount = blankNodes.count
    numbers = iris + blankNodes + literals
    var ranks = [Rank](repeating: 0, count: terms.count)
    for (rank, number) in numbers.enumerated() { ranks[Int(number)] = Rank(rank) }
    rows = Self.sort(unsorted, by: ranks)
  }

  private static func sort(_ rows: Column<Row>, by ranks: [Rank]) -> [Row] {
    var ranked: [Row] = []
    ranked.reserveCapacity(rows.count)
    for index in 0..<rows.count {
      let row = rows[index]
      ranked.append(
        Row(
          subject: ranks[Int(row.subject)], predicate: ranks[Int(row.predicate)],
          object: ranks[Int(row.object)]))
    }
    ranked.sort { $0.key < $1.key }
    var unique: [Row] = []
    unique.reserveCapacity(ranked.count)
    for row in ranked {
      if let last = unique.last, last.key == row.key { continue }
      unique.append(row)
    }
    return unique
  }

  private static func isOrdered(
    _ left: UInt32, _ right: UInt32, in terms: FrozenByteStringTable
  ) -> Bool {
    let one = terms.key(Int(left))
    let other = terms.key(Int(right))
    if !one.equals(other) { return one.precedes(other) }
    let qualifiers = [left, right].map { terms.qualifier(Int($0)) }
    if qualifiers[0] == qualifiers[1] { return false }
    // Plain before language before datatype, each by its bytes.
    let kinds = qualifiers.map { qualifier -> UInt32 in
      guard qualifier >= GraphTable.Qualifier.literal else { return 0 }
      let number = Int(qualifier - GraphTable.Qualifier.literal)
      return terms.qualifier(number) == GraphTable.Qualifier.language ? 1 : 2
    }
    if kinds[0] != kinds[1] { return kinds[0] < kinds[1] }
    let numbers = qualifiers.map { Int($0 - GraphTable.Qualifier.literal) }
    return terms.key(numbers[0]).precedes(terms.key(numbers[1]))
  }

  // MARK: Terms

  /// The ranks of blank nodes.
  var blankNodes: Range<Rank> { Rank(iriCount)..<Rank(iriCount + blankNodeCount) }

  func isIRI(_ rank: Rank) -> Bool { rank < Rank(iriCount) }

  func isBlankNode(_ rank: Rank) -> Bool { blankNodes.contains(rank) }

  func isLiteral(_ rank: Rank) -> Bool { rank >= blankNodes.upperBound }

  /// The bytes of a term.
  @_lifetime(borrow self)
  borrowing func bytes(_ rank: Rank) -> Span<UInt8> { terms.key(Int(numbers[Int(rank)])) }

  /// What qualifies a literal: nothing, or a language or datatype by its bytes.
  enum LiteralQualifier {
    case none
    case language(Int)
    case datatype(Int)
  }

  func qualifier(_ literal: Rank) -> LiteralQualifier {
    let qualifier = terms.qualifier(Int(numbers[Int(literal)]))
    guard qualifier >= GraphTable.Qualifier.literal else { return .none }
    let number = Int(qualifier - GraphTable.Qualifier.literal)
    return terms.qualifier(number) == GraphTable.Qualifier.language
      ? .language(number) : .datatype(number)
  }

  /// The bytes of a language or datatype.
  @_lifetime(borrow self)
  borrowing func bytes(ofQualifier number: Int) -> Span<UInt8> { terms.key(number) }

  /// The rank of an IRI, or nil where the graph does not hold it.
  ///
  /// - Complexity: O(log n) in the IRIs.
  func rank(_ iri: IRI) -> Rank? {
    let wanted = iri.value.utf8Span.span
    var low = 0
    var high = iriCount
    while low < high {
      let middle = (low + high) / 2
      if bytes(Rank(middle)).precedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < iriCount && bytes(Rank(low)).equals(wanted) ? Rank(low) : nil
  }
}

extension GraphTable.Row {
  fileprivate var key: (UInt64, UInt32) { (UInt64(subject) << 32 | UInt64(predicate), object) }
}
