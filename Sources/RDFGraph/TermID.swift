public import RDFModel

/// The number of a term within one snapshot: two bits of kind, thirty bits of index.
///
/// Identifiers of different snapshots have nothing to do with each other. Their order is the
/// order in which a snapshot met its terms, kind by kind; it says nothing about the terms.
@frozen
public struct TermID: Hashable, Comparable, BitwiseCopyable, Sendable {
  /// What a term is, as two bits.
  @frozen
  public enum Kind: UInt8, Sendable {
    /// An IRI.
    case iri = 0
    /// A blank node.
    case blankNode = 1
    /// A literal.
    case literal = 2
    /// A triple term.
    case tripleTerm = 3

    /// What a term given as a value is.
    public init(of term: Term) {
      self =
        switch term {
        case .iri: .iri
        case .blankNode: .blankNode
        case .literal: .literal
        case .tripleTerm: .tripleTerm
        }
    }
  }

  /// The bits: kind in the two highest, index below.
  public let rawValue: UInt32

  /// Takes bits as they lie in a column.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Makes an identifier from its parts; the index must be below 2³⁰.
  @inlinable
  public init(kind: Kind, index: Int) {
    rawValue = UInt32(kind.rawValue) << 30 | UInt32(truncatingIfNeeded: index)
  }

  /// What the term is.
  @inlinable
  public var kind: Kind {
    switch rawValue >> 30 {
    case 0: .iri
    case 1: .blankNode
    case 2: .literal
    default: .tripleTerm
    }
  }

  /// The number of the term among those of its kind.
  @inlinable
  public var index: Int { Int(rawValue & 0x3FFF_FFFF) }

  /// The absence of a term, in columns of solutions.
  public static var unbound: TermID {
    @inlinable get { TermID(rawValue: .max) }
  }

  /// Orders by kind, then by index.
  @inlinable
  public static func < (left: TermID, right: TermID) -> Bool { left.rawValue < right.rawValue }
}
