/// A range of languages, matched against the tags of literals.
///
/// Source: RFC 4647, sections 3.3.1 (basic filtering) and 3.4 (lookup).
public struct LanguageRange: Hashable, Sendable {
  /// The subtags in lower case.
  public let subtags: [Substring]

  /// Takes a language tag such as `en-GB`, or `*`; what people write with underscores too.
  public init(_ tag: String) {
    subtags = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
  }

  /// Whether a tag lies in the range: `en` holds `en` and `en-GB`, `*` holds every tag.
  public func contains(_ tag: String?) -> Bool {
    guard let tag else { return subtags.isEmpty }
    if subtags == ["*"] { return true }
    let other = LanguageRange(tag).subtags
    return other.starts(with: subtags)
  }

  /// Whether a tag lies in a range to the letter, as LANGMATCHES has it: no tag but the empty one
  /// lies in the empty range, and `*` holds every tag but that.
  ///
  /// Source: RFC 4647, section 3.3.1; SPARQL 1.1 Query, section 17.4.3.7.
  public static func matches(tag: String, range: String) -> Bool {
    let tag = tag.lowercased()
    let range = range.lowercased()
    if range == "*" { return !tag.isEmpty }
    return tag == range || tag.hasPrefix(range + "-")
  }
}
