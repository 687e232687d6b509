public import SKOSVocabulary

/// What a glossary is to hold, and in which order.
public struct GlossaryOptions: Sendable {
  /// The order of the entries of a document.
  public enum Order: String, CaseIterable, Sendable {
    /// By label.
    case alphabetical
    /// By place in the hierarchy, then notation, then label.
    case systematic
  }

  /// What happens to a publisher's wording that is not known to be free.
  public enum Rights: String, CaseIterable, Sendable {
    /// It is left out; the citation stays.
    case strict
    /// It is given, and reported.
    case report
  }

  /// The schemes to export; empty for all.
  public var schemes: [ConceptScheme]
  /// The languages of the labels and texts, the first one first; empty for all there are.
  public var languages: [String]
  /// The order of the entries.
  public var order: Order
  /// What happens to wordings that are not known to be free.
  public var rights: Rights
  /// The title; nil for one made of the names of the schemes.
  public var title: String?

  /// Makes options; the defaults export everything in English.
  public init(
    schemes: [ConceptScheme] = [], languages: [String] = ["en"], order: Order = .alphabetical,
    rights: Rights = .strict, title: String? = nil
  ) {
    self.schemes = schemes
    self.languages = languages
    self.order = order
    self.rights = rights
    self.title = title
  }
}
