/// The keywords of JSON-LD.
///
/// Source: JSON-LD 1.1, section 1.7 (Syntax Tokens and Keywords).
enum Keyword {
  private static let all: Set<String> = [
    "@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included",
    "@index", "@json", "@language", "@list", "@nest", "@none", "@prefix", "@propagate",
    "@protected", "@reverse", "@set", "@type", "@value", "@version", "@vocab",
  ]

  /// Whether a text is a keyword.
  static func contains(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "@") && all.contains(text)
  }

  /// Whether a text looks like a keyword, `@` and letters, and so is kept for later versions.
  static func isReserved(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "@"), text.utf8.count > 1 else { return false }
    return text.utf8.dropFirst().allSatisfy {
      ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z")
    }
  }
}
