public import ByteStorage

/// The columns under the terms of one kind, for loops that look at many terms.
///
/// A copy of a dictionary copies many references; whoever reads term after term takes the
/// columns once.
@frozen
public struct TermColumns: Sendable {
  @usableFromInline let bytes: Column<UInt8>
  @usableFromInline let ends: Column<UInt32>
  @usableFromInline let qualifiers: Column<UInt32>?
  /// Terms that updates have added, whose indexes follow those of the columns.
  @usableFromInline let added: AddedTerms?
  /// How many terms there are.
  public let count: Int

  init(_ table: TermTable) {
    bytes = table.base.bytes
    ends = table.base.ends
    qualifiers = table.base.qualifiers
    added = table.added
    count = table.count
  }

  private init(aside other: TermColumns) {
    bytes = other.bytes.aside()
    ends = other.ends.aside()
    qualifiers = other.qualifiers?.aside()
    added = other.added
    count = other.count
  }

  /// The same columns for another thread; see `Column.aside()`.
  public func aside() -> TermColumns { TermColumns(aside: self) }

  /// Calls `body` with the bytes of a term, by its index.
  @inlinable
  public func withBytes<Result>(
    of index: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    if index >= ends.count, let added {
      let place = added.place(index - ends.count)
      return try body(place.table.key(place.number))
    }
    let range = ends.keyRange(index, of: bytes.count)
    return try body(bytes.slice(range.lowerBound, range.count))
  }

  /// Reads a byte of each term of some rows that is of a kind, so that whoever reads the terms
  /// next does not wait for one cache miss after the other.
  ///
  /// - Returns: a number that nobody needs; without it nothing would have to be read.
  @inline(never)
  @discardableResult
  public func touch(_ terms: [UInt32], _ rows: Range<Int>, kind: TermID.Kind) -> UInt8 {
    var sum: UInt8 = 0
    for row in rows {
      let id = TermID(rawValue: terms[row])
      guard id.kind == kind, id.index < ends.count else { continue }
      let start = id.index == 0 ? 0 : Int(ends[id.index - 1])
      if start < bytes.count { sum = sum &+ bytes[start] }
    }
    return sum
  }

  @inlinable
  func qualifier(_ index: Int) -> UInt32 {
    guard let qualifiers else { return 0 }
    if index < qualifiers.count { return qualifiers[index] }
    return added.map { $0.place(index - ends.count) }.map { $0.table.qualifier($0.number) } ?? 0
  }

  /// The number of a literal's language tag, or nil.
  @inlinable
  public func languageIndex(_ index: Int) -> Int? {
    let qualifier = qualifier(index)
    return qualifier >> 31 == 1 ? Int(qualifier & 0x7FFF_FFFF) : nil
  }

  /// The index of a literal's datatype among the IRIs; nil for `xsd:string` and with a language.
  @inlinable
  public func datatypeIndex(_ index: Int) -> Int? {
    let qualifier = qualifier(index)
    return qualifier == 0 || qualifier >> 31 == 1 ? nil : Int(qualifier) - 1
  }
}

extension TermDictionary {
  /// The columns under a kind of term.
  public func columns(_ kind: TermID.Kind) -> TermColumns {
    switch kind {
    case .iri: TermColumns(iris)
    case .blankNode: TermColumns(blankNodes)
    case .literal: TermColumns(literals)
    case .tripleTerm: TermColumns(tripleTerms)
    }
  }
}
