public import RDFModel

/// A concept that a search found, and the text by which it was found.
public struct LabelMatch: Hashable, Sendable {
  /// Where the text stands.
  public enum Field: UInt8, CaseIterable, Comparable, Hashable, Sendable {
    /// A preferred label.
    case prefLabel
    /// An alternative label.
    case altLabel
    /// A hidden label.
    case hiddenLabel
    /// A notation, such as a clause number.
    case notation
    /// A definition.
    case definition

    /// Preferred labels first, definitions last.
    public static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }
  }

  /// How the text fits what was searched for.
  public enum Fit: UInt8, Comparable, Hashable, Sendable {
    /// The whole text, but for case, diacritics and the like.
    case exact
    /// The text starts so.
    case prefix
    /// The text holds all the words, the last one perhaps only in part.
    case words
    /// The text, or its words, differ by a few letters.
    case similar

    /// The closest first.
    public static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  /// The concept.
  public let concept: Concept
  /// The text: a label, a notation, or a definition.
  public let text: Literal
  /// Where the text stands.
  public let field: Field
  /// How the text fits.
  public let fit: Fit
  /// How many letters differ; 0 unless the fit is ``Fit/similar``.
  public let distance: Int
}

/// What a search is told beside its text.
public struct SearchOptions: Sendable {
  /// Only concepts of these schemes; empty for all.
  public var schemes: [ConceptScheme]
  /// Only concepts of schemes of these jurisdictions, such as `EU`; empty for all.
  public var jurisdictions: [String]
  /// Only texts in a language (RFC 4647 basic filtering); notations count in every language.
  public var language: String?
  /// The most concepts to return.
  public var limit: Int

  /// Makes options; the defaults search everything.
  public init(
    schemes: [ConceptScheme] = [], jurisdictions: [String] = [], language: String? = nil,
    limit: Int = 20
  ) {
    self.schemes = schemes
    self.jurisdictions = jurisdictions
    self.language = language
    self.limit = limit
  }
}
