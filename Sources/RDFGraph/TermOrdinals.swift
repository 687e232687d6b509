import ByteStorage

/// The places of terms among all of them, kind after kind: for those of a base what the offsets
/// of its permutations go by.
public struct TermOrdinals: Sendable {
  @usableFromInline let blankNodes: Int
  @usableFromInline let literals: Int
  @usableFromInline let tripleTerms: Int
  /// How many terms there are.
  public let count: Int

  /// The places of the terms of the base.
  init(_ dictionary: TermDictionary) {
    blankNodes = dictionary.iris.base.count
    literals = blankNodes + dictionary.blankNodes.base.count
    tripleTerms = literals + dictionary.literals.base.count
    count = tripleTerms + dictionary.tripleTerms.base.count
  }

  /// The places of all terms of a dictionary, those that updates have brought among them.
  public init(all dictionary: TermDictionary) {
    blankNodes = dictionary.count(.iri)
    literals = blankNodes + dictionary.count(.blankNode)
    tripleTerms = literals + dictionary.count(.literal)
    count = tripleTerms + dictionary.count(.tripleTerm)
  }

  @inlinable
  func places(_ kind: TermID.Kind) -> Range<Int> {
    switch kind {
    case .iri: 0..<blankNodes
    case .blankNode: blankNodes..<literals
    case .literal: literals..<tripleTerms
    case .tripleTerm: tripleTerms..<count
    }
  }

  /// The place of a term, or nil for terms that are not among them.
  @inlinable
  public subscript(id: TermID) -> Int? {
    let places = places(id.kind)
    return id.index < places.count ? places.lowerBound + id.index : nil
  }

  /// How many terms of the base come before a term.
  func precedence(_ id: TermID) -> Int {
    let places = places(id.kind)
    return min(places.lowerBound + id.index, places.upperBound)
  }

  /// The term at a place.
  @inlinable
  public func id(_ ordinal: Int) -> TermID {
    if ordinal < blankNodes { return TermID(kind: .iri, index: ordinal) }
    if ordinal < literals { return TermID(kind: .blankNode, index: ordinal - blankNodes) }
    if ordinal < tripleTerms { return TermID(kind: .literal, index: ordinal - literals) }
    return TermID(kind: .tripleTerm, index: ordinal - tripleTerms)
  }
}
