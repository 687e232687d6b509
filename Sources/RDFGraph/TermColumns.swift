public import ByteStorage

/// The columns under the terms of one kind, for loops that look at many terms.
///
/// A copy of a dictionary copies many references; whoever reads term after term takes the
/// columns once.
@frozen
public struct TermColumns: Sendable {
  /// The bytes of all terms, end to end.
  public let bytes: Column<UInt8>
  /// Where the bytes of each term end.
  public let ends: Column<UInt32>
  /// What stands beside the characters of literals, for ``languageIndex(_:)`` and
  /// ``datatypeIndex(_:)``; nil for kinds without.
  public let qualifiers: Column<UInt32>?

  init(_ table: FrozenByteStringTable) {
    bytes = table.bytes
    ends = table.ends
    qualifiers = table.qualifiers
  }

  /// Calls `body` with the bytes of a term, by its index.
  @inlinable
  public func withBytes<Result>(
    of index: Int, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return try body(bytes.slice(start, Int(ends[index]) - start))
  }

  /// The number of a literal's language tag, or nil.
  @inlinable
  public func languageIndex(_ index: Int) -> Int? {
    guard let qualifier = qualifiers?[index], qualifier >> 31 == 1 else { return nil }
    return Int(qualifier & 0x7FFF_FFFF)
  }

  /// The index of a literal's datatype among the IRIs; nil for `xsd:string` and with a language.
  @inlinable
  public func datatypeIndex(_ index: Int) -> Int? {
    guard let qualifier = qualifiers?[index], qualifier != 0, qualifier >> 31 == 0 else {
      return nil
    }
    return Int(qualifier) - 1
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
